// SPDX-License-Identifier: Apache-2.0

import CSQLite

/// A statement that SQLite has compiled, and the cursor over its rows.
final class SQLitePrepared: Cursor {
  let handle: OpaquePointer
  let count: Int
  let parameterCount: Int
  let isReadOnly: Bool
  /// Whether it begins or ends a transaction or savepoint, which is not for a room to do.
  let isControl: Bool
  /// Whether it is running now; a statement that is asked for while it runs is compiled a second time.
  var isRunning = false
  /// When it was last used, in uses of the connection.
  var lastUse = 0
  /// Which row is the current one; a row of another turn cannot be read.
  private(set) var turn = 0

  /// Takes over `handle`, which was compiled from `text` and is finalized with this object.
  init(_ handle: OpaquePointer, _ text: String) {
    self.handle = handle
    isControl = isTransactionControl(text)
    count = Int(sqlite3_column_count(handle))
    parameterCount = Int(sqlite3_bind_parameter_count(handle))
    isReadOnly = sqlite3_stmt_readonly(handle) != 0
  }

  deinit {
    sqlite3_finalize(handle)
  }

  /// Binds the values to `$1…$n`.
  ///
  /// SQLite numbers named parameters by their first occurrence, which for a rendered statement is
  /// the order of the values.
  func bind(_ values: [Value]) -> Int32 {
    var position: Int32 = 0
    for value in values {
      position += 1
      let code =
        switch value {
        case .null: sqlite3_bind_null(handle, position)
        case .boolean(let value): sqlite3_bind_int64(handle, position, value ? 1 : 0)
        case .integer(let number): sqlite3_bind_int64(handle, position, number)
        case .real(let number): sqlite3_bind_double(handle, position, number)
        case .text(let text): bind(text, at: position)
        case .blob(let bytes): bind(bytes, at: position)
        }
      if code != SQLITE_OK { return code }
    }
    return SQLITE_OK
  }

  private func bind(_ text: String, at position: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // A null pointer would bind NULL, so an empty text is given an address.
        guard let start = characters.baseAddress, !characters.isEmpty else {
          return sqlite3_bind_text(handle, position, "", 0, copied)
        }
        return sqlite3_bind_text64(
          handle, position, start, UInt64(characters.count), copied, UInt8(SQLITE_UTF8))
      }
    }
  }

  private func bind(_ bytes: [UInt8], at position: Int32) -> Int32 {
    if bytes.isEmpty { return sqlite3_bind_zeroblob(handle, position, 0) }
    return bytes.withUnsafeBytes { buffer in
      sqlite3_bind_blob64(handle, position, buffer.baseAddress, UInt64(buffer.count), copied)
    }
  }

  /// Goes to the next row, or to the end.
  func step() -> Int32 {
    turn += 1
    return sqlite3_step(handle)
  }

  /// Makes the statement ready for its next use and lets go of the bound values.
  func rest() {
    turn += 1
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
    isRunning = false
  }

  func name(_ column: Int) -> String {
    sqlite3_column_name(handle, Int32(column)).map { String(cString: $0) } ?? "?"
  }

  func value(_ column: Int, _ turn: Int) throws(SQLFailure) -> Value {
    guard turn == self.turn, column >= 0, column < count else {
      throw .noColumn(index: column, count: count)
    }
    let index = Int32(column)
    switch sqlite3_column_type(handle, index) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, index))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, index))
    case SQLITE_TEXT:
      guard let start = sqlite3_column_text(handle, index) else { return .null }
      let length = Int(sqlite3_column_bytes(handle, index))
      return .text(
        String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self))
    case SQLITE_BLOB:
      // The address of an empty blob is null.
      let start = sqlite3_column_blob(handle, index)
      let length = Int(sqlite3_column_bytes(handle, index))
      return .blob([UInt8](UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : length)))
    default: return .null
    }
  }

  func withBytes<R>(
    _ column: Int, _ turn: Int, _ body: (UnsafeRawBufferPointer) throws -> R
  ) throws -> R {
    guard turn == self.turn, column >= 0, column < count else {
      throw SQLFailure.noColumn(index: column, count: count)
    }
    let start = sqlite3_column_blob(handle, Int32(column))
    let length = start == nil ? 0 : Int(sqlite3_column_bytes(handle, Int32(column)))
    return try body(UnsafeRawBufferPointer(start: start, count: length))
  }
}

/// Tells SQLite to copy what is bound: SQLITE_TRANSIENT, a macro that Swift cannot import.
private var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
