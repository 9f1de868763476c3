// SPDX-License-Identifier: Apache-2.0

import CPostgres
import Foundation

/// One session with a server, in libpq's pipeline mode: what need not be waited for is put off and sent in one trip
/// with what must be.
///
/// Not Sendable: whoever owns one keeps it in a `Mutex`, so that one thread at a time has it.
final class PostgresConnection: Connection {
  /// A command on its way: what it says, and what it is to the transaction.
  struct Command {
    enum Role {
      case statement
      /// Begins, ends, or marks a place in a transaction.
      case control
      /// Stands before a transaction; where it fails there is none.
      case gate
    }

    var text: String
    var values: [Value] = []
    var role = Role.statement
    /// Whether it is worth to be prepared for the next time.
    var recurs = true
  }

  /// A place in a transaction to which it can go back.
  struct Mark {
    fileprivate let trips: Int
    fileprivate let waiting: Int
  }

  /// How many commands are put off at most, so that neither side has to keep many answers.
  private static let waitingMax = 32

  let handle: OpaquePointer
  private var statements = PostgresStatements()
  /// What was put off and has not been sent.
  private var waiting: [Command] = []
  /// The answers of trips that nobody has waited for, oldest first.
  private var unread: [[PostgresStatements.Answer]] = []
  private var signals: Set<Signal> = []
  /// The rows that a load has gathered; nil while there is none.
  private var load: PostgresLoad?
  /// How often we have sent something.
  private(set) var trips = 0
  /// Why nothing more can be done with this transaction, or at all, whatever a body makes of the failure.
  private(set) var doom: PostgresDoom?

  /// Takes over an open session, which is closed with this object.
  init(_ handle: OpaquePointer) {
    self.handle = handle
    PQenterPipelineMode(handle)
  }

  deinit {
    PQfinish(handle)
  }

  /// Whether the session is of no more use.
  var isLost: Bool {
    if case .lost = doom { true } else { PQstatus(handle) == CONNECTION_BAD }
  }

  /// Whether an idle session can still be used: a server that goes away says so to those who look.
  func isWell() -> Bool {
    readUnread()
    if isLost { return false }
    // Nothing was asked, so this is a remark, or the end.
    if isReadable(within: .zero) { PQconsumeInput(handle) }
    return PQstatus(handle) == CONNECTION_OK && !isReadable(within: .zero)
  }

  /// Waits for what other programs tell on the channel that this session listens on.
  func notices(within limit: Duration) throws(SQLFailure) -> [String] {
    guard isReadable(within: limit) else { return [] }
    guard PQconsumeInput(handle) != 0 else { throw lose() }
    var notices: [String] = []
    while let notice = PQnotifies(handle) {
      defer { PQfreemem(notice) }
      notices.append(String(cString: notice.pointee.extra))
    }
    return notices
  }

  private func isReadable(within limit: Duration) -> Bool {
    var socket = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
    return poll(&socket, 1, Int32(limit / .milliseconds(1))) != 0
  }

  // MARK: Statements

  @discardableResult
  func run(_ statement: Statement, _ each: (Row) throws -> Bool) throws -> Int {
    let rows = try exchange(try command(statement))
    try rows.each(each)
    return rows.changed
  }

  func send(_ statement: Statement) throws {
    waiting.append(try command(statement))
    if waiting.count >= Self.waitingMax { try settle() }
  }

  func append(_ values: [Value], to columns: Columns) throws {
    for value in values where value.holdsNUL { throw SQLFailure.nulInText }
    guard load == nil else {
      load?.add(values, to: columns)
      return
    }
    waiting.append(Command(text: columns.insertion, values: values))
    if waiting.count >= Self.waitingMax { try settle() }
  }

  func beginLoad() { load = PostgresLoad() }

  func abandonLoad() { load = nil }

  func endLoad() throws {
    defer { load = nil }
    guard let load, !load.isEmpty else { return }
    try settle()
    readUnread()
    guard !isLost, PQexitPipelineMode(handle) != 0 else { throw lose() }
    defer { PQenterPipelineMode(handle) }
    trips += 1
    try load.copy(over: handle)
  }

  func control(_ text: String) throws(SQLFailure) {
    if text.hasPrefix("ROLLBACK") { waiting = [] }
    _ = try exchange(Command(text: text, role: .control))
  }

  func give(_ signal: Signal) {
    signals.insert(signal)
  }

  /// The signals that were noted since this was last asked.
  func takeSignals() -> Set<Signal> {
    defer { signals = [] }
    return signals
  }

  private func command(_ statement: Statement) throws(SQLFailure) -> Command {
    let (text, values) = statement.rendered(for: .postgres)
    for value in values where value.holdsNUL { throw .nulInText }
    if text.utf8.contains(0) { throw .nulInText }
    if isTransactionControl(text) { throw .controlledByHand(text) }
    return Command(text: text, values: values)
  }

