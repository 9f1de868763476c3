// SPDX-License-Identifier: Apache-2.0

import App
import Casework
import Catalogue
import Deadlines
import Foundation
import Identity
import Journal
import SQL
import ShangMi

/// Loads fictional cases, as if they had happened: by the rooms' own rules, projections and policies, at the instants of
/// the history, many days in one transaction.
package struct Filler: Sendable {
  private let program: Program
  private let plan: FillPlan
  private let chapterSize: Int

  /// - Parameter chapterSize: how much happens in one transaction, but for what happens on its last day.
  /// - Throws: ``FillRefusal`` for a number of cases that have no room.
  package init(
    _ program: Program, _ plan: FillPlan, chapterSize: Int = 40_000
  ) throws(FillRefusal) {
    guard (1...FillRefusal.casesMax).contains(plan.cases) else { throw .tooMany(plan.cases) }
    self.program = program
    self.plan = plan
    self.chapterSize = chapterSize
  }

  /// How far it has come.
  package struct Progress: Sendable {
    package let cases: Int
    package let day: Day
  }

  /// Loads everything, or what is missing of a load that was cut short.
  ///
  /// - Parameter report: told after each transaction.
  /// - Throws: ``FillRefusal`` where the database has cases that are not this load's, or nothing can be applied for.
  package func fill(_ report: (Progress) throws -> Void) async throws {
    let reached = try await begin()
    let templates = try templates()
    guard !templates.isEmpty else { throw FillRefusal.nothingOpen(plan.until) }
    let people = People(cases: plan.cases, sections: sections(of: templates))
    var history = History(plan, people, templates, program.desk.calendar)
    if let reached {
      history.skip(through: reached)
    } else {
      try await register(people.staff, before: templates)
    }
    var chapter = history.next(chapterSize)
    while let current = chapter {
      async let written: Void = write(current)
      chapter = history.next(chapterSize)
      try await written
      try report(Progress(cases: current.cases, day: current.day))
    }
    try await tell(.end)
  }

  /// - Returns: the day up to which everything is there.
  private func begin() async throws -> Day? {
    let known = try await program.journal.database.read { reader in
      try Journal.state(of: FillRecord.stream, in: reader).state
    }
    var one = CaseFilter()
    one.limit = 1
    let isEmpty = try await program.desk.list(one, for: .system).isEmpty
    guard isEmpty || known.plan != nil else { throw FillRefusal.notEmpty }
    try await tell(.begin(plan))
    return known.reached
  }

  private func tell(_ command: FillRecord.Command) async throws {
    let _: Int = try await program.journal.perform(as: .system) { unit in
      try unit.execute(command, on: FillRecord.stream) { _ in () }
    }
  }

  private func register(_ staff: [Account], before templates: [[Template]]) async throws {
    guard let first = templates.joined().map(\.item.effective).min() else { return }
    let instant = Instant(day: first, hour: 8, minute: 0)
    let _: Bool = try await program.journal.perform(as: .system) { unit in
      let then = unit.retelling(.system, at: instant)
      for account in staff { try Accounts.add(account, stored: Deed.noPassword, then) }
      // Who is cut short now goes on without adding them again.
      try unit.execute(.reach(first.adding(days: -1)), on: FillRecord.stream) { _ in () }
      return true
    }
  }

  private func write(_ chapter: History.Chapter) async throws {
    let desk = program.desk
    let _: Bool = try await program.journal.perform(as: .system) { unit in
      try unit.transaction.loading {
        for deed in chapter.deeds { try deed.carryOut(at: desk, unit) }
      }
      try unit.execute(.reach(chapter.day), on: FillRecord.stream) { _ in () }
      return true
    }
  }

  // MARK: What is applied for

  /// How many kinds of application an item gets.
  private static let templatesPerItem = 6
  /// How many are tried for each, since some answers exclude each other.
  private static let triesPerTemplate = 5

  /// Of every item that can be applied for by the last day, by code.
  private func templates() throws -> [[Template]] {
    var number = 0
    // What acts on a licence needs one: a load begins with none.
    return try program.shelf.snapshot.current(on: plan.until).map(\.item)
      .filter { $0.act == nil && !$0.followsAnother }.sorted { $0.code < $1.code }
      .compactMap { item in
        var found: [Template] = []
        for attempt in 0..<(Self.templatesPerItem * Self.triesPerTemplate)
        where found.count < Self.templatesPerItem {
          var chance = Chance(plan.seed &+ UInt64(attempt), Self.topic(item.code))
          let template = try Template(
            number, of: item, on: plan.until,
            files: { try program.desk.emptyFile(for: $0, of: item) }, &chance)
          if let template { found.append(template) }
          number += 1
        }
        return found.isEmpty ? nil : found
      }
  }

  /// A number of an item's own, beyond those of cases.
  private static func topic(_ code: String) -> UInt64 {
    code.utf8.reduce(1 << 32) { ($0 &* 31) &+ UInt64($1) }
  }

  private func sections(of templates: [[Template]]) -> [String] {
    Set(templates.joined().flatMap { [$0.item.department.zh, $0.ruling.section] }).sorted()
  }
}

extension Deed {
  /// The stored form of the password of somebody who cannot sign in.
  static let noPassword = "-"

  /// Does it, in the name of who did it and at its instant.
  func carryOut(at desk: CaseDesk, _ unit: UnitOfWork) throws {
    let unit = unit.retelling(actor, at: at)
    switch kind {
    case .register(let account):
      try Accounts.add(account, stored: Self.noPassword, unit)
    case .bring(let files):
      for file in files { try desk.bring(file, unit) }
    case .file(let filing, let id, let channel):
      _ = try desk.registry.file(filing, as: id, through: channel, unit)
    case .amend(let filing, let id, let amendment):
      let digest = try EvidenceTable.keep(filing, in: unit.transaction)
      let item = try desk.item(filing.item)
      let ruling = Ruling(of: item, filing.facts(of: item))
      try step(amendment.command(digest, ruling), id, at: desk, unit)
    case .step(let command, let id, let text):
      if let text { try EvidenceTable.keep(text: text, in: unit.transaction) }
      try step(command, id, at: desk, unit)
    }
  }

  private func step(
    _ command: Case.Command, _ id: String, at desk: CaseDesk, _ unit: UnitOfWork
  ) throws {
    try unit.execute(command, on: Stream<Case>(id)) { _ in
      Case.Context(actor: actor, now: at, calendar: desk.calendar)
    }
  }
}

extension Deed.Amendment {
  fileprivate func command(_ filing: Digest, _ ruling: Ruling) -> Case.Command {
    switch self {
    case .correction: .correct(filing: filing, ruling: ruling)
    case .supplement: .supplement(filing: filing, ruling: ruling)
    }
  }
}

extension ItemVersion {
  /// Whether it is one of a project's permits, of which one waits for another: a case that stands alone has no project.
  fileprivate var followsAnother: Bool { form.contains { $0.key == "project_code" } }
}
