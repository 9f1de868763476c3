// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Site

/// In a draft, the choice between handing everything in, committing, and handing something in later.
package struct WayPart {
  let filing: Filing
  let item: ItemVersion
  /// What stands against signing, by what would be signed.
  let closed: [SignedText: BarNotice]
  /// The member of a bundle that the item is; nil where it is applied for by itself.
  let member: String?
  let visit: Visit

  package init(
    _ filing: Filing, for item: ItemVersion, closed: [SignedText: BarNotice],
    member: String? = nil, visit: Visit
  ) {
    (self.filing, self.item, self.closed) = (filing, item, closed)
    (self.member, self.visit) = (member, visit)
  }

  /// Nothing where there is nothing to choose.
  package func html() -> HTML {
    let parts = notices
    return parts.allSatisfy(\.isEmpty)
      ? .empty : UI.group(visit.t("办理方式"), HTML.join(parts, separator: "\n"))
  }

  /// One for each text that is signed or may be.
  package var notices: [HTML] { SignedText.allCases.map(part).filter { !$0.isEmpty } }

  private func part(_ kind: SignedText) -> HTML {
    if filing[kind] != nil { return signed(kind) }
    guard filing.text(kind, of: item, in: visit.language) != nil else { return .empty }
    if let notice = closed[kind] { return SigningSheet.gate(kind, notice, visit) }
    return UI.notice(
      .info, title: visit.t(kind == .commitment ? "可以选择告知承诺" : "可以容缺受理"),
      body: """
        \(kind == .commitment ? saved : missing)\
        <div class="actions">\(UI.button(
          visit.t(kind == .commitment ? "阅读承诺书全文，再决定" : "阅读容缺受理承诺书，再决定"),
          value: (FilingField.action, action(kind))))</div>
        """)
  }

  /// What a commitment saves.
  private var saved: HTML {
    item.commitment.map { PromisePart(item, visit).summary(of: $0) } ?? .empty
  }

  /// What could come later.
  private var missing: HTML {
    let names = ((try? filing.deferrable(of: item)) ?? []).map { visit.pick($0.name) }
    let list = names.joined(separator: visit.pick("、", "; "))
    return "<p>\(visit.t("主要材料已经齐全，只缺：\(list)。签署承诺书后可以先提交，受理后补交。"))</p>"
  }

  /// What was signed, or that it no longer is what must be signed.
  private func signed(_ kind: SignedText) -> HTML {
    guard let signature = filing[kind] else { return .empty }
    let isCurrent = filing.signed(kind, of: item) != nil && signature.name == filing.signer
    let isMoot = filing.isMoot(kind, of: item)
    let state: Phrase =
      isMoot
      ? "材料已经齐全，不再需要容缺。"
      : isCurrent
        ? "由 \(signature.name) 于 \(signature.at) 签署，随申请一并提交。"
        : "签署以后文本或者姓名有了变化，请阅读新的文本后重新签署，或者按一般方式提交材料。"
    let again = UI.button(
      visit.t("重新阅读、签署"), .plain, value: (FilingField.action, action(kind)))
    return UI.notice(
      isCurrent || isMoot ? .success : .warning, title: visit.t("已经选择：\(kind.phrase)"),
      body: """
        <p>\(visit.t(state))</p><div class="actions">\(if: !isCurrent && !isMoot, again)\
        \(UI.button(
          visit.t(kind.unsigning), .plain, value: (FilingField.action, action(kind, undo: true))))</div>
        """)
  }

  private func action(_ kind: SignedText, undo: Bool = false) -> String {
    SigningAction(kind, of: member, isUndoing: undo).value
  }
}

/// What a button of a draft does with a text that may be signed: asks for it, or takes the signature back.
package struct SigningAction: Sendable, Hashable {
  package let text: SignedText
  /// The member of a bundle that it is signed for; nil where one item is applied for by itself.
  package let member: String?
  package let isUndoing: Bool

  init(_ text: SignedText, of member: String?, isUndoing: Bool) {
    (self.text, self.member, self.isUndoing) = (text, member, isUndoing)
  }

  private static let undoing = "un-"

  /// The value of the button.
  var value: String {
    (isUndoing ? Self.undoing : "") + text.rawValue + (member.map { ".\($0)" } ?? "")
  }

  /// - Parameter value: of the button that was pressed; another one than these is no such action.
  package init?(_ value: String?) {
    guard let value else { return nil }
    let isUndoing = value.hasPrefix(Self.undoing)
    let words = value.dropFirst(isUndoing ? Self.undoing.count : 0)
      .split(separator: ".", maxSplits: 1).map(String.init)
    guard let text = words.first.flatMap(SignedText.init) else { return nil }
    self.init(text, of: words.dropFirst().first, isUndoing: isUndoing)
  }
}
