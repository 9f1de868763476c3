// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import ShangMi
import Site

/// The whole history of a case in words, the latest first; staff appear by their part, not by name.
struct CaseTimeline {
  let file: CaseFile
  let visit: Visit

  func html() -> HTML {
    UI.section(visit.t("经过"), id: "history", UI.timeline(events, visit))
  }

  /// What happened, each with the documents that it was put into.
  private var events: [UI.Event] {
    let makers = DocumentMakers(file.history)
    let entries = file.history.filter { entry in
      if case .documentNumbered = entry.event { false } else { true }
    }
    let last = entries.count - 1
    return entries.enumerated().reversed().map { index, recorded in
      let isLaw = [Case.Event.deemedAccepted, .deemedRenewed].contains(recorded.event)
      let documents = makers.documents(of: recorded).filter(isOpen)
      return UI.Event(
        visit.t(title(recorded.event)), at: recorded.moment.at,
        who: who(recorded), body: detail(recorded),
        files: documents.map(link), isLaw ? .law : index == last ? .now : .past)
    }
  }

  /// Whether the reader may open a document.
  private func isOpen(_ document: NumberedDocument) -> Bool {
    file.documents.contains { $0.number == document.number }
  }

  private func link(_ document: NumberedDocument) -> UI.FileLink {
    UI.FileLink(
      visit.t(document.kind.title(for: file.item.type)),
      path: CaseLink.document(case: file.row.id, name: file.name(of: document)).path,
      note: document.number)
  }

  private func title(_ event: Case.Event) -> Phrase {
    switch event {
    case .submitted: "提交申请，收件"
    case .corrected: "当场更正"
    case .supplementNoticed: "一次性补正告知"
    case .supplemented: "补正材料已收到"
    case .foundNotRequired: "告知\(Case.Phase.notRequired.phrase(for: file.item.type))"
    case .acceptanceRefused: "决定不予受理"
    case .accepted: "受理"
    case .deemedAccepted: "视为受理"
    case .reviewed(let review): review.passed ? "审查：通过" : "审查：不通过"
    case .granted: "决定：准予"
    case .refused: "决定：\(file.item.type.decision(granted: false))"
    case .deemedRenewed: "视为准予延续"
    case .licenceEnded: "所办理的证照已经失效"
    case .licenceIssued: "制作电子证照"
    case .delivered: "送达"
    case .concluded: "办结"
    case .withdrawn: "撤回申请"
    case .terminated(let cause, _): "终止办理：\(cause.phrase)"
    case .rectified(let document, _): "更正文书 \(document)"
    case .documentNumbered(let document): "文书编号：\(document.number)"
    case .extending(let event): event.phrase
    case .procedure(let event): event.phrase
    case .committed: "签署告知承诺书"
    case .deferring(let event): event.phrase
    case .returning(let event): event.phrase
    case .countersigning(let event): event.phrase
    case .handingOver(let event): event.phrase
    case .reminding(let event): event.phrase
    case .consulting(let event): event.phrase
    case .suspending(let event): event.phrase
    case .actedFor(let principal, _): "受托代 \(file.name(ofColleague: principal)) 办理"
    case .hearing(let event): event.phrase
    case .statement(let event): event.phrase
    case .publicNotice(let event): event.phrase
    case .oneHand(let event): event.phrase
    case .recusal(let event): event.phrase
    case .testing(let event): event.phrase
    case .forwarding(let event): event.phrase
    }
  }

  private var department: Phrase {
    "\(zh: file.item.department.zh, en: file.item.department.en)"
  }

  /// Whose part it was; within the bureau, who it was where several work together.
  private func who(_ recorded: Recorded<Case.Event>) -> String {
    let part = visit.t(who(recorded.event))
    guard recorded.event.isInternal else { return part }
    return "\(part) · \(file.name(ofColleague: recorded.moment.actor))"
  }

  private var filer: Phrase {
    if file.state.submission?.isAssisted == true { return "申请人到窗口申请，工作人员代为录入" }
    return file.row.applicant == file.row.filer ? "申请人" : "代办人"
  }

