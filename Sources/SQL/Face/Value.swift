// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a column holds or a parameter binds, the same on every engine.
///
/// SQLite gives a truth value back as `.integer(0)` or `.integer(1)`, so who reads one asks for a `Bool`.
package enum Value: Sendable, Hashable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  /// The word for this kind of value in a message; never the value itself, which may be personal.
  package var kind: String {
    switch self {
    case .null: "NULL"
    case .boolean: "a truth value"
    case .integer: "an integer"
    case .real: "a real number"
    case .text: "text"
    case .blob: "bytes"
    }
  }
}

extension Value {
  /// Whether it is a text with a U+0000, which no engine takes as a whole.
  var holdsNUL: Bool {
    guard case .text(var text) = self else { return false }
    return text.withUTF8 { bytes in
      guard let start = bytes.baseAddress else { return false }
      return memchr(start, 0, bytes.count) != nil
    }
  }
}

/// A type of ours that a column can hold.
package protocol Storable: Sendable {
  /// The value that is bound.
  var stored: Value { get }

  /// Reads a column; throws `SQLFailure.columnType` when the value is of another kind.
  init(stored: Value) throws(SQLFailure)
}

extension Storable {
  /// The failure of reading `value` as this type; the row fills in the column.
  package static func mismatch(_ value: Value) -> SQLFailure {
    .columnType(column: "", expected: "\(Self.self)", found: value.kind)
  }
}

/// A value stands for itself, for code that copies rows without knowing their types.
extension Value: Storable {
  package var stored: Value { self }
  package init(stored: Value) throws(SQLFailure) { self = stored }
}

extension Bool: Storable {
  package var stored: Value { .boolean(self) }

  package init(stored: Value) throws(SQLFailure) {
    switch stored {
    case .boolean(let value): self = value
    case .integer(0): self = false
    case .integer(1): self = true
    default: throw Self.mismatch(stored)
    }
  }
}

extension Int64: Storable {
  package var stored: Value { .integer(self) }

  package init(stored: Value) throws(SQLFailure) {
    guard case .integer(let number) = stored else { throw Self.mismatch(stored) }
    self = number
  }
}

extension Int: Storable {
  package var stored: Value { .integer(Int64(self)) }

  package init(stored: Value) throws(SQLFailure) {
    guard case .integer(let number) = stored, let exact = Int(exactly: number) else {
      throw Self.mismatch(stored)
    }
    self = exact
  }
}

extension Double: Storable {
  package var stored: Value { .real(self) }

  package init(stored: Value) throws(SQLFailure) {
    switch stored {
    case .real(let number): self = number
    case .integer(let number): self = Double(number)
    default: throw Self.mismatch(stored)
    }
  }
}

extension String: Storable {
  package var stored: Value { .text(self) }

  package init(stored: Value) throws(SQLFailure) {
    guard case .text(let text) = stored else { throw Self.mismatch(stored) }
    self = text
  }
}

extension [UInt8]: Storable {
  package var stored: Value { .blob(self) }

  package init(stored: Value) throws(SQLFailure) {
    guard case .blob(let bytes) = stored else { throw Self.mismatch(stored) }
    self = bytes
  }
}

extension Optional: Storable where Wrapped: Storable {
  package var stored: Value { self?.stored ?? .null }

  package init(stored: Value) throws(SQLFailure) {
    if case .null = stored {
      self = nil
    } else {
      self = try Wrapped(stored: stored)
    }
  }
}

/// An enum with a raw value is stored by it: `enum Stage: String, Storable`.
extension Storable where Self: RawRepresentable, RawValue: Storable {
  package var stored: Value { rawValue.stored }

  package init(stored: Value) throws(SQLFailure) {
    let raw = try RawValue(stored: stored)
    guard let value = Self(rawValue: raw) else {
      throw .columnType(
        column: "", expected: "\(Self.self)", found: "‘\(raw)’, which is none of its cases")
    }
    self = value
  }
}
