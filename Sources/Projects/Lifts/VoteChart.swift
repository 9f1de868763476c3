// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Documents
import Site

/// One of the four conditions of a vote: a part of a whole, and the share that it has to reach.
struct VoteTest: Sendable {
  let name: Phrase
  let part: Int
  let whole: Int
  let share: Share
  let isArea: Bool

  var isPassed: Bool { share.isReached(by: part, of: whole) && whole > 0 }

  /// A number as it is read: square metres, or heads.
  func shown(_ number: Int) -> String {
    isArea ? Area(hundredths: number).text : String(number)
  }
}

extension Vote {
  /// The conditions in the order of the law.
  var tests: [VoteTest] {
    [
      VoteTest(
        name: "参与表决的面积达到三分之二", part: attending.area.hundredths,
        whole: total.area.hundredths, share: .attendance, isArea: true),
      VoteTest(
        name: "参与表决的人数达到三分之二", part: attending.owners, whole: total.owners,
        share: .attendance, isArea: false),
      VoteTest(
        name: "同意的面积达到参与的四分之三", part: agreeing.area.hundredths,
        whole: attending.area.hundredths, share: .agreement, isArea: true),
      VoteTest(
        name: "同意的人数达到参与的四分之三", part: agreeing.owners, whole: attending.owners,
        share: .agreement, isArea: false),
    ]
  }
}

/// A vote as bars, attendance above agreement, each by area and by heads, with a mark where it has to reach; the table
/// below says the same in figures.
struct VoteChart {
  let vote: Vote
  let visit: Visit

  private static let row = 36
  private static let left = 260
  private static let width = 640
  private static let right = 90

  var drawing: HTML {
    let bars = vote.tests.enumerated().map { bar($0.element, at: $0.offset) }
    let span = Self.left + Self.width + Self.right
    return """
      <figure class="bars" tabindex="0"><svg viewBox="0 0 \(span) \(vote.tests.count * Self.row)" role="img" \
      aria-label="\(visit.t("业主表决"))">\(bars)</svg></figure>
      """
  }

  private func bar(_ test: VoteTest, at index: Int) -> HTML {
    let top = index * Self.row
    let length = test.whole > 0 ? test.part * Self.width / test.whole : 0
    let mark = Self.left + Self.width * test.share.numerator / test.share.denominator
    let tone: HTML = test.isPassed ? "good" : "bad"
    return """
      <text class="bar-name" x="\(Self.left - 12)" y="\(top + 23)" text-anchor="end">\
      \(visit.t(test.name))</text>\
      <rect class="bar-rest" x="\(Self.left)" y="\(top + 6)" width="\(Self.width)" height="24"/>\
      <rect class="bar-\(tone)" x="\(Self.left)" y="\(top + 6)" width="\(length)" height="24"/>\
      <rect class="bar-warn" x="\(mark - 1)" y="\(top + 2)" width="3" height="32"/>\
      <text class="bar-value" x="\(Self.left + Self.width + 10)" y="\(top + 23)">\
      \(percent(test.part, of: test.whole))</text>
      """
  }
}

/// The record of a vote as a paper that is signed and kept: figures only, no names.
struct VoteRecord {
  let held: Lift.Held
  let register: Lift.Register

  var sheet: Sheet {
    let vote = held.vote
    let rows = vote.tests.map { test in
      [
        test.name.chinese, "\(test.shown(test.part)) / \(test.shown(test.whole))",
        test.shown(test.share.least(of: test.whole)), percent(test.part, of: test.whole),
        test.isPassed ? "达到" : "未达到",
      ].map { RichText($0) }
    }
    let outcome = vote.isCarried ? "表决通过" : "表决未通过"
    return Sheet(
      issuer: "", title: "业主共同决定加装电梯表决记录", number: "",
      blocks: [
        .facts([
          .init(RichText("坐落"), RichText(register.address)),
          .init(RichText("表决日期"), RichText(held.on.description)),
          .init(RichText("依据"), RichText("民法典第二百七十八条第一款第七项、第二款")),
        ]),
        .table(
          .init(
            head: ["条件", "实际", "至少", "占比", "结果"].map { RichText($0) }, rows: rows)),
        .paragraph(RichText("结果：\(outcome)。", isBold: true)),
        .note(RichText("表决票另行存档。“以上”包括本数（民法典第一千二百五十九条）。")),
      ], day: held.on)
  }
}
