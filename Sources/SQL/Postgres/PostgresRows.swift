// SPDX-License-Identifier: Apache-2.0

import CPostgres

/// What a statement gave back, whole, and the cursor over its rows.
final class PostgresRows: Cursor {
  private let result: OpaquePointer
  let rowCount: Int
  let count: Int
  /// Which row is the current one; only that can be read.
  private var turn = -1

  /// Takes over `result`, which is cleared with this object.
  init(_ result: OpaquePointer) {
    self.result = result
    rowCount = Int(PQntuples(result))
    count = Int(PQnfields(result))
  }

  deinit {
    PQclear(result)
  }

  /// Hands each row to `body` until that returns false.
  func each(_ body: (Row) throws -> Bool) rethrows {
    defer { turn = -1 }
    for index in 0..<rowCount {
      turn = index
      if try !body(Row(cursor: self, turn: index)) { return }
    }
  }

  /// What the server says that it did: `INSERT 0 1`, `COMMIT`.
  var command: String { String(cString: PQcmdStatus(result)) }

  /// How many rows were inserted, changed or deleted.
  var changed: Int {
    guard ["INSERT", "UPDATE", "DELETE", "MERGE"].contains(where: command.hasPrefix) else {
      return 0
    }
    return Int(String(cString: PQcmdTuples(result))) ?? 0
  }

  func name(_ column: Int) -> String {
    PQfname(result, Int32(column)).map { String(cString: $0) } ?? "?"
  }

  func value(_ column: Int, _ turn: Int) throws(SQLFailure) -> Value {
    guard let bytes = try bytes(column, turn) else { return .null }
    let type = PQftype(result, Int32(column))
    guard let value = Value(postgres: type, bytes) else {
      throw .columnType(
        column: "\(column) (\(name(column)))", expected: "a type that both engines have",
        found: "PostgreSQL's type number \(type)")
    }
    return value
  }

  func withBytes<R>(
    _ column: Int, _ turn: Int, _ body: (UnsafeRawBufferPointer) throws -> R
  ) throws -> R {
    try body(try bytes(column, turn) ?? UnsafeRawBufferPointer(start: nil, count: 0))
  }

  /// The bytes of a column as the server sent them, nil for NULL.
  private func bytes(_ column: Int, _ turn: Int) throws(SQLFailure) -> UnsafeRawBufferPointer? {
    guard turn == self.turn, turn >= 0, column >= 0, column < count else {
      throw .noColumn(index: column, count: count)
    }
    let (row, column) = (Int32(turn), Int32(column))
    if PQgetisnull(result, row, column) != 0 { return nil }
    return UnsafeRawBufferPointer(
      start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
  }
}

extension Value {
  /// Reads a value of one of PostgreSQL's types in its binary form; nil for a type that SQLite has no like of.
  init?(postgres type: Oid, _ bytes: UnsafeRawBufferPointer) {
    switch type {
    case 16: self = .boolean(bytes.first == 1)
    case 17: self = .blob(Array(bytes))
    case 20, 5069: self = .integer(bytes.bigEndian(Int64.self))  // bigint, xid8
    case 21: self = .integer(Int64(bytes.bigEndian(Int16.self)))
    case 23: self = .integer(Int64(bytes.bigEndian(Int32.self)))
    case 26, 28: self = .integer(Int64(bytes.bigEndian(UInt32.self)))  // oid, xid
    case 700: self = .real(Double(Float(bitPattern: bytes.bigEndian(UInt32.self))))
    case 701: self = .real(Double(bitPattern: bytes.bigEndian(UInt64.self)))
    case 1700: self = Self.numeric(bytes)
    // "char", name, text, json, unknown, char(n), varchar(n)
    case 18, 19, 25, 114, 705, 1042, 1043: self = .text(String(decoding: bytes, as: UTF8.self))
    case 2278: self = .null  // void
    default: return nil
    }
  }

  /// A decimal, which is what a sum of BIGINT is: an integer where it is one and fits, else a real number.
  ///
  /// Sent as the count of digits, the weight of the first, the sign and a scale, 16 bits each, then the digits to base
  /// 10,000.
  private static func numeric(_ bytes: UnsafeRawBufferPointer) -> Value {
    func word(_ index: Int) -> UInt16 {
      UnsafeRawBufferPointer(rebasing: bytes[(2 * index)...]).bigEndian(UInt16.self)
    }
    let digits = (0..<Int(word(0))).map { Int64(word(4 + $0)) }
    let weight = Int(Int16(bitPattern: word(1)))
    let sign = word(2)
    if sign & 0xC000 == 0xC000 {
      return .real(sign == 0xC000 ? .nan : sign == 0xD000 ? .infinity : -.infinity)
    }
    // Negative from the start: the least integer has no positive twin.
    var whole: Int64? = 0
    var real = 0.0
    for (index, digit) in digits.enumerated() {
      real = real * 10_000 + Double(digit)
      if index > weight {
        whole = digit == 0 ? whole : nil
      } else {
        whole = whole?.timesTenThousand(minus: digit)
      }
    }
    var places = weight - digits.count + 1
    while places > 0 {
      whole = whole?.timesTenThousand(minus: 0)
      real *= 10_000
      places -= 1
    }
    while places < 0 {
      real /= 10_000
      places += 1
    }
    let isNegative = sign == 0x4000
    if let whole, isNegative || whole != .min { return .integer(isNegative ? whole : -whole) }
    return .real(isNegative ? -real : real)
  }
}

extension Int64 {
  /// Ten thousand times this, less a digit; nil where that does not fit.
  fileprivate func timesTenThousand(minus digit: Int64) -> Int64? {
    let (product, isTooLong) = multipliedReportingOverflow(by: 10_000)
    let (sum, isTooLow) = product.subtractingReportingOverflow(digit)
    return isTooLong || isTooLow ? nil : sum
  }
}

extension UnsafeRawBufferPointer {
  /// The number in network order at the beginning.
  fileprivate func bigEndian<T: FixedWidthInteger & BitwiseCopyable>(_: T.Type) -> T {
    T(bigEndian: loadUnaligned(as: T.self))
  }
}
