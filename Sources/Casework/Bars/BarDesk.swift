// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import SQL
import ShangMi
import Site

/// The register of bars: how entries are made, held against applications, and ended.
package enum BarRegister {
  /// Why an entry is made: the decision that it rests on, and what is known of it.
  package struct Ground: Sendable {
    package let reason: BarReason
    /// The item that it came from; nil where it came from none.
    package let item: ItemReference?
    /// Whether the item directly concerns safety (行政许可法 articles 78 and 79).
    package let isSafety: Bool
    package let department: String
    /// The number and day of the decision.
    package let decision: String
    package let day: Day
    package let caseID: String?
    package let licence: String?

    package init(
      reason: BarReason, item: ItemReference?, isSafety: Bool, department: String,
      decision: String, day: Day, caseID: String? = nil, licence: String? = nil
    ) {
      self.reason = reason
      self.item = item
      self.isSafety = isSafety
      self.department = department
      self.decision = decision
      self.day = day
      self.caseID = caseID
      self.licence = licence
    }
  }

  /// Makes an entry in a unit of work, as the program does when a decision is made.
  ///
  /// - Parameters:
  ///   - party: whom it concerns.
  ///   - person: the account of whom it concerns.
  /// - Returns: the name of the entry.
  @discardableResult
  package static func enter(
    _ ground: Ground, against party: Party, person: String?, reasons: String,
    _ calendar: WorkCalendar, _ unit: UnitOfWork
  ) throws -> String {
    let id = SecureRandom.token()
    let gates = ground.reason.gates(isSafety: ground.isSafety)
    let entry = Bar.Entry(
      reason: ground.reason,
      subject: try EvidenceTable.keep(BarSubject(party), in: unit.transaction), person: person,
      item: ground.item, department: ground.department,
      gates: gates.sorted { $0.rawValue < $1.rawValue }, from: ground.day,
      until: gates.isEmpty ? nil : ground.reason.term?.due(after: ground.day, in: calendar),
      decision: ground.decision, caseID: ground.caseID, licence: ground.licence,
      reasons: try EvidenceTable.keep(text: reasons, in: unit.transaction))
    try BarTable.keep(party, of: id, in: unit.transaction)
    try unit.begin(
      Stream<Bar>(id), by: .enter(entry),
      context: Bar.Context(actor: .system, today: unit.now.day))
    return id
  }

  /// What an outside system is told of an entry; no personal data, the receiver looks it up.
  private struct Message: Encodable {
    let bar: String
    let number: String
  }

  /// What follows from entries: their rows, the document that tells of each, and the message to whom it concerns.
  static func parts(
    _ settings: CaseworkSettings, shelf: CatalogueShelf
  ) -> [any JournalPart] {
    let writer = DocumentWriter()
    return [
      BarTable.projection,
      Policy(Bar.self) { entry, _, unit in
        guard case .entered(let bar) = entry.event else { return }
        let year = unit.now.day.year
        let number = settings.number("信字", year: year, serial: try unit.next("bar/\(year)"))
        let facts = try BarFacts(of: bar, number: number, shelf, in: unit)
        let kept = try writer.write(facts.content, in: unit.transaction)
        try unit.execute(.number(number, kept), on: Stream<Bar>(entry.id)) { _ in
          Bar.Context(actor: unit.actor, today: unit.now.day)
        }
        try unit.post(Message(bar: entry.id, number: number), to: CasePolicies.messageTopic)
      },
    ]
  }
}

extension CaseRegistry {
  /// Refuses whom a bar keeps from applying (行政许可法 articles 78 and 79).
  ///
  /// It stands against whatever would give the licence or widen it; a copy and a cancellation give nothing.
  func requireNotBarred(
    _ applicant: Party, _ item: ItemVersion, on day: Day, in reader: some Reading
  ) throws {
    guard item.act?.kind.isApplicationForLicence ?? true, !applicant.code.isEmpty else { return }
    let bar = try BarTable.standing(
      against: applicant.code, at: .application, of: item.act?.item ?? item.code, on: day,
      in: reader)
    if let bar { throw CaseworkRefusal.barred(bar.notice) }
  }
}

extension CaseDesk {
  /// Who may find that an applicant has deceived: who decides.
  static let falsehoodFinders: Set<Role> = [.chiefApprover, .departmentHead]

  /// Notes that an application was refused because the applicant hid facts or gave false materials (article 78): with
  /// a warning, and where the item concerns safety with a year in which he may not apply again.
  ///
  /// - Returns: the name of the entry.
  package func noteFalsehood(
    of id: String, reasons: Reasons, by actor: Actor, key: CommandKey? = nil
  ) async throws -> String {
    try await journal.perform(as: actor, key: key) { unit in
      guard let row = try CaseTable.find(id, for: actor, in: unit.transaction) else {
        throw CaseworkRefusal.caseNotFound
      }
      return try noteFalsehood(of: row, reasons: reasons, unit)
    }
  }

