// SPDX-License-Identifier: Apache-2.0

/// Why the database did not do what was asked, in the words of no particular engine.
package enum SQLFailure: Error, Sendable, Hashable {
  /// A row with this key exists. SQLite names the columns (`case_row.number`), PostgreSQL the constraint.
  case unique(String)
  /// A row that is referred to does not exist, or one that is still referred to was to go.
  case foreignKey
  /// A CHECK refused the row; the text names it.
  case check(String)
  /// A column that must have a value has none; the text names it.
  case notNull(String)
  /// Another process held the lock for longer than we wait.
  case busy
  /// The database took longer than a read may.
  case timedOut
  /// The server cannot be reached, and nothing of the unit of work was kept.
  case unreachable(String)
  /// The connection was lost while the server committed: whether the unit of work was kept is not known here.
  ///
  /// A write that begins after this one has failed sees what became of it.
  case outcomeUnknown
  /// A write inside a read, or on a file that may not be written.
  case readOnly
  /// The disk is full, or no more of it may be used.
  case full
  /// The disk, or what stands for one, refuses to be read or written for another reason.
  case disk(String)
  /// The database is damaged, or the file is none.
  case corrupt(String)
  /// The database cannot be opened, or not with the settings that keep its promises.
  case cannotOpen(String)
  /// The database was closed.
  case closed
  /// A column holds something else than the type that was asked for.
  case columnType(column: String, expected: String, found: String)
  /// The row has no such column (counted from 0), or is no longer the current one.
  case noColumn(index: Int, count: Int)
  /// `one` found no row; the text is the statement without its values.
  case noRow(String)
  /// Text with U+0000 in it, which one engine would keep and the other cut.
  case nulInText
  /// The statement is not one that can be run: several commands, or placeholders written by hand.
  case misuse(String)
  /// The database knows a migration that this program does not.
  case newerDatabase(room: String, number: Int)
  /// A migration that has run was edited afterwards.
  case editedMigration(room: String, number: Int, name: String)
  /// The program's migrations are not numbered 1, 2, 3 … within a room.
  case migrationOrder(room: String, number: Int, expected: Int)
  /// Anything else, by the engine's own code and message; the message ends with the statement's text.
  case other(code: String, message: String)
}

extension SQLFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unique(let key): "a row with this key exists already: \(key)"
    case .foreignKey: "a row refers to one that does not exist, or is still referred to"
    case .check(let name): "a row breaks the rule \(name)"
    case .notNull(let column): "\(column) must have a value"
    case .busy: "the database is locked by another process; try again"
    case .timedOut: "the database took too long; try again, or ask for less"
    case .unreachable(let message):
      "the database cannot be reached: \(message); see that its server runs, then try again"
    case .outcomeUnknown:
      "the connection was lost while the database committed: look whether the change is there before you "
        + "make it again"
    case .readOnly:
      "the database may only be read here; of a file check who owns it and its folder, and that its disk is "
        + "not mounted read-only; of a server name the one that is written to"
    case .full: "the disk of the database is full; make room on it, then try again"
    case .disk(let message):
      "the disk of the database fails: \(message); look into the system's log, and have a backup at hand"
    case .corrupt(let message):
      "the database is damaged, or is none: \(message); restore a backup, or name another one"
    case .cannotOpen(let message): "the database cannot be opened: \(message)"
    case .closed: "the database is closed"
    case .columnType(let column, let expected, let found):
      "column \(column) should hold \(expected) but holds \(found)"
    case .noColumn(let index, let count):
      index < count && index >= 0
        ? "the row was read after its turn was over"
        : "there is no column \(index) in a row of \(count) columns"
    case .noRow(let statement): "no row where there must be one: \(statement)"
    case .nulInText: "text must not contain the character U+0000"
    case .misuse(let message): message
    case .newerDatabase(let room, let number):
      "the database is newer than this program: it has step \(number) of \(room), which this program "
        + "does not know; run the newer program, or restore an older backup"
    case .editedMigration(let room, let number, let name):
      "step \(number) of \(room) (\(name)) was edited after it had run on this database; restore its text "
        + "and write the change as a new step"
    case .migrationOrder(let room, let number, let expected):
      "the steps of \(room) must be numbered 1, 2, 3 …: step \(number) stands where \(expected) belongs"
    case .other(let code, let message): "\(message) (code \(code))"
    }
  }
}
