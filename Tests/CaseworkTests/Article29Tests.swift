// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL
import TestKit
import Testing

@testable import Casework

/// 行政许可法 第二十九条: who applies, and through whom.
@Suite("Administrative Licensing Law, article 29")
struct Article29Tests {
  @Test("article 29 ¶2: somebody may apply through an agent; the case is then the agent's to see")
  func agent() async throws {
    let hall = try await SampleFiling.bureau()
    let receipt = try await hall.submit(.complete(agent: true), by: CaseTrial.agent)
    let file = try await hall.desk.open(receipt.id, for: CaseTrial.agent)
    #expect(file.row.filer == CaseTrial.agent.id)
    #expect(file.row.applicant == nil)
    #expect(file.filing?.agent?.name == "代办公司")
    await #expect(throws: CaseworkRefusal.caseNotFound) {
      try await hall.desk.open(receipt.id, for: CaseTrial.stranger)
    }
  }

  @Test("article 29 ¶2: only an account with that role files for others")
  func agentRole() async throws {
    let hall = try await SampleFiling.bureau()
    await #expect(throws: CaseworkRefusal.agentRoleNeeded) {
      try await hall.submit(.complete(agent: true), by: CaseTrial.applicant)
    }
  }

  @Test("article 29 ¶2: where the law wants the applicant himself, an agent is refused")
  func inPerson() async throws {
    let hall = try await SampleFiling.bureau(
      Sample.item(Sample.yaml("agents: true", "agents: false")))
    do {
      _ = try await hall.submit(.complete(agent: true), by: CaseTrial.agent)
      Issue.record("an agent was let through")
    } catch {
      (error as? CaseworkRefusal).expect(.agentsNotAllowed, article: "第二十九条第二款")
    }
    // The applicant himself is not held up.
    _ = try await hall.submit(.complete(), by: CaseTrial.applicant)
  }

  @Test("article 29 ¶3: an application by electronic data is received the moment it comes")
  func electronic() async throws {
    let hall = try await SampleFiling.bureau()
    let receipt = try await hall.submit(.complete(), by: CaseTrial.applicant)
    let file = try await hall.desk.open(receipt.id, for: CaseTrial.applicant)
    #expect(file.row.receivedAt == hall.now)
    #expect(file.row.channel == .online)
    #expect(file.state.phase == .received)
    #expect(file.documents.map(\.kind) == [.receipt])
  }

  @Test("the same request twice makes one case with one number")
  func idempotent() async throws {
    let hall = try await SampleFiling.bureau()
    let key = CommandKey("k", request: "the form")
    let one = try await hall.submit(.complete(), by: CaseTrial.applicant, key: key)
    let two = try await hall.submit(.complete(), by: CaseTrial.applicant, key: key)
    #expect(one == two)
    let three = try await hall.submit(.complete(), by: CaseTrial.applicant)
    #expect(three.number != one.number)
  }
}
