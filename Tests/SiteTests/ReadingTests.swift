// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Site

@Suite
struct PercentCodingTests {
  @Test("What is encoded decodes to the same", arguments: ["办结", "a b&c=d%+", "𠮷/?#", ""])
  func roundTrip(text: String) {
    #expect(PercentCoding.decode(PercentCoding.encode(text).utf8) == text)
  }

  @Test(
    "Broken escapes, bytes that are no UTF-8, and NUL are refused",
    arguments: [
      "%", "%4", "%zz", "%ff", "%00", "%ed%a0%80",
    ])
  func refuses(text: String) {
    #expect(PercentCoding.decode(text.utf8) == nil)
    #expect(throws: SiteRefusal.self) { try PercentCoding.pairs(Array("a=\(text)".utf8)) }
  }

  @Test("A form's plus is a blank, and names may repeat or stand alone")
  func pairs() throws {
    let form = Form(try PercentCoding.pairs(Array("a=1+2&a=%2B&b&=x&&c==".utf8)))
    #expect(form.all("a") == ["1 2", "+"])
    #expect(form["b"] == nil)
    #expect(form["c"] == "=")
  }

  @Test("A form of too many pairs is refused")
  func tooMany() {
    let bytes = Array(String(repeating: "a=1&", count: 1001).utf8)
    #expect(throws: SiteRefusal.self) { try PercentCoding.pairs(bytes) }
  }
}

@Suite
struct MultipartTests {
  static let contentType = "multipart/form-data; boundary=\"--b\""
  static let body = Array(
    """
    preamble\r
    ----b\r
    Content-Disposition: form-data; name="title"\r
    \r
    办结\r
    --not the end\r
    ----b\r
    content-disposition: form-data; name="plan"; filename="C:\\\\x\\\\平面图.pdf"\r
    Content-Type: application/pdf\r
    \r
    %PDF\r\n----\r
    ----b\r
    Content-Disposition: form-data; name="none"; filename=""\r
    Content-Type: application/octet-stream\r
    \r
    \r
    ----b--\r
    epilogue
    """.utf8)

  static func read(_ body: [UInt8], by size: Int) throws -> Form {
    var reader = try #require(Multipart(contentType: contentType))
    var start = 0
    while start < body.count {
      try reader.feed(body[start..<min(start + size, body.count)])
      start += size
    }
    return try reader.finish()
  }

  @Test("A form reads the same in pieces of any size", arguments: 1...60)
  func pieces(size: Int) throws {
    let form = try Self.read(Self.body, by: size)
    #expect(form["title"] == "办结\r\n--not the end")
    #expect(form.files.map(\.field) == ["plan"])
    let file = try #require(form.file("plan"))
    #expect(file.name == "平面图.pdf")
    #expect(file.media == "application/pdf")
    #expect(file.bytes == Array("%PDF\r\n----".utf8))
  }

  @Test("A form that breaks off is refused, wherever it breaks")
  func breaksOff() throws {
    let end = Self.body.count - "--\r\nepilogue".utf8.count
    for count in stride(from: 0, through: end, by: 7) {
      #expect(throws: SiteRefusal.self) { try Self.read(Array(Self.body[..<count]), by: 1000) }
    }
  }

  @Test("Endless headers and too many parts are refused")
  func limits() throws {
    let endless = Array("----b\r\nX: \(String(repeating: "x", count: 9000))".utf8)
    #expect(throws: SiteRefusal.self) { try Self.read(endless, by: 512) }
    let part = "----b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
    let many = Array((String(repeating: part, count: 501) + "----b--").utf8)
    #expect(throws: SiteRefusal.self) { try Self.read(many, by: 4096) }
  }

