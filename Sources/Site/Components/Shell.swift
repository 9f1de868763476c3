// SPDX-License-Identifier: Apache-2.0

import Journal

/// The frame of every page: masthead with the bureau's name, navigation, notice, foot.
///
/// A page's body begins with `UI.head`, which holds its only `h1`.
package enum Shell {
  /// Whose counter this is, on screens.
  static let bureau: Phrase = "武汉市江汉区行政审批局"

  /// A whole document.
  ///
  /// - Parameters:
  ///   - notice: What the visitor's last form has done, shown once.
  ///   - navigation: The entries this visitor may see, in their order.
  package static func render(
    _ page: Page, visit: Visit, notice: String?, navigation: [NavigationEntry], assets: AssetLinks
  ) -> HTML {
    let title = visit.t(page.title)
    return """
      <!doctype html>
      <html lang="\(visit.language.tag)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="format-detection" content="telephone=no">
      <title>\(title) · \(visit.t(bureau))</title>
      <link rel="stylesheet" href="\(assets.css)">
      <link rel="icon" type="image/svg+xml" href="\(assets.path("seal.svg"))">
      <script src="\(assets.script)" defer></script>
      </head>
      <body\(if: page.wide, " class=\"wide\"")>
      <a class="skip" href="#main">\(visit.t("跳到正文"))</a>
      \(masthead(visit, navigation))
      <main class="page" id="main" tabindex="-1"\(if: page.live && visit.session != nil, live(visit))>
      \(with: notice, { UI.notice(.success, body: "<p>\($0)</p>", closing: visit.t("关闭")) })
      \(page.body)
      </main>
      \(foot(visit, assets))
      </body>
      </html>
      """
  }

  /// Where the script hears of changes, and what it says where it must not change the page.
  private static func live(_ visit: Visit) -> HTML {
    """
     data-live="\(LivePages.path)" data-stale="\(visit.t("这一页已有新的变化。"))" \
    data-refresh="\(visit.t("刷新"))"
    """
  }

  private static func masthead(_ visit: Visit, _ navigation: [NavigationEntry]) -> HTML {
    """
    <header class="masthead">
    <div class="masthead-inner">
    <a class="brand" href="/">\(UI.seal())<span><span class="brand-name">\(visit.t(bureau))</span>\
    <span class="brand-line">\(visit.t("政务服务 · 一次告知 · 按时办结"))</span></span></a>
    <div class="tools">\(languages(visit))\(account(visit))</div>
    </div>
    \(if: !navigation.isEmpty, menu(visit, navigation))
    </header>
    """
  }

  private static func menu(_ visit: Visit, _ navigation: [NavigationEntry]) -> HTML {
    let entries = navigation.map { entry -> HTML in
      """
      <li><a href="\(entry.path)"\(attribute: "aria-current", entry.current ? "page" : nil)>\
      \(visit.t(entry.phrase))</a></li>
      """
    }
    return "<nav class=\"nav\" aria-label=\"\(visit.t("主导航"))\"><ul>\(entries)</ul></nav>"
  }

  /// A link to the same page in the other language, written in that language.
  private static func languages(_ visit: Visit) -> HTML {
    let others = Language.allCases.filter { $0 != visit.language }
    return HTML.join(
      others.map { other in
        let address = visit.address(changing: [Language.parameter: other.rawValue])
        return """
          <a href="\(address)" lang="\(other.tag)" hreflang="\(other.tag)" \
          rel="nofollow">\(other.name)</a>
          """
      })
  }

  private static func account(_ visit: Visit) -> HTML {
    guard let actor = visit.principal else {
      return "<a class=\"button\" href=\"/sign-in\">\(visit.t("登录"))</a>"
    }
    return """
      <span class="account"><strong>\(actor.name ?? actor.id)</strong>\
      \(with: actor.department, { "<span class=\"account-place\">\($0)</span>" })</span>
      <form method="post" action="/sign-out">\
      <input type="hidden" name="csrf" value="\(visit.csrf)">\
      <button class="button" type="submit">\(visit.t("退出"))</button></form>
      """
  }

  private static func foot(_ visit: Visit, _ assets: AssetLinks) -> HTML {
    """
    <footer class="colophon"><div class="colophon-inner">
    <p>\(visit.t("办结 · 开放源代码的政务服务柜台"))</p>
    <ul>
    <li><a href="/items">\(visit.t("全部事项"))</a></li>
    <li><a href="/verify">\(visit.t("证照核验"))</a></li>
    <li><a href="/api/openapi.json">\(visit.t("接口文档"))</a></li>
    </ul>
    </div></footer>
    """
  }
}
