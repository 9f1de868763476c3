// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import Licences
import SQL

/// The cases of starts, and the days of their promises.
enum StartTable {
  static let cases = Projection(CommittedStart.self, tables: ["start_case"]) {
    entry, _, transaction in
    guard case .joined(let id, _) = entry.event else { return }
    try transaction.run(
      """
      INSERT INTO start_case (case_id, start) VALUES (\(id), \(entry.id))
      ON CONFLICT (case_id) DO NOTHING
      """)
  }

  static let promises = Projection(CommittedStart.self, tables: ["start_promise"]) {
    entry, _, transaction in
    guard case .promised = entry.event else { return }
    try transaction.run(
      """
      INSERT INTO start_promise (start, promised_at) VALUES (\(entry.id), \(entry.moment.at))
      """)
  }

  static func start(ofCase id: String, in reader: some Reading) throws -> String? {
    try reader.first("SELECT start FROM start_case WHERE case_id = \(id)")
  }

  /// The starts that were promised last, the newest first, after a place: for the board.
  static func promised(
    before place: MatterPlace, limit: Int, in reader: some Reading
  ) throws -> [MatterPlace] {
    try reader.rows(
      """
      SELECT promised_at, start FROM start_promise
      WHERE (promised_at, start) < (\(place.at), \(place.id))
      ORDER BY promised_at DESC, start DESC LIMIT \(limit)
      """
    ) { MatterPlace(at: try $0[0], id: try $0[1]) }
  }
}

/// What follows for starts on commitment by itself.
enum StartPolicies {
  static func all(_ rules: ConstructionRules) -> [any JournalPart] {
    [deadlines, fire(rules), certify(rules), certifyLate(rules), tell]
  }

  /// The name of the deadline after which a requirement is late.
  private static let deadline = "start.follow-up"

  private static let deadlines = Projection(ofEnd: CommittedStart.self, tables: []) {
    entry, state, transaction in
    let stream = Stream<CommittedStart>(entry.id)
    guard let due = state.nextDue else {
      return try DeadlineTable.clear(deadline, of: stream, in: transaction)
    }
    // The last day is theirs to its end.
    try DeadlineTable.set(
      deadline, of: stream, due: Instant(day: due.adding(days: 1), hour: 0, minute: 0),
      in: transaction)
  }

  private static func fire(_ rules: ConstructionRules) -> DeadlineHandler {
    DeadlineHandler(deadline) { id, unit in try execute(.tellLate, on: id, rules, unit) }
  }

  /// A certificate of a case that was joined counts.
  private static func certify(_ rules: ConstructionRules) -> Policy<Case> {
    Policy(Case.self) { entry, _, unit in
      guard case .licenceIssued(let number) = entry.event,
        let id = try StartTable.start(ofCase: entry.id, in: unit.transaction)
      else { return }
      try execute(
        .certify(caseID: entry.id, licence: number, on: unit.now.day), on: id, rules, unit)
    }
  }

  /// So does that of a case which had it before it was joined.
  private static func certifyLate(_ rules: ConstructionRules) -> Policy<CommittedStart> {
    Policy(CommittedStart.self) { entry, _, unit in
      guard case .joined(let caseID, _) = entry.event else { return }
      let licence = try unit.state(of: Stream<Licence>(caseID)).state
      guard let issue = licence.issue else { return }
      try execute(
        .certify(caseID: caseID, licence: issue.number, on: issue.from), on: entry.id, rules,
        unit)
    }
  }

  /// What is told outside this program: which start, and which requirements; no personal data.
  private struct Message: Encodable {
    let start: String
    let project: String
    let late: [String]
  }

  /// Late follow-ups are told to the staff and to the developer.
  private static let tell = Policy(CommittedStart.self) { entry, state, unit in
    guard case .late(let keys) = entry.event else { return }
    let message = Message(start: entry.id, project: state.note, late: keys)
    try unit.post(message, to: CasePolicies.staffTopic)
    try unit.post(message, to: CasePolicies.messageTopic)
  }

  private static func execute(
    _ command: CommittedStart.Command, on id: String, _ rules: ConstructionRules,
    _ unit: UnitOfWork
  ) throws {
    try unit.execute(command, on: Stream<CommittedStart>(id)) { _ in
      MatterContext(actor: unit.actor, today: unit.now.day, rules: rules)
    }
  }
}
