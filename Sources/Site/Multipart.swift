// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Reads a form with files (RFC 7578) as it arrives, in pieces of any size.
///
/// The size of the whole is limited by whoever feeds it; here the number of parts and the length of
/// their headers are.
struct Multipart {
  /// The most parts that a form may have.
  static let mostParts = 500
  /// The most bytes that the headers of one part may have.
  static let longestHeader = 8 * 1024

  private enum State {
    case preamble
    case afterDelimiter
    case headers
    case content
    case end
  }

  private struct Part {
    var name: String
    var fileName: String?
    var media: String
    var bytes: [UInt8] = []
  }

  private let delimiter: [UInt8]
  private var state = State.preamble
  private var pending: [UInt8]
  private var part: Part?
  private var count = 0
  private var values: [String: [String]] = [:]
  private var files: [UploadedFile] = []

  /// - Parameter contentType: The header's value; nil is returned when it names no boundary.
  init?(contentType: String) {
    guard let boundary = Self.parameter("boundary", of: contentType),
      (1...70).contains(boundary.utf8.count)
    else { return nil }
    delimiter = Array("\r\n--\(boundary)".utf8)
    // The first delimiter has no line before it; with one added, all look alike.
    pending = [0x0D, 0x0A]
  }

  mutating func feed(_ bytes: some Sequence<UInt8>) throws(SiteRefusal) {
    pending.append(contentsOf: bytes)
    var start = 0
    while try step(&start) {}
    if start > 0 { pending.removeFirst(start) }
  }

  /// The form, when all of it has come.
  func finish() throws(SiteRefusal) -> Form {
    guard state == .end else { throw Self.broken }
    return Form(values: values, files: files)
  }

  /// Takes one step from `start`; false when more bytes are needed.
  private mutating func step(_ start: inout Int) throws(SiteRefusal) -> Bool {
    switch state {
    case .preamble:
      guard let found = find(delimiter, from: start) else {
        start = max(start, pending.count - delimiter.count + 1)
        return false
      }
      start = found + delimiter.count
      state = .afterDelimiter
    case .afterDelimiter:
      guard pending.count - start >= 2 else { return false }
      let two = (pending[start], pending[start + 1])
      guard two == (0x0D, 0x0A) || two == (0x2D, 0x2D) else { throw Self.broken }
      start += 2
      state = two == (0x0D, 0x0A) ? .headers : .end
    case .headers:
      guard let found = find([0x0D, 0x0A, 0x0D, 0x0A], from: start) else {
        guard pending.count - start <= Self.longestHeader else { throw Self.tooMuch }
        return false
      }
      guard found - start <= Self.longestHeader, count < Self.mostParts else { throw Self.tooMuch }
      count += 1
      part = try Self.part(headers: pending[start..<found])
      start = found + 4
      state = .content
    case .content:
      guard let found = find(delimiter, from: start) else {
        let safe = max(start, pending.count - delimiter.count + 1)
        part?.bytes.append(contentsOf: pending[start..<safe])
        start = safe
        return false
      }
      part?.bytes.append(contentsOf: pending[start..<found])
      start = found + delimiter.count
      try close()
      state = .afterDelimiter
    case .end:
      start = pending.count
      return false
    }
    return true
  }

  private mutating func close() throws(SiteRefusal) {
    guard let part else { throw Self.broken }
    self.part = nil
    if let fileName = part.fileName {
      // A field for a file in which none was chosen comes without name and content.
      guard !fileName.isEmpty || !part.bytes.isEmpty else { return }
      files.append(
        UploadedFile(field: part.name, name: fileName, media: part.media, bytes: part.bytes))
    } else {
      guard !part.bytes.contains(0), let text = String(validating: part.bytes, as: UTF8.self) else {
        throw .malformed("提交的内容不是有效的 UTF-8 文字。")
      }
      values[part.name, default: []].append(text)
    }
  }

  private func find(_ needle: [UInt8], from start: Int) -> Int? {
    pending.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var index = start
      while index + needle.count <= bytes.count {
        // memchr, because a file has millions of bytes that are no carriage return.
        let span = bytes.count - needle.count + 1 - index
        guard let hit = memchr(base + index, Int32(needle[0]), span) else { return nil }
        index = UnsafeRawPointer(hit) - base
        if memcmp(base + index, needle, needle.count) == 0 { return index }
        index += 1
      }
      return nil
    }
  }

  private static func part(headers: ArraySlice<UInt8>) throws(SiteRefusal) -> Part {
    guard let text = String(validating: headers, as: UTF8.self) else { throw broken }
    var name: String?
    var fileName: String?
    var media = "application/octet-stream"
    for line in text.split(separator: "\r\n") {
      guard let colon = line.firstIndex(of: ":") else { throw broken }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      switch line[..<colon].lowercased() {
      case "content-disposition":
        name = parameter("name", of: String(value))
        fileName = parameter("filename", of: String(value))
      case "content-type": media = String(value)
      default: break
      }
    }
    guard let name, !name.isEmpty else { throw broken }
    // A name with folders in it is a path of the sender's machine, or an attack.
    let bare = fileName.map { name in
      String(name.split { $0 == "/" || $0 == "\\" }.last ?? "").filter { !$0.isNewline }
    }
    return Part(name: name, fileName: bare, media: media)
  }

  /// A parameter of a header's value: `boundary` of `multipart/form-data; boundary="x"`.
  static func parameter(_ wanted: String, of header: String) -> String? {
    var rest = header[...]
    guard let first = rest.firstIndex(of: ";") else { return nil }
    rest = rest[first...]
    while rest.first == ";" {
      rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
      let name = rest.prefix { $0 != "=" && $0 != ";" }
      rest = rest.dropFirst(name.count)
      guard rest.first == "=" else { continue }
      rest = rest.dropFirst()
      var value = ""
      if rest.first == "\"" {
        rest = rest.dropFirst()
        while let character = rest.first, character != "\"" {
          rest = rest.dropFirst()
          if character == "\\", let next = rest.first, next == "\"" || next == "\\" {
            value.append(next)
            rest = rest.dropFirst()
          } else {
            value.append(character)
          }
        }
        rest = rest.dropFirst().drop { $0 != ";" }
      } else {
        let bare = rest.prefix { $0 != ";" }
        value = bare.trimmingCharacters(in: .whitespaces)
        rest = rest.dropFirst(bare.count)
      }
      if name.lowercased() == wanted {
        // Browsers write a quotation mark in a name as %22.
        return value.replacingOccurrences(of: "%22", with: "\"")
      }
    }
    return nil
  }

  private static let broken = SiteRefusal.malformed("表单内容不完整或格式有误，请返回重新提交。")
  private static let tooMuch = SiteRefusal.malformed("表单的项目过多或者项目名称过长。")
}
