// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Documents
import Testing

@Suite("A document as a PDF")
struct SheetPDFTests {
  @Test("another program reads back what was written, character by character")
  func text() throws {
    let paragraph =
      "你（单位）于2026年9月18日提出的“食品经营许可”申请（办件编号 1）收悉。根据《中华人民共和国行政许可法》第三十二条，予以受理。"
    let sheet = Sample.sheet([
      .paragraph(RichText(paragraph)), .heading("救济途径"),
      .list(["申请行政复议。", "提起行政诉讼。"]), .facts([.init("持证人", "张示例")]),
      .table(.init(head: ["序号", "材料"], rows: [["1", "营业执照"]])), .note("注：份数为一份。"),
    ])
    let reader = try Reader(sheet.pdf())
    let text = try reader.text()
    for part in [
      sheet.issuer, sheet.title, "江行审受〔2026〕0001号", "云帆示例餐饮店：",
      paragraph.filter { !$0.isWhitespace }, "救济途径", "1．申请行政复议。", "持证人张示例",
      "序号材料1营业执照", "注：份数为一份。", "2026年9月21日", "办件编号420103-2026-0001",
      "本文书一式两份",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    // The words of the seal are a drawing: they stand in nobody's way.
    #expect(!text.contains("专用章"))
  }

  @Test("a digest is read back letter by letter, whichever the letters are")
  func letters() throws {
    let digest = "03e2419dadcff4c409fffi53144flb341db15b27f146b88d01b1ed4a0c72545ecff"
    let text = try Reader(Sample.sheet([.paragraph(RichText(digest))]).pdf()).text()
    #expect(text.contains(digest))
  }

  @Test("every font is embedded as a subset that leads back to characters")
  func fonts() throws {
    let fonts = try Reader(Sample.sheet([.heading("一"), .paragraph("二")]).pdf()).fonts()
    #expect(fonts.count >= 3)
    for font in fonts { #expect(font.isWhole, "\(font.name)") }
  }

  @Test("the file says its title, author, language and date, and its pages their numbers")
  func information() throws {
    let bytes = try Sample.sheet([.paragraph(RichText(Sample.text(2000)))]).pdf()
    let reader = try Reader(bytes)
    #expect(try reader.information("Title") == "受理通知书 江行审受〔2026〕0001 号")
    #expect(try reader.information("Author") == "武汉市江汉区行政审批局")
    #expect(try reader.information("CreationDate").hasPrefix("2026-09-2"))
    #expect(try reader.information("Page size").contains("A4"))
    let count = try reader.pageCount
    #expect(count > 2)
    for page in 1...count {
      #expect(try reader.text(page: page).hasSuffix("第\(page)页共\(count)页"))
    }
    #expect(String(decoding: bytes.suffix(1024), as: UTF8.self).contains("/Lang (zh-CN)"))
  }

  @Test("the same document gives the same bytes, also on many threads at once")
  func sameBytes() async throws {
    let sheet = Sample.sheet([.paragraph(RichText(Sample.text(400)))])
    let bytes = try sheet.pdf()
    try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<8 { group.addTask { try sheet.pdf() } }
      for try await other in group { #expect(other == bytes) }
    }
  }

  @Test("a table that does not fit goes on, and its head stands on every page")
  func longTable() throws {
    let rows = (1...90).map { [RichText("\($0)"), RichText("材料之\($0)"), "电子件"] }
    let sheet = Sample.sheet([.table(.init(head: ["序号", "材料名称", "形式"], rows: rows))])
    let reader = try Reader(sheet.pdf())
    let count = try reader.pageCount
    #expect(count >= 4)
    for page in 1...count {
      #expect(try reader.lines(page: page).filter { $0.contains("材料名称") }.count == 1)
    }
    let text = try reader.text()
    for number in 1...90 { #expect(text.contains("\(number)材料之\(number)电子件")) }
  }

  @Test("a row longer than a page is cut between lines, and nothing of it is lost")
  func longRow() throws {
    let text = (1...700).map { "第\($0)项内容。" }.joined()
    let sheet = Sample.sheet([
      .table(.init(head: ["序号", "需要补正的内容"], rows: [["1", RichText(text)]]))
    ])
    let reader = try Reader(sheet.pdf())
    #expect(try reader.pageCount > 2)
    var found = try reader.text()
    // The head that every page repeats, and the numbers of the pages, stand between the lines.
    for page in 1...(try reader.pageCount) {
      found = found.replacing("第\(page)页共\(try reader.pageCount)页", with: "")
    }
    found = found.replacing("序号需要补正的内容", with: "")
    #expect(found.contains("第350项内容。") && found.contains("第700项内容。"))
    #expect(found.matches(of: /第\d+项内容。/).count == 700)
  }

  @Test(
    "the seal never stands on a page without text",
    arguments: Array(stride(from: 300, to: 620, by: 29)))
  func lastPage(length: Int) throws {
    let sheet = Sample.sheet([.paragraph(RichText(Sample.text(length)))])
    let reader = try Reader(sheet.pdf())
    let last = try reader.text(page: try reader.pageCount)
    #expect(last.contains("2026年9月21日"))
    #expect(last.contains("申请材料") || last.contains("法定形式"))
  }

  @Test("without a font that the typeface names there is an error, and no boxes")
  func fontMissing() {
    #expect(throws: DrawingFault.fontMissing(family: "No Such Font")) {
      try Sample.sheet([]).pdf(Typeface(serif: "No Such Font", sans: Typeface.noto.sans))
    }
  }

  @Test("a character that no font has is named")
  func characterMissing() {
    #expect(throws: DrawingFault.characterMissing("\u{10FFF0}")) {
      try Sample.sheet([.paragraph("王\u{10FFF0}")]).pdf()
    }
  }

  @Test("rare characters of names are there: those of the extensions A and B that Noto has")
  func rareCharacters() throws {
    let reader = try Reader(Sample.sheet([.paragraph("䶮㛃𠮷")]).pdf())
    #expect(try reader.text().contains("䶮㛃𠮷"))
  }

  @Test("control characters, other line ends and an endless word do no harm")
  func hostile() throws {
    let text = "甲\u{0}\u{7}乙\r\n丙\u{2028}丁\t戊" + String(repeating: "x", count: 5000)
    let reader = try Reader(Sample.sheet([.paragraph(RichText(text))]).pdf())
    let read = try reader.text()
    #expect(read.contains("甲乙丙丁戊xxx"))
    #expect(read.filter { $0 == "x" }.count >= 5000)
  }

  @Test("a document comes back from its JSON as it was")
  func json() throws {
    let sheet = Sample.sheet([
      .paragraph(RichText([.init("甲", isBold: true), .init("乙")])), .facts([.init("丙", "丁")]),
    ])
    #expect(try Sample.coded(sheet) == sheet)
    #expect(try Sample.json(RichText([.init("甲", isBold: true), .init("乙")])) == #"["","甲","乙"]"#)
  }
}
