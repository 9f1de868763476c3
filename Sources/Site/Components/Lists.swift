// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// Key and value, figures, tables, files, and what has happened.
extension UI {
  /// Names with their values; a pair without a value is left out.
  package static func facts(_ pairs: [(name: String, value: HTML?)]) -> HTML {
    let items = pairs.compactMap { pair -> HTML? in
      pair.value.map { "<div><dt>\(pair.name)</dt><dd>\($0)</dd></div>" }
    }
    return "<dl class=\"facts\">\(items)</dl>"
  }

  /// A few figures side by side; mark the number itself with `<b>`: `"<b>8</b> 个工作日"`.
  package static func figures(_ pairs: [(name: String, value: HTML)]) -> HTML {
    """
    <dl class="figures">\
    \(each: pairs, { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>" })</dl>
    """
  }

  /// A column of a table.
  package struct Column: Sendable {
    let title: String
    let isNumber: Bool

    package init(_ title: String, number: Bool = false) {
      self.title = title
      isNumber = number
    }
  }

  /// A row of a table, its first cell being the row's heading.
  package struct Row: Sendable {
    let cells: [HTML]
    let light: Light?
    let isMarked: Bool

    /// - Parameters:
    ///   - light: Marks the row's edge when it is yellow or red.
    ///   - isMarked: Marks the row as the one that counts among others; a word in it must say so too.
    package init(_ cells: [HTML], light: Light? = nil, isMarked: Bool = false) {
      self.cells = cells
      self.light = light
      self.isMarked = isMarked
    }
  }

  /// A table; on a narrow screen every row becomes a card.
  ///
  /// - Parameters:
  ///   - caption: What it shows; heard always, seen unless `quietly`.
  ///   - dense: For worklists.
  package static func table(
    caption: String, quietly: Bool = true, dense: Bool = false, columns: [Column], rows: [Row]
  ) -> HTML {
    """
    <div class="table-frame"><table class="table table-cards\(if: dense, " table-dense")">\
    <caption\(if: quietly, " class=\"hush\"")>\(caption)</caption>\
    <thead><tr>\
    \(each: columns, { "<th scope=\"col\"\(if: $0.isNumber, " class=\"num\"")>\($0.title)</th>" })\
    </tr></thead><tbody>
    \(each: rows, { row(columns, $0) })
    </tbody></table></div>
    """
  }

  private static func row(_ columns: [Column], _ row: Row) -> HTML {
    let mark: HTML =
      switch row.light {
      case .red: " class=\"row-late\""
      case .yellow: " class=\"row-soon\""
      default: row.isMarked ? " class=\"row-marked\"" : .empty
      }
    let cells = zip(columns, row.cells).enumerated().map { index, pair -> HTML in
      let (column, cell) = pair
      if index == 0 {
        return "<th scope=\"row\" data-label=\"\(column.title)\"><div>\(cell)</div></th>"
      }
      return """
        <td data-label="\(column.title)"\(if: column.isNumber, " class=\"num\"")>\
        <div>\(cell)</div></td>
        """
    }
    return "<tr\(mark)>\(cells)</tr>\n"
  }

  /// A file that may be opened.
  package struct FileLink: Sendable {
    let name: String
    let path: String?
    let note: String?
    let extra: HTML?

    /// - Parameters:
    ///   - path: Nil when this visitor may know of it but not open it.
    ///   - note: Size, kind, day: PDF · 1.2 MB.
    ///   - extra: A badge, at the end of the line.
    package init(_ name: String, path: String?, note: String? = nil, extra: HTML? = nil) {
      self.name = name
      self.path = path
      self.note = note
      self.extra = extra
    }
  }

  /// Files, one a line.
  package static func files(_ files: [FileLink]) -> HTML {
    let items = files.map { file -> HTML in
      """
      <li class="file"><svg class="file-mark" viewBox="0 0 20 24" aria-hidden="true" \
      focusable="false" fill="none" stroke="currentColor" stroke-width="1.5">\
      <path d="M3 1h9l5 5v17H3zM12 1v5h5M6.5 12h7M6.5 16h7"/></svg>\(name(of: file))\
      \(with: file.note, { "<small>\($0)</small>" })\
      \(with: file.extra, { "<span>\($0)</span>" })</li>
      """
    }
    return "<ul class=\"files\">\(items)</ul>"
  }

