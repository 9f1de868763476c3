// SPDX-License-Identifier: Apache-2.0

/// Reads a document of XML 1.0 of any length, as its bytes come.
///
/// ```swift
/// var scanner = XMLScanner()
/// for chunk in chunks {
///   try scanner.feed(chunk)
///   while let token = try scanner.next() { … }
/// }
/// try scanner.finish()
/// while let token = try scanner.next() { … }
/// ```
///
/// It checks that the document is well formed. It reads no document type, so that no entity is ever
/// expanded and nothing outside is read. A prefix without a namespace is let pass.
///
/// - Complexity: Linear in the document; in memory what was fed last and one tag or text.
public struct XMLScanner: ~Copyable {
  private let limits: XMLLimits
  private var encoding = EncodingReader()
  /// The document in UTF-8; what lies before `place` has been read.
  private var bytes: [UInt8] = []
  private var place = 0
  /// The line of the document up to which it has been read, from 1.
  public private(set) var line = 1
  /// The place in that line, in characters, from 1.
  public private(set) var column = 1
  private var names = Names()
  private var elements = 0
  private var size = 0
  private var isFinished = false
  private var hasRoot = false
  /// Whether the element that has begun is empty, so that its end comes next.
  private var endsNow = false

  /// A scanner of a document of which nothing has come.
  public init(limits: XMLLimits = .stream) {
    self.limits = limits
  }

  /// Takes the next bytes of the document.
  public mutating func feed(_ chunk: [UInt8]) throws(XMLFault) {
    size += chunk.count
    guard size <= limits.bytes else { throw fault(.bytes(limit: limits.bytes), at: bytes.count) }
    bytes.removeFirst(place)
    place = 0
    if let problem = encoding.read(chunk, into: &bytes) { throw fault(problem, at: bytes.count) }
  }

  /// Says that no more bytes come.
  public mutating func finish() throws(XMLFault) {
    isFinished = true
    if let problem = encoding.read([], isLast: true, into: &bytes) {
      throw fault(problem, at: bytes.count)
    }
  }

  /// What comes next; nothing if more bytes are needed, or after ``finish()`` if the document has ended.
  public mutating func next() throws(XMLFault) -> XMLToken? {
    if endsNow {
      endsNow = false
      names.close()
      return .end
    }
    while place < bytes.count {
      let step = bytes[place] == UInt8(ascii: "<") ? try markup() : try text()
      switch step {
      case .token(let token): return token
      case .nothing: continue
      case .more: return nil
      }
    }
    guard isFinished else { return nil }
    if let name = names.innermost { throw fault(.unfinished(name), at: place) }
    guard hasRoot else { throw fault(.empty, at: place) }
    return nil
  }

  // MARK: Pieces

  private enum Step {
    case token(XMLToken)
    /// A comment, for instance.
    case nothing
    /// The bytes end before the piece does.
    case more
  }

  private mutating func text() throws(XMLFault) -> Step {
    guard
      let end = bytes.place(of: UInt8(ascii: "<"), from: place) ?? (isFinished ? bytes.count : nil)
    else { return try wait() }
    let range = place..<end
    guard names.innermost == nil else {
      let text = try resolved(range)
      try pass(to: end)
      return .token(.text(text))
    }
    if let foreign = bytes[range].firstIndex(where: { !$0.isXMLSpace }) {
      throw fault(hasRoot ? .outsideRoot : .expected("<"), at: foreign)
    }
    try pass(to: end)
    return .nothing
  }

  private mutating func markup() throws(XMLFault) -> Step {
    guard place + 1 < bytes.count else { return try wait() }
    switch bytes[place + 1] {
    case UInt8(ascii: "/"): return try endTag()
    case UInt8(ascii: "?"): return try skip(past: "?>", from: place + 2)
    case UInt8(ascii: "!"): return try declaration()
    default: return try startTag()
    }
  }

  private mutating func declaration() throws(XMLFault) -> Step {
    for (mark, isWhole) in [("<!--", true), ("<![CDATA[", true), ("<!DOCTYPE", false)] {
      let mark = Array(mark.utf8)
      let found = bytes[place...].prefix(mark.count)
      guard mark.starts(with: found) else { continue }
      guard found.count == mark.count else { return try wait() }
      guard isWhole else { throw fault(.documentType, at: place) }
      return mark.count == 4
        ? try skip(past: "-->", from: place + 4) : try literal(from: place + mark.count)
    }
    throw fault(.expected("<!--"), at: place)
  }

