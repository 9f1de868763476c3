// SPDX-License-Identifier: Apache-2.0

/// What stands behind `Database`.
///
/// One per database product; nothing above this file knows which.
protocol Engine: Sendable {
  var dialect: Dialect { get }

  /// Runs `body` in a read transaction that sees one state of the data, and only committed data.
  nonisolated(nonsending) func read<T: Sendable>(
    _ body: @escaping @Sendable (Snapshot) throws -> T
  ) async throws -> T

  /// Runs `body` so that all of it or nothing of it is kept, and returns when it is durable.
  nonisolated(nonsending) func write<T: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T

  /// Runs `body` in a transaction of one state of the data that is undone at its end, on a session of its own.
  nonisolated(nonsending) func dryRun<T: Sendable>(
    _ body: @escaping @Sendable (DryRun) throws -> T
  ) async throws -> T

  /// Copies one state of the data into a new file.
  nonisolated(nonsending) func copy<T: Sendable>(
    to file: String, headway: @escaping Headway.Listener,
    _ look: @escaping @Sendable (Snapshot) throws -> T
  ) async throws -> (found: T, copy: DatabaseCopy)

  /// Who waits for a signal in this process.
  var signals: SignalBoard { get }

  /// How often a signal was given so far; from now on what other nodes give is heard as well, where that is possible.
  func mark(_ signal: Signal) -> SignalMark

  /// Finishes what was accepted, refuses what comes later, lets go of the files or sockets.
  func close()
}

/// One session with the database, in the hands of one thread at a time.
///
/// Not Sendable: an engine keeps it inside a lock or a thread of its own, and `Snapshot` and `Transaction`, which
/// carry it, cannot leave the closure they are given to.
protocol Connection: AnyObject {
  /// Runs a statement, hands each row to `each` until that returns false, and says how many rows were changed.
  @discardableResult
  func run(_ statement: Statement, _ each: (Row) throws -> Bool) throws -> Int

  /// Runs a command that gives back no rows.
  ///
  /// An engine may put it off and send it together with what comes next; then its failure is thrown there, at the
  /// latest by `control`.
  func send(_ statement: Statement) throws

  /// Adds a row to a table; it may be put off like what is sent.
  func append(_ values: [Value], to columns: Columns) throws

  /// From now on appended rows may be gathered.
  func beginLoad() throws

  /// Brings the gathered rows into their tables, each table's in the order in which they were appended.
  func endLoad() throws

  /// Forgets the rows that are still on their way.
  func abandonLoad()

  /// Runs a command of transaction control, which `run` and `send` refuse; a rollback forgets what was put off.
  func control(_ text: String) throws(SQLFailure)

  /// Notes a signal, to be given after the commit.
  func give(_ signal: Signal)

  /// How `statement` would be carried out, without doing it.
  func plan(of statement: Statement) throws -> Plan

  /// Makes an empty table of this session that hides the one of the same name.
  func shadow(_ table: String) throws

  /// How a table that has a shadow is named, and how the shadow.
  func names(of table: String) throws -> (kept: Statement, shadow: Statement)

  /// What the engine finds wrong in its own structures.
  func soundness() throws -> Soundness
}

/// Whether a text begins or ends a transaction or savepoint, which is not for a room to do.
func isTransactionControl(_ text: String) -> Bool {
  let command = text.drop { $0.isWhitespace }.prefix { $0.isLetter }.uppercased()
  return ["BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE"]
    .contains(command)
}

extension SQLFailure {
  /// A command of transaction control where a room's statement should stand.
  static func controlledByHand(_ text: String) -> SQLFailure {
    .misuse("a transaction begins and ends by itself; use savepoint { }, not \(text)")
  }
}

/// The running statement that a row is read from.
protocol Cursor: AnyObject {
  /// How many columns a row has.
  var count: Int { get }

  /// The name of a column, for messages.
  func name(_ column: Int) -> String

  /// The value of a column, if the row of that turn is still the current one.
  func value(_ column: Int, _ turn: Int) throws(SQLFailure) -> Value

  /// Lends the bytes of a column.
  func withBytes<R>(
    _ column: Int, _ turn: Int, _ body: (UnsafeRawBufferPointer) throws -> R
  ) throws -> R
}
