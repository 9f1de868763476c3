// SPDX-License-Identifier: Apache-2.0

import CPostgres

/// The numbers of PostgreSQL's own types.
enum PostgresType {
  static let unknown: Oid = 0
  static let boolean: Oid = 16
  static let bytes: Oid = 17
  static let integer: Oid = 20
  static let text: Oid = 25
  static let real: Oid = 701

  /// The type that a parameter is declared with: that of its value, so that one text means the same on both engines.
  static func declared(for value: Value) -> Oid {
    switch value {
    case .null: unknown
    case .boolean: boolean
    case .integer: integer
    case .real: real
    case .text: text
    case .blob: bytes
    }
  }

  /// Whether values can be given to parameters that were declared so.
  ///
  /// NULL is of every type; where NULL was declared the server has found the type by itself.
  static func fits(_ values: [Value], _ declared: [Oid]) -> Bool {
    values.count == declared.count
      && zip(values, declared).allSatisfy { value, type in
        value == .null || type == unknown || type == Self.declared(for: value)
      }
  }
}

/// The values of a statement in the form in which libpq sends them.
struct PostgresParameters {
  // Begins with one byte, so that even an empty text has an address.
  private var bytes: [UInt8] = [0]
  private var offsets: [Int?] = []
  private var lengths: [Int32] = []
  private var formats: [Int32] = []

  /// - Parameter declared: the types that the statement was prepared with.
  init(_ values: [Value], declared: [Oid]) {
    for (value, type) in zip(values, declared) {
      let start = bytes.count
      let isText = type == PostgresType.unknown
      if isText { appendText(value) } else { bytes.append(binary: value) }
      offsets.append(value == .null ? nil : start)
      lengths.append(Int32(bytes.count - start))
      formats.append(isText ? 0 : 1)
    }
  }

  /// The form that the server reads by the type it has found for the parameter, ended by NUL.
  private mutating func appendText(_ value: Value) {
    switch value {
    case .null: return
    case .boolean(let value): bytes += (value ? "true" : "false").utf8
    case .integer(let number): bytes += String(number).utf8
    case .real(let number): bytes += String(number).utf8
    case .text(let text): bytes += text.utf8
    case .blob(let blob):
      bytes += "\\x".utf8
      for byte in blob { bytes += [Self.digits[Int(byte >> 4)], Self.digits[Int(byte & 15)]] }
    }
    bytes.append(0)
  }

  private static let digits = Array("0123456789abcdef".utf8)

  var count: Int32 { Int32(offsets.count) }

  /// Lends the arrays that libpq wants; they are valid only inside `body`.
  func withPointers<R>(
    _ body: (
      UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
    ) -> R
  ) -> R {
    bytes.withUnsafeBytes { buffer in
      let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      let pointers = offsets.map { offset in offset.flatMap { start?.advanced(by: $0) } }
      return pointers.withUnsafeBufferPointer { pointers in
        lengths.withUnsafeBufferPointer { lengths in
          formats.withUnsafeBufferPointer { formats in
            body(pointers.baseAddress, lengths.baseAddress, formats.baseAddress)
          }
        }
      }
    }
  }
}

extension [UInt8] {
  /// Adds a value as PostgreSQL sends it in binary; nothing for NULL.
  mutating func append(binary value: Value) {
    switch value {
    case .null: break
    case .boolean(let value): append(value ? 1 : 0)
    case .integer(let number): append(bigEndian: number)
    case .real(let number): append(bigEndian: number.bitPattern)
    case .text(let text): self += text.utf8
    case .blob(let blob): self += blob
    }
  }

  /// Adds a number, its first byte the highest.
  mutating func append(bigEndian number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.bigEndian) { self += $0 }
  }
}
