// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What stands for a character in a text: `&lt;`, `&#20107;`, and the ends of lines.
enum References {
  /// The characters that bytes mean.
  ///
  /// - Parameter isAttribute: White space becomes spaces then (XML 1.0, 3.3.3); otherwise only the
  ///   ends of lines are made one (2.11).
  static func resolve(
    _ bytes: [UInt8], _ range: Range<Int>, isAttribute: Bool
  ) throws(Misfit) -> String {
    guard bytes.hasMarks(range, isAttribute: isAttribute) else { return bytes.text(range) }
    var text: [UInt8] = []
    text.reserveCapacity(range.count)
    var place = range.lowerBound
    while place < range.upperBound {
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: "&"):
        let (scalar, end) = try reference(bytes, place, range.upperBound)
        text.append(contentsOf: String(scalar).utf8)
        place = end
        continue
      case 0x0D:
        let isPair = place + 1 < range.upperBound && bytes[place + 1] == 0x0A
        if !isPair { text.append(isAttribute ? 0x20 : 0x0A) }
      case 0x0A, 0x09: text.append(isAttribute ? 0x20 : byte)
      default: text.append(byte)
      }
      place += 1
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The character of a reference, and the place behind it.
  private static func reference(
    _ bytes: [UInt8], _ start: Int, _ end: Int
  ) throws(Misfit) -> (Unicode.Scalar, Int) {
    let limit = min(end, start + 32)
    guard let close = bytes.place(of: UInt8(ascii: ";"), from: start, to: limit) else {
      throw Misfit(problem: .expected("&amp;"), place: start)
    }
    let name = bytes.text(start + 1..<close)
    guard let scalar = scalar(name) else { throw Misfit(problem: .reference(name), place: start) }
    return (scalar, close + 1)
  }

  private static func scalar(_ name: String) -> Unicode.Scalar? {
    switch name {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    default:
      let number =
        name.hasPrefix("#x")
        ? UInt32(name.dropFirst(2), radix: 16)
        : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
      return number.flatMap(Unicode.Scalar.init).flatMap { $0.isXML ? $0 : nil }
    }
  }
}

extension Unicode.Scalar {
  /// Whether a document may hold it (XML 1.0, 2.2).
  var isXML: Bool {
    switch value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...: true
    default: false
    }
  }
}

extension [UInt8] {
  /// The first place of a byte.
  func place(of byte: UInt8, from start: Int, to end: Int? = nil) -> Int? {
    let end = end ?? count
    guard start < end else { return nil }
    return withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, let found = memchr(base + start, Int32(byte), end - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  /// The first place of several bytes one after the other.
  func place(of mark: [UInt8], from start: Int) -> Int? {
    var place = start
    while let next = self.place(of: mark[0], from: place) {
      if next + mark.count > count { return nil }
      if self[next..<next + mark.count].elementsEqual(mark) { return next }
      place = next + 1
    }
    return nil
  }

  /// The characters of a part.
  func text(_ range: Range<Int>) -> String {
    withUnsafeBytes { String(decoding: UnsafeRawBufferPointer(rebasing: $0[range]), as: UTF8.self) }
  }

  /// Whether anything in a part is not to be taken as it stands.
  fileprivate func hasMarks(_ range: Range<Int>, isAttribute: Bool) -> Bool {
    func has(_ byte: UInt8) -> Bool {
      place(of: byte, from: range.lowerBound, to: range.upperBound) != nil
    }
    if has(UInt8(ascii: "&")) || has(0x0D) { return true }
    return isAttribute && (has(0x0A) || has(0x09))
  }
}
