// SPDX-License-Identifier: Apache-2.0

import CSQLite

extension SQLFailure {
  /// The failure behind an extended result code and SQLite's message for it.
  static func sqlite(_ code: Int32, _ message: String, _ text: String = "") -> SQLFailure {
    switch code {
    case 1555, 2067, 2579: return .unique(subject(message))  // PRIMARYKEY, UNIQUE, ROWID
    case 787, 1811: return .foreignKey  // FOREIGNKEY; TRIGGER also comes from ON DELETE RESTRICT
    case 275: return .check(subject(message))
    case 1299: return .notNull(subject(message))
    default: break
    }
    switch code & 0xff {
    case SQLITE_BUSY, SQLITE_LOCKED: return .busy
    case SQLITE_READONLY: return .readOnly
    case SQLITE_FULL: return .full
    case SQLITE_CORRUPT, SQLITE_NOTADB: return .corrupt(message)
    case SQLITE_CANTOPEN: return .cannotOpen(message)
    default:
      return .other(code: String(code), message: text.isEmpty ? message : "\(message): \(text)")
    }
  }

  /// `case_row.number` of `UNIQUE constraint failed: case_row.number`.
  private static func subject(_ message: String) -> String {
    guard let colon = message.firstRange(of: ": ") else { return message }
    return String(message[colon.upperBound...])
  }
}
