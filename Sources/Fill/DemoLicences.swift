// SPDX-License-Identifier: Apache-2.0

import App
import Casework
import Catalogue
import Deadlines
import Identity
import Journal
import Licences
import SQL
import ShangMi

/// A few licences with a past, for the demonstration: one that was changed and is about to be withdrawn, one that is in
/// order, and one that was got by fraud and has barred its holder.
///
/// They were made by the rooms' own rules, on working days of the last months; nobody in them is real.
package struct DemoLicences: Sendable {
  private let program: Program
  private let shop: Account
  private let applicant: Account
  private let clerk: Actor
  private let reviewers: [Actor]
  private let approver: Actor

  private static let food = "11420103MB0000001P4000131023001"
  private static let foodChange = "11420103MB0000001P4000131023002"
  private static let hygiene = "11420103MB0000001P4000123012001"

  /// - Parameter program: in demo mode, its catalogue published.
  package init(_ program: Program) async throws {
    func account(_ login: String) async throws -> Account {
      guard let account = try await program.accounts.account(login: login) else {
        throw Missing(what: login)
      }
      return account
    }
    self.program = program
    shop = try await account("demo-shop")
    applicant = try await account("demo-applicant")
    clerk = try await account("demo-clerk").actor
    reviewers = [
      try await account("demo-reviewer-1").actor, try await account("demo-reviewer-2").actor,
    ]
    approver = try await account("demo-approver").actor
  }

  /// What the demonstration lacks.
  private struct Missing: Error { let what: String }

  /// Makes them, unless there are licences already.
  /// - Returns: whether they were made now.
  package func install() async throws -> Bool {
    let any: String? = try await program.journal.database.read {
      try $0.first("SELECT id FROM licence_row LIMIT 1")
    }
    guard any == nil else { return false }
    return try await program.journal.perform(as: .system) { unit in
      let fooled = try grant(Self.hygiene, to: applicant, before: 120, unit)
      try revoke(fooled, before: 60, unit)
      try grant(Self.food, to: applicant, before: 90, unit)
      let changed = try grant(Self.food, to: shop, before: 150, unit)
      try grant(Self.foodChange, to: shop, before: 40, acting: changed, unit)
      try proposeWithdrawal(of: changed, before: 3, unit)
      return true
    }
  }

  /// A working day of the past, at an hour.
  private func instant(_ days: Int, _ hour: Int) -> Instant {
    let today = program.desk.now.day
    return Instant(
      day: program.desk.calendar.day(-days, workingDaysAfter: today), hour: hour, minute: 20)
  }

  // MARK: Cases

  /// One case from the receipt to the delivery.
  ///
  /// - Parameters:
  ///   - days: how many working days ago it came in.
  ///   - number: the licence that it acts on.
  /// - Returns: the number of the licence.
  @discardableResult
  private func grant(
    _ code: String, to account: Account, before days: Int, acting number: String? = nil,
    _ unit: UnitOfWork
  ) throws -> String {
    let id = SecureRandom.token()
    let filing = try filing(code, for: account, on: instant(days, 9).day, acting: number)
    func step(
      _ command: Case.Command, _ actor: Actor, _ later: Int, _ text: String? = nil
    )
      -> Deed
    {
      Deed(actor, at: instant(days - later, 14), .step(command, id, text))
    }
    let opinion = "材料与现场一致，符合许可条件。"
    let reasons = "申请符合法定条件、标准，依法准予许可。"
    let deeds =
      [
        Deed(account.actor, at: instant(days, 9), .bring(filing.files)),
        Deed(account.actor, at: instant(days, 9), .file(filing, id, .online)),
        step(.accept, clerk, 0),
      ]
      + reviewers.map { step(.review(passed: true, opinion: Reasons(opinion)), $0, 1, opinion) }
      + [
        step(.decide(granted: true, Reasons(reasons)), approver, 2, reasons),
        step(.deliver(.electronic), clerk, 2),
      ]
    for deed in deeds { try deed.carryOut(at: program.desk, unit) }
    guard let licence = try unit.state(of: Stream<Case>(id)).state.licence else {
      throw Missing(what: "licence of \(code)")
    }
    return licence
  }

  private func filing(
    _ code: String, for account: Account, on day: Day, acting number: String?
  ) throws -> Filing {
    guard let item = program.shelf.current(code, on: day) else { throw Missing(what: code) }
    for attempt in 0..<60 {
      var chance = Chance(UInt64(attempt), 7)
      let template = try Template(
        1, of: item, on: day, files: { try program.desk.emptyFile(for: $0, of: item) }, &chance)
      guard let template else { continue }
      var filing = template.filing(by: account, agent: nil, number: 1)
      for (key, value) in Self.answers where filing.answers[key] != nil {
        filing.answers[key] = value
      }
      if let act = item.act { filing.answers[act.field] = number }
      return filing
    }
    throw Missing(what: "application for \(code)")
  }

  /// What reads better than what a load writes.
  private static let answers = [
    "entity_name": "示范热干面馆（虚构）", "legal_person": "示范人", "business_address": "武汉市江汉区示范路1号",
    "place_address": "武汉市江汉区示范路2号", "scope": "热食类食品制售", "safety_manager": "示范人",
    "hygiene_manager": "示范人", "change_from": "热食类食品制售", "change_to": "热食类、冷食类食品制售",
    "contact_name": "示范人",
  ]

  // MARK: Proceedings

  private func proposeWithdrawal(
    of number: String, before days: Int, _ unit: UnitOfWork
  ) throws {
    let facts = "示范路道路改造，该场所列入拆除范围。"
    let proposing = Proposing(
      measure: .withdraw, ground: .circumstancesChanged, facts: Reasons(facts))
    try take(.propose(proposing), with: number, reviewers[0], instant(days, 10), facts, unit)
  }

  private func revoke(_ number: String, before days: Int, _ unit: UnitOfWork) throws {
    let facts = "经查，申请时提交的卫生检测报告系伪造。"
    let proposing = Proposing(measure: .revoke, ground: .fraud, facts: Reasons(facts))
    try take(.propose(proposing), with: number, reviewers[0], instant(days, 10), facts, unit)
    let words = "检测报告由他人代办，本人不知情。"
    try take(
      .hear(.stated, Reasons(words)), with: number, applicant.actor, instant(days - 2, 10), words,
      unit)
    let reasons = "被许可人对申请材料的真实性负责，伪造的检测报告使本机关作出了准予决定。"
    try take(
      .conclude(.carriedOut, Reasons(reasons), compensation: nil), with: number, approver,
      instant(days - 6, 15), reasons, unit)
  }

  private func take(
    _ command: Licence.Command, with number: String, _ actor: Actor, _ at: Instant,
    _ text: String, _ unit: UnitOfWork
  ) throws {
    let id: String = try unit.transaction.one(
      "SELECT id FROM licence_row WHERE number = \(number)")
    try EvidenceTable.keep(text: text, in: unit.transaction)
    try unit.retelling(actor, at: at).execute(command, on: Stream<Licence>(id)) { _ in
      Licence.Context(
        actor: actor, now: at, calendar: program.desk.calendar,
        department: DemoAccounts.department)
    }
  }
}
