// SPDX-License-Identifier: Apache-2.0

/// Sets one paper of a file: its documents, and its attachments as pictures or as a list of what cannot be shown.
struct PaperSetting {
  let paper: Dossier.Paper
  let setter: Typesetter

  /// - Parameter room: how many bytes of pictures the whole file still shows.
  func pages(_ room: inout Int) throws(DrawingFault) -> [PaperPage] {
    var pages: [PaperPage] = []
    var listed: [Strip] = []
    for content in paper.contents {
      switch content {
      case .sheet(let sheet):
        pages += try list(listed) + SheetSetting(sheet: sheet, setter: setter).pages()
        listed = []
      case .attachment(let attachment):
        guard let picture = picture(attachment) else {
          listed += try entry(attachment, because: attachment.obstacle ?? Self.unknown)
          continue
        }
        guard attachment.size <= room else {
          listed += try entry(attachment, because: Self.tooMuch)
          continue
        }
        room -= attachment.size
        pages += try list(listed)
        pages.append(try page(attachment, picture))
        listed = []
      }
    }
    pages += try list(listed)
    // A paper of nothing has a page all the same, which says what it is.
    return pages.isEmpty ? try list([Strip(height: 1)]) : pages
  }

  /// The picture in an attachment, if it is one and whole.
  private func picture(_ attachment: Dossier.Attachment) -> Picture? {
    guard let bytes = try? attachment.load(),
      let picture = Picture(bytes, load: attachment.load),
      picture.kind == .jpeg || PictureDrawing.canUnpack(bytes)
    else { return nil }
    return picture
  }

  // MARK: - Pictures

  /// A page with the picture as large as it fits, its name above and its digest below.
  private func page(
    _ attachment: Dossier.Attachment, _ picture: Picture
  ) throws(DrawingFault) -> PaperPage {
    var page = PaperPage()
    let name = try setter.set(
      RichText("\(paper.title)：\(attachment.name)"), .small, width: A4.measure)
    let digest = try setter.set(
      RichText("\(attachment.algorithm) \(attachment.digest)"), .small, width: A4.measure)
    let top = A4.headTop + name.height + 6
    let room = A4.bottom - top
    let (width, height) = (Double(picture.shownWidth), Double(picture.shownHeight))
    // Never larger than a pixel to a point: a small picture would only become coarse.
    let scale = min(A4.measure / width, room / height, 1)
    let box = Box(
      x: (A4.measure - width * scale) / 2, y: 0, width: width * scale, height: height * scale)
    page.add(name.marks(x: 0, top: 0), left: A4.left, top: A4.headTop)
    page.add([.picture(picture, box)], left: A4.left, top: top)
    page.add(digest.marks(x: 0, top: 6), left: A4.left, top: top + box.height)
    return page
  }

  // MARK: - What cannot be shown

  private func list(_ entries: [Strip]) throws(DrawingFault) -> [PaperPage] {
    guard !entries.isEmpty else { return [] }
    let title = try setter.set(RichText(paper.title), .title, width: A4.measure)
    let strips = [Strip](title, isBound: true) + [Strip(height: 14, isBound: true)] + entries
    return try Paginator.pages(of: strips)
  }

  private static let unknown = "此件不能在本卷中显示"
  private static let tooMuch = "本卷的图片已经很多，此件没有装订"

  private func entry(
    _ attachment: Dossier.Attachment, because obstacle: String
  ) throws(DrawingFault) -> [Strip] {
    let facts = [
      Sheet.Fact("文件名", RichText(attachment.name)),
      Sheet.Fact("大小", RichText(Self.size(attachment.size))),
      Sheet.Fact("\(attachment.algorithm) 摘要", RichText(attachment.digest)),
      Sheet.Fact("说明", RichText("\(obstacle)，原件以电子文件形式与本卷一并保存，按摘要核对。")),
    ]
    let blank = Sheet(issuer: "", title: "", number: "", blocks: [])
    return try SheetSetting(sheet: blank, setter: setter).strips(of: .facts(facts)).bound
      + [.blank(8)]
  }

  /// The size in the unit that fits, and in bytes.
  static func size(_ bytes: Int) -> String {
    let units = ["KB", "MB", "GB"]
    var (value, unit) = (Double(bytes) / 1024, 0)
    while value >= 1024, unit < units.count - 1 { (value, unit) = (value / 1024, unit + 1) }
    let tenths = Int((value * 10).rounded())
    let rounded = "\(tenths / 10).\(tenths % 10) \(units[unit])"
    return bytes < 1024 ? "\(bytes) 字节" : "\(rounded)（\(bytes) 字节）"
  }
}