  private mutating func skip(past mark: String, from start: Int) throws(XMLFault) -> Step {
    let mark = Array(mark.utf8)
    guard let end = bytes.place(of: mark, from: start) else { return try wait() }
    try pass(to: end + mark.count)
    return .nothing
  }

  /// A section whose characters stand for themselves.
  private mutating func literal(from start: Int) throws(XMLFault) -> Step {
    guard let end = bytes.place(of: Array("]]>".utf8), from: start) else { return try wait() }
    guard names.innermost != nil else { throw fault(.outsideRoot, at: place) }
    let text = bytes.text(start..<end)
    try pass(to: end + 3)
    return .token(.text(text))
  }

  private mutating func startTag() throws(XMLFault) -> Step {
    var reader = TagReader(bytes, at: place)
    let found: TagReader.Tag?
    do {
      found = try reader.read()
    } catch {
      throw fault(error.problem, at: error.place)
    }
    guard let found else { return try wait() }
    guard names.innermost != nil || !hasRoot else { throw fault(.outsideRoot, at: place) }
    hasRoot = true
    elements += 1
    guard elements <= limits.elements else {
      throw fault(.elements(limit: limits.elements), at: place)
    }
    guard names.depth < limits.depth else { throw fault(.depth(limit: limits.depth), at: place) }
    let (name, namespace, attributes) = names.open(found)
    let tag = XMLTag(
      name: name, namespace: namespace, attributes: attributes, line: line, column: column)
    try pass(to: found.end)
    endsNow = found.isEmpty
    return .token(.start(tag))
  }

  private mutating func endTag() throws(XMLFault) -> Step {
    guard let close = bytes.place(of: UInt8(ascii: ">"), from: place) else { return try wait() }
    var end = close
    while bytes[end - 1].isXMLSpace { end -= 1 }
    let name = bytes.text(place + 2..<max(end, place + 2))
    guard names.innermost == name else {
      throw fault(.mismatched(open: names.innermost, close: name), at: place)
    }
    try pass(to: close + 1)
    names.close()
    return .token(.end)
  }

  private mutating func resolved(_ range: Range<Int>) throws(XMLFault) -> String {
    do {
      return try References.resolve(bytes, range, isAttribute: false)
    } catch {
      throw fault(error.problem, at: error.place)
    }
  }

  // MARK: Places

  private mutating func wait() throws(XMLFault) -> Step {
    guard !isFinished else { throw fault(.unfinished(nil), at: bytes.count) }
    guard bytes.count - place <= limits.piece else {
      throw fault(.piece(limit: limits.piece), at: place)
    }
    return .more
  }

  /// Goes on to a place, counting lines and characters, if all of them are such as XML can hold.
  private mutating func pass(to end: Int) throws(XMLFault) {
    var walk = Walk(line: line, column: column)
    let stop = bytes.withUnsafeBufferPointer { walk.stop(in: $0, from: place, to: end) }
    (place, line, column) = (stop, walk.line, walk.column)
    guard stop == end else { throw XMLFault(problem: .character, line: line, column: column) }
  }

  /// The fault at a place, or the first one before it.
  private mutating func fault(_ problem: XMLFault.Problem, at end: Int) -> XMLFault {
    do {
      try pass(to: max(place, end))
    } catch {
      return error
    }
    return XMLFault(problem: problem, line: line, column: column)
  }
}

/// Counts lines and characters.
private struct Walk {
  var line: Int
  var column: Int

  /// The end, or the place of the first byte that begins no character that XML can hold.
  mutating func stop(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
    var place = start
    while place < end {
      let byte = bytes[place]
      if byte == 0x0A {
        line += 1
        column = 1
        place += 1
      } else if byte >= 0x20, byte < 0x80 {
        column += 1
        place += 1
      } else {
        guard let length = Self.length(bytes, place, end) else { return place }
        column += 1
        place += length
      }
    }
    return end
  }

  /// How many bytes the character takes; nothing if it is none that XML can hold.
  private static func length(
    _ bytes: UnsafeBufferPointer<UInt8>, _ place: Int, _ end: Int
  ) -> Int? {
    var decoder = UTF8()
    var rest = bytes[place..<min(end, place + 4)].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&rest), scalar.isXML else { return nil }
    return UTF8.width(scalar)
  }
}
