// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Site

/// The licence that an application is about, on the pages of a draft and of a case.
struct ActPart {
  let visit: Visit

  /// The name of the licence in the address and the form that begin an application.
  static let licence = "licence"

  /// The licence that the visitor comes from, for the form of the application.
  func kept(for item: ItemVersion) -> HTML {
    guard item.act != nil, let number = visit.form[Self.licence] ?? visit.query(Self.licence)
    else { return .empty }
    return "<input type=\"hidden\" name=\"\(Self.licence)\" value=\"\(number)\">"
  }

  /// Beside a case: which licence, and whether its renewal was applied for in time.
  func card(_ file: CaseFile, _ calendar: WorkCalendar) -> HTML {
    guard let act = file.state.submission?.act else { return .empty }
    let ended: Phrase = "这个证照已经失效，本件不能准予。"
    return UI.card(
      visit.t(act.kind.phrase),
      """
      <p><a class="number" href="\(CaseLink.licence(act.number))">\(act.number)</a></p>\
      \(with: act.expiry, { "<p>\(visit.t("有效期至 \($0)"))</p>" })\
      \(late(act, file.state.terms.renewal, received: file.row.receivedAt.day, calendar))\
      \(if: file.state.licenceEndedAt != nil, "<p><strong>\(visit.t(ended))</strong></p>")
      """)
  }

  /// Above a draft: what is known of the licence that it names, before it is handed in.
  func notice(_ check: ActCheck, of item: ItemVersion, _ calendar: WorkCalendar) -> HTML {
    if let fault = check.faults.first {
      return UI.notice(.warning, body: "<p>\(visit.t(fault.phrase))</p>")
    }
    guard let act = check.act else { return .empty }
    let about: Phrase =
      act.expiry.map { "办理编号为 \(act.number) 的证照，有效期至 \($0)。" } ?? "办理编号为 \(act.number) 的证照。"
    let late = late(act, item.renewal, received: visit.now.day, calendar)
    return UI.notice(
      late.isEmpty ? .info : .warning, body: "<p>\(visit.t(about))</p>\(late)")
  }

  /// That silence renews nothing, since the renewal was applied for too late (行政许可法 article 50).
  ///
  /// The application is taken all the same: the law only says what happens to one in time.
  private func late(
    _ act: LicenceAct, _ rule: RenewalTerms, received: Day, _ calendar: WorkCalendar
  ) -> HTML {
    guard let expiry = act.expiry else { return .empty }
    let closes = rule.application.latest(before: expiry, in: calendar)
    guard received > closes else { return .empty }
    let basis = rule.application.basis.text
    let consequence: Phrase =
      rule.renewsLate
      ? "应当最迟在 \(closes) 申请延续（\(basis)），申请已经逾期。"
      : "应当最迟在 \(closes) 申请延续（\(basis)），申请已经逾期：届满前没有作出决定的，不视为准予延续，届满后、准予前不得继续从事该活动。"
    return "<p>\(visit.t(consequence))</p>"
  }
}

extension ActKind {
  /// The act as people name it.
  package var phrase: Phrase {
    switch self {
    case .change: "证照变更"
    case .renew: "证照延续"
    case .replace: "补证换证"
    case .cancel: "证照注销"
    }
  }
}
