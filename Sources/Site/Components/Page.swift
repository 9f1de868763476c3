// SPDX-License-Identifier: Apache-2.0

/// The parts that give a page its order.
extension UI {
  /// The head of a page with its only `h1`.
  ///
  /// - Parameters:
  ///   - lead: One or two sentences below the title.
  ///   - above: Badges or a number above the title.
  ///   - actions: Buttons, at the end of the line.
  package static func head(
    _ title: String, lead: String? = nil, above: HTML? = nil, actions: HTML? = nil
  ) -> HTML {
    """
    <header class="page-head"><div>\(with: above, { "<div class=\"row\">\($0)</div>" })\
    <h1>\(title)</h1>\(with: lead, { "<p class=\"lead\">\($0)</p>" })</div>\
    \(with: actions, { "<div class=\"actions\">\($0)</div>" })</header>
    """
  }

  /// Where the page stands: links from the home page down, the last one being the page itself.
  package static func crumbs(
    _ trail: [(title: String, path: String)], here: String, _ visit: Visit
  )
    -> HTML
  {
    """
    <nav class="crumbs" aria-label="\(visit.t("当前位置"))"><ol>\
    <li><a href="/">\(visit.t("首页"))</a></li>\
    \(each: trail, { "<li><a href=\"\($0.path)\">\($0.title)</a></li>" })\
    <li aria-current="page">\(here)</li></ol></nav>
    """
  }

  /// A part of a page under a heading of its own.
  ///
  /// - Parameter id: For links to it.
  package static func section(_ title: String, id: String? = nil, _ body: HTML) -> HTML {
    """
    <section class="section"\(attribute: "id", id)><h2>\(title)</h2>\(body)</section>
    """
  }

  /// The page's own table of contents, for the column beside a long text.
  package static func contents(_ entries: [(title: String, id: String)], _ visit: Visit) -> HTML {
    """
    <nav aria-label="\(visit.t("本页内容"))"><ul class="toc">\
    \(each: entries, { "<li><a href=\"#\($0.id)\">\($0.title)</a></li>" })</ul></nav>
    """
  }

  /// Main text with a column beside it, which comes below it on a narrow screen.
  package static func split(_ main: HTML, aside: HTML) -> HTML {
    """
    <div class="split"><div class="stack-loose">\(main)</div>\
    <aside class="stack">\(aside)</aside></div>
    """
  }

  /// A framed box.
  package static func card(_ title: String? = nil, _ body: HTML) -> HTML {
    """
    <section class="card">\(with: title, { "<h2 class=\"card-title\">\($0)</h2>" })\(body)</section>
    """
  }

  /// A framed box that leads to a page as a whole.
  package static func cardLink(_ title: String, path: String, _ body: HTML = .empty) -> HTML {
    """
    <div class="card card-link"><h3 class="card-title"><a href="\(path)">\(title)</a></h3>\
    \(body)</div>
    """
  }

  /// A small link in a `grid-tight`: a theme, a department.
  package static func tile(_ title: String, path: String, count: Int? = nil) -> HTML {
    """
    <a class="tile" href="\(path)"><span>\(title)</span>\
    \(with: count, { "<span class=\"count\">\($0)</span>" })</a>
    """
  }

  /// The stages of a life, of a person or of an enterprise, on one line.
  package static func lifeline(
    _ stages: [(title: String, path: String, note: String?)], label: String
  ) -> HTML {
    let items = stages.map { stage -> HTML in
      """
      <li><a href="\(stage.path)">\(stage.title)\
      \(with: stage.note, { "<small>\($0)</small>" })</a></li>
      """
    }
    return "<nav aria-label=\"\(label)\"><ol class=\"lifeline\">\(items)</ol></nav>"
  }

  /// One of the links of `tabs`.
  package struct Tab: Sendable {
    let title: String
    let path: String
    let current: Bool
    let count: String?

    /// - Parameter count: how much is in it, where that is known.
    package init(_ title: String, path: String, current: Bool, count: String? = nil) {
      self.title = title
      self.path = path
      self.current = current
      self.count = count
    }
  }

  /// Links between the views of one thing; each view is a page of its own.
  package static func tabs(_ tabs: [Tab], label: String) -> HTML {
    let items = tabs.map { tab -> HTML in
      """
      <li><a href="\(tab.path)"\(attribute: "aria-current", tab.current ? "page" : nil)>\
      \(tab.title)\(with: tab.count, { "<span class=\"count\">\($0)</span>" })</a></li>
      """
    }
    return "<nav class=\"tabs\" aria-label=\"\(label)\"><ul>\(items)</ul></nav>"
  }

  /// Links to the pages of a list before and after this one; nothing when there is only one.
  ///
  /// - Parameter summary: What the list holds: 共 128 件.
  package static func pagination(
    previous: String? = nil, next: String?, summary: String? = nil, _ visit: Visit
  ) -> HTML {
    guard previous != nil || next != nil || summary != nil else { return .empty }
    return """
      <nav class="pages" aria-label="\(visit.t("翻页"))"><span>\(summary)</span><span class="row">\
      \(with: previous, { link(visit.t("上一页"), $0, rel: "prev") })\
      \(with: next, { link(visit.t("下一页"), $0, rel: "next") })</span></nav>
      """
  }

  /// What stands where a list would be, with what to do next.
  package static func empty(_ title: String, _ text: String? = nil, actions: HTML? = nil) -> HTML {
    """
    <div class="empty">\(seal())<h2>\(title)</h2>\(with: text, { "<p>\($0)</p>" })\
    \(with: actions, { "<div class=\"actions\">\($0)</div>" })</div>
    """
  }
}
