// SPDX-License-Identifier: Apache-2.0

/// Sets a sheet: its strips from the red head to the footer, and its pages.
struct SheetSetting {
  let sheet: Sheet
  let setter: Typesetter

  /// The pages of the sheet, with their numbers at the foot.
  func pages() throws(DrawingFault) -> [PaperPage] {
    var pages = try Paginator.pages(of: strips(), firstTop: A4.headTop)
    let count = pages.count
    for index in pages.indices {
      let words: RichText = "第 \(String(index + 1)) 页  共 \(String(count)) 页"
      let text = try setter.set(words, .folio, width: A4.measure)
      pages[index].add(text.marks(x: 0, top: 0), left: A4.left, top: A4.folio)
    }
    return pages
  }

  private func strips() throws(DrawingFault) -> [Strip] {
    var text = try head()
    if let addressee = sheet.addressee {
      text += try lines(RichText("\(addressee)："), .flush)
    }
    for block in sheet.blocks { text += try strips(of: block) }
    let end = try sign() + footer()
    // No page bears a seal and no text (GB/T 9704-2012, 7.3.5.4): the last lines go with it.
    if !end.isEmpty, let last = text.lastIndex(where: { !$0.isBlank }) {
      for index in last..<text.endIndex { text[index].isBound = true }
    }
    return text + end
  }

  func lines(
    _ text: RichText, _ style: TextStyle, isBound: Bool = false
  ) throws(DrawingFault) -> [Strip] {
    [Strip](try setter.set(text, style, width: A4.measure), isBound: isBound)
  }

  // MARK: - Head

  private func head() throws(DrawingFault) -> [Strip] {
    var strips: [Strip] = []
    if !sheet.issuer.isEmpty {
      strips += try lines(RichText(sheet.issuer), fitted(.head, sheet.issuer))
      strips.append(.blank(6))
      if !sheet.number.isEmpty { strips += try lines(RichText(sheet.number), .number) }
      let rule = Box(x: 0, y: A4.millimetres(3), width: A4.measure, height: 1.6)
      strips.append(Strip(height: A4.millimetres(3) + 30, marks: [.fill(rule, .red)]))
    } else {
      strips.append(Strip(height: A4.top - A4.headTop))
    }
    strips += try lines(RichText(sheet.title), .title)
    if sheet.issuer.isEmpty, !sheet.number.isEmpty {
      strips += try lines(RichText(sheet.number), .number)
    }
    strips.append(Strip(height: 20))
    return strips.bound
  }

  /// A style small enough for the text to stand on one line, down to half its size.
  private func fitted(_ style: TextStyle, _ text: String) -> TextStyle {
    let width = setter.width(of: RichText(text), style)
    guard width > A4.measure else { return style }
    var fitted = style
    fitted.spacing = 0
    fitted.size = max(style.size / 2, style.size * 0.98 * A4.measure / width)
    return fitted
  }

  // MARK: - Text

  func strips(of block: Sheet.Block) throws(DrawingFault) -> [Strip] {
    switch block {
    case .paragraph(let text): return try lines(text, .text)
    case .heading(let text): return [.blank(6)] + (try lines(text, .heading, isBound: true))
    case .note(let text): return [.blank(4)] + (try lines(text, .note)) + [.blank(4)]
    case .facts(let facts): return try framed(self.facts(facts))
    case .table(let table): return try framed(self.table(table))
    case .list(let entries):
      var strips: [Strip] = []
      for (index, entry) in entries.enumerated() {
        strips += try self.entry("\(String(index + 1))．", entry)
      }
      return strips
    }
  }

  /// A table with room above and below.
  private func framed(_ strips: [Strip]) -> [Strip] {
    [.blank(8, isBound: true)] + strips + [.blank(10)]
  }

  /// A numbered entry: the number hangs before its lines.
  private func entry(_ number: RichText, _ text: RichText) throws(DrawingFault) -> [Strip] {
    let style = TextStyle.flush
    let indent = 2 * style.size
    let hanging = max(1.6 * style.size, setter.width(of: number, style) + 2)
    let mark = try setter.set(number, style, width: A4.measure)
    let body = try setter.set(text, style, width: A4.measure - indent - hanging)
    var strips = [Strip](body, x: indent + hanging)
    if !strips.isEmpty { strips[0].marks.append(mark.mark(of: 0, x: indent)) }
    return strips
  }

