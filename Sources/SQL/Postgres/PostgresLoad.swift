// SPDX-License-Identifier: Apache-2.0

import CPostgres

/// Rows that go to the server by COPY, in its binary form.
struct PostgresLoad {
  /// The rows of each table.
  private var tables: [Columns: [UInt8]] = [:]

  var isEmpty: Bool { tables.isEmpty }

  /// What a stream of rows begins with: a signature, no flags, no further header.
  private static let head: [UInt8] =
    Array("PGCOPY\n".utf8) + [0xff, 0x0d, 0x0a, 0] + [UInt8](repeating: 0, count: 8)

  /// - Precondition: every text is free of NUL.
  mutating func add(_ values: [Value], to columns: Columns) {
    tables[columns, default: Self.head].append(row: values)
  }

  /// Sends the rows, over a session that is not in pipeline mode.
  func copy(over handle: OpaquePointer) throws(SQLFailure) {
    for (columns, rows) in tables {
      let text = """
        COPY \(columns.table) (\(columns.names.joined(separator: ", "))) FROM STDIN (FORMAT binary)
        """
      try Self.expect(PGRES_COPY_IN, PQexec(handle, text), text, over: handle)
      var end: [UInt8] = []
      end.append(bigEndian: Int16(-1))
      for part in [rows, end] { Self.put(part, over: handle) }
      // A failure to send, too, is told by the result.
      PQputCopyEnd(handle, nil)
      try Self.expect(PGRES_COMMAND_OK, PQgetResult(handle), text, over: handle)
      while let rest = PQgetResult(handle) { PQclear(rest) }
    }
  }

  /// How much is handed to libpq at once, which takes no more than an `Int32` can count.
  private static let portion = 1 << 20

  private static func put(_ bytes: [UInt8], over handle: OpaquePointer) {
    bytes.withUnsafeBytes { bytes in
      for start in stride(from: 0, to: bytes.count, by: portion) {
        let part = UnsafeRawBufferPointer(rebasing: bytes[start...].prefix(portion))
        PQputCopyData(
          handle, part.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(part.count))
      }
    }
  }

  private static func expect(
    _ status: ExecStatusType, _ result: OpaquePointer?, _ text: String,
    over handle: OpaquePointer
  ) throws(SQLFailure) {
    guard let result else { throw .unreachable("the session was lost amid COPY") }
    defer { PQclear(result) }
    guard PQresultStatus(result) == status else {
      while let rest = PQgetResult(handle) { PQclear(rest) }
      throw .postgres(result, text)
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(row values: [Value]) {
    append(bigEndian: Int16(values.count))
    for value in values {
      if value == .null {
        append(bigEndian: Int32(-1))
        continue
      }
      // The length comes before the bytes, and is known after them.
      let place = count
      append(bigEndian: Int32(0))
      append(binary: value)
      let length = UInt32(count - place - 4)
      for byte in 0..<4 {
        self[place + byte] = UInt8(truncatingIfNeeded: length >> (24 - 8 * byte))
      }
    }
  }
}
