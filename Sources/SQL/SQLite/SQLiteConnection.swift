// SPDX-License-Identifier: Apache-2.0

import CSQLite

/// One SQLite connection with its compiled statements.
///
/// Opened without SQLite's own mutex and not Sendable: whoever owns one keeps it in a `Mutex`, so that one thread at a
/// time has it.
final class SQLiteConnection: Connection {
  /// What a connection is for.
  enum Purpose {
    case reading
    case writing
    /// Reads, and writes to tables of its own.
    case dryRun
  }

  /// How many compiled statements a connection keeps.
  static let cacheCapacity = 256
  /// How long another process may hold the write lock before we give up, in milliseconds.
  static let patience: Int32 = 5_000

  let handle: OpaquePointer
  private var cache: [String: SQLitePrepared] = [:]
  private var uses = 0
  private var signals: Set<Signal> = []

  /// Opens the file at `path`.
  ///
  /// `isLasting` is false for a database that need not survive a power cut.
  init(path: String, for purpose: Purpose, isLasting: Bool = true) throws(SQLFailure) {
    var opened: OpaquePointer?
    let create = purpose == .writing ? SQLITE_OPEN_CREATE : 0
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | create
    let code = sqlite3_open_v2(path, &opened, flags, nil)
    guard let opened else { throw .cannotOpen("\(path): out of memory") }
    handle = opened
    guard code == SQLITE_OK else { throw failure(code, "").opening(path) }
    // SQLite opens what it may not write for reading, and would say so at the first write only.
    if sqlite3_db_readonly(handle, "main") == 1 { throw SQLFailure.readOnly.opening(path) }
    sqlite3_extended_result_codes(handle, 1)
    sqlite3_busy_timeout(handle, Self.patience)
    banjie_sqlite_strict_quotes(handle)
    try configure(path, purpose, isLasting)
  }

  deinit {
    cache.removeAll()
    // The second form waits for statements that are still held; there are none, but it cannot fail.
    sqlite3_close_v2(handle)
  }

  /// Sets what the promises rest on and reads each setting back, since SQLite ignores a PRAGMA that it cannot follow.
  private func configure(
    _ path: String, _ purpose: Purpose, _ isLasting: Bool
  ) throws(SQLFailure) {
    var settings: [(name: String, set: String, expected: Value)] = [
      ("journal_mode", "WAL", .text("wal")),
      ("synchronous", isLasting ? "FULL" : "OFF", .integer(isLasting ? 2 : 0)),
      ("foreign_keys", "ON", .integer(1)),
      ("trusted_schema", "OFF", .integer(0)),
      // What is tried out may be as large as the database.
      purpose == .dryRun
        ? ("temp_store", "FILE", .integer(1)) : ("temp_store", "MEMORY", .integer(2)),
      ("cache_size", "-8192", .integer(-8_192)),
      // A page whose parts do not add up is told as damage when it is read, not when it misleads.
      ("cell_size_check", "ON", .integer(1)),
    ]
    switch purpose {
    case .reading: settings.append(("query_only", "ON", .integer(1)))
    case .dryRun: break
    case .writing:
      // A checkpoint every 16 MB: rare enough to share its two fsyncs among many commits, small enough to be quick.
      settings.append(("wal_autocheckpoint", "4000", .integer(4_000)))
      settings.append(("journal_size_limit", "67108864", .integer(67_108_864)))
    }
    for setting in settings {
      do {
        try run(Statement(stringLiteral: "PRAGMA \(setting.name) = \(setting.set)")) { _ in true }
        let found = try pragma(setting.name)
        guard found == setting.expected else {
          throw SQLFailure.cannotOpen(
            "\(setting.name) should be \(setting.expected) but is \(found)")
        }
      } catch {
        throw ((error as? SQLFailure) ?? .cannotOpen("\(error)")).opening(path)
      }
    }
    cache.removeAll()
  }

  /// The value of a setting.
  func pragma(_ name: String) throws -> Value {
    var found = Value.null
    try run(Statement(stringLiteral: "PRAGMA \(name)")) { row in
      found = try row[0]
      return false
    }
    return found
  }

  /// Whether no transaction is open: also true after SQLite has rolled one back by itself.
  var isIdle: Bool { sqlite3_get_autocommit(handle) != 0 }

  /// Whether a deferred foreign key of this transaction still points nowhere; the commit would fail.
  var hasDanglingReference: Bool {
    var current: Int32 = 0
    var highest: Int32 = 0
    sqlite3_db_status(handle, SQLITE_DBSTATUS_DEFERRED_FKS, &current, &highest, 0)
    return current != 0
  }

