// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Site

/// In a draft, the choice between handing everything in, committing, and handing something in later.
struct WayPart {
  let draft: Draft
  let item: ItemVersion
  /// What stands against signing, by what would be signed.
  let closed: [SignedText: BarNotice]
  let visit: Visit

  private var filing: Filing { draft.filing }

  /// Nothing where there is nothing to choose.
  func html() -> HTML {
    let parts = SignedText.allCases.map(part)
    return parts.allSatisfy(\.isEmpty)
      ? .empty : UI.group(visit.t("办理方式"), HTML.join(parts, separator: "\n"))
  }

  private func part(_ kind: SignedText) -> HTML {
    if filing[kind] != nil { return signed(kind) }
    guard filing.text(kind, of: item, in: visit.language) != nil else { return .empty }
    if let notice = closed[kind] { return SigningPages.gate(kind, notice, visit) }
    return UI.notice(
      .info, title: visit.t(kind == .commitment ? "可以选择告知承诺" : "可以容缺受理"),
      body: """
        \(kind == .commitment ? saved : missing)\
        <div class="actions">\(UI.button(
          visit.t(kind == .commitment ? "阅读承诺书全文，再决定" : "阅读容缺受理承诺书，再决定"),
          value: (FilingField.action, kind.rawValue)))</div>
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
    let isMoot = kind == .deferral && (try? filing.missing(of: item))?.isEmpty == true
    let state: Phrase =
      isMoot
      ? "材料已经齐全，不再需要容缺。"
      : isCurrent
        ? "由 \(signature.name) 于 \(signature.at) 签署，随申请一并提交。"
        : "签署以后文本或者姓名有了变化，请阅读新的文本后重新签署，或者按一般方式提交材料。"
    let again = UI.button(
      visit.t("重新阅读、签署"), .plain, value: (FilingField.action, kind.rawValue))
    return UI.notice(
      isCurrent || isMoot ? .success : .warning, title: visit.t("已经选择：\(kind.phrase)"),
      body: """
        <p>\(visit.t(state))</p><div class="actions">\(if: !isCurrent && !isMoot, again)\
        \(UI.button(
          visit.t(kind.unsigning), .plain, value: (FilingField.action, kind.undoing)))</div>
        """)
  }
}

extension SignedText {
  /// The value of the button that takes a signature back.
  var undoing: String { "un-\(rawValue)" }

  /// The text that a button of the draft asks for.
  init?(action: String?) {
    guard let action, let kind = SignedText(rawValue: action) else { return nil }
    self = kind
  }

  /// The text whose signature a button of the draft takes back.
  init?(undoing action: String?) {
    guard let kind = SignedText.allCases.first(where: { $0.undoing == action }) else { return nil }
    self = kind
  }
}
