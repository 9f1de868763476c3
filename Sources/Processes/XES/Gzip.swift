// SPDX-License-Identifier: Apache-2.0

import CZlib

/// Decompresses a file of gzip (RFC 1952) as its bytes come.
final class Gunzip {
  /// The compressed data are damaged.
  struct Damage: Error {}

  /// Whether bytes are the beginning of such a file.
  static func recognizes(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  private static let piece = 64 * 1024
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var input: [UInt8] = []
  private var place = 0
  /// Whether a member has begun and not ended.
  private(set) var isOpen = true

  init() {
    stream.initialize(to: z_stream())
    // 15 bits of window, and 16 for the format of gzip.
    let code = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(code == Z_OK, "zlib has no memory")
  }

  deinit {
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  func feed(_ bytes: [UInt8]) {
    input = Array(input[place...]) + bytes
    place = 0
  }

  /// The next bytes, at most 64 KB; nothing if more are needed.
  func next() throws(Damage) -> [UInt8]? {
    guard place < input.count else { return nil }
    if !isOpen { try open() }
    guard isOpen else { return nil }
    var output = [UInt8](repeating: 0, count: Self.piece)
    let code = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.pointee.next_in = source.baseAddress?.advanced(by: place)
        stream.pointee.avail_in = UInt32(source.count - place)
        stream.pointee.next_out = target.baseAddress
        stream.pointee.avail_out = UInt32(target.count)
        return inflate(stream, Z_NO_FLUSH)
      }
    }
    guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else { throw Damage() }
    place = input.count - Int(stream.pointee.avail_in)
    isOpen = code != Z_STREAM_END
    return Array(output[..<(Self.piece - Int(stream.pointee.avail_out))])
  }

  /// Begins the next member of the file; zeros at its end are padding.
  private func open() throws(Damage) {
    while place < input.count, input[place] == 0 { place += 1 }
    guard place < input.count else { return }
    guard input[place] == 0x1F, inflateReset(stream) == Z_OK else { throw Damage() }
    isOpen = true
  }
}

/// Compresses into a file of gzip (RFC 1952); the same bytes always give the same file.
public final class Gzip {
  private static let piece = 64 * 1024
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

  /// A file of which nothing is written.
  public init() {
    stream.initialize(to: z_stream())
    let code = deflateInit2_(
      stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    precondition(code == Z_OK, "zlib has no memory")
  }

  deinit {
    deflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// What is to be written for some bytes; it may be held back until more come.
  ///
  /// - Parameter isLast: Whether the file ends with them.
  public func write(_ bytes: [UInt8], isLast: Bool = false) -> [UInt8] {
    var input = bytes
    var file: [UInt8] = []
    var output = [UInt8](repeating: 0, count: Self.piece)
    input.withUnsafeMutableBufferPointer { source in
      stream.pointee.next_in = source.baseAddress
      stream.pointee.avail_in = UInt32(source.count)
      repeat {
        output.withUnsafeMutableBufferPointer { target in
          stream.pointee.next_out = target.baseAddress
          stream.pointee.avail_out = UInt32(target.count)
          _ = deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
        }
        file += output[..<(Self.piece - Int(stream.pointee.avail_out))]
      } while stream.pointee.avail_out == 0
    }
    return file
  }
}
