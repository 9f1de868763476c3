// SPDX-License-Identifier: Apache-2.0

/// A picture that a file embeds: JPEG as it is, PNG without loss.
struct Picture {
  enum Kind {
    case jpeg, png
  }

  let kind: Kind
  /// In pixels, as stored.
  let width: Int
  let height: Int
  /// How the stored picture is to be shown, by its camera (EXIF 2.3, tag 0x0112): 1 to 8.
  let orientation: Int
  /// Reads the bytes again when it is drawn; a file of many pictures never has two of them in memory.
  let load: @Sendable () throws -> [UInt8]

  /// The most pixels that a picture may have, so that a small file cannot ask for all the memory.
  private static let pixelsMax = 60_000_000

  /// Looks at the beginning of the bytes; nil when they are no picture that can be embedded.
  init?(_ bytes: [UInt8], load: @escaping @Sendable () throws -> [UInt8]) {
    guard let head = PictureHead(bytes), head.width > 0, head.height > 0,
      head.width <= Self.pixelsMax / head.height
    else { return nil }
    kind = head.kind
    width = head.width
    height = head.height
    orientation = head.orientation
    self.load = load
  }

  /// Whether it is shown lying on its side.
  var isTurned: Bool { orientation >= 5 }
  /// In pixels, as shown.
  var shownWidth: Int { isTurned ? height : width }
  var shownHeight: Int { isTurned ? width : height }
}

/// What the first bytes of a picture tell of it.
private struct PictureHead {
  var kind: Picture.Kind
  var width: Int
  var height: Int
  var orientation = 1

  init?(_ bytes: [UInt8]) {
    let reader = Bytes(bytes[...])
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      // The first chunk is IHDR (PNG, section 11.2.2): width and height after its length and name.
      guard let width = reader.number(at: 16, 4), let height = reader.number(at: 20, 4)
      else { return nil }
      (kind, self.width, self.height) = (.png, width, height)
      return
    }
    guard bytes.starts(with: [0xFF, 0xD8, 0xFF]) else { return nil }
    var orientation = 1
    var place = 2
    while let marker = reader.number(at: place, 2), let length = reader.number(at: place + 2, 2),
      marker >> 8 == 0xFF, length >= 2
    {
      let content = place + 4
      switch marker & 0xFF {
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:  // a frame (ITU-T T.81, B.2.2)
        guard let height = reader.number(at: content + 1, 2),
          let width = reader.number(at: content + 3, 2)
        else { return nil }
        (kind, self.width, self.height) = (.jpeg, width, height)
        self.orientation = orientation
        return
      case 0xE1: orientation = reader.orientation(at: content) ?? orientation
      case 0xDA: return nil  // the picture itself has begun without a frame
      default: break
      }
      place += 2 + length
    }
    return nil
  }
}

/// Numbers at places of a file.
private struct Bytes {
  let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
  }

  /// The number of so many bytes at a place, the highest byte first.
  func number(at place: Int, _ count: Int, isLittle: Bool = false) -> Int? {
    let start = bytes.startIndex + place
    guard place >= 0, start + count <= bytes.endIndex else { return nil }
    let part = bytes[start..<start + count]
    return (isLittle ? Array(part.reversed()) : Array(part)).reduce(0) { $0 << 8 | Int($1) }
  }

  /// The orientation in the first directory of an EXIF segment (TIFF 6.0, section 2).
  func orientation(at place: Int) -> Int? {
    guard number(at: place, 4) == 0x4578_6966 else { return nil }
    let tiff = place + 6
    guard let order = number(at: tiff, 2), [0x4949, 0x4D4D].contains(order) else { return nil }
    let isLittle = order == 0x4949
    func read(_ offset: Int, _ count: Int) -> Int? {
      number(at: tiff + offset, count, isLittle: isLittle)
    }
    guard let directory = read(4, 4), let entries = read(directory, 2) else { return nil }
    for entry in 0..<entries {
      let start = directory + 2 + 12 * entry
      guard let tag = read(start, 2) else { return nil }
      guard tag == 0x0112 else { continue }
      return read(start + 8, 2).flatMap { (1...8).contains($0) ? $0 : nil }
    }
    return nil
  }
}
