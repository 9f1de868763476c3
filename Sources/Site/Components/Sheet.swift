// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// A document on A4: who issues it, its number, its text, the seal and the date.
package struct Sheet: Sendable {
  /// The body that issues it, above the red line.
  package var issuer: String
  /// What it is: 受理通知书.
  package var title: String
  /// Its number: 江行审受〔2026〕0001 号.
  package var number: String
  /// Its text: `<p>` indented, `<p class="flush">` not, `<h2>`, `<table>`, `<ol>`, `UI.facts`.
  package var body: HTML
  /// The day it bears, in the seal.
  package var day: Day
  /// The words of the special seal of this kind of document; nil leaves the seal out.
  package var seal: String?
  /// The drawing of a code that leads to its verification.
  package var qr: HTML?
  /// What stands beside the code.
  package var check: String?
  /// What stands at the foot: copies, service, remedies.
  package var note: HTML?

  package init(
    issuer: String, title: String, number: String, day: Day, seal: String? = nil, qr: HTML? = nil,
    check: String? = nil, note: HTML? = nil, body: HTML
  ) {
    self.issuer = issuer
    self.title = title
    self.number = number
    self.day = day
    self.seal = seal
    self.qr = qr
    self.check = check
    self.note = note
    self.body = body
  }

  /// The document for `PrintPage(title, body:)`.
  ///
  /// - Parameter back: The page that the link above the paper leads to; not printed.
  package func html(back: String? = nil, _ visit: Visit) -> HTML {
    """
    \(Self.bar(UI.printButton(visit), back: back, visit))
    \(paper)
    """
  }

  /// Several documents on one page, each on a sheet of its own.
  ///
  /// - Parameters:
  ///   - back: The page that the link above the papers leads to; not printed.
  ///   - actions: What stands beside that link.
  package static func pile(
    _ sheets: [Sheet], back: String, actions: HTML, _ visit: Visit
  ) -> HTML {
    "\(bar(actions, back: back, visit))\(sheets.map(\.paper))"
  }

  private static func bar(_ actions: HTML, back: String?, _ visit: Visit) -> HTML {
    """
    <div class="desk-bar">\(with: back, { UI.link(visit.t("返回"), $0) })\(actions)</div>
    """
  }

  private var paper: HTML {
    """
    <article class="sheet" lang="zh-CN">
    <p class="sheet-issuer">\(issuer)</p>
    <p class="sheet-number">\(number)</p>
    <h1>\(title)</h1>
    <div class="sheet-body">
    \(body)
    </div>
    <div class="sheet-foot">\(checking)\
    <div class="sheet-sign">\(with: seal, { Self.seal($0) })<span>\(issuer)</span>\
    <span>\(Language.zh.text(of: day))</span></div></div>
    \(with: note, { "<div class=\"sheet-note\">\($0)</div>" })
    </article>
    """
  }

  private var checking: HTML {
    guard qr != nil || check != nil else { return .empty }
    return "<div class=\"sheet-check\">\(qr)\(with: check, { "<span>\($0)</span>" })</div>"
  }

  /// The place of the seal: a plain ring with the seal's words, no imitation of the real one.
  private static func seal(_ words: String) -> HTML {
    """
    <svg class="sheet-seal" viewBox="0 0 160 160" aria-hidden="true" focusable="false">\
    <circle cx="80" cy="80" r="76" fill="none" stroke="currentColor" stroke-width="4"/>\
    <circle cx="80" cy="80" r="69" fill="none" stroke="currentColor" stroke-width="1"/>\
    <text x="80" y="126" text-anchor="middle" font-size="15" font-weight="700" \
    textLength="\(words.count > 7 ? 104 : words.count * 15)" lengthAdjust="spacingAndGlyphs" \
    fill="currentColor">\(words)</text>\
    <g transform="translate(64 20) scale(.2)">\(UI.seal(class: "sheet-mark"))</g></svg>
    """
  }
}
