// SPDX-License-Identifier: Apache-2.0

import Catalogue
import ShangMi
import Site

/// A text in full, and where one puts his name to it: of an item that is applied for by itself, and of each of a bundle.
package struct SigningSheet {
  let kind: SignedText
  let filing: Filing
  let item: ItemVersion
  /// What stands in the register against signing it.
  let closed: BarNotice?
  /// Where the form is sent.
  let path: String
  /// The draft.
  let back: String
  let visit: Visit
  let state: FormState

  /// SM3 of the text that was shown.
  private static let text = "text"
  /// That it was read.
  private static let read = "read"
  /// Bytes that the form has at most.
  package static let formMax = 8 * 1024

  package init(
    _ kind: SignedText, _ filing: Filing, for item: ItemVersion, closed: BarNotice?,
    at path: String, back: String, visit: Visit, state: FormState
  ) {
    (self.kind, self.filing, self.item, self.closed) = (kind, filing, item, closed)
    (self.path, self.back, self.visit, self.state) = (path, back, visit, state)
  }

  /// What the form has sent: of which text, and the name as it was typed.
  /// - Throws: ``CaseworkRefusal/textChanged(_:)``, `SiteRefusal`.
  package static func sent(
    _ kind: SignedText, _ visit: Visit
  ) throws -> (text: Digest, name: String) {
    guard let digest = visit.form[text].flatMap({ Digest($0) }) else {
      throw CaseworkRefusal.textChanged(kind)
    }
    guard visit.form[read] == "true" else {
      throw SiteRefusal.invalid([Fault(read, "请先阅读全文，再勾选确认。")])
    }
    return (digest, visit.form[kind.rawValue] ?? "")
  }

  /// What the item is called.
  package var name: String { visit.pick(item.name) }

  /// - Parameter above: where the list of drafts is.
  package func html(above: (String, String)) -> HTML {
    """
    \(UI.crumbs([above, (name, back)], here: visit.t(kind.phrase), visit))
    \(UI.head(visit.t(kind.phrase), lead: visit.t(kind.lead)))
    <div class="narrow stack">\(text)<p>\(UI.link(visit.t("回到申请书"), back))</p></div>
    """
  }

  private var text: HTML {
    if let closed { return Self.gate(kind, closed, visit) }
    guard let text = filing.text(kind, of: item, in: visit.language) else {
      let refusal = CaseworkRefusal.notOffered(kind)
      return UI.notice(.info, body: "<p>\(visit.t(refusal.phrase))</p>")
    }
    return form(text)
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

  private func form(_ text: PromiseText) -> HTML {
    let fields = [
      UI.Field(Self.read, visit.t("我已经阅读并理解上面的全部内容"), .check, required: true),
      UI.Field(
        kind.rawValue, visit.t("签名"), .text(max: 120), required: true,
        help: visit.t("请签写“\(filing.signer)”，与申请书中的姓名或者名称一致。")),
    ]
    return """
      <article class="card"><h2>\(text.title)</h2>\(PromisePart(item, visit).body(of: text))</article>\
      \(UI.form(path, state, visit, """
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

  package var signing: Phrase {
    switch self {
    case .commitment: "签署告知承诺书"
    case .deferral: "签署容缺受理承诺书"
    }
  }

  /// That it is done.
  package var signedNotice: Phrase { "“\(phrase)”已经签署。提交申请以前，随时可以取消。" }

  var unsigning: Phrase {
    switch self {
    case .commitment: "改回一般方式"
    case .deferral: "取消容缺"
    }
  }
}