  private func who(_ event: Case.Event) -> Phrase {
    switch event {
    case .submitted, .supplemented, .withdrawn, .committed: return filer
    case .corrected, .supplementNoticed, .foundNotRequired, .acceptanceRefused, .accepted,
      .delivered, .rectified:
      return "综合窗口"
    case .terminated:
      let part: CasePart = file.state.facts.accepted == nil ? .reception : .approval
      return part.phrase(in: department)
    case .extending(let event): return event.part.phrase(in: department)
    case .procedure(let event): return event.part.phrase(in: department)
    case .deferring(let event): return event.part.phrase(in: department)
    case .returning(let event): return event.part.phrase(in: department)
    case .countersigning(let event): return event.part.phrase(in: department)
    case .handingOver(let event): return event.part.phrase(in: department)
    case .reminding(let event): return event.part.phrase(in: department)
    case .consulting(let event): return event.part.phrase(in: department)
    case .suspending(let event): return event.part.phrase(in: department)
    case .actedFor: return CasePart.section.phrase(in: department)
    case .hearing(let event): return event.part.phrase(in: department)
    case .statement(let event): return event.part.phrase(in: department)
    case .publicNotice(let event): return event.part.phrase(in: department)
    case .oneHand(let event): return event.part.phrase(in: department)
    case .recusal(let event): return event.part.phrase(in: department)
    case .testing(let event): return event.part.phrase(in: department)
    case .forwarding(let event): return event.part.phrase(in: department)
    case .deemedAccepted: return "系统（依法视为受理）"
    case .reviewed: return "\(file.item.department) · 审查人员"
    case .granted, .refused: return "\(file.item.department) · 审批人员"
    case .deemedRenewed: return "系统（依法视为准予延续）"
    case .licenceEnded, .licenceIssued, .concluded, .documentNumbered: return "系统"
    }
  }

  private func detail(_ recorded: Recorded<Case.Event>) -> HTML? {
    switch recorded.event {
    case .submitted(let submission):
      return text(submission.channel.phrase)
    case .supplementNoticed:
      guard let count = file.notice?.entries.count else { return nil }
      return "<p><a href=\"#notice\">\(visit.t("需要补正 \(count) 项"))</a></p>"
    case .deemedAccepted:
      return text("五个工作日内没有告知，自收到材料之日起即为受理（行政许可法第三十二条第一款第四项）。")
    case .deemedRenewed:
      return text("有效期届满前没有作出决定，视为准予延续（行政许可法第五十条第二款）。")
    case .foundNotRequired(let reasons), .acceptanceRefused(let reasons),
      .withdrawn(let reasons), .terminated(_, let reasons), .rectified(_, let reasons):
      return words(reasons)
    case .extending(let event): return turn(event)
    case .procedure(let event): return turn(event)
    case .deferring(let event): return turn(event)
    case .returning(let event): return turn(event)
    case .countersigning(let event): return turn(event)
    case .handingOver(let event): return turn(event)
    case .reminding(let event): return turn(event)
    case .consulting(let event): return turn(event)
    case .suspending(.asked):
      return "<p><a href=\"#further-notice\">\(visit.t("需要补件的全部内容"))</a></p>"
    case .suspending(.answered(let filing, _)):
      return replaced(by: filing, at: recorded.version)
    case .suspending(let event): return turn(event)
    case .hearing(let event): return turn(event)
    case .statement(let event): return turn(event)
    case .publicNotice(let event): return turn(event)
    case .oneHand(let event): return turn(event)
    case .recusal(let event): return turn(event)
    case .testing(let event): return turn(event)
    case .forwarding(let event): return turn(event)
    case .corrected(let filing, _), .supplemented(let filing, _):
      return replaced(by: filing, at: recorded.version)
    case .licenceIssued(let number):
      return "<p><a href=\"\(CaseLink.verification(number))\">\(number)</a></p>"
    case .delivered(let method):
      return text(method.title)
    default:
      return nil
    }
  }

  /// The files that a correction or supplement has replaced: they remain evidence, and can be opened.
  private func replaced(by filing: Digest, at version: Int) -> HTML? {
    let before = file.history.last { $0.version < version && $0.event.filing != nil }
    guard let old = before?.event.filing.flatMap(file.filing), let new = file.filing(filing) else {
      return nil
    }
    let gone = old.files.filter { file in !new.files.contains { $0.isSame(as: file) } }
    guard !gone.isEmpty else { return nil }
    let links = gone.map { filed in
      UI.FileLink(
        filed.name,
        path: CaseLink.file(case: file.row.id, digest: filed.digest.description).path,
        note: "\(visit.pick(file.item.name(of: filed.material))) · \(filed.note)")
    }
    return """
      <details class="more"><summary>\(visit.t("被替换的材料（\(gone.count)），仍可查看"))</summary>\
      \(UI.files(links))</details>
      """
  }

  private func words(_ digest: Digest?) -> HTML? {
    let words = file.text(digest)
    return words.isEmpty ? nil : "<p>\(words)</p>"
  }

