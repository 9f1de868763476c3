// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import Site

/// The whole history of a licence in words, the latest first; staff appear by their part, not by name.
struct LicenceTimeline {
  let file: LicenceFile
  let visit: Visit

  func html() -> HTML { UI.timeline(events, visit) }

  private var events: [UI.Event] {
    let shown = file.history.filter { entry in
      if case .documentNumbered = entry.event { false } else { true }
    }
    let last = shown.last?.version
    return shown.reversed().map { entry in
      UI.Event(
        visit.t(title(entry.event)), at: entry.moment.at, who: visit.t(who(entry.event)),
        body: detail(entry.event), files: files(of: entry.version),
        isLaw(entry.event) ? .law : entry.version == last ? .now : .past)
    }
  }

  private func isLaw(_ event: Licence.Event) -> Bool {
    if case .renewed(let renewal) = event { renewal.isDeemed } else { false }
  }

  private func files(of version: Int) -> [UI.FileLink] {
    file.documents.filter { $0.version == version }.map { document in
      UI.FileLink(
        visit.t(document.kind.title),
        path: LicenceLink.document(file.row.number, version: version).path,
        note: document.number)
    }
  }

  private func title(_ event: Licence.Event) -> Phrase {
    switch event {
    case .issued: return "颁发证照"
    case .changed: return "变更，换发新证"
    case .replaced: return "补发，旧证作废"
    case .renewed(let renewal): return renewal.isDeemed ? "视为准予延续" : "准予延续"
    case .reminded(let reminder):
      return reminder.isRenewing
        ? "届满前 \(reminder.daysBefore) 日：已在办理延续，不再提醒" : "届满前 \(reminder.daysBefore) 日提醒持证人"
    case .proposed(let proposal): return "提出\(proposal.measure.phrase)"
    case .heard(let statement): return statement.kind == .stated ? "听取陈述、申辩" : "放弃陈述、申辩"
    case .kept(let settlement): return settlement.outcome.phrase(of: settlement.proposal.measure)
    case .revoked, .withdrawn, .annulled, .suspended, .resumed, .cancelled:
      return ending(event)
    case .documentNumbered(let document): return document.kind.title
    }
  }

  private func ending(_ event: Licence.Event) -> Phrase {
    switch event {
    case .revoked: "决定撤销"
    case .withdrawn: "决定撤回"
    case .annulled: "登记吊销"
    case .suspended: "登记暂扣"
    case .resumed: "登记恢复"
    default: "办理注销"
    }
  }

  /// Whose part it was.
  private func who(_ event: Licence.Event) -> Phrase {
    switch event {
    case .issued, .reminded, .documentNumbered: return "系统"
    case .changed, .replaced: return "持证人申请，\(file.department)"
    case .renewed(let renewal):
      return renewal.isDeemed ? "系统（依法视为准予延续）" : "持证人申请，\(file.department)"
    case .heard: return "持证人"
    case .cancelled(let cancellation):
      if cancellation.caseID != nil { return "持证人申请，\(file.department)" }
      return cancellation.ground == .struck ? "系统" : "\(file.department)"
    case .proposed, .kept, .revoked, .withdrawn, .annulled, .suspended, .resumed:
      return "\(file.department)"
    }
  }

  private func detail(_ event: Licence.Event) -> HTML? {
    switch event {
    case .issued(let issue):
      return lines([issue.until.map { "有效期至 \($0)" }])
    case .renewed(let renewal):
      return lines([renewal.until.map { "有效期至 \($0)" }])
    case .proposed(let proposal):
      return ground(proposal) + text(file.text(proposal.facts)) + recorded(proposal.decision)
    case .heard(let statement):
      return statement.text.map { text(file.text($0)) }
    case .kept(let settlement), .revoked(let settlement), .withdrawn(let settlement),
      .annulled(let settlement), .suspended(let settlement), .resumed(let settlement):
      return ground(settlement.proposal) + text(file.text(settlement.reasons))
        + recorded(settlement.proposal.decision)
        + (settlement.compensation.map { compensation(file.text($0)) } ?? .empty)
    case .cancelled(let cancellation):
      return ground(cancellation.ground) + text(file.text(cancellation.reasons))
    case .changed, .replaced, .reminded, .documentNumbered: return nil
    }
  }

  private func lines(_ phrases: [Phrase?]) -> HTML? {
    let shown = phrases.compactMap(\.self).map { visit.t($0) }
    return shown.isEmpty ? nil : text(shown.joined(separator: visit.pick("，", ", ")))
  }

  private func ground(_ proposal: Proposal) -> HTML {
    let asked: HTML = "<p class=\"muted\">\(visit.t("根据利害关系人的请求"))</p>"
    return ground(proposal.ground) + (proposal.isRequested ? asked : .empty)
  }

  private func ground(_ ground: LicenceGround) -> HTML {
    "<p class=\"muted\">\(visit.t(ground.phrase))（<span lang=\"zh-CN\">\(ground.basis.text)</span>）</p>"
  }

  private func recorded(_ decision: AuthorityDecision?) -> HTML {
    guard let decision else { return .empty }
    return text(
      visit.t("\(decision.authority) \(decision.document)，\(decision.decidedOn)"))
  }

  private func compensation(_ words: String) -> HTML {
    "<p><strong>\(visit.t("赔偿、补偿"))</strong></p>\(text(words))"
  }

  private func text(_ words: String) -> HTML { words.isEmpty ? .empty : "<p>\(words)</p>" }
}