  @Test("A part without a name, text that is no UTF-8, and a missing boundary are refused")
  func broken() throws {
    let nameless = Array("----b\r\nContent-Disposition: form-data\r\n\r\n1\r\n----b--".utf8)
    #expect(throws: SiteRefusal.self) { try Self.read(nameless, by: 100) }
    let binary =
      Array("----b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n".utf8) + [0xFF]
      + Array("\r\n----b--".utf8)
    #expect(throws: SiteRefusal.self) { try Self.read(binary, by: 100) }
    #expect(Multipart(contentType: "multipart/form-data") == nil)
  }

  @Test(
    "No folder of a file's name is kept",
    arguments: [
      "../../etc/passwd", "/etc/passwd", "..\\\\..\\\\passwd", "passwd",
    ])
  func folders(name: String) throws {
    let body = """
      ----b\r\nContent-Disposition: form-data; name="f"; filename="\(name)"\r\n\r\nx\r\n----b--
      """
    #expect(try Self.read(Array(body.utf8), by: 10).file("f")?.name == "passwd")
  }
}

@Suite
struct JSONTests {
  @Test(
    "Valid documents are read",
    arguments: [
      ("null", JSON.null), (" [ ] ", .array([])), ("-0.5e+2", .number(-50)),
      ("{\"a\":[true,{}]}", .object(["a": .array([.boolean(true), .object([:])])])),
      ("\"\\u529e\\ud842\\udfb7\\n\"", .string("办𠮷\n")),
    ])
  func reads(text: String, value: JSON) throws {
    #expect(try JSON(parsing: Array(text.utf8)) == value)
  }

  @Test(
    "Everything else is refused as malformed",
    arguments: [
      "", "{", "[1,]", "{\"a\":1,}", "{\"a\":1,\"a\":2}", "01", "1.", "1e", "+1", ".5", "NaN",
      "tru",
      "\"a", "\"\\x\"", "\"\\ud800\"", "\"\\u+123\"", "\"\u{1}\"", "1 2", "{a:1}", "1e999",
      "\"\\u0000\"", String(repeating: "[", count: 100_000),
    ])
  func refuses(text: String) {
    #expect { try JSON(parsing: Array(text.utf8)) } throws: { error in
      (error as? SiteRefusal)?.kind == .malformed
    }
  }

  @Test("Bytes that are no UTF-8 are refused")
  func invalid() {
    #expect(throws: SiteRefusal.self) { try JSON(parsing: [0x22, 0xC3, 0x28, 0x22]) }
  }
}

@Suite
struct SchemaTests {
  let schema = Schema.object([
    .required("name", .string(length: 1...3)),
    .required("day", .date),
    .optional("count", .nullable(.integer(1...9))),
    .optional("kind", .choice(["a", "b"])),
    .optional("codes", .array(.string(pattern: "^[0-9]+$"), count: 0...2)),
  ])

  func places(_ text: String) throws -> [String] {
    schema.faults(try JSON(parsing: Array(text.utf8)), at: "").map(\.field)
  }

  @Test("A value that fits has no faults")
  func fits() throws {
    let text = """
      {"name":"办结","day":"2024-02-29","count":null,"kind":"a","codes":["01","2"]}
      """
    #expect(try places(text) == [])
  }

  @Test("Every fault is found and named by its place")
  func faults() throws {
    let text = """
      {"name":"","day":"2023-02-29","count":1.5,"kind":"c","codes":["01","x"],"more":1}
      """
    #expect(try places(text) == ["name", "day", "count", "kind", "codes/1", "more"])
    #expect(try places("{}") == ["name", "day"])
    #expect(try places("[]") == [""])
    #expect(
      try places("{\"name\":1,\"day\":\"2024-01-01\",\"codes\":[\"1\",\"1\",\"1\"]}") == [
        "name", "codes",
      ])
  }

  @Test("Text is checked as the type that it stands for")
  func text() {
    #expect(Schema.integer(1...100).faults(text: "20", at: "limit").isEmpty)
    for wrong in ["", "0", "101", "1.0", "+5", "05", "٣", "x"] {
      #expect(!Schema.integer(1...100).faults(text: wrong, at: "limit").isEmpty, "\(wrong)")
    }
  }
}
