// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// The bureau's register of licences (证照台账): what expires soon, what has expired, what waits for a decision, and
/// any licence by its number.
struct RegisterPages: Sendable {
  let desk: LicenceDesk

  private static let readers: Gate<Actor> = .only([
    .clerk, .helper, .reviewer, .chiefApprover, .departmentHead, .supervisor, .auditor,
    .hallManager,
  ])

  var routes: [Route] {
    [
      .page(
        .get, LicenceLink.Pattern.register, Self.readers, "证照台账",
        navigation: Navigation("register", order: 45)
      ) { visit, actor in
        try await answer(visit, actor)
      },
      .api(
        .get, LicenceLink.Pattern.registerAPI, Self.readers, "查询证照台账",
        Operation(
          "listRegister", tag: "licences",
          parameters: [
            .query("list", .choice(of: LicenceList.self), "What expires soon when absent."),
            .query(
              "days", .integer(1...LicenceDesk.soonMax),
              "How many days ahead counts as soon; the first reminder when absent."),
          ] + Operation.Parameter.paging,
          returns: .listing("LicenceRegister", of: RegisterJSON.schema))
      ) { visit, actor in
        let (held, next) = try await page(visit, actor)
        return .json(Listing(held.map { RegisterJSON($0) }, next: next))
      },
    ]
  }

  private func list(_ visit: Visit) -> LicenceList {
    visit.query("list").flatMap(LicenceList.init(rawValue:)) ?? .expiring
  }

  /// As many days ahead as the holder is reminded first.
  private func days(_ visit: Visit) throws(SiteRefusal) -> Int {
    let days = try visit.query("days", as: Int.self) ?? desk.settings.reminders.first ?? 60
    guard (1...LicenceDesk.soonMax).contains(days) else {
      throw .invalid([Fault("days", "天数应当在 1 到 \(LicenceDesk.soonMax) 之间。")])
    }
    return days
  }

  private func page(
    _ visit: Visit, _ actor: Actor
  ) async throws -> (held: [LicenceDesk.Certificate], next: Cursor?) {
    try await desk.list(
      list(visit), within: try days(visit), after: try visit.cursor(), limit: try visit.limit(),
      for: actor)
  }

  private func answer(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    var message: Phrase?
    if let asked = visit.query("q") {
      do {
        let found = try await desk.find(LicenceDesk.normalised(asked), for: actor)
        return .see(LicenceLink.licence(found.row.number).path)
      } catch LicenceRefusal.notFound {
        message = "没有找到编号为 \(asked) 的证照，或者它不归您查看。请核对完整的证照编号。"
      }
    }
    let (held, next) = try await page(visit, actor)
    let list = list(visit)
    return .page(
      Page(
        "证照台账", section: "register", wide: true,
        body: """
          \(UI.head(visit.t("证照台账"), lead: visit.t(list.lead(within: try days(visit)))))
          \(UI.search(
            LicenceLink.register.path, value: visit.query("q"), placeholder: visit.t("证照编号"),
            small: true, visit))
          \(with: message, { UI.notice(.warning, body: "<p>\(visit.t($0))</p>") })
          \(tabs(at: list, visit))
          \(held.isEmpty ? UI.empty(visit.t("没有证照")) : table(held, list, visit))
          \(UI.pagination(
            previous: visit.query("cursor") == nil ? nil : visit.address(changing: ["cursor": nil]),
            next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
          """))
  }

  private func tabs(at current: LicenceList, _ visit: Visit) -> HTML {
    UI.tabs(
      LicenceList.allCases.map { list in
        UI.Tab(
          visit.t(list.title), path: "\(LicenceLink.register.path)?list=\(list.rawValue)",
          current: list == current)
      }, label: visit.t("证照台账"))
  }

  private func table(
    _ held: [LicenceDesk.Certificate], _ list: LicenceList, _ visit: Visit
  ) -> HTML {
    let today = visit.now.day
    var columns = [
      UI.Column(visit.t("编号")), UI.Column(visit.t("证照名称")), UI.Column(visit.t("持证人")),
      UI.Column(visit.t("有效期")), UI.Column(visit.t("状态")),
    ]
    if list == .expiring { columns.append(UI.Column(visit.t("剩余天数"), number: true)) }
    if list == .proceedings { columns.append(UI.Column(visit.t("措施"))) }
    return UI.table(
      caption: visit.t(list.title), dense: true, columns: columns,
      rows: held.map { certificate in
        let row = certificate.row
        var cells: [HTML] = [
          "<a class=\"number\" href=\"\(LicenceLink.licence(row.number).path)\">\(row.number)</a>",
          "\(visit.pick(certificate.title))", "\(certificate.maskedHolder)",
          "\(visit.validity(row))", visit.badge(certificate.standing),
        ]
        if list == .expiring { cells.append("\(row.until.map { $0 - today } ?? 0)") }
        if list == .proceedings { cells.append("\(row.proceeding.map { visit.t($0.phrase) })") }
        return UI.Row(cells)
      })
  }
}

extension LicenceList {
  fileprivate var title: Phrase {
    switch self {
    case .expiring: "近期到期"
    case .expired: "已过期未注销"
    case .proceedings: "待决定"
    }
  }

  fileprivate func lead(within days: Int) -> Phrase {
    switch self {
    case .expiring: "\(days) 日内到期的证照；届满前系统自动提醒持证人申请延续（行政许可法第五十条）。"
    case .expired: "有效期届满未延续的，应当办理注销手续（行政许可法第七十条第一项）。"
    case .proceedings: "已经提出、等待决定的撤销、撤回、注销等措施；提出和决定由不同的人办理。"
    }
  }
}

/// A licence in the register, its holder masked.
struct RegisterJSON: Encodable, Sendable {
  let number: String
  let title: Words
  let holder: String
  let standing: LicenceStanding
  let validFrom: Day
  let validUntil: Day?
  let proceeding: LicenceMeasure?
  let page: String

  init(_ certificate: LicenceDesk.Certificate) {
    let row = certificate.row
    number = row.number
    title = certificate.title
    holder = certificate.maskedHolder
    standing = certificate.standing
    validFrom = row.from
    validUntil = row.until
    proceeding = row.proceeding
    page = LicenceLink.licence(row.number).path
  }

  static let schema: Schema = .named(
    "RegisteredLicence",
    .object([
      .required("number", .string()), .required("title", LicenceJSON.words),
      .required("holder", .string(), "A natural person’s name is masked."),
      .required("standing", .choice(of: LicenceStanding.self)), .required("validFrom", .date),
      .optional("validUntil", .date), .optional("proceeding", .choice(of: LicenceMeasure.self)),
      .required("page", .string()),
    ]))
}
