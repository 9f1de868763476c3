// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Site

/// The authorisation (授权书) on one sheet of A4, in Chinese whatever its reader's language is.
struct AuthorisationSheet {
  let file: AuthorisationDesk.File
  let shelf: CatalogueShelf
  let visit: Visit

  func html() -> HTML {
    let terms = file.row.terms
    let issuer = covered.first?.body.name ?? visit.t("本机关")
    return Sheet(
      issuer: issuer, title: "授权书", number: terms.number, day: file.row.givenAt.day,
      seal: issuer,
      note: """
        <p>被授权人对核准的办件承担首办责任。一人受理和决定的办件，办结时按公布的规则随机抽取复核。</p>
        """,
      body: """
        <p>兹授权\(file.names[terms.holder] ?? terms.holder)（\(kind)），自\(day(terms.from))起至\(day(terms.until))止，\
        对下列事项依法受理、决定和送达。</p>
        <h2>事项</h2>
        <ol>\(items)</ol>
        <h2>限制</h2>
        <p>\(limit)</p>
        <p>不予许可、不予受理应当由他人决定；需要核查实质内容的，应当有两名以上工作人员的审查意见\
        （《中华人民共和国行政许可法》第三十四条第三款）；与当事人有利害关系的，应当回避\
        （《中华人民共和国公务员法》第七十六条）。</p>
        <h2>理由</h2>
        <p>\(file.texts[terms.reasons])</p>
        """
    ).html(back: CaseLink.authorisation(file.row.id).path, visit)
  }

  private var kind: String { file.row.terms.kind.phrase.chinese }

  private func day(_ day: Day) -> String { Language.zh.text(of: day) }

  /// The items as they stand on the day of the authorisation.
  private var covered: [ItemVersion] {
    shelf.snapshot.current(on: file.row.givenAt.day).map(\.item)
      .filter { file.row.terms.covers($0) && $0.isListed(for: file.row.terms.kind) }
  }

  private var items: [HTML] {
    let names = covered.map { "<li>\($0.name.zh)（\($0.code)）</li>" as HTML }
    guard file.row.terms.items.isEmpty else { return names }
    return names + ["<li>\(file.row.terms.section ?? "")以后列入目录的事项</li>"]
  }

  private var limit: HTML {
    guard let limit = file.row.terms.limit else { return "除法律、法规、规章的规定外，没有其他限制。" }
    return "申请内容应当满足：<code>\(limit.text)</code>。"
  }
}
