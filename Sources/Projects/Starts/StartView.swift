// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import Licences
import ShangMi
import Site
import SQL

/// What the page of a start shows: the list with its follow-ups, the promise to be signed, the certificates.
enum StartView: MatterView {
  static func body(
    _ file: MatterFile<CommittedStart>, _ desk: ProjectsDesk, _ actor: Actor, _ visit: Visit
  ) async throws -> HTML {
    let start = file.state
    let promise: HTML =
      start.standing == .listed ? try await self.promise(file, desk, visit) : .empty
    let certificates: HTML =
      start.promisedAt == nil
      ? .empty : UI.section(visit.t("证照"), id: "parts", parts(start, desk, visit))
    return """
      <p>\(UI.link(visit.t("所属项目"), MatterLink("projects").one(start.note)))</p>\
      \(UI.section(visit.t("综合要求清单"), id: "list", list(file, visit)))\
      \(promise)\(certificates)
      """
  }

  private static func list(_ file: MatterFile<CommittedStart>, _ visit: Visit) -> HTML {
    let start = file.state
    guard !start.requirements.isEmpty else {
      return "<p class=\"muted\">\(visit.t("各部门还没有提出要求。"))</p>"
    }
    return UI.table(
      caption: visit.t("综合要求清单"),
      columns: [
        UI.Column(visit.t("编号")), UI.Column(visit.t("部门")), UI.Column(visit.t("涉及的事项")),
        UI.Column(visit.t("要求和标准")), UI.Column(visit.t("期限")), UI.Column(visit.t("核查")),
      ],
      rows: start.requirements.map { requirement in
        let followUp = start.followUps[requirement.key] ?? CommittedStart.FollowUp()
        let late: HTML = followUp.isLate ? UI.badge(visit.t("逾期"), .bad) : .empty
        return UI.Row(
          [
            "\(requirement.key)", "\(requirement.department)", "\(requirement.item)",
            "\(file.text(requirement.standard) ?? "")",
            UI.day(start.due(requirement.key) ?? requirement.due, visit),
            UI.badge(visit.t(followUp.state.phrase), followUp.state.tone) + late,
          ], light: followUp.isLate ? .red : nil)
      })
  }

  /// The text that is signed, as it is: in Chinese, with its digest.
  private static func promise(
    _ file: MatterFile<CommittedStart>, _ desk: ProjectsDesk, _ visit: Visit
  ) async throws -> HTML {
    let text = try await desk.journal.database.read {
      try StartPromise(of: file.state, in: $0).text
    }
    let lines = text.split(separator: "\n").map { "<p>\(String($0))</p>" as HTML }
    return UI.section(
      visit.t("承诺书全文"), id: "promise",
      """
      <div class="card" lang="zh">\(lines)</div>
      <p>\(visit.t("承诺书摘要（SM3）")) <code>\(SM3.digest(text).description)</code></p>
      """)
  }

  private static func parts(
    _ start: CommittedStart, _ desk: ProjectsDesk, _ visit: Visit
  ) -> HTML {
    let calendar = desk.cases.calendar
    let days = desk.rules.boardDays
    let count = start.certificateDays.count
    let span: HTML =
      start.span(calendar).map {
        "<p><strong>\(visit.t("\($0) 个工作日 \(count) 证"))</strong></p>"
      } ?? .empty
    let within = start.certificates(within: days, calendar)
    guard !start.parts.isEmpty else {
      return "<p class=\"muted\">\(visit.t("还没有关联的办件。项目的办件在“关联办件”中列出。"))</p>"
    }
    return """
      \(span)<p>\(visit.t("承诺后 \(days) 个工作日内核发 \(within) 件。"))</p>
      \(UI.table(
        caption: visit.t("证照"),
        columns: [
          UI.Column(visit.t("事项")), UI.Column(visit.t("办件")), UI.Column(visit.t("证照")),
          UI.Column(visit.t("核发日期")),
        ],
        rows: start.parts.map { part in
          // The number of a case begins with the code of its item.
          let item = desk.cases.shelf.current(String(part.number.prefix(31)), on: visit.now.day)
          return UI.Row([
            "\(item.map { visit.pick($0.name) } ?? "—")",
            "<a href=\"\(CaseLink.case(part.caseID).path)\">\(part.number)</a>",
            part.licence.map { "<a href=\"\(LicenceLink.licence($0).path)\">\($0)</a>" }
              ?? "\(visit.t("办理中"))",
            part.issuedOn.map { UI.day($0, visit) } ?? "—",
          ])
        }))
      """
  }
}

extension CommittedStart {
  /// A start for programs.
  package struct Detail: Encodable, Sendable {
    struct Required: Encodable, Sendable {
      let key: String
      let department: String
      let item: String
      let due: Day
      let state: String
      let isLate: Bool
    }

    struct Certificate: Encodable, Sendable {
      let number: String
      let licence: String?
      let issuedOn: Day?
    }

    let project: String
    let requirements: [Required]
    let promisedAt: String?
    let parts: [Certificate]
  }

  package var detail: Detail {
    Detail(
      project: note,
      requirements: requirements.map { requirement in
        let followUp = followUps[requirement.key] ?? FollowUp()
        return Detail.Required(
          key: requirement.key, department: requirement.department, item: requirement.item,
          due: due(requirement.key) ?? requirement.due, state: followUp.state.rawValue,
          isLate: followUp.isLate)
      }, promisedAt: promisedAt?.iso8601,
      parts: parts.map {
        Detail.Certificate(number: $0.number, licence: $0.licence, issuedOn: $0.issuedOn)
      })
  }

  package static let detailSchema: Schema = .object([
    .required("project", .string(), "The code of the project."),
    .required(
      "requirements",
      .array(
        .object([
          .required("key", .string()), .required("department", .string()),
          .required("item", .string()), .required("due", .date),
          .required("state", .choice(of: FollowUp.State.self)), .required("isLate", .boolean),
        ]))),
    .optional("promisedAt", .string(format: "date-time")),
    .required(
      "parts",
      .array(
        .object([
          .required("number", .string()), .optional("licence", .string()),
          .optional("issuedOn", .date),
        ]))),
  ])
}
