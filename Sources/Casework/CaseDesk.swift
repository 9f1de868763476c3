// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Codes
import Deadlines
import Identity
import Journal
import SQL
import ShangMi
import Site

/// Where cases are handled: every use of casework, for pages and for the API alike.
package struct CaseDesk: Sendable {
  package let journal: Journal
  package let registry: CaseRegistry
  let files: FileStore
  /// What other rooms have of a case.
  let annexes: [CaseAnnex]
  /// Every kind of document that is written by a template.
  package let forms: [DocumentForm]

  /// - Parameter forms: those of other rooms.
  package init(
    journal: Journal, registry: CaseRegistry, files: FileStore, annexes: [CaseAnnex] = [],
    forms: [DocumentForm] = []
  ) {
    self.journal = journal
    self.registry = registry
    self.files = files
    self.annexes = annexes
    self.forms = DocumentForm.own + forms
  }

  package var shelf: CatalogueShelf { registry.shelf }
  package var calendars: CalendarShelf { registry.calendars }
  package var now: Instant { journal.clock.now }

  /// The work calendar as it is now.
  package var calendar: WorkCalendar { registry.calendar }

  /// The answer to a step: the case and its version afterwards.
  package struct Receipt: Codable, Sendable, Hashable {
    package let id: String
    package let number: String
    package let version: Int
  }

  /// How many cases of an item are open, as it is shown: 87, 1000+.
  package func openCases(of item: String) async throws -> String {
    try await journal.database.read { try CaseTable.open(of: item, in: $0) }.text
  }

  /// The version of an item that an application may be filed under today.
  package func openItem(_ code: String) throws(CaseworkRefusal) -> ItemVersion {
    guard let item = shelf.current(code, on: now.day) else {
      throw shelf.isKnown(code) ? .itemNotOpen(code: code) : .itemUnknown(code: code)
    }
    return item
  }

  /// The version that a case or a draft is under, whatever has been published since.
  package func item(_ reference: ItemReference) throws(CaseworkRefusal) -> ItemVersion {
    try registry.item(reference)
  }

  // MARK: Steps

  /// Takes one step with a case that the actor may see.
  ///
  /// - Parameters:
  ///   - expected: the version that the actor saw; another one refuses the step.
  ///   - texts: what the command names by digest, kept as evidence in the same transaction.
  ///   - falsehood: why the applicant has deceived, where that is entered with the decision.
  /// - Throws: ``CaseworkRefusal``, `JournalFailure`.
  package func take(
    _ command: Case.Command, with id: String, by actor: Actor, expecting expected: Int?,
    texts: [String] = [], falsehood: Reasons? = nil, key: CommandKey? = nil
  ) async throws -> Receipt {
    try await noting(with: id, by: actor, key) {
      try await journal.perform(as: actor, key: key) { unit in
        guard let row = try CaseTable.find(id, for: actor, in: unit.transaction) else {
          throw CaseworkRefusal.caseNotFound
        }
        for text in texts { try EvidenceTable.keep(text: text, in: unit.transaction) }
        let receipt = try step(command, row.id, row.number, expected, unit)
        if let falsehood { _ = try noteFalsehood(of: row, reasons: falsehood, unit) }
        return receipt
      }
    }
  }

  /// Puts an error right on the spot (行政许可法 article 32 ¶1(3)), or hands in the supplements (¶1(5)): the
  /// filing with the changes, checked anew.
  ///
  /// - Parameter party: lines about the applicant or the agent, `applicant.phone` → value. In a supplement
  ///   only those that the notice names are changed: nobody becomes somebody else by the way.
  package func amend(
    _ id: String, as kind: Amendment, answers: [String: String], files: [FiledFile],
    party: [String: String] = [:],
    by actor: Actor, expecting expected: Int?, key: CommandKey? = nil
  ) async throws -> Receipt {
    try await noting(with: id, by: actor, key) {
      try await journal.perform(as: actor, key: key) { unit in
        guard let row = try CaseTable.find(id, for: actor, in: unit.transaction),
          let digest = try unit.state(of: Stream<Case>(id)).state.filing,
          var filing = try EvidenceTable.filing(digest, in: unit.transaction)
        else { throw CaseworkRefusal.caseNotFound }
        filing.answers.merge(answers) { _, new in new }
        let asked = try askedFor(kind, row.id, unit)
        for (key, value) in party {
          guard let field = PartyField(key), asked?.contains(key) ?? true else { continue }
          filing[field] = field.stored(value)
        }
        let replaced = Set(files.map(\.material))
        filing.files = filing.files.filter { !replaced.contains($0.material) } + files
        try registry.checkOwnership(of: files, by: actor, in: unit.transaction)
        let item = try item(row.item)
        let faults =
          FilingRules.faults(of: filing, for: item, on: unit.now.day)
          + (try otherLicence(filing, item, row.id, unit))
        guard faults.isEmpty else { throw CaseworkRefusal.incomplete(faults) }
        let amended = try EvidenceTable.keep(filing, in: unit.transaction)
        try EvidenceTable.keepParties(of: id, filing, in: unit.transaction)
        let state = try unit.state(of: Stream<Case>(row.id)).state
        let command = kind.command(amended, filing.ruling(of: item), files, state)
        _ = try step(command, row.id, row.number, expected, unit)
        try registry.noteBrought(files, of: row.id, unit)
        return Receipt(
          id: row.id, number: row.number,
          version: try unit.state(of: Stream<Case>(row.id)).version)
      }
    }
  }

  /// A fault where a filing names another licence than the one that the case is about: the law's time runs by its last
  /// day, so another one is another application.
  private func otherLicence(
    _ filing: Filing, _ item: ItemVersion, _ id: String, _ unit: UnitOfWork
  ) throws -> [Fault] {
    guard let rule = item.act,
      let act = try unit.state(of: Stream<Case>(id)).state.submission?.act,
      let named = filing.answers[rule.field]
    else { return [] }
    let found = try registry.licences.licence(
      numbered: named, for: rule.kind, on: unit.now.day, in: unit.transaction)
    guard found?.id != act.licence else { return [] }
    return [
      Fault(
        FilingField.answer(rule.field), "本件办理的是编号为 \(act.number) 的证照，不能改为另一个证照。请撤回本件，另行申请。")
    ]
  }

  /// What the one notice names, for a supplement; nil where anything may be changed.
  private func askedFor(
    _ kind: Amendment, _ id: String, _ unit: UnitOfWork
  ) throws -> Set<String>? {
    if case .correction = kind { return nil }
    let notice = try unit.state(of: Stream<Case>(id)).state.asked
      .flatMap { try EvidenceTable.notice($0, in: unit.transaction) }
    return Set(notice?.entries.map(\.target) ?? [])
  }

  /// Why a filing is changed after it was submitted.
  package enum Amendment: Sendable {
    case correction
    case supplement
    /// Materials come that the case was accepted without (容缺).
    case deferred

    fileprivate func command(
      _ filing: Digest, _ ruling: Ruling, _ files: [FiledFile], _ state: Case
    ) -> Case.Command {
      switch self {
      case .correction: .correct(filing: filing, ruling: ruling)
      case .supplement:
        state.phase == .accepted
          ? .suspending(.answer(filing: filing, ruling: ruling))
          : .supplement(filing: filing, ruling: ruling)
      case .deferred: .deferring(.supply(filing: filing, materials: files.map(\.material)))
      }
    }
  }

  func step(
    _ command: Case.Command, _ id: String, _ number: String, _ expected: Int?, _ unit: UnitOfWork
  ) throws -> Receipt {
    let stream = Stream<Case>(id)
    try unit.execute(command, on: stream, expecting: expected) { state in
      let colleagues =
        command.namesColleagues
        ? try ColleagueTable.all(in: unit.transaction)
        : try ColleagueTable.find(
          [state.handingOver.holder].compactMap(\.self), in: unit.transaction)
      return try registry.context(
        of: unit.actor, for: state, id, at: unit.now, colleagues, choosing: command.chosen,
        in: unit.transaction)
    }
    return Receipt(id: id, number: number, version: try unit.state(of: stream).version)
  }
}
