// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Testing

@testable import Site

@Suite
struct PhraseTests {
  let texts: Texts

  init() throws {
    texts = try Texts(english: [
      """
      "还剩 {} 个工作日": "{1} {1|working day|working days} left"
      受理: Accepted
      "{}：{}": "{2} of {1}"
      """
    ])
  }

  @Test("The key is the source text with a pair of braces for each value")
  func key() {
    let phrase: Phrase = "还剩 \(3) 个工作日"
    #expect(phrase.key == "还剩 {} 个工作日")
    #expect(texts.render(phrase, in: .zh) == "还剩 3 个工作日")
  }

  @Test("A translation can choose by number and change the order")
  func translates() {
    #expect(texts.render("还剩 \(1) 个工作日", in: .en) == "1 working day left")
    #expect(texts.render("还剩 \(8) 个工作日", in: .en) == "8 working days left")
    #expect(texts.render("\("甲")：\("乙")", in: .en) == "乙 of 甲")
  }

  @Test("A phrase within a phrase is translated too")
  func nested() {
    let inner: Phrase = "受理"
    #expect(texts.render("\(inner)：\("x")", in: .en) == "x of Accepted")
  }

  @Test("A missing translation shows the source text and is recorded; verbatim text is not")
  func missing() {
    #expect(texts.render("不予受理", in: .en) == "不予受理")
    _ = texts.render("没有译文", in: .zh)
    _ = texts.render(.verbatim("张三"), in: .en)
    #expect(texts.missing == ["不予受理"])
  }

  @Test("A value with braces in it is not taken for a place")
  func braces() {
    #expect(texts.render("还剩 \("{1}") 个工作日", in: .en) == "{1} working days left")
  }

  @Test("Days are written as the reader's language writes them")
  func days() throws {
    let day = try #require(Day("2026-11-03"))
    #expect(texts.render("\(day)", in: .zh) == "2026年11月3日")
    #expect(Language.en.text(of: day) == "3 November 2026")
  }

  @Test("A file that is no map of texts is refused")
  func refuses() {
    #expect(throws: TextsFault.self) { try Texts(english: ["- a\n- b"]) }
    #expect(throws: TextsFault.self) { try Texts(english: ["a: ["]) }
    #expect(throws: TextsFault.self) { try Texts(english: ["a: \"\""]) }
    #expect(throws: TextsFault.self) { try Texts(english: ["'{} of {}': '{0} of {1}'"]) }
    #expect(throws: TextsFault.self) { try Texts(english: ["'{0} of it': 'of {1}'"]) }
    #expect(throws: Never.self) { try Texts(english: ["'{} of {}': '{2} of {1|one|many}'"]) }
  }
}
