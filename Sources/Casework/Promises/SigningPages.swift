// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Journal
import ShangMi
import Site

/// Where an applicant reads a text in full and puts his name to it, or goes back to the ordinary way.
struct SigningPages: Sendable {
  let desk: CaseDesk

  /// SM3 of the text that was shown.
  private static let text = "text"
  /// That it was read.
  private static let read = "read"
  private static let formMax = 8 * 1024

  var routes: [Route] {
    SignedText.allCases.flatMap { kind -> [Route] in
      let path = CaseLink.sign("{id}", kind).path
      return [
        .page(.get, path, ApplyPages.applicants, kind.phrase) { visit, actor in
          .page(try await page(kind, visit, actor, FormState(visit)))
        },
        .page(.post, path, ApplyPages.applicants, kind.signing, bodyLimit: Self.formMax) {
          visit, actor in
          try await sign(kind, visit, actor)
        },
      ]
    }
  }

  private func sign(_ kind: SignedText, _ visit: Visit, _ actor: Actor) async throws -> Reply {
    let id = visit.parameter("id")
    do {
      guard let digest = visit.form[Self.text].flatMap({ Digest($0) }) else {
        throw CaseworkRefusal.textChanged(kind)
      }
      guard visit.form[Self.read] == "true" else {
        throw SiteRefusal.invalid([Fault(Self.read, "请先阅读全文，再勾选确认。")])
      }
      try await desk.sign(
        kind, of: id, text: digest, name: visit.form[kind.rawValue] ?? "", by: actor,
        key: visit.command)
      return .see(CaseLink.draft(id).path, notice: "“\(kind.phrase)”已经签署。提交申请以前，随时可以取消。")
    } catch let error {
      guard let refusal = FormRefusal.shown(error) else { throw error }
      var page = try await page(kind, visit, actor, FormState(visit, failed: refusal))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  private func page(
    _ kind: SignedText, _ visit: Visit, _ actor: Actor, _ state: FormState
  ) async throws -> Page {
    let draft = try await desk.draft(visit.parameter("id"), for: actor)
    let item = try desk.item(draft.filing.item)
    let closed = try await desk.closed(kind, to: draft.filing)
    let back = CaseLink.draft(draft.id).path
    let name = visit.pick(item.name)
    let body: HTML
    if let closed {
      body = Self.gate(kind, closed, visit)
    } else if let text = draft.filing.text(kind, of: item, in: visit.language) {
      body = form(kind, text, draft, item, visit, state)
    } else {
      let refusal = CaseworkRefusal.notOffered(kind)
      body = UI.notice(.info, body: "<p>\(visit.t(refusal.phrase))</p>")
    }
    return Page(
      "\(kind.phrase)：\(name)", section: "cases",
      body: """
        \(UI.crumbs(
          [(visit.t("草稿"), CaseLink.drafts.path), (name, back)], here: visit.t(kind.phrase), visit))
        \(UI.head(visit.t(kind.phrase), lead: visit.t(kind.lead)))
        <div class="narrow stack">\(body)<p>\(UI.link(visit.t("回到申请书"), back))</p></div>
        """)
  }

  /// Why somebody may not sign, and how that ends; the ordinary way stays open.
  static func gate(_ kind: SignedText, _ closed: BarNotice, _ visit: Visit) -> HTML {
    UI.notice(
      .warning, title: visit.t("现在不能签署\(kind.phrase)"),
      body: """
        <p>\(visit.t(closed.phrase))</p>\
        <p>\(visit.t("您仍然可以按一般方式申请。"))\
        <a href="\(CaseLink.bars.path)">\(visit.t("查看与您有关的信用记录和修复办法"))</a></p>
        """)
  }

  private func form(
    _ kind: SignedText, _ text: PromiseText, _ draft: Draft, _ item: ItemVersion,
    _ visit: Visit, _ state: FormState
  ) -> HTML {
    let fields = [
      UI.Field(Self.read, visit.t("我已经阅读并理解上面的全部内容"), .check, required: true),
      UI.Field(
        kind.rawValue, visit.t("签名"), .text(max: 120), required: true,
        help: visit.t("请签写“\(draft.filing.signer)”，与申请书中的姓名或者名称一致。")),
    ]
    return """
      <article class="card">\(PromisePart(item, visit).body(of: text))</article>\
      \(UI.form(CaseLink.sign(draft.id, kind).path, state, visit, """
        <input type="hidden" name="\(Self.text)" value="\(text.digest.description)">\
        \(UI.fields(fields, state, visit))\
        <p class="faint">\(visit.t("签署的是上面的文本，系统记录签名、账号、时间和文本的 SM3 摘要："))\
        <span class="number">\(text.digest.description)</span></p>\
        <div class="actions">\(UI.button(visit.t(kind.signing), .primary, large: true))</div>
        """))
      """
  }
}

extension SignedText {
  /// What the page says above the text.
  fileprivate var lead: Phrase {
    switch self {
    case .commitment: "是否采用告知承诺由您自愿选择。请完整阅读；签署以后、提交申请以前，随时可以改回一般方式。"
    case .deferral: "主要材料已经齐全，只缺下列次要材料。请完整阅读；不签署的，补齐材料后提交申请。"
    }
  }

  fileprivate var signing: Phrase {
    switch self {
    case .commitment: "签署告知承诺书"
    case .deferral: "签署容缺受理承诺书"
    }
  }

  var unsigning: Phrase {
    switch self {
    case .commitment: "改回一般方式"
    case .deferral: "取消容缺"
    }
  }
}
