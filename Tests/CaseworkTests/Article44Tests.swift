// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi
import TestKit
import Testing

@testable import Casework

/// 行政许可法 第三十九条, 第四十四条: the certificate, within ten days, and its delivery.
@Suite("Administrative Licensing Law, articles 39 and 44", .withoutDatabase)
struct Article44Tests {
  private let deliver = Case.Command.deliver(.window)
  private let issue = Case.Command.recordLicence(number: "YP420103000001")

  @Test("article 44: what cannot be there yet is not delivered: first the certificate")
  func licenceFirst() throws {
    var trial = try CaseTrial.decided(granted: true)
    trial.refusal(of: deliver, by: CaseTrial.clerk, on: "2026-03-03")
      .expect(.licenceMissing, article: "第四十四条")
    try trial.tell(issue, by: .system, on: "2026-03-03")
    #expect(trial.state.licence == "YP420103000001")
    try trial.tell(deliver, by: CaseTrial.clerk, on: "2026-03-04")
    #expect(trial.state.phase == .concluded)
    #expect(trial.history.suffix(2).map(\.event) == [.delivered(method: .window), .concluded])
  }

  @Test("article 39: only a grant makes a certificate, one, by the program")
  func oneLicence() throws {
    var granted = try CaseTrial.decided(granted: true)
    granted.refusal(of: issue, by: CaseTrial.chief, on: "2026-03-03")
      .expect(.notYourPart(.issueLicence), article: nil)
    try granted.tell(issue, by: .system, on: "2026-03-03")
    granted.refusal(of: issue, by: .system, on: "2026-03-03")
      .expect(.wrongStep(.issueLicence, .granted), article: nil)
    let refused = try CaseTrial.decided(granted: false)
    refused.refusal(of: issue, by: .system, on: "2026-03-03")
      .expect(.wrongStep(.issueLicence, .refused), article: nil)
  }

  @Test("article 39: a refusal, and a grant that needs no certificate, are delivered as they are")
  func withoutLicence() throws {
    for (granted, licence) in [(false, true), (false, false), (true, false)] {
      var trial = try CaseTrial.decided(granted: granted, licence: licence)
      try trial.tell(deliver, by: CaseTrial.clerk, on: "2026-03-03")
      #expect(trial.state.phase == .concluded)
    }
  }

  @Test("article 44: the certificate reaches the applicant within ten working days of the decision")
  func tenDays() throws {
    var trial = try CaseTrial.decided(granted: true)
    let issueTerm = try #require(trial.clock("2026-03-02")[.issue])
    #expect(issueTerm.start == CaseTrial.day("2026-03-02"))
    #expect(issueTerm.due == CaseTrial.day("2026-03-16"))
    #expect(issueTerm.basis.text.hasPrefix("行政许可法第四十四条"))
    #expect(trial.clock("2026-03-17")[.issue]?.light == .red)
    try trial.tell(issue, by: .system, on: "2026-03-10")
    // Made is not delivered: the term runs on.
    #expect(trial.clock("2026-03-11")[.issue]?.finished == nil)
    try trial.tell(deliver, by: CaseTrial.clerk, on: "2026-03-16")
    #expect(trial.clock("2026-03-20")[.issue]?.outcome == .met)
  }

  @Test("article 44: a refusal, and a grant without certificate, start no term of ten days")
  func noTerm() throws {
    #expect(try CaseTrial.decided(granted: false).clock("2026-03-03")[.issue] == nil)
    #expect(
      try CaseTrial.decided(granted: true, licence: false).clock("2026-03-03")[.issue] == nil)
  }

  @Test("nothing is delivered before it is decided, nor twice")
  func deliveredOnce() throws {
    let reviewed = try CaseTrial.reviewed()
    reviewed.refusal(of: deliver, by: CaseTrial.clerk, on: "2026-03-03")
      .expect(.wrongStep(.deliver, .accepted), article: nil)
    var refused = try CaseTrial.decided(granted: false)
    try refused.tell(deliver, by: CaseTrial.clerk, on: "2026-03-03")
    refused.refusal(of: deliver, by: CaseTrial.clerk, on: "2026-03-03")
      .expect(.wrongStep(.deliver, .concluded), article: nil)
  }
}
