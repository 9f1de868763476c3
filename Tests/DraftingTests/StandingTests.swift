// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import Journal
import TestKit
import Testing

@testable import Drafting
@testable import Site

@Suite("Withdrawal, restoration and streets")
struct StandingTests {
  private func take(
    _ trial: DraftingTrial, _ step: StandingStep, from day: String? = nil,
    _ reasons: String = "职能调整", as name: String = "head"
  ) async throws {
    _ = try await trial.desk.take(
      step, from: try day.map { try Day.of($0) }, Remark(reasons), with: Sample.code,
      by: try trial.actor(name), expecting: nil)
  }

  private func isOpen(_ trial: DraftingTrial) -> Bool {
    trial.shelf.current(Sample.code, on: trial.now.day) != nil
  }

  @Test("a withdrawal comes on its day, not before; the version stays for open cases")
  func withdrawal() async throws {
    let trial = try await DraftingTrial()
    try await take(trial, .withdraw, from: "2026-12-01")
    #expect(isOpen(trial))
    let page = try await trial.page("/drafting/items/\(Sample.code)", as: "head")
    #expect(page.contains("自 2026年12月1日 起停止办理；在办的 3 件继续按原版本办理。"))
    try await trial.go(to: "2026-11-30")
    #expect(isOpen(trial))
    try await trial.go(to: "2026-12-01")
    #expect(!isOpen(trial))
    #expect(trial.shelf.version(Sample.code, 1) != nil)
    #expect(try await trial.page("/items/\(Sample.code)").contains("职能调整"))
    await #expect(throws: DraftingRefusal.alreadyWithdrawn) {
      try await take(trial, .withdraw, from: "2026-12-02")
    }
    try await trial.go(to: "2026-12-10")
    try await take(trial, .restore, "职能恢复")
    #expect(isOpen(trial))
    // A past day is as it was then.
    let days = ["2026-11-30", "2026-12-01", "2026-12-09", "2026-12-10"]
    var totals: [Int] = []
    for day in days {
      totals.append(try await trial.desk.indicators(on: try Day.of(day)).whole.total)
    }
    #expect(totals == [1, 0, 0, 1])
    try await trial.expectSound()
  }

  @Test("a withdrawal that waits can be called off; one of today is at once")
  func callingOff() async throws {
    let trial = try await DraftingTrial()
    await #expect(throws: DraftingRefusal.noWithdrawalToCallOff) {
      try await take(trial, .callOff)
    }
    await #expect(throws: DraftingRefusal.tooEarly(today: trial.now.day)) {
      try await take(trial, .withdraw, from: "2026-11-22")
    }
    await #expect(throws: DraftingRefusal.notYourPart) {
      try await take(trial, .withdraw, from: "2026-12-01", as: "clerk")
    }
    try await take(trial, .withdraw, from: "2026-12-01")
    try await take(trial, .callOff, "暂缓")
    try await trial.go(to: "2026-12-02")
    #expect(isOpen(trial))
    await #expect(throws: DraftingRefusal.notWithdrawn) { try await take(trial, .restore) }
    try await take(trial, .withdraw, from: "2026-12-02")
    #expect(!isOpen(trial))
  }

  @Test("what the command line has withdrawn can be restored here, and counts as closed in between")
  func commandLine() async throws {
    let trial = try await DraftingTrial()
    try await CatalogueCommand.withdraw(
      Sample.code, reason: "停办", in: trial.journal, by: .system)
    try await trial.go(to: "2026-11-26")
    try await take(trial, .restore, "恢复")
    #expect(isOpen(trial))
    let closed = try await trial.desk.indicators(on: try Day.of("2026-11-25")).whole.total
    #expect(closed == 0)
  }

  // MARK: Streets

  private func terms(
    _ scope: StreetDelegation.Scope, _ streets: Set<String>, basis: String? = nil,
    from: String = "2026-12-01", until: String? = nil
  ) throws -> StreetDelegation.Terms {
    StreetDelegation.Terms(
      item: Sample.code, streets: streets, scope: scope, basis: basis, from: try Day.of(from),
      until: try until.map { try Day.of($0) })
  }

  private func delegate(
    _ trial: DraftingTrial, _ terms: StreetDelegation.Terms
  ) async throws
    -> String
  {
    try await trial.desk.delegate(terms, Remark("就近办"), by: try trial.actor("head")).id
  }

  @Test("a licence is decided by a street only by a law (行政许可法 article 24); receiving needs none")
  func article24() async throws {
    let trial = try await DraftingTrial()
    let refusal = await #expect(throws: DraftingRefusal.basisMissing) {
      _ = try await delegate(trial, try terms(.decide, ["420103007"]))
    }
    #expect(refusal?.legalBasis?.text == "行政许可法第二十四条")
    _ = try await delegate(trial, try terms(.decide, ["420103007"], basis: "湖北省某条例第三条"))
    _ = try await delegate(trial, try terms(.receive, ["420103008", "420103013"]))
    try await trial.expectSound()
  }

  @Test(
    "the same street has an item once at a time; unknown streets and days that do not fit are refused"
  )
  func overlapping() async throws {
    let trial = try await DraftingTrial()
    let id = try await delegate(trial, try terms(.receive, ["420103007"], until: "2026-12-31"))
    await #expect(throws: DraftingRefusal.overlaps(street: "新华街道")) {
      _ = try await delegate(trial, try terms(.receive, ["420103007"], from: "2026-12-31"))
    }
    // Before it begins and after it ends there is room.
    _ = try await delegate(
      trial, try terms(.receive, ["420103007"], from: "2026-11-24", until: "2026-11-30"))
    _ = try await delegate(trial, try terms(.receive, ["420103007"], from: "2027-01-01"))
    for streets in [[], ["420103400"], ["420102001"]] as [Set<String>] {
      await #expect(throws: DraftingRefusal.streetsMissing) {
        _ = try await delegate(trial, try terms(.receive, streets))
      }
    }
    await #expect(throws: DraftingRefusal.daysDoNotFit) {
      _ = try await delegate(trial, try terms(.receive, ["420103001"], until: "2026-11-30"))
    }
    let head = try trial.actor("head")
    _ = try await trial.desk.endDelegation(id, Remark("街道合并"), by: head)
    await #expect(throws: DraftingRefusal.isOver) {
      _ = try await trial.desk.endDelegation(id, Remark("街道合并"), by: head)
    }
    try await trial.expectSound()
  }

  @Test(
    "the guide says in which streets, the street says which items, and both end with the delegation"
  )
  func guide() async throws {
    let trial = try await DraftingTrial()
    let id = try await delegate(trial, try terms(.receive, ["420103007"], from: "2026-11-23"))
    let guide = try await trial.page("/items/\(Sample.code)")
    #expect(guide.contains("新华街道") && guide.contains("受理、送达，由审批局决定"))
    #expect(try await trial.page("/streets/420103007").contains("样品经营许可"))
    #expect(try await trial.desk.indicators(on: trial.now.day).whole[.nearby].count == 1)
    try await trial.go(to: "2026-11-25")
    _ = try await trial.desk.endDelegation(id, Remark("收回"), by: try trial.actor("head"))
    #expect(!(try await trial.page("/items/\(Sample.code)")).contains("新华街道"))
    #expect(!(try await trial.page("/streets/420103007")).contains("样品经营许可"))
    // Yesterday it was near.
    let yesterday = try Day.of("2026-11-24")
    #expect(try await trial.desk.indicators(on: yesterday).whole[.nearby].count == 1)
    #expect(try await trial.browser().get("/streets/420103400").status == 404)
  }
}
