// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import Casework
import HTTPTypes
import Journal
import Site
import TestKit
import TestKit
import Testing

@testable import Licences

/// A machine's clock that is set back must stop nothing.
struct BackwardsClockTests {
  @Test("A case that is decided on a day before it came in is decided all the same, and is shown")
  func setBack() async throws {
    let trial = try await Bureau(.smallCatering)
    let id = try await trial.file(as: .person).id
    trial.go(to: Day(number: 20_760))
    try await trial.decide(id, granted: true)
    let file = try await trial.desk.open(id, for: Bureau.actor("applicant"))
    #expect(file.state.isGranted == true)
    let number = try #require(file.state.licence)
    #expect(try await trial.get("/verify/\(number)").status == 200)
    #expect(try await trial.journal.rebuild(keep: false).isSound)
  }
}