  func control(_ text: String) throws(SQLFailure) {
    let prepared = try prepared(text)
    let code = prepared.step()
    prepared.rest()
    if code != SQLITE_DONE { throw failure(code, text) }
  }

  func send(_ statement: Statement) throws {
    try run(statement) { _ in true }
  }

  func append(_ values: [Value], to columns: Columns) throws {
    _ = try run(columns.insertion, values) { _ in true }
  }

  /// How much of the file a load keeps in memory, in KiB: the ends of all indexes that it fills.
  private static let loadCache = 262_144

  /// Rows are inserted one by one, by a statement that is compiled already; a load only needs room for the pages that
  /// they change, which would else be written again and again.
  func beginLoad() throws {
    try run(Statement(stringLiteral: "PRAGMA cache_size = -\(Self.loadCache)")) { _ in true }
  }

  func endLoad() {}
  func abandonLoad() {}

  func give(_ signal: Signal) {
    signals.insert(signal)
  }

  /// The signals that were noted since this was last asked.
  func takeSignals() -> Set<Signal> {
    defer { signals = [] }
    return signals
  }

  @discardableResult
  func run(_ statement: Statement, _ each: (Row) throws -> Bool) throws -> Int {
    let (text, values) = statement.rendered(for: .sqlite)
    return try run(text, values, each)
  }

  private func run(
    _ text: String, _ values: [Value], _ each: (Row) throws -> Bool
  ) throws -> Int {
    for value in values where value.holdsNUL { throw SQLFailure.nulInText }
    let prepared = try prepared(text)
    defer { prepared.rest() }
    if prepared.isControl { throw SQLFailure.controlledByHand(text) }
    guard prepared.parameterCount == values.count else {
      throw SQLFailure.misuse(
        "a statement has \(prepared.parameterCount) placeholders but \(values.count) values; "
          + "interpolate values, do not write $1: \(text)")
    }
    let bound = prepared.bind(values)
    if bound != SQLITE_OK { throw failure(bound, text) }
    let before = prepared.isReadOnly ? 0 : sqlite3_total_changes64(handle)
    var isWanted = true
    while true {
      let code = prepared.step()
      if code == SQLITE_DONE { break }
      if code != SQLITE_ROW { throw failure(code, text) }
      if isWanted { isWanted = try each(Row(cursor: prepared, turn: prepared.turn)) }
      // A write with RETURNING runs to its end, where SQLite checks what must hold after it.
      if !isWanted && prepared.isReadOnly { break }
    }
    // A command that changes no rows leaves the count of the one before it standing.
    if prepared.isReadOnly || sqlite3_total_changes64(handle) == before { return 0 }
    return Int(sqlite3_changes64(handle))
  }

  private func failure(_ code: Int32, _ text: String) -> SQLFailure {
    .sqlite(
      code, String(cString: sqlite3_errmsg(handle)), text,
      systemError: banjie_sqlite_system_error(handle))
  }

  /// The compiled statement of `text`, marked as running.
  private func prepared(_ text: String) throws(SQLFailure) -> SQLitePrepared {
    uses += 1
    if let known = cache[text], !known.isRunning {
      known.lastUse = uses
      known.isRunning = true
      return known
    }
    let prepared = try compile(text)
    prepared.isRunning = true
    prepared.lastUse = uses
    if cache[text] == nil {
      if cache.count >= Self.cacheCapacity { forgetOldest() }
      cache[text] = prepared
    }
    return prepared
  }

  /// Forgets the statement that was not used for the longest time.
  ///
  /// A search through all of them is cheap beside the compilation that brought us here.
  private func forgetOldest() {
    let idle = cache.lazy.filter { !$0.value.isRunning }
    guard let oldest = idle.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
    cache[oldest.key] = nil
  }

  private func compile(_ text: String) throws(SQLFailure) -> SQLitePrepared {
    var statement: OpaquePointer?
    var isOneCommand = true
    var text = text
    let code = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        var rest: UnsafePointer<CChar>?
        let code = sqlite3_prepare_v3(
          handle, characters.baseAddress, Int32(characters.count),
          UInt32(SQLITE_PREPARE_PERSISTENT), &statement, &rest)
        if let start = characters.baseAddress, let rest {
          // Space and semicolons may follow the command, another command may not.
          isOneCommand = characters[(rest - start)...].allSatisfy { $0 <= 32 || $0 == 59 }
        }
        return code
      }
    }
    guard code == SQLITE_OK else { throw failure(code, text) }
    guard let statement else { throw .misuse("there is no SQL command in: \(text)") }
    let prepared = SQLitePrepared(statement, text)
    guard isOneCommand else { throw .misuse("one command per statement, not several: \(text)") }
    return prepared
  }
}
