// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Codes
import Deadlines
import Journal
import Licences
import SQL

/// The project of each case that names one.
enum ProjectCaseTable {
  static let projection = Projection(Project.self, tables: ["project_case"]) {
    entry, _, transaction in
    switch entry.event {
    case .linked(let link):
      try transaction.run(
        """
        INSERT INTO project_case (case_id, project) VALUES (\(link.caseID), \(entry.id))
        ON CONFLICT (case_id) DO UPDATE SET project = excluded.project
        """)
    case .unlinked(let id):
      try transaction.run(
        "DELETE FROM project_case WHERE case_id = \(id) AND project = \(entry.id)")
    default: break
    }
  }

  /// The code of the project that a case is of.
  static func project(ofCase id: String, in reader: some Reading) throws -> String? {
    try reader.first("SELECT project FROM project_case WHERE case_id = \(id)")
  }
}

/// What follows for projects from what happens to cases.
enum ProjectPolicies {
  /// The field of a form that names the project.
  static let field = "project_code"

  static func all(_ rules: ConstructionRules) -> [any JournalPart] {
    [follow(rules), followLicences(rules), strikeOut, deadlines, fire(rules)]
  }

  /// The name of the deadline after which a permit lapses.
  private static let deadline = "project.start-of-works"

  private static let deadlines = Projection(ofEnd: Project.self, tables: []) {
    entry, state, transaction in
    let stream = Stream<Project>(entry.id)
    guard let due = state.nextLapse else {
      return try DeadlineTable.clear(deadline, of: stream, in: transaction)
    }
    // The last day is theirs to its end.
    try DeadlineTable.set(
      deadline, of: stream, due: Instant(day: due.adding(days: 1), hour: 0, minute: 0),
      in: transaction)
  }

  private static func fire(_ rules: ConstructionRules) -> DeadlineHandler {
    DeadlineHandler(deadline) { code, unit in try execute(.lapse, on: code, rules, unit) }
  }

  /// What nobody may build by any more is struck out of the register: the permits of the phases, in whose place their
  /// holder has applied for that of the whole works, and a permit that has lapsed (建筑法 article 9).
  private static let strikeOut = Policy(Project.self) { entry, state, unit in
    switch entry.event {
    case .superseded(let ids, let number):
      let whole = state.links.first { $0.licence == number }?.caseID
      for id in ids { try cancel(id, .application, whole, unit) }
    case .worksChanged(let id, .lapsed, _): try cancel(id, .otherCancellable, nil, unit)
    default: break
    }
  }

  private static func cancel(
    _ id: String, _ ground: LicenceGround, _ caseID: String?, _ unit: UnitOfWork
  ) throws {
    let stream = Stream<Licence>(id)
    let licence = try unit.state(of: stream).state
    // One that the holder is being heard about ends by what is decided then.
    guard licence.obstacle(to: .cancel, on: unit.now.day) == nil else { return }
    let cancellation = Licence.Cancellation(
      ground: ground, reasons: nil, caseID: caseID, from: unit.now.day)
    try unit.execute(.cancel(cancellation), on: stream) { _ in
      Licence.Context(actor: unit.actor, now: unit.now, calendar: .china)
    }
  }

  /// A licence that ends carries no later phase.
  private static func followLicences(_ rules: ConstructionRules) -> Policy<Licence> {
    Policy(Licence.self) { entry, state, unit in
      switch entry.event {
      case .revoked, .withdrawn, .annulled, .cancelled: break
      default: return
      }
      guard let id = state.issue?.caseID,
        let code = try ProjectCaseTable.project(ofCase: id, in: unit.transaction)
      else { return }
      try execute(.end(id), on: code, rules, unit)
    }
  }

  private static func follow(_ rules: ConstructionRules) -> Policy<Case> {
    Policy(Case.self) { entry, state, unit in
      switch entry.event {
      case .submitted, .corrected, .supplemented: try link(entry.id, state, rules, unit)
      case .granted: try check(entry.id, state, rules, unit)
      case .licenceIssued(let number): try license(entry.id, number, rules, unit)
      default: break
      }
    }
  }

  /// Links a case to the project that its form names, and takes it from the one that it named before.
  private static func link(
    _ id: String, _ state: Case, _ rules: ConstructionRules, _ unit: UnitOfWork
  ) throws {
    guard let submission = state.submission, let digest = state.filing,
      let filing = try EvidenceTable.filing(digest, in: unit.transaction)
    else { return }
    let code = filing.projectCode
    let known = try ProjectCaseTable.project(ofCase: id, in: unit.transaction)
    if let known, known != code {
      try execute(.unlink(id), on: known, rules, unit)
    }
    guard let code else { return }
    let part = rules.part(of: submission.item.code, situation: filing.situation)
    let phase: String? = if case .phase(let key) = part { key } else { nil }
    // Who only wrote it down at the window has no part in it.
    let filer = submission.isAssisted ? nil : submission.filer
    let people = [submission.applicant, filer].compactMap(\.self).map(Reader.account)
    let earlier = try unit.state(of: Stream<Project>(code)).state.link(id)
    let written = filing.answers[rules.scopeField].flatMap { [ScopePart](scope: $0) }
    let link = Project.Link(
      caseID: id, number: submission.number, item: submission.item.code, phase: phase,
      isWhole: part == .whole, scope: phase == nil ? nil : written ?? earlier?.scope,
      readers: Set(people + [Reader.section(submission.department)]).sorted(),
      licence: earlier?.licence, supersededBy: earlier?.supersededBy,
      isEnded: earlier?.isEnded ?? false, works: earlier?.works)
    try execute(.link(link), on: code, rules, unit)
  }

  /// Refuses a grant that comes before its phase: the whole step is undone.
  private static func check(
    _ id: String, _ state: Case, _ rules: ConstructionRules, _ unit: UnitOfWork
  ) throws {
    guard let submission = state.submission, rules.isStaged(submission.item.code),
      let digest = state.filing,
      let filing = try EvidenceTable.filing(digest, in: unit.transaction),
      case .phase(let phase) = rules.part(
        of: submission.item.code, situation: filing.situation)
    else { return }
    guard let code = try ProjectCaseTable.project(ofCase: id, in: unit.transaction) else {
      guard rules.phase(before: phase) != nil else { return }
      throw ProjectRefusal.projectUnreadable(filing.answers[field] ?? "")
    }
    let project = try unit.state(of: Stream<Project>(code)).state
    if let obstacle = project.obstacle(to: id, rules) { throw obstacle }
  }

  private static func license(
    _ id: String, _ number: String, _ rules: ConstructionRules, _ unit: UnitOfWork
  ) throws {
    guard let code = try ProjectCaseTable.project(ofCase: id, in: unit.transaction) else { return }
    try execute(.license(id, number: number), on: code, rules, unit)
  }

  private static func execute(
    _ command: Project.Command, on code: String, _ rules: ConstructionRules, _ unit: UnitOfWork
  ) throws {
    try unit.execute(command, on: Stream<Project>(code)) { _ in
      MatterContext(actor: unit.actor, today: unit.now.day, rules: rules)
    }
  }
}

extension Filing {
  /// The code of the project that it names; nil where it names none, or what it says is no code.
  var projectCode: String? {
    let text = answers[ProjectPolicies.field]?.filter { !$0.isWhitespace } ?? ""
    return (try? ProjectCode(text))?.description
  }
}
