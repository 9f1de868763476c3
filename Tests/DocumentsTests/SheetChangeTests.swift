// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

@testable import Documents

@Suite("Other words in a document")
struct SheetChangeTests {
  private let sheet = Sheet(
    issuer: "示例局", title: "听证通知书", number: "1", addressee: "王小明、邻居甲",
    blocks: [
      .paragraph(RichText([.init("通知"), .init("邻居甲", isBold: true)])), .heading("邻居甲"),
      .facts([.init("姓名", "邻居甲")]), .table(.init(head: ["邻居甲"], rows: [["邻居甲"]])),
      .list(["邻居甲"]), .note("邻居甲"),
    ], check: "邻居甲", footer: "邻居甲")

  @Test("stand wherever the first did, and nowhere else")
  func everywhere() {
    let masked = sheet.replacing("邻居甲", with: "邻**")
    #expect(!"\(masked)".contains("邻居甲"))
    #expect(masked.addressee == "王小明、邻**" && masked.title == sheet.title)
    #expect(masked.blocks[0] == .paragraph(RichText([.init("通知"), .init("邻**", isBold: true)])))
    #expect(masked.replacing("邻**", with: "邻居甲") == sheet)
  }

  @Test("nothing in place of nothing changes nothing")
  func nothing() {
    #expect(sheet.replacing("", with: "甲") == sheet)
    #expect(sheet.replacing("邻居甲", with: "邻居甲") == sheet)
  }
}
