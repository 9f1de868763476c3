// SPDX-License-Identifier: Apache-2.0

import Journal
import Site

/// What those who handle a case together have to know of one another; for the staff alone.
struct TeamSection {
  let file: CaseFile
  let actor: Actor
  let visit: Visit

  /// What comes before everything else.
  func notices() -> HTML { returned + reminders + holding }

  /// What they have asked and answered one another.
  func sections() -> HTML { test + signatures + consultations + preReview }

  /// What the window had found in the draft, and whether it was changed since.
  private var preReview: HTML {
    guard let found = file.preReview, found.row.answeredAt != nil else { return .empty }
    let isSame = file.state.submission?.filing == found.row.filing
    let text: Phrase =
      isSame ? "提交的内容与预审时相同。" : "提交的内容与预审时不同。"
    return UI.section(
      visit.t("网上预审"), id: "pre-review",
      """
      \(PreReviewPart(file: found, visit: visit).html())\
      <p class="muted">\(visit.t(text))\(visit.t("预审没有法律效力，补正告知可以列明其他内容。"))</p>
      """)
  }

  /// Why the case lies at the window.
  private var returned: HTML {
    guard file.state.isAtWindow else { return .empty }
    return UI.notice(
      .warning, title: visit.t("退回窗口更正"),
      body: """
        <p>\(file.text(file.state.returnReasons))</p>\
        <p class="muted">\(visit.t("受理日期和各项期限不变，请尽快更正后送回科室。"))</p>
        """)
  }
}