  private static func name(of file: FileLink) -> HTML {
    guard let path = file.path else { return "<span>\(file.name)</span>" }
    return "<a href=\"\(path)\">\(file.name)</a>"
  }

  /// A long number that people copy: a case number, a licence number.
  package static func number(_ number: String, _ visit: Visit) -> HTML {
    """
    <span class="number">\(number)</span><button class="copy" type="button" data-copy="\(number)" \
    data-done="\(visit.t("已复制"))" hidden>\(visit.t("复制"))</button>
    """
  }

  /// A code that a telephone reads.
  ///
  /// - Parameter drawing: The SVG element.
  package static func qr(_ drawing: HTML, label: String) -> HTML {
    "<div class=\"qr\" role=\"img\" aria-label=\"\(label)\">\(drawing)</div>"
  }

  /// A step of a procedure.
  package struct Step: Sendable {
    package enum State: String, Sendable { case done, now, coming }
    let title: String
    let note: String?
    let state: State

    package init(_ title: String, note: String? = nil, _ state: State) {
      self.title = title
      self.note = note
      self.state = state
    }
  }

  /// The steps of a procedure in their order, and where it stands.
  package static func steps(_ steps: [Step]) -> HTML {
    let items = steps.map { step -> HTML in
      """
      <li class="step-\(step.state.rawValue)"\
      \(attribute: "aria-current", step.state == .now ? "step" : nil)>\
      <strong>\(step.title)</strong>\
      \(with: step.note, { "<small>\($0)</small>" })</li>
      """
    }
    return "<ol class=\"steps\">\(items)</ol>"
  }

  /// Something that has happened to a case, or is still to come.
  package struct Event: Sendable {
    package enum Kind: String, Sendable {
      case past
      /// The latest, marked with the seal's colour.
      case now
      /// Done by the law, not by a person: deemed acceptance.
      case law
      case coming
    }
    let title: String
    let at: Instant?
    let who: String?
    let body: HTML?
    let files: [FileLink]
    let kind: Kind

    package init(
      _ title: String, at: Instant?, who: String? = nil, body: HTML? = nil, files: [FileLink] = [],
      _ kind: Kind = .past
    ) {
      self.title = title
      self.at = at
      self.who = who
      self.body = body
      self.files = files
      self.kind = kind
    }
  }

  /// What has happened, in the order given.
  package static func timeline(_ events: [Event], _ visit: Visit) -> HTML {
    let items = events.map { event -> HTML in
      """
      <li class="event-\(event.kind.rawValue)"><div class="event-head">\
      <strong>\(event.title)</strong>\(with: event.at, { moment($0, visit) })</div>\
      \(with: event.who, { "<div class=\"event-who\">\($0)</div>" })\(event.body)\
      \(if: !event.files.isEmpty, UI.files(event.files))</li>
      """
    }
    return "<ol class=\"timeline\">\(items)</ol>"
  }

  /// An instant in China Standard Time, readable by programs too.
  package static func moment(_ instant: Instant, _ visit: Visit) -> HTML {
    "<time datetime=\"\(instant.iso8601)\">\(visit.language.text(of: instant))</time>"
  }

  /// A day, readable by programs too.
  package static func day(_ day: Day, _ visit: Visit) -> HTML {
    "<time datetime=\"\(day.description)\">\(visit.language.text(of: day))</time>"
  }

  /// The materials that a situation needs, numbered.
  package static func materials(_ materials: [(name: String, badges: HTML, body: HTML)]) -> HTML {
    let items = materials.map { material -> HTML in
      """
      <li class="material"><div class="row"><span class="material-name">\(material.name)</span>\
      \(material.badges)</div>\(material.body)</li>
      """
    }
    return "<ol class=\"materials\">\(items)</ol>"
  }
}