  /// The same in a unit of work that has made the decision.
  package func noteFalsehood(
    of row: CaseRow, reasons: Reasons, _ unit: UnitOfWork
  ) throws -> String {
    let state = try unit.state(of: Stream<Case>(row.id)).state
    if let obstacle = falsehoodObstacle(state, for: unit.actor) { throw obstacle }
    guard reasons.isGiven else { throw BarRefusal.reasonsMissing }
    guard try BarTable.entry(ofCase: row.id, in: unit.transaction) == nil else {
      throw BarRefusal.alreadyEntered
    }
    guard let submission = state.submission, let digest = state.filing,
      let filing = try EvidenceTable.filing(digest, in: unit.transaction),
      let decision = state.documents.first(where: { [.refusal, .nonAcceptance].contains($0.kind) }),
      let day = (state.facts.decided?.at ?? state.facts.ended?.at)?.day
    else { throw BarRefusal.notRefused }
    let licensing = try licensingItem(of: submission, on: unit.now.day)
    return try BarRegister.enter(
      BarRegister.Ground(
        reason: .falseMaterials,
        item: ItemReference(code: licensing.code, version: licensing.version),
        isSafety: licensing.safety != nil, department: submission.department,
        decision: decision.number, day: day, caseID: row.id),
      against: filing.applicant, person: submission.applicant, reasons: reasons.text, calendar,
      unit)
  }

  /// Why somebody may not note a falsehood in a case; nil when he may.
  func falsehoodObstacle(_ state: Case, for actor: Actor) -> BarRefusal? {
    guard let submission = state.submission, actor.holds(anyOf: Self.falsehoodFinders),
      actor.department.map({ $0 == submission.department }) ?? true
    else { return BarRefusal.notYourPart }
    guard !submission.isOwn(of: actor.id) else { return BarRefusal.ownMatter }
    let isRefused = state.phase == .notAccepted || state.isGranted == false
    return isRefused ? nil : BarRefusal.notRefused
  }

  /// The item that gives the licence which a case is about.
  private func licensingItem(of submission: Submission, on day: Day) throws -> ItemVersion {
    let own = try item(submission.item)
    guard let act = own.act else { return own }
    return shelf.current(act.item, on: day) ?? own
  }

  // MARK: Reading and ending

  /// An entry with its texts.
  package struct BarFile: Sendable {
    package let row: BarRow
    package let state: Bar
    package let item: ItemVersion?
    package let reasons: String
    /// Why it was ended.
    package let endReasons: String
  }

  /// - Throws: ``BarRefusal/notFound``.
  package func bar(_ id: String, for actor: Actor) async throws -> BarFile {
    try await journal.database.read { reader in
      guard let row = try BarTable.find(id, for: actor, in: reader) else {
        throw BarRefusal.notFound
      }
      let state = try Journal.state(of: Stream<Bar>(id), in: reader).state
      return BarFile(
        row: row, state: state, item: row.item.flatMap { shelf.version($0.code, $0.version) },
        reasons: try EvidenceTable.text(row.reasons, in: reader) ?? "",
        endReasons: try state.endReasons.flatMap { try EvidenceTable.text($0, in: reader) } ?? "")
    }
  }

  /// A page of the entries that somebody may see, newest first, and where the next one begins.
  package func bars(
    before place: CaseFilter.ReceiptPlace?, limit: Int, for actor: Actor
  ) async throws -> (rows: [BarRow], next: Cursor?) {
    let found = try await journal.database.read {
      // One more than shown tells whether there is a page after this one.
      try BarTable.list(before: place, limit: limit + 1, for: actor, in: $0)
    }
    return found.page(limit) { CaseFilter.ReceiptPlace(at: $0.enteredAt, id: $0.id).cursor }
  }

  /// Ends an entry before its time.
  ///
  /// - Parameter text: what the command names by digest.
  /// - Returns: the version afterwards.
  package func endBar(
    _ id: String, _ command: Bar.Command, text: String, by actor: Actor, expecting: Int?,
    key: CommandKey? = nil
  ) async throws -> Int {
    try await journal.perform(as: actor, key: key) { unit in
      guard try BarTable.find(id, for: actor, in: unit.transaction) != nil else {
        throw BarRefusal.notFound
      }
      try EvidenceTable.keep(text: text, in: unit.transaction)
      return try unit.execute(command, on: Stream<Bar>(id), expecting: expecting) { _ in
        Bar.Context(actor: actor, today: unit.now.day)
      }
    }
  }
}
