// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Turns the bytes of a document into UTF-8, whatever encoding it declares.
struct EncodingReader: ~Copyable {
  /// The first bytes, as long as they do not tell the encoding.
  private var head: [UInt8]? = []
  /// Nothing for UTF-8.
  private var transcoder: Transcoder?

  /// Appends what the bytes mean in UTF-8; the problem, where they mean nothing.
  ///
  /// - Parameter isLast: Whether no more bytes come.
  mutating func read(
    _ bytes: [UInt8], isLast: Bool = false, into text: inout [UInt8]
  ) -> XMLFault.Problem? {
    guard head != nil else { return decode(bytes, isLast, into: &text) }
    head?.append(contentsOf: bytes)
    guard let start = head, let encoding = Encoding(ofDocument: start, isLast: isLast) else {
      return nil
    }
    head = nil
    if let name = encoding.name {
      transcoder = Transcoder(from: name)
      if transcoder == nil { return .encoding(name) }
    }
    return decode(Array(start[encoding.mark...]), isLast, into: &text)
  }

  private mutating func decode(
    _ bytes: [UInt8], _ isLast: Bool, into text: inout [UInt8]
  ) -> XMLFault.Problem? {
    guard transcoder != nil else {
      text.append(contentsOf: bytes)
      return nil
    }
    return transcoder?.convert(bytes, isLast, into: &text) == true ? nil : .character
  }
}

/// The encoding of a document, by its first bytes (XML 1.0, appendix F).
struct Encoding: Hashable {
  /// How many bytes the byte order mark takes.
  let mark: Int
  /// The name; nothing for UTF-8 and what is part of it.
  let name: String?

  /// Nothing as long as more bytes are needed to tell.
  init?(ofDocument bytes: [UInt8], isLast: Bool) {
    guard bytes.count >= 5 || isLast else { return nil }
    let marks: [([UInt8], Int, String?)] = [
      ([0xEF, 0xBB, 0xBF], 3, nil), ([0xFE, 0xFF], 2, "UTF-16BE"), ([0xFF, 0xFE], 2, "UTF-16LE"),
      ([0x00, 0x3C], 0, "UTF-16BE"), ([0x3C, 0x00], 0, "UTF-16LE"),
    ]
    if let (_, length, name) = marks.first(where: { bytes.starts(with: $0.0) }) {
      (mark, self.name) = (length, name)
      return
    }
    mark = 0
    guard bytes.starts(with: "<?xml".utf8) else {
      name = nil
      return
    }
    guard let end = bytes.firstIndex(of: UInt8(ascii: ">")) else {
      guard isLast || bytes.count > 1024 else { return nil }
      name = nil
      return
    }
    name = Self.declared(in: String(decoding: bytes[..<end], as: UTF8.self))
  }

  /// The name in a declaration, as iconv knows it.
  private static func declared(in declaration: String) -> String? {
    guard let match = declaration.firstMatch(of: /encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']/)
    else { return nil }
    let name = match.output.1.uppercased()
    return switch name {
    // What the first bytes have already shown not to be so.
    case "UTF-8", "UTF8", "US-ASCII", "ASCII", "UTF-16", "UTF-16LE", "UTF-16BE": nil
    // Files that declare the older standard hold characters of the newer ones.
    case "GB2312", "GBK", "GB_2312-80", "CP936": "GB18030"
    default: name
    }
  }
}

/// Converts to UTF-8 in pieces, by the C library.
private final class Transcoder {
  private let handle: iconv_t
  /// The bytes of a character that has begun and not ended.
  private var rest: [UInt8] = []

  init?(from name: String) {
    guard let handle = iconv_open("UTF-8", name), handle != iconv_t(bitPattern: -1) else {
      return nil
    }
    self.handle = handle
  }

  deinit { iconv_close(handle) }

  /// Whether all of the bytes are characters.
  func convert(_ bytes: [UInt8], _ isLast: Bool, into text: inout [UInt8]) -> Bool {
    var input = rest + bytes
    var output = [UInt8](repeating: 0, count: 16 * 1024)
    let capacity = output.count
    var start = 0
    while start < input.count {
      var (left, room) = (input.count - start, capacity)
      let code = input.withUnsafeMutableBytes { source in
        output.withUnsafeMutableBytes { target in
          var from = source.baseAddress?.assumingMemoryBound(to: CChar.self).advanced(by: start)
          var into = target.baseAddress?.assumingMemoryBound(to: CChar.self)
          return iconv(handle, &from, &left, &into, &room) == -1 ? errno : 0
        }
      }
      start = input.count - left
      text.append(contentsOf: output[..<(capacity - room)])
      if code == EILSEQ { return false }
      if code == EINVAL { break }
    }
    rest = Array(input[start...])
    return rest.isEmpty || (!isLast && rest.count < 16)
  }
}
