// SPDX-License-Identifier: Apache-2.0

import Testing
import XML

@Suite("Documents become trees of elements, and hostile ones are refused")
struct ElementTests {
  @Test("names lose their prefix, texts keep their characters, CDATA included")
  func tree() throws {
    let root = try Element(
      xml: """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- <!DOCTYPE in a comment is none --><a:top xmlns:a="http://a.example/" a:id="1" id="2">
          <text>x &lt; 5 &amp; 部门<![CDATA[ <>&]]></text>
          <empty/>
        </a:top>
        """.utf8)
    #expect(root.name == "top")
    #expect(root.namespace == "http://a.example/")
    #expect(root.attributes["id"] == "2")
    #expect(root.children.map(\.name) == ["text", "empty"])
    #expect(root.first("text")?.text == "x < 5 & 部门 <>&")
    #expect(root.first("empty")?.line == 4)
  }

  @Test("UTF-16 and a byte order mark are read")
  func encodings() throws {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>办结</a>"
    let bytes: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try Element(xml: bytes).text == "办结")
    #expect(try Element(xml: [0xEF, 0xBB, 0xBF] + Array("<a>b</a>".utf8)).text == "b")
  }

  @Test(
    "a document type is refused with its line, before any entity is expanded",
    arguments: [
      "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>",
      "<!-- a -->\n<!DOCTYPE a [<!ENTITY l \"lol\"><!ENTITY m \"&l;&l;&l;\">]><a>&m;</a>",
      "\n<!DOCTYPE a SYSTEM \"http://example.invalid/a.dtd\"><a/>",
    ])
  func documentType(text: String) {
    #expect(throws: XMLFault(problem: .documentType, line: 2, column: 1)) {
      try Element(xml: text.utf8)
    }
  }

  @Test("a document type in UTF-16 is seen as well")
  func documentTypeInUTF16() {
    let text = "<!DOCTYPE a><a/>"
    let bytes: [UInt8] = [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    #expect(throws: XMLFault(problem: .documentType, line: 1, column: 1)) {
      try Element(xml: bytes)
    }
  }

  @Test(
    "what is not well formed is a fault at its place, not half a tree",
    arguments: [
      ("<a>\n <b></a>", XMLFault.Problem.mismatched(open: "b", close: "a"), 2, 5),
      ("<a>\n", .unfinished("a"), 2, 1),
      ("<a", .unfinished(nil), 1, 3),
      ("<", .unfinished(nil), 1, 2),
      ("<a><!-- ", .unfinished(nil), 1, 9),
      ("<a></a>\n<b></b>", .outsideRoot, 2, 1),
      ("<a/>x", .outsideRoot, 1, 5),
      ("text", .expected("<"), 1, 1),
      ("</a>", .mismatched(open: nil, close: "a"), 1, 1),
      ("<a b=1></a>", .expected("\""), 1, 6),
      ("<a b></a>", .expected("="), 1, 5),
      ("<a b=\"1\"c=\"2\"/>", .expected(">"), 1, 9),
      ("<a b=\"1\" b=\"2\"/>", .repeatedAttribute("b"), 1, 10),
      ("<办 b=\"件>\n<c/>", .expected("&lt;"), 2, 1),
      ("<1a/>", .expected("a name"), 1, 2),
      ("<a>办结&none;</a>", .reference("none"), 1, 6),
      ("<a>&#0;</a>", .reference("#0"), 1, 4),
      ("<a>x & y</a>", .expected("&amp;"), 1, 6),
      ("<a>\n\u{1}</a>", .character, 2, 1),
      ("<a b='\u{FFFE}'/>", .character, 1, 7),
      ("<!x><a/>", .expected("<!--"), 1, 1),
    ])
  func malformed(text: String, problem: XMLFault.Problem, line: Int, column: Int) {
    #expect(throws: XMLFault(problem: problem, line: line, column: column)) {
      try Element(xml: text.utf8)
    }
  }

  @Test("an empty file says so")
  func empty() {
    #expect(throws: XMLFault(problem: .empty, line: 1, column: 1)) { try Element(xml: []) }
    #expect(throws: XMLFault(problem: .empty, line: 2, column: 1)) {
      try Element(xml: "  \n".utf8)
    }
  }

  @Test("depth, number and bytes are limited")
  func limits() {
    let limits = XMLLimits(bytes: 1_000, elements: 20, depth: 10)
    func problem(_ text: String) -> XMLFault.Problem? {
      do {
        _ = try Element(xml: text.utf8, limits: limits)
        return nil
      } catch {
        return error.problem
      }
    }
    let nested = { String(repeating: "<a>", count: $0) + String(repeating: "</a>", count: $0) }
    #expect(problem(nested(10)) == nil)
    #expect(problem(nested(11)) == .depth(limit: 10))
    #expect(problem("<r>" + String(repeating: "<a/>", count: 19) + "</r>") == nil)
    #expect(
      problem("<r>" + String(repeating: "<a/>", count: 20) + "</r>") == .elements(limit: 20))
    #expect(problem("<r>" + String(repeating: " ", count: 994) + "</r>") == .bytes(limit: 1_000))
  }

  @Test("ten thousand levels do not exhaust the stack")
  func deep() {
    let text = String(repeating: "<a>", count: 10_000)
    #expect(throws: XMLFault.self) { try Element(xml: text.utf8) }
  }

  @Test("a fault tells its place in both languages")
  func words() throws {
    let fault = try #require(throws: XMLFault.self) { try Element(xml: "<a>\n\n<b></a>".utf8) }
    #expect(
      fault.english == "line 3, column 4: the element b must end here, but a does")
    #expect(fault.chinese == "第 3 行第 4 列：此处应当结束元素 b，却结束了 a")
  }
}
