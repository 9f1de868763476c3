// SPDX-License-Identifier: Apache-2.0

/// A document for the printer, without the shell: a receipt, a notice, a decision.
package struct PrintPage: Sendable {
  package let title: String
  /// The language that the document is written in, whatever the visitor reads.
  package let language: Language
  package let body: HTML

  package init(_ title: String, language: Language = .zh, body: HTML) {
    self.title = title
    self.language = language
    self.body = body
  }

  func render(assets: AssetLinks) -> HTML {
    """
    <!doctype html>
    <html lang="\(language.tag)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(title)</title>
    <link rel="stylesheet" href="\(assets.css)">
    <link rel="icon" type="image/svg+xml" href="\(assets.path("seal.svg"))">
    <script src="\(assets.script)" defer></script>
    </head>
    <body class="print-page">
    <main>\(body)</main>
    </body>
    </html>
    """
  }
}
