// SPDX-License-Identifier: Apache-2.0

import CSQLite
import Foundation

extension SQLFailure {
  /// The failure behind an extended result code and SQLite's message for it.
  ///
  /// `systemError` is the `errno` of the call that failed, 0 where none did.
  static func sqlite(
    _ code: Int32, _ message: String, _ text: String = "", systemError: Int32 = 0
  ) -> SQLFailure {
    switch code {
    case 1555, 2067, 2579: return .unique(subject(message))  // PRIMARYKEY, UNIQUE, ROWID
    case 787, 1811: return .foreignKey  // FOREIGNKEY; TRIGGER also comes from ON DELETE RESTRICT
    case 275: return .check(subject(message))
    case 1299: return .notNull(subject(message))
    default: break
    }
    let hasNoRoom = [ENOSPC, EDQUOT, EFBIG].contains(systemError)
    switch code & 0xff {
    case SQLITE_BUSY, SQLITE_LOCKED: return .busy
    case SQLITE_READONLY: return .readOnly
    case SQLITE_FULL: return .full
    case SQLITE_CORRUPT, SQLITE_NOTADB: return .corrupt(message)
    // Every name in a statement stands in a migration, too: one that is not there was changed behind our back.
    case SQLITE_ERROR where message.hasPrefix("no such "): return .corrupt(message)
    // SQLite calls a disk full by ENOSPC alone, and only where it writes: a quota or a limit comes to the same.
    case SQLITE_CANTOPEN where hasNoRoom, SQLITE_IOERR where hasNoRoom: return .full
    case SQLITE_CANTOPEN: return .cannotOpen(message + reason(systemError))
    case SQLITE_IOERR: return .disk(message + reason(systemError))
    default:
      return .other(code: String(code), message: text.isEmpty ? message : "\(message): \(text)")
    }
  }

  private static func reason(_ systemError: Int32) -> String {
    systemError == 0 ? "" : ", \(String(cString: strerror(systemError)))"
  }

  /// The same, said of the file that could not be opened.
  func opening(_ path: String) -> SQLFailure {
    switch self {
    case .cannotOpen(let message):
      .cannotOpen("\(path): \(message); see that its folder is there and may be written")
    case .readOnly:
      .cannotOpen(
        "\(path) may only be read; see who owns it and its folder, and that its disk is not mounted read-only"
      )
    case .corrupt(let message): .corrupt("\(path): \(message)")
    default: self
    }
  }

  /// `case_row.number` of `UNIQUE constraint failed: case_row.number`.
  private static func subject(_ message: String) -> String {
    guard let colon = message.firstRange(of: ": ") else { return message }
    return String(message[colon.upperBound...])
  }
}
