// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import TestKit
import Testing

@testable import Licences

@Suite("Article 8: withdrawal for changed law or circumstances", .withoutDatabase)
struct Article8Tests {
  @Test("a licence is withdrawn when the law or the circumstances have changed, with compensation")
  func withdrawal() throws {
    for ground in [LicenceGround.lawChanged, .circumstancesChanged] {
      #expect(ground.basis == LegalBasis(law: "行政许可法", article: "第八条第二款"))
      var trial = try LicenceTrial.proposed(.withdraw, ground)
      try trial.tell(.hear(.waived, nil), by: LicenceTrial.holder, on: "2026-06-01")
      trial.refusal(of: LicenceTrial.conclude(), by: LicenceTrial.chief)
        .expect(.compensationMissing(.withdraw), article: "第八条第二款")
      try trial.tell(
        LicenceTrial.conclude(compensation: "按评估补偿"), by: LicenceTrial.chief, on: "2026-06-02")
      #expect(trial.standing("2026-06-02") == .withdrawn)
    }
  }

  @Test("what has taken effect is not changed at will: the bureau may find that nothing needs it")
  func declined() throws {
    var trial = try LicenceTrial.proposed(.withdraw, .circumstancesChanged)
    try trial.tell(LicenceTrial.conclude(.declined), by: LicenceTrial.chief, on: "2026-06-02")
    #expect(trial.standing("2026-06-02") == .valid)
  }

  @Test("the holder is heard before his licence is withdrawn")
  func heard() throws {
    let trial = try LicenceTrial.proposed(.withdraw, .lawChanged)
    trial.refusal(of: LicenceTrial.conclude(compensation: "补偿"), by: LicenceTrial.chief)
      .expect(.notHeard(until: LicenceTrial.day("2026-06-08")), article: "第七条")
  }
}
