// SPDX-License-Identifier: Apache-2.0

/// Sets a file of papers: first the papers, whose pages are then known to the list of contents.
struct DossierSetting {
  private(set) var cover = PaperPage()
  private(set) var contents: [PaperPage] = []
  /// The pages of all papers, numbered in their upper right corner.
  private(set) var pages: [PaperPage] = []
  private(set) var outline: [OutlineEntry] = []

  private let dossier: Dossier
  private let setter: Typesetter

  init(_ dossier: Dossier, setter: Typesetter, picturesMax: Int) throws(DrawingFault) {
    self.dossier = dossier
    self.setter = setter
    var room = picturesMax
    var starts: [Int] = []
    for paper in dossier.papers {
      starts.append(pages.count + 1)
      pages += try PaperSetting(paper: paper, setter: setter).pages(&room)
      guard pages.count <= Paginator.pagesMax else { throw .pages(limit: Paginator.pagesMax) }
    }
    for index in pages.indices {
      let text = try setter.set(RichText(String(index + 1)), .fileFolio, width: A4.measure)
      pages[index].add(text.marks(x: 0, top: 0), left: A4.left, top: A4.fileFolio)
    }
    cover = try setCover()
    contents = try setContents(starts)
    let before = 1 + contents.count
    outline =
      [OutlineEntry(title: "封面", page: 1), OutlineEntry(title: "卷内目录", page: 2)]
      + zip(dossier.papers, starts).map {
        OutlineEntry(title: $0.title, page: before + $1)
      }
  }

  // MARK: - Cover

  private func setCover() throws(DrawingFault) -> PaperPage {
    var strips: [Strip] = [Strip(height: A4.millimetres(28))]
    strips += try lines(RichText(dossier.issuer), .coverIssuer)
    strips.append(Strip(height: 24))
    strips += try lines("行政审批案卷", .cover)
    strips.append(Strip(height: A4.millimetres(32)))
    let count = Sheet.Fact(
      "件数、页数", "本卷共 \(String(dossier.papers.count)) 件 \(String(pages.count)) 页")
    var setting = TableSetting(styles: [.coverName, .coverValue], setter: setter)
    setting.measure(shares: [1, 3.2], width: A4.measure)
    strips += try setting.strips(
      (dossier.cover + [count]).map { .init(cells: [$0.name, $0.value]) }, head: [])
    let pages = try Paginator.pages(of: strips, firstTop: A4.headTop)
    return pages[0]
  }

  // MARK: - Contents

  private func setContents(_ starts: [Int]) throws(DrawingFault) -> [PaperPage] {
    let styles: [TextStyle] = [
      .contentsCentred, .contents, .contents, .contents, .contentsCentred, .contentsCentred,
      .contents,
    ]
    var setting = TableSetting(styles: styles, headStyle: .contentsHead, setter: setter)
    setting.measure(shares: [32, 98, 84, 104, 64, 32, 32], width: A4.measure)
    let rows = zip(dossier.papers, starts).enumerated().map { index, entry in
      let (paper, start) = entry
      return TableSetting.Row(
        cells: [
          RichText(String(index + 1)), RichText(paper.number), RichText(paper.author),
          RichText(paper.title), RichText(paper.day.map(String.init) ?? ""),
          RichText(String(start)), RichText(paper.remark),
        ],
        goal: start)
    }
    var strips = try lines("卷内目录", .title)
    strips.append(Strip(height: 16))
    strips += try setting.strips(
      rows, head: ["序号", "文号", "责任者", "题名", "日期", "页号", "备注"])
    return try Paginator.pages(of: strips)
  }

  private func lines(_ text: RichText, _ style: TextStyle) throws(DrawingFault) -> [Strip] {
    [Strip](try setter.set(text, style, width: A4.measure), isBound: true)
  }
}
