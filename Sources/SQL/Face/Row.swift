// SPDX-License-Identifier: Apache-2.0

/// The current row of a running statement, read straight from the engine: nothing is copied before it is asked for.
///
/// A row lives only inside the closure it was given to; read later, it throws.
/// ```swift
/// try snapshot.rows("SELECT id, due FROM case_row") { row in try Due(id: row[0], day: row[1]) }
/// ```
package struct Row {
  let cursor: any Cursor
  let turn: Int

  /// The column at `column`, counted from 0 in the order of the SELECT.
  package subscript<T: Storable>(_ column: Int) -> T {
    get throws(SQLFailure) {
      let value = try cursor.value(column, turn)
      do {
        return try T(stored: value)
      } catch .columnType("", let expected, let found) {
        throw .columnType(
          column: "\(column) (\(cursor.name(column)))", expected: expected, found: found)
      }
    }
  }

  /// The column read as `type`, where the context does not say it.
  package func get<T: Storable>(_ column: Int, as type: T.Type = T.self) throws(SQLFailure) -> T {
    try self[column]
  }

  /// How many columns the row has.
  package var count: Int { cursor.count }

  /// Whether the column is NULL.
  package func isNull(_ column: Int) throws(SQLFailure) -> Bool {
    try cursor.value(column, turn) == .null
  }

  /// Lends the bytes of a text or blob column without copying them; no bytes for NULL.
  ///
  /// The buffer is valid only inside `body`.
  package func withBytes<R>(
    _ column: Int, _ body: (UnsafeRawBufferPointer) throws -> R
  ) throws -> R {
    try cursor.withBytes(column, turn, body)
  }
}
