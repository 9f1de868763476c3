// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Documents

@Suite("How Chinese is set")
struct SettingTests {
  private func lines(_ text: String, width: Double = 160) throws -> [String] {
    let setter = try Typesetter(.noto)
    let set = try setter.set(RichText(text), .flush, width: width)
    let utf8 = Array(text.utf8)
    return set.lines.map { String(decoding: utf8[$0.bytes], as: UTF8.self) }
  }

  @Test("no line begins with a mark that closes, and none ends with one that opens")
  func edges() throws {
    let text = "根据《行政许可法》（以下简称“本法”），本机关决定：准予许可。自即日起，五日内送达；逾期的，告知。"
    for width in stride(from: 80.0, to: 400, by: 7) {
      for line in try lines(text, width: width) {
        let first = try #require(line.unicodeScalars.first)
        let last = try #require(line.unicodeScalars.last)
        #expect(!Punctuation.isClosing(first), "\(width): \(line)")
        #expect(!Punctuation.isOpening(last), "\(width): \(line)")
      }
    }
  }

  @Test("of two marks side by side one gives up its blank half")
  func narrowed() throws {
    #expect(Punctuation.narrowed(in: "甲》（乙") == [3..<6])
    #expect(Punctuation.narrowed(in: "（《甲") == [3..<6])
    #expect(Punctuation.narrowed(in: "甲。乙，丙") == [])
    let setter = try Typesetter(.noto)
    let pair = setter.width(of: "甲》，乙", .flush)
    #expect(abs(pair - 3.5 * 16) < 0.5)
  }

  @Test("full lines are as wide as the paper, with their marks hanging by half a square at most")
  func justified() throws {
    let setter = try Typesetter(.noto)
    let text = RichText(
      String(repeating: "法定期限为 20 个工作日，自2026年9月21日起计算；", count: 8))
    let lines = try setter.set(text, .text, width: A4.measure).lines
    #expect(lines.count > 4)
    for line in lines.dropLast() {
      let end = line.x + line.width
      #expect(end > A4.measure - 0.5 && end < A4.measure + 8.5, "\(end)")
    }
  }

  @Test("columns get the width of their content, and share what there is when it is too little")
  func widths() {
    #expect(TableSetting.shared(300, [50, 100]) == [100, 200])
    let narrow = TableSetting.shared(300, [40, 1000, 500])
    #expect(narrow[0] == 40 && narrow[1] > narrow[2] && narrow[2] > 80)
    #expect(abs(narrow.reduce(0, +) - 300) < 0.001)
  }

  @Test("what is bound stays on one page, and a blank vanishes at its head")
  func pages() throws {
    let strips: [Strip] = [
      Strip(height: 80), Strip(height: 30, isBound: true), Strip(height: 30), .blank(50),
      Strip(height: 90),
    ]
    let marked = strips.map { strip in
      var strip = strip
      strip.marks = [.fill(Box(x: 0, y: 0, width: 1, height: strip.height), .black)]
      return strip
    }
    let pages = try Paginator.pages(of: marked, firstTop: 0, top: 10, bottom: 110)
    #expect(pages.map { $0.marks.map(\.top) } == [[0], [10, 40], [10]])
  }

  private func picture(_ bytes: [UInt8]) -> Picture? { Picture(bytes, load: { bytes }) }

  @Test("pictures tell their size and how their camera was held")
  func pictures() throws {
    let jpeg = try #require(picture(Sample.jpeg))
    #expect([jpeg.width, jpeg.height, jpeg.orientation] == [16, 8, 6])
    #expect([jpeg.shownWidth, jpeg.shownHeight] == [8, 16])
    let png = try #require(picture(Sample.png))
    #expect([png.width, png.height, png.orientation] == [16, 8, 1])
    var huge = Sample.png
    huge.replaceSubrange(16..<20, with: [0x00, 0x0F, 0xFF, 0xFF])
    huge.replaceSubrange(20..<24, with: [0x00, 0x0F, 0xFF, 0xFF])
    #expect(picture(huge) == nil)
  }

  @Test("a file cut short at any place is no picture or one, and never the end of the program")
  func cutPictures() {
    for bytes in [Sample.jpeg, Sample.png] {
      for count in 0...bytes.count {
        _ = picture(Array(bytes.prefix(count)))
      }
      #expect(picture([]) == nil && picture(bytes) != nil)
    }
  }
}
