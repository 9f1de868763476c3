// SPDX-License-Identifier: Apache-2.0

import Testing
import XML

@Suite("A document is read as its bytes come, whole or in pieces")
struct ScannerTests {
  /// What a document says, fed in pieces of a size; its texts joined.
  private func tokens(_ bytes: [UInt8], pieces: Int = .max) throws -> [String] {
    var scanner = XMLScanner()
    var words: [String] = []
    func note(_ token: XMLToken) {
      switch token {
      case .start(let tag):
        let attributes = tag.attributes.map { " \($0.name)=\($0.value)" }.joined()
        words.append("<\(tag.name)\(attributes) \(tag.line):\(tag.column)>")
      case .text(let text): words.append(text)
      case .end: words.append("</>")
      }
    }
    var start = 0
    while start < bytes.count {
      let end = start + min(pieces, bytes.count - start)
      try scanner.feed(Array(bytes[start..<end]))
      while let token = try scanner.next() { note(token) }
      start = end
    }
    try scanner.finish()
    while let token = try scanner.next() { note(token) }
    return words
  }

  private static let document = """
    <?xml version="1.0"?>
    <!-- 注 --><日志 a="1&#10;2" b='"x
    y"'>
    \t甲&amp;乙<![CDATA[<&]]><空 c = "d"/>\r
    <p:q xmlns:p="urn:p" p:r="s" /></日志>
    <?end?>
    """

  @Test("the pieces make no difference, down to one byte", arguments: [1, 2, 3, 7, 64, 1_000])
  func pieces(size: Int) throws {
    let expected = [
      "<日志 a=1\n2 b=\"x y\" 2:11>", "\n\t甲&乙", "<&", "<空 c=d 4:23>", "</>", "\n",
      "<q p:r=s 5:1>", "</>", "</>",
    ]
    #expect(try tokens(Array(Self.document.utf8), pieces: size) == expected)
  }

  @Test("a truncated document is never taken for a whole one")
  func truncated() {
    let bytes = Array(Self.document.utf8)
    let end = bytes.count - "\n<?end?>".utf8.count
    for count in 0..<end {
      #expect(throws: XMLFault.self, "the first \(count) bytes") {
        try tokens(Array(bytes[..<count]), pieces: 5)
      }
    }
  }

  @Test(
    "other encodings are read by their declaration, and an unknown one is named",
    arguments: [
      ("ISO-8859-1", [0xE9] as [UInt8], "é"), ("GB2312", [0xB0, 0xEC, 0xBD, 0xE1], "办结"),
      ("GBK", [0x87, 0xD6], "囍"), ("GB18030", [0x81, 0x39, 0xEE, 0x39], "㐀"),
    ])
  func encodings(name: String, bytes: [UInt8], text: String) throws {
    let head = "<?xml version=\"1.0\" encoding=\"\(name)\"?><a>"
    let document = Array(head.utf8) + bytes + Array("</a>".utf8)
    for size in [1, 3, 1_000] {
      #expect(try tokens(document, pieces: size).dropFirst().first == text)
    }
  }

  @Test("bytes that are no characters of the encoding are a fault at their place")
  func broken() {
    let unknown = XMLFault(problem: .encoding("EBCDIC-XX"), line: 1, column: 1)
    #expect(throws: unknown) {
      try tokens(Array("<?xml version='1.0' encoding='ebcdic-xx'?><a/>".utf8))
    }
    #expect(throws: XMLFault(problem: .character, line: 2, column: 2)) {
      try tokens(Array("<a>\n办".utf8) + [0xE5, 0x28] + Array("</a>".utf8))
    }
    // A character cut off at the end of the file.
    #expect(throws: XMLFault.self) {
      try tokens(Array("<?xml version='1.0' encoding='GBK'?><a/>".utf8) + [0xB0])
    }
    // Twice as many bytes as needed for “/”.
    #expect(throws: XMLFault.self) { try tokens(Array("<a>".utf8) + [0xC0, 0xAF]) }
  }

  @Test("UTF-16 is read in either order, with a mark or without", arguments: [true, false])
  func wide(isMarked: Bool) throws {
    let text = (isMarked ? "\u{FEFF}" : "") + "<a>办结😀</a>"
    let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for bytes in [little, big] {
      #expect(try tokens(bytes, pieces: 3)[1] == "办结😀")
    }
  }

  @Test("a namespace holds inside of the element that declares it")
  func namespaces() throws {
    let root = try Element(
      xml: """
        <a xmlns="urn:1"><b xmlns="urn:2" xmlns:p="urn:3"><p:c/><d/></b><e/><p:f/></a>
        """.utf8)
    let inner = try #require(root.first("b"))
    #expect(root.namespace == "urn:1" && inner.namespace == "urn:2")
    #expect(inner.children.map(\.namespace) == ["urn:3", "urn:2"])
    // A prefix that nothing declares is let pass.
    #expect(root.children.dropFirst().map(\.namespace) == ["urn:1", ""])
  }

  @Test("what is held at a time is limited, the whole is not")
  func limits() throws {
    var scanner = XMLScanner(
      limits: XMLLimits(bytes: .max, elements: .max, depth: 5, piece: 1_000))
    try scanner.feed(Array("<a>".utf8))
    for _ in 0..<2_000 {
      try scanner.feed(Array("<b>text</b>".utf8))
      while try scanner.next() != nil {}
    }
    try scanner.feed(Array(("<b c=\"" + String(repeating: "x", count: 1_200)).utf8))
    let fault = XMLFault(problem: .piece(limit: 1_000), line: 1, column: 4 + 2_000 * 11)
    var caught: XMLFault?
    do {
      while try scanner.next() != nil {}
    } catch {
      caught = error
    }
    #expect(caught == fault)
  }

  @Test("what is written can be read, whatever the characters")
  func written() throws {
    var xml = XMLText()
    xml.open("a", [("b", "\"<&>\n\t\r'办结"), ("none", nil)])
    xml.element("c", text: " <&>\r\n\u{1}😀 ")
    let begun = xml.take()
    xml.close()
    let root = try Element(xml: (begun + xml.text).utf8)
    #expect(root.attributes == ["b": "\"<&>\n\t\r'办结"])
    #expect(root.first("c")?.text == " <&>\r\n\u{FFFD}😀 ")
  }
}