  // MARK: Transactions

  /// Puts off the commands that a transaction begins with.
  func begin(_ commands: [Command]) {
    if !isLost { doom = nil }
    signals = []
    load = nil
    waiting += commands
    for name in statements.forgotten() {
      waiting.append(Command(text: "DEALLOCATE \(name)", role: .control, recurs: false))
    }
  }

  /// Puts off a command of transaction control.
  func later(_ text: String) {
    later(Command(text: text, role: .control))
  }

  func later(_ command: Command) {
    waiting.append(command)
  }

  var mark: Mark { Mark(trips: trips, waiting: waiting.count) }

  /// Forgets what was put off since a place.
  /// - Returns: whether something has been sent since, so that the server must go back as well.
  func forget(since mark: Mark) -> Bool {
    if trips == mark.trips {
      waiting.removeLast(waiting.count - mark.waiting)
      return false
    }
    waiting = []
    return true
  }

  /// Sends what was put off, and waits until it is done.
  func settle() throws(SQLFailure) {
    if let last = waiting.popLast() { _ = try exchange(last) }
  }

  /// Sends what was put off and a last command, and waits until that is done.
  /// - Returns: what the server says that it did.
  func finish(_ text: String) throws(SQLFailure) -> String {
    try exchange(Command(text: text, role: .control)).command
  }

  /// Ends a transaction of which nothing is wanted any more, without waiting for the answer.
  func leave(_ text: String, since mark: Mark) {
    let isBegun = trips != mark.trips
    waiting = []
    guard isBegun, !isLost else { return }
    var answers: [PostgresStatements.Answer] = []
    _ = dispatch([Command(text: text, role: .control)], &answers)
    if !isLost { unread.append(answers) }
  }

  // MARK: The wire

  /// Sends what was put off and then `last`, waits for all the answers, and returns what `last` gave back.
  private func exchange(_ last: Command) throws(SQLFailure) -> PostgresRows {
    readUnread()
    if let doom, isLost { throw doom.failure }
    let commands = waiting + [last]
    waiting = []
    var answers: [PostgresStatements.Answer] = []
    let failure = dispatch(commands, &answers)
    let rows = try receive(answers)
    if let failure { throw failure }
    guard let rows else { throw lose() }
    return rows
  }

  /// Takes in the answers of trips that nobody has waited for: how a transaction ended of which nothing was wanted is
  /// nobody's concern.
  private func readUnread() {
    while !unread.isEmpty { _ = try? receive(unread.removeFirst()) }
  }

  /// Sends commands in one trip and notes which answers are to come.
  /// - Returns: why one of them could not be sent; those before it were.
  private func dispatch(
    _ commands: [Command], _ answers: inout [PostgresStatements.Answer]
  ) -> SQLFailure? {
    trips += 1
    let isSent = commands.allSatisfy { statements.send($0, on: handle, &answers) }
    let failure = isSent ? nil : SQLFailure.misuse(message)
    if PQpipelineSync(handle) == 0 { return lose() }
    return failure
  }

  /// Waits for the answers of one trip.
  /// - Returns: what the last of them gave back.
  private func receive(
    _ answers: [PostgresStatements.Answer]
  ) throws(SQLFailure) -> PostgresRows? {
    var failure: SQLFailure?
    var rows: PostgresRows?
    for answer in answers {
      rows = nil
      var isDone = false
      while let result = PQgetResult(handle) {
        let status = PQresultStatus(result)
        if status == PGRES_FATAL_ERROR, failure == nil { failure = refused(result, answer) }
        isDone = status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK
        if status == PGRES_EMPTY_QUERY { failure = failure ?? .misuse("there is no SQL command") }
        if isDone { rows = PostgresRows(result) } else { PQclear(result) }
        if PQstatus(handle) == CONNECTION_BAD { throw lose() }
      }
      statements.answered(answer, isDone: isDone)
    }
    guard let end = PQgetResult(handle) else { throw lose() }
    defer { PQclear(end) }
    guard PQresultStatus(end) == PGRES_PIPELINE_SYNC else { throw lose() }
    if let failure { throw failure }
    return rows
  }

  /// What a result that reports a failure means, for the statement and for the whole.
  private func refused(
    _ result: OpaquePointer, _ answer: PostgresStatements.Answer
  ) -> SQLFailure {
    let failure = SQLFailure.postgres(result, answer.command.text)
    if case .gate = answer.command.role { doom = .refused(failure) }
    doom = PostgresDoom(result) ?? doom
    return failure
  }

  /// Notes that the session is gone, and says so.
  private func lose() -> SQLFailure {
    let failure = SQLFailure.unreachable(message)
    doom = .lost(failure)
    return failure
  }

  /// libpq's own last words, in one line.
  private var message: String {
    String(cString: PQerrorMessage(handle)).split(whereSeparator: \.isNewline).joined(
      separator: " ")
  }
}
