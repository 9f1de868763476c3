// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

/// 行政许可法 第五十七条: the order of acceptance.
@Suite("Administrative Licensing Law, article 57")
struct Article57Tests {
  private func place(_ facts: CaseFacts, _ number: String = "1") throws -> AcceptanceOrder {
    try #require(AcceptanceOrder(facts, clock(facts, asOf: "2026-06-01"), number: number))
  }

  private func accepted(_ received: String, _ day: String, hour: Int = 10) -> CaseFacts {
    CaseFacts(received: at(received), accepted: .init(at: at(day, hour: hour)))
  }

  @Test("whoever was accepted first comes first, whoever applied first does not")
  func acceptance() throws {
    let first = try place(accepted("2026-03-03", "2026-03-04"))
    let second = try place(accepted("2026-03-02", "2026-03-05"))
    #expect(first < second)
  }

  @Test("an application that the law accepted counts from its arrival")
  func deemed() throws {
    let slept = try place(CaseFacts(received: at("2026-03-02")))
    let other = try place(accepted("2026-03-03", "2026-03-03"))
    #expect(slept < other)
    let supplemented = CaseFacts(
      received: at("2026-03-02"), supplementNoticed: at("2026-03-03"),
      supplemented: at("2026-03-04"))
    #expect(try place(supplemented) > other)
  }

  @Test("within a day the moment decides, within a moment the number")
  func ties() throws {
    let morning = accepted("2026-03-03", "2026-03-04", hour: 9)
    let noon = accepted("2026-03-03", "2026-03-04", hour: 12)
    #expect(try place(morning, "2") < place(noon, "1"))
    #expect(try place(noon, "1") < place(noon, "2"))
  }

  @Test("what is not accepted has no place")
  func none() {
    let facts = CaseFacts(received: at("2026-03-02"))
    #expect(AcceptanceOrder(facts, clock(facts, asOf: "2026-03-03"), number: "1") == nil)
  }
}