  /// What is to be known of a turn, and the text that it rests on.
  private func turn(_ event: any TurnEvent) -> HTML {
    var lines = event.details(in: file.evidence).map { detail -> HTML in
      "<li>\(visit.t(detail.label))：\(visit.t(detail.value))</li>"
    }
    if file.isInside, !event.colleagues.isEmpty {
      let names = event.colleagues.map(file.name(ofColleague:))
      lines.append(
        "<li>\(visit.pick(names.joined(separator: "、"), names.joined(separator: ", ")))</li>")
    }
    return "\(if: !lines.isEmpty, "<ul>\(lines)</ul>")\(words(event.text) ?? .empty)"
  }

  private func text(_ phrase: Phrase) -> HTML { "<p class=\"muted\">\(visit.t(phrase))</p>" }
}

/// The opinions of the review and the decision with its reasons and remedies.
struct Opinions {
  let file: CaseFile
  /// The words of an opinion are the bureau's own affair; the applicant sees that there is one.
  let isInside: Bool
  let visit: Visit

  func html() -> HTML { reviews + aside + decision }

  private var reviews: HTML {
    guard !file.state.reviews.isEmpty else { return .empty }
    let entries = file.state.reviews.enumerated().map { index, review -> HTML in
      let badge = UI.badge(
        visit.t(review.passed ? "通过" : "不通过"), review.passed ? .good : .bad)
      let words: HTML = "<p>\(file.text(review.opinion))</p>"
      return """
        <li><strong>\(visit.t("审查人员 \(index + 1)"))</strong>\(if: isInside, who(review)) \(badge)\(if: isInside, words)</li>
        """
    }
    let rule: Phrase =
      file.state.reviewsNeeded > 1 ? "由两名以上工作人员核查（行政许可法第三十四条第三款）。" : "由工作人员审查（行政许可法第三十四条第一款）。"
    return UI.section(
      visit.t("审查"), id: "reviews",
      "<p class=\"muted\">\(visit.t(rule))</p><ul class=\"stack\">\(entries)</ul>")
  }

  /// Who gave an opinion, and for whom; for the staff.
  private func who(_ review: Review) -> HTML {
    let name = file.name(ofColleague: review.reviewer)
    guard let principal = review.principal else { return " \(name)" }
    return " \(visit.t("\(name)（受托代 \(file.name(ofColleague: principal))）"))"
  }

  /// What was set aside when the case went back to the review.
  private var aside: HTML {
    let reviews = isInside ? file.setAside : []
    guard !reviews.isEmpty else { return .empty }
    let entries = reviews.map { review -> HTML in
      let badge = UI.badge(visit.t(review.passed ? "通过" : "不通过"))
      return "<li><strong>\(who(review))</strong> \(badge)<p>\(file.text(review.opinion))</p></li>"
    }
    return """
      <details class="more"><summary>\(visit.t("退回以前的审查意见（\(reviews.count)），已经搁置"))</summary>\
      <ul class="stack">\(entries)</ul></details>
      """
  }

  private var decision: HTML {
    guard let granted = file.state.isGranted else {
      return file.state.phase == .notAccepted ? UI.section(visit.t("救济途径"), remedies) : .empty
    }
    if file.state.isDeemedRenewed {
      return UI.section(
        visit.t("决定"), id: "decision",
        UI.notice(
          .success, title: visit.t("视为准予延续"),
          body: "<p>\(visit.t("有效期届满前没有作出决定，视为准予延续（行政许可法第五十条第二款）。"))</p>"))
    }
    return UI.section(
      visit.t("决定"), id: "decision",
      """
      \(UI.notice(
        granted ? .success : .error,
        title: visit.t(file.item.type.decision(granted: granted)),
        body: "<p><strong>\(visit.t("理由"))</strong></p><p>\(file.text(file.state.reasons))</p>"))\
      \(if: !granted, remedies)
      """)
  }

  private var remedies: HTML {
    "<p>\(file.item.remedies.map { visit.pick($0) } ?? visit.t(Self.usual))</p>"
  }

  /// How a decision is contested, where the item says nothing of its own.
  static let usual: Phrase =
    "对办理结果不服的，可以自知道或者应当知道之日起六十日内申请行政复议（行政复议法第二十条），或者六个月内向人民法院提起行政诉讼（行政诉讼法第四十六条）。"
}

extension Channel {
  /// How it came in.
  var phrase: Phrase {
    switch self {
    case .online: "网上申请"
    case .window: "窗口申请"
    case .api: "通过接口提交"
    }
  }
}
