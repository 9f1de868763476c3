// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import Site

/// A licence as everybody sees it who may: how it stands, what its holder can do with it, what the bureau is about to
/// do, and all that has become of it.
struct LicencePage {
  let file: LicenceFile
  let desk: LicenceDesk
  let actor: Actor
  let visit: Visit
  /// The form that was sent and refused.
  var failed: FormState?

  private var row: LicenceRow { file.row }
  private var isHolder: Bool { row.holder == actor.id }

  func page() -> Page {
    let title = visit.pick(file.certificate.title)
    let home: (title: String, path: String) =
      actor.isStaff
      ? (visit.t("证照台账"), LicenceLink.register.path)
      : (visit.t("我的证照"), LicenceLink.licences.path)
    return Page(
      .verbatim("\(title) · \(row.number)"), section: actor.isStaff ? "register" : "licences",
      wide: true, live: failed == nil,
      body: """
        \(UI.crumbs([home], here: row.number, visit))
        \(UI.head(title, above: above, actions: actions))
        \(notice)
        \(ProceedingForms(page: self).html())
        \(UI.split(
          """
          \(UI.section(visit.t("证照信息"), id: "facts", facts))\
          \(UI.section(visit.t("经过"), id: "history", LicenceTimeline(file: file, visit: visit).html()))
          """,
          aside: aside))
        """)
  }

  private var above: HTML {
    """
    \(visit.badge(file.certificate.standing))\(UI.number(row.number, visit))\
    \(with: row.proceeding, { UI.badge(visit.t("\($0.phrase)程序办理中"), .warn) })
    """
  }

  private var actions: HTML {
    """
    \(UI.link(visit.t("证照正本"), LicenceLink.certificate(row.number).path, .primary))\
    \(UI.link(visit.t("核验"), LicenceLink.verification(row.number).path))
    """
  }

  /// What its standing means, in a sentence.
  private var notice: HTML {
    let since = file.certificate.since
    let text: Phrase? =
      switch file.certificate.standing {
      case .valid, .superseded: nil
      case .notYet: "自 \(since) 起有效。"
      case .expired: "有效期已经届满，自 \(since) 起无效。需要继续从事该活动的，请重新申请。"
      case .suspended: "自 \(since) 起暂扣，暂扣期间不能据此从事许可的活动。"
      case .cancelled, .revoked, .withdrawn, .annulled:
        "\(file.certificate.standing.phrase)，自 \(since) 起无效。"
      }
    guard let text else { return .empty }
    return UI.notice(.warning, body: "<p>\(visit.t(text))</p>")
  }

  // MARK: Facts

  private var facts: HTML {
    let certificate = file.certificate
    let holder = isHolder ? certificate.face?.holder ?? "" : certificate.maskedHolder
    return UI.facts(
      [
        (visit.t("持证人"), "\(holder)"),
        (visit.t("持证人代码"), "<span class=\"number\">\(certificate.maskedHolderCode)</span>"),
        (visit.t("有效期"), "\(visit.validity(row))"),
        (visit.t("状态"), visit.badge(certificate.standing)),
        (visit.t("状态起始日期"), UI.day(certificate.since, visit)),
        (visit.t("注销日期"), row.struckOn.map { UI.day($0, visit) }),
        (visit.t("签发机关"), "\(certificate.issuer)"),
        (visit.t("首次签发日期"), UI.day(row.issuedAt.day, visit)),
        (visit.t("本证签发日期"), UI.day(row.madeOn, visit)),
        (visit.t("版本"), "\(row.edition)"),
        (visit.t("电子证照标识"), UI.number(row.identifier, visit)),
      ] + entries)
  }

  private var entries: [(name: String, value: HTML?)] {
    (file.certificate.face?.entries ?? []).map { entry in
      (visit.pick(entry.label, entry.labelEnglish), "\(entry.value)")
    }
  }

  // MARK: What can be done

  private var aside: HTML { holderActs + casesInHand + documents }

  /// What the holder can apply for, with the reason where he cannot.
  private var holderActs: HTML {
    let items = desk.acts(on: row)
    guard !actor.isStaff, !items.isEmpty else { return .empty }
    let entries = items.compactMap { item -> HTML? in
      guard let act = item.act?.kind else { return nil }
      if let obstacle = file.state.obstacle(to: act, on: visit.now.day) {
        return """
          <li><strong>\(visit.t(act.phrase))</strong> \
          <span class="faint">\(visit.t(obstacle.phrase))</span></li>
          """
      }
      let path =
        CaseLink.apply(item.code).path + "?" + PercentCoding.query([("licence", row.number)])
      return "<li><a href=\"\(path)\">\(visit.pick(item.name))</a></li>"
    }
    return UI.card(visit.t("办理这个证照"), "<ul class=\"stack\">\(entries)</ul>")
  }

  private var casesInHand: HTML {
    let open = file.acts.filter { $0.closedAt == nil }
    guard !open.isEmpty else { return .empty }
    let entries = open.map { act -> HTML in
      let number: HTML =
        act.isVisible
        ? "<a class=\"number\" href=\"\(CaseLink.case(act.caseID).path)\">\(act.caseNumber)</a>"
        : "<span class=\"number\">\(act.caseNumber)</span>"
      return "<li><strong>\(visit.t(act.act.phrase))</strong> \(number)</li>"
    }
    return UI.card(visit.t("正在办理"), "<ul class=\"stack\">\(entries)</ul>")
  }

  private var documents: HTML {
    guard !file.documents.isEmpty else { return .empty }
    let files = file.documents.map { document in
      UI.FileLink(
        visit.t(document.kind.title),
        path: LicenceLink.document(row.number, version: document.version).path,
        note: "\(document.number) · \(document.issuedAt.day)")
    }
    return UI.card(visit.t("文书"), UI.files(files))
  }
}
