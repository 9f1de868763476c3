// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Documents
import Foundation
import Testing

@Suite("Papers as one file")
struct DossierTests {
  private struct Gone: Error {}

  private func attachment(
    _ name: String, _ bytes: [UInt8]
  ) -> Dossier.Content {
    .attachment(
      .init(
        name: name, digest: "66c7f0f4", algorithm: "SM3", size: bytes.count, load: { bytes }))
  }

  private func dossier(_ papers: [Dossier.Paper]) -> Dossier {
    Dossier(
      title: "案卷 1", issuer: "武汉市江汉区行政审批局",
      made: Instant(day: Sample.day, hour: 10, minute: 12), cover: [.init("办件编号", "420103")],
      papers: papers)
  }

  private func paper(_ number: Int, characters: Int) -> Dossier.Paper {
    var sheet = Sample.sheet([.paragraph(RichText(Sample.text(characters)))])
    sheet.title = "文书之\(number)"
    return .init(
      sheet.title, number: sheet.number, author: sheet.issuer, day: sheet.day,
      contents: [.sheet(sheet)])
  }

  @Test("the list of contents gives the page on which each paper begins, and the corner its number")
  func contents() throws {
    let papers = (1...40).map { paper($0, characters: $0 % 5 * 400) }
    let bytes = try dossier(papers).pdf()
    let reader = try Reader(bytes)
    // With forty papers the list has more than one page, which moves all that follow.
    let lists = try (1...8).filter { try reader.text(page: $0).contains("责任者") }
    let before = try #require(lists.last)
    #expect(lists == Array(2...before) && before > 3)
    let list = try lists.flatMap { try reader.lines(page: $0) }
    for number in [1, 2, 17, 40] {
      let line = try #require(list.first { $0.contains("文书之\(number) ") })
      let start = try #require(line.split(separator: " ").last.flatMap { Int($0) })
      let text = try reader.text(page: before + start)
      #expect(text.hasPrefix("\(start)武汉市江汉区行政审批局"))
      #expect(text.contains("文书之\(number)云帆"))
    }
    let pages = try reader.pageCount
    #expect(try reader.text(page: 1).contains("本卷共40件\(pages - before)页"))
    #expect(try dossier(papers).pdf() == bytes)
  }

  @Test("the file has an outline, and every cell of the list leads to the paper's page")
  func links() throws {
    let bytes = try dossier([paper(1, characters: 900), paper(2, characters: 10)]).pdf()
    let file = String(decoding: bytes, as: UTF8.self)
    // Number, issuer, title, date and page of each paper; issuer and number have two lines.
    #expect(file.matches(of: #/\/Subtype \/Link/#).count == 16)
    #expect(file.matches(of: #/\/Dest \(1\)/#).count == 8)
    #expect(file.matches(of: #/\/Dest \(4\)/#).count == 8)
    // The second paper begins on the fourth page of papers, the sixth of the file.
    #expect(try Reader(bytes).goals()["4"] == 6)
    // Cover, list and two papers.
    #expect(file.matches(of: #/\/Title <FEFF/#).count >= 4)
    #expect(file.contains("/PageLabels"))
  }

  @Test("a JPEG goes in as it is and upright, a PNG too, and of a PDF its name, size and digest")
  func attachments() throws {
    let paper = Dossier.Paper(
      "申请材料", author: "张示例", day: Sample.day,
      contents: [
        attachment("照片.jpg", Sample.jpeg), attachment("扫描.png", Sample.png),
        attachment("方案.pdf", Array("%PDF-1.4".utf8)),
        attachment("损坏.png", Array(Sample.png.prefix(60))),
      ])
    let bytes = try dossier([paper]).pdf()
    let reader = try Reader(bytes)
    #expect(try reader.pictures() == [["16", "8", "jpeg"], ["16", "8", "image"]])
    #expect(try reader.pageCount == 5)
    #expect(try reader.text(page: 3).contains("申请材料：照片.jpg"))
    let listed = try reader.text(page: 5)
    #expect(listed.contains("方案.pdf") && listed.contains("8字节") && listed.contains("66c7f0f4"))
    #expect(listed.contains("损坏.png"))
    #expect(bytes.count > Sample.jpeg.count)
  }

  @Test(
    "pictures beyond what a file may hold are listed, with the reason, and smaller ones after them shown"
  )
  func tooMuch() throws {
    let big = Array(Sample.jpeg) + Array(repeating: 0, count: 2_000)
    let paper = Dossier.Paper(
      "申请材料", author: "张示例", day: nil,
      contents: [
        attachment("一.jpg", Sample.jpeg), attachment("大.jpg", big),
        attachment("二.jpg", Sample.jpeg),
      ])
    let reader = try Reader(dossier([paper]).pdf(picturesMax: 2 * Sample.jpeg.count))
    #expect(try reader.pictures().count == 2)
    let listed = try reader.text(page: 4)
    #expect(listed.contains("大.jpg") && listed.contains("图片已经很多"))
  }

  @Test("what whoever binds it knows of a file stands in its place")
  func obstacle() throws {
    let locked = Dossier.Content.attachment(
      .init(
        name: "合同.pdf", digest: "00", algorithm: "SM3", size: 9, obstacle: "此件有密码",
        load: { Array("%PDF".utf8) }))
    let paper = Dossier.Paper("申请材料", author: "", day: nil, contents: [locked])
    let text = try Reader(dossier([paper]).pdf()).text(page: 3)
    #expect(text.contains("此件有密码") && text.contains("合同.pdf"))
  }

  @Test("a file that cannot be read is listed, and the others are there all the same")
  func unreadable() throws {
    let gone = Dossier.Content.attachment(
      .init(name: "丢失.jpg", digest: "00", algorithm: "SM3", size: 9, load: { throw Gone() }))
    let paper = Dossier.Paper(
      "申请材料", author: "", day: nil, contents: [gone, attachment("照片.jpg", Sample.jpeg)])
    let reader = try Reader(dossier([paper]).pdf())
    #expect(try reader.text(page: 3).contains("丢失.jpg"))
    #expect(try reader.pictures().count == 1)
  }

  @Test("a file without papers is a cover and an empty list")
  func empty() throws {
    let reader = try Reader(dossier([]).pdf())
    #expect(try reader.pageCount == 2)
  }

  @Test("a character that no font has is named by its code, and costs nothing else")
  func unknownCharacter() throws {
    let file = attachment("营业执照\u{10FFF0}.ofd", [0])
    let reader = try Reader(
      dossier([.init("材料", author: "", day: nil, contents: [file])]).pdf())
    #expect(try reader.text().contains("营业执照[U+10FFF0].ofd"))
  }
}
