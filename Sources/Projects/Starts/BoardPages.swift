// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import HTTPTypes
import Journal
import Site
import SQL

/// The board of certificates after promises (一周七证): for each start how many came within the first seven working days.
struct BoardPages: Sendable {
  let desk: ProjectsDesk

  static let path = "/committed-starts/board"

  static let title: Phrase = "一周七证"

  /// Who has the board before him: whoever sees all starts.
  private static let readers = MatterRoles.office.union(MatterRoles.window)
    .union([.supervisor, .auditor, .hallManager])

  var routes: [Route] {
    [
      .page(.get, Self.path, .only(Self.readers), Self.title) { visit, actor in
        let (rows, next) = try await desk.board(
          before: try visit.cursor(), limit: try visit.limit(), for: actor)
        return .page(page(rows, next, actor, visit))
      },
      .api(
        .get, "/api/v1/committed-starts/board", .only(Self.readers), Self.title,
        Operation(
          "getCertificateBoard", tag: CommittedStart.names.address,
          parameters: Operation.Parameter.paging,
          returns: .listing("CertificateBoard", of: Self.schema))
      ) { visit, actor in
        let (rows, next) = try await desk.board(
          before: try visit.cursor(), limit: try visit.limit(), for: actor)
        return .json(Listing(rows, next: next))
      },
    ]
  }

  private static let schema: Schema = .named(
    "CertificateBoardRow",
    .object([
      .required("id", .string()), .required("title", .string()), .required("project", .string()),
      .required("promisedOn", .date),
      .required("within", .integer(), "Certificates within the first working days."),
      .required("certificates", .integer(), "All of them."),
      .required("days", .array(.integer()), "The working day of each, the promise's being 0."),
    ]))

  private func page(
    _ rows: [BoardRow], _ next: Cursor?, _ actor: Actor, _ visit: Visit
  ) -> Page {
    let days = desk.rules.boardDays
    let table = UI.table(
      caption: visit.t(Self.title),
      columns: [
        UI.Column(visit.t("所属项目")), UI.Column(visit.t("承诺日期")),
        UI.Column(visit.t("\(days) 个工作日内"), number: true),
        UI.Column(visit.t("合计"), number: true),
      ],
      rows: rows.map { row in
        UI.Row([
          "<a href=\"\(MatterLink(CommittedStart.names.address).one(row.id))\">\(row.title)</a>",
          UI.day(row.promisedOn, visit), "<b>\(row.within)</b>", "\(row.certificates)",
        ])
      })
    return Page(
      Self.title, section: MatterTabs.section, wide: true, live: true,
      body: """
        \(UI.head(
          visit.t(Self.title), lead: visit.t("承诺之后 \(days) 个工作日内核发的证照，每个方块是一件。")))
        \(MatterTabs.html(at: Self.path, desk.context(of: actor), visit))
        \(rows.isEmpty
          ? UI.empty(visit.t("还没有签署的承诺"))
          : BoardChart(rows: rows, days: days, visit: visit).drawing + table)
        \(UI.pagination(
          previous: visit.query("cursor") == nil ? nil : Self.path,
          next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }
}

/// A start on the board.
struct BoardRow: Encodable, Sendable, Hashable {
  let id: String
  let title: String
  let project: String
  let promisedOn: Day
  let within: Int
  let certificates: Int
  /// The working day on which each certificate came, counted from the promise.
  let days: [Int]

  init?(_ id: String, _ start: CommittedStart, days: Int, _ calendar: WorkCalendar) {
    guard let promised = start.promisedAt?.day else { return nil }
    self.id = id
    title = start.title
    project = start.note
    promisedOn = promised
    within = start.certificates(within: days, calendar)
    certificates = start.certificateDays.count
    self.days = start.certificateDays.filter { $0 >= promised }
      .map { calendar.workingDays(after: promised, through: $0) }
  }
}

/// The board as a picture: a row for each start, a column for each working day, a block for each certificate.
struct BoardChart {
  let rows: [BoardRow]
  let days: Int
  let visit: Visit

  private static let row = 40
  private static let left = 280
  private static let column = 80
  private static let block = 10

  var drawing: HTML {
    let head = (0...days).map { day -> HTML in
      """
      <text class="bar-value" x="\(Self.left + day * Self.column + 4)" y="18">\(day)</text>
      """
    }
    let lines = rows.enumerated().map { line($0.element, at: $0.offset) }
    let width = Self.left + (days + 1) * Self.column + 90
    return """
      <figure class="bars" tabindex="0"><svg viewBox="0 0 \(width) \((rows.count + 1) * Self.row)" role="img" \
      aria-label="\(visit.t("一周七证"))">\(head)\(lines)</svg></figure>
      """
  }

  private func line(_ row: BoardRow, at index: Int) -> HTML {
    let top = (index + 1) * Self.row
    let blocks = (0...days).map { day -> HTML in
      let count = row.days.count { $0 == day }
      let left = Self.left + day * Self.column
      // Side by side while they fit, the rest told by the figure at the end.
      let some = (0..<min(count, 6)).map { place -> HTML in
        """
        <rect class="bar-good" x="\(left + 4 + place * (Self.block + 2))" y="\(top + 8)" \
        width="\(Self.block)" height="20"/>
        """
      }
      return """
        <rect class="bar-rest" x="\(left)" y="\(top + 4)" width="\(Self.column - 4)" height="28"/>\
        \(some)
        """
    }
    return """
      <text class="bar-name" x="\(Self.left - 12)" y="\(top + 24)" text-anchor="end">\
      \(String(row.title.prefix(17)))</text>\(blocks)\
      <text class="bar-value" x="\(Self.left + (days + 1) * Self.column + 8)" y="\(top + 24)">\
      \(visit.t("\(row.within) 证"))</text>
      """
  }
}

extension ProjectsDesk {
  /// A page of the board, the latest promises first.
  func board(
    before cursor: Cursor?, limit: Int, for actor: Actor
  ) async throws -> (rows: [BoardRow], next: Cursor?) {
    guard Reader.seesAll(context(of: actor)) else {
      throw ProjectRefusal.notYourPart(BoardPages.title)
    }
    let place = try cursor.map(MatterPlace.init) ?? .start
    let calendar = cases.calendar
    let days = rules.boardDays
    return try await journal.database.read { reader in
      let page = try StartTable.promised(before: place, limit: limit + 1, in: reader)
        .page(limit) { $0.cursor }
      let rows = try page.rows.compactMap { place in
        BoardRow(
          place.id, try Journal.state(of: Stream<CommittedStart>(place.id), in: reader).state,
          days: days, calendar)
      }
      return (rows, page.next)
    }
  }
}
