// SPDX-License-Identifier: Apache-2.0

import Documents

/// A document on A4 as a page.
extension Sheet {
  /// The document for `PrintPage(title, body:)`.
  ///
  /// - Parameters:
  ///   - back: The page that the link above the paper leads to; not printed.
  ///   - pdf: Where the document is as a PDF.
  package func html(back: String? = nil, pdf: String? = nil, _ visit: Visit) -> HTML {
    """
    \(Self.bar(
      "\(with: pdf, { UI.link(visit.t("下载 PDF"), $0) })\(UI.printButton(visit))", back: back, visit))
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
    <div class="desk-bar">\
    \(with: back, { UI.link(visit.t("返回"), $0) })<span class="row">\(actions)</span></div>
    """
  }

  /// The paper alone, as it stands within another page.
  package var paper: HTML {
    """
    <article class="sheet" lang="zh-CN">
    <p class="sheet-issuer">\(issuer)</p>
    <p class="sheet-number">\(number)</p>
    <h1>\(title)</h1>
    <div class="sheet-body">
    \(with: addressee, { "<p class=\"flush\">\($0)：</p>" })
    \(HTML.join(blocks.map(\.html), separator: "\n"))
    </div>
    <div class="sheet-foot">\(checking)\(with: day, { _ in signature })</div>
    \(with: footer, { "<div class=\"sheet-note\">\(RichText($0).html)</div>" })
    </article>
    """
  }

  private var checking: HTML {
    guard code != nil || check != nil else { return .empty }
    return """
      <div class="sheet-check">\(code.flatMap(QRCode.init)?.drawing)\
      \(with: check, { "<span>\($0)</span>" })</div>
      """
  }

  private var signature: HTML {
    """
    <div class="sheet-sign">\
    \(with: seal, { SealGeometry($0, issuer: issuer).drawing })<span>\(issuer)</span>\
    <span>\(day?.chinese)</span></div>
    """
  }
}

extension Sheet.Block {
  fileprivate var html: HTML {
    switch self {
    case .paragraph(let text): "<p>\(text.html)</p>"
    case .heading(let text): "<h2>\(text.html)</h2>"
    case .note(let text): "<p class=\"sheet-remark\">\(text.html)</p>"
    case .list(let entries): "<ol>\(each: entries, { "<li>\($0.html)</li>" })</ol>"
    case .facts(let facts):
      """
      <table><tbody>\(each: facts, {
        "<tr><th scope=\"row\">\($0.name.html)</th><td>\($0.value.html)</td></tr>"
      })</tbody></table>
      """
    case .table(let table):
      """
      <table><thead><tr>\(each: table.head, { "<th scope=\"col\">\($0.html)</th>" })</tr></thead>\
      <tbody>\(each: table.rows, { row in
        "<tr>\(each: row, { "<td>\($0.html)</td>" })</tr>" as HTML
      })</tbody></table>
      """
    }
  }
}

extension RichText {
  /// The text with its bold runs; a line feed begins a new line.
  fileprivate var html: HTML {
    HTML.join(
      runs.map { run in
        let lines = run.text.split(separator: "\n", omittingEmptySubsequences: false)
          .map { "\($0)" as HTML }
        let text = HTML.join(lines, separator: "<br>")
        return run.isBold ? "<strong>\(text)</strong>" : text
      })
  }
}

extension SealGeometry {
  /// The seal as an SVG element; to those who hear the page it is an ornament.
  fileprivate var drawing: HTML {
    let corners = Self.star.map { "\(rounded($0.x)),\(rounded($0.y))" }.joined(separator: " ")
    return """
      <svg class="sheet-seal" viewBox="-100 -100 200 200" aria-hidden="true" focusable="false" \
      fill="currentColor"><circle r="97.5" fill="none" stroke="currentColor" stroke-width="5"/>\
      <polygon points="\(corners)"/>\(letters.map(drawing))</svg>
      """
  }

  private func drawing(_ letter: Letter) -> HTML {
    let turn = rounded(letter.angle * 180 / .pi)
    let stretch = rounded(letter.width / letter.height)
    return """
      <text transform="translate(\(rounded(letter.x)) \(rounded(letter.y))) rotate(\(turn)) \
      scale(\(stretch) 1)" y="\(rounded(-0.12 * letter.height))" text-anchor="middle" \
      font-size="\(rounded(letter.height))" font-weight="700">\(String(letter.character))</text>
      """
  }

  /// A hundredth is finer than any screen.
  private func rounded(_ number: Double) -> String { "\((number * 100).rounded() / 100)" }
}