  private func table(_ table: Sheet.Table) throws(DrawingFault) -> [Strip] {
    guard !table.head.isEmpty else { return [] }
    var setting = TableSetting(styles: table.head.map { _ in .cell }, setter: setter)
    let rows = table.rows.map { TableSetting.Row(cells: $0) }
    setting.measure(rows, head: table.head, width: A4.measure)
    return try setting.strips(rows, head: table.head)
  }

  private func facts(_ facts: [Sheet.Fact]) throws(DrawingFault) -> [Strip] {
    guard !facts.isEmpty else { return [] }
    var setting = TableSetting(styles: [.cellName, .cell], setter: setter)
    let names = facts.map { setter.width(of: $0.name, .cellName) }.max() ?? 0
    let name = min(max(names + 16, 0.22 * A4.measure), 0.4 * A4.measure)
    setting.measure(shares: [name, A4.measure - name], width: A4.measure)
    return try setting.strips(
      facts.map { TableSetting.Row(cells: [$0.name, $0.value]) }, head: [])
  }

  // MARK: - Foot

  /// The issuer and the day, the seal over them, and what serves to check the document on the left.
  private func sign() throws(DrawingFault) -> [Strip] {
    var strip = Strip(height: 0)
    var left = A4.measure
    if let day = sheet.day {
      let style = TextStyle.sign
      let lines = [sheet.issuer, day.chinese].filter { !$0.isEmpty }
      let width = lines.map { setter.width(of: RichText($0), style) }.max() ?? 0
      // GB/T 9704-2012, 7.3.5.1: the day ends four characters before the right edge.
      let dayWidth = setter.width(of: RichText(day.chinese), style)
      let centre = A4.measure - max(4 * style.size + dayWidth / 2, width / 2)
      let height = sheet.seal == nil ? 2 * style.pitch + 24 : SealDrawing.side + 16
      let middle = height / 2 + 6
      for (index, line) in lines.enumerated() {
        let text = try setter.set(RichText(line), style, width: width + 1)
        let top = middle + (Double(index) - Double(lines.count) / 2) * style.pitch
        strip.marks += text.marks(x: centre - width / 2, top: top)
      }
      if let seal = sheet.seal {
        let mark = Mark.seal(seal, issuer: sheet.issuer, x: centre, y: height / 2)
        strip.marks.insert(mark, at: 0)
      }
      strip.height = height
      left = centre - max(width / 2, sheet.seal == nil ? 0 : SealDrawing.side / 2)
    }
    try addCheck(to: &strip, width: left - 12)
    return strip.marks.isEmpty ? [] : [strip].bound
  }

  private func addCheck(to strip: inout Strip, width: Double) throws(DrawingFault) {
    let code = sheet.code.flatMap(QRCode.init)
    let side = code == nil ? 0 : A4.millimetres(24)
    let x = code == nil ? 0 : side + 8
    var text: SetText?
    if let check = sheet.check {
      text = try setter.set(RichText(check), .small, width: max(80, width - x))
    }
    let height = max(side, text?.height ?? 0)
    strip.height = max(strip.height, height)
    let top = strip.height - height
    if let code {
      strip.marks.append(.code(code, Box(x: 0, y: top, width: side, height: side)))
    }
    if let text { strip.marks += text.marks(x: x, top: strip.height - text.height) }
  }

  /// The footer at the bottom of the last page, between rules like the imprint of an official document.
  private func footer() throws(DrawingFault) -> [Strip] {
    guard let footer = sheet.footer, !footer.isEmpty else { return [] }
    let rule = Strip(
      height: 5,
      marks: [.fill(Box(x: 0, y: 0, width: A4.measure, height: 0.6), .black)], isBound: true)
    let filler = Strip(height: 12, isBound: true, isFiller: true)
    var end = rule
    end.marks = [.fill(Box(x: 0, y: 4.4, width: A4.measure, height: 0.6), .black)]
    end.isBound = false
    return [filler, rule] + (try lines(RichText(footer), .footer).bound) + [end]
  }
}
