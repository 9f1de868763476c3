// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import HTTPTypes
import Journal
import Site

/// One case in the shapes of national standards, for programs.
struct ExchangeAPI: Sendable {
  let desk: CaseDesk

  private static let id: Operation.Parameter = .path(
    "id", .string(pattern: "^[A-Za-z0-9_-]{43}$"), "The case’s id.")

  var routes: [Route] {
    [
      .api(
        .get, "/api/v1/cases/{id}/gbt39046", .signedIn, "按 GB/T 39046-2020 导出办件",
        Operation(
          "exportCaseRecord", tag: "exchange", parameters: [Self.id, Self.full],
          returns: Self.record)
      ) { visit, actor in
        .json(try await record(visit, actor).record)
      },
      .api(
        .get, "/api/v1/cases/{id}/gbt39046/xml", .signedIn, "按 GB/T 39046-2020 导出办件（XML）",
        Operation(
          "exportCaseRecordAsXML", tag: "exchange", parameters: [Self.id, Self.full],
          answers: [
            Operation.Answer(200, "The record as XML.", .file, media: "application/xml")
          ])
      ) { visit, actor in
        let (record, number) = try await record(visit, actor)
        return .file(Array(record.xml.utf8), media: "application/xml", name: "\(number).xml")
      },
      .api(
        .get, "/api/v1/cases/{id}/project-states", .signedIn, "工程建设项目审批状态",
        Operation(
          "listProjectStates", tag: "exchange", parameters: [Self.id],
          returns: .named("ProjectStateList", .object([.required("items", .array(Self.state))])))
      ) { visit, actor in
        let file = try await desk.open(visit.parameter("id"), for: actor)
        return .json(States(items: ProjectState.steps(of: file.history).map(State.init)))
      },
    ]
  }

  private static let full: Operation.Parameter = .query(
    "full", .choice(["true", "false"]),
    "Names, numbers and telephones in full; that somebody saw them is an event.")

  /// The record of a case, and its number; personal data in full for whose it is, or after noting it.
  private func record(
    _ visit: Visit, _ actor: Actor
  ) async throws -> (record: StandardRecord, number: String) {
    let file = try await desk.open(visit.parameter("id"), for: actor)
    let isOwn = file.isOwn(of: actor)
    let isFull = isOwn || visit.query("full") == "true"
    if isFull, !isOwn { _ = try await desk.reveal(file.row.id, for: actor) }
    let record = CaseRecord(file: file, isFull: isFull, isStaff: actor.isStaff).record
    return (record, file.row.number)
  }

  // MARK: - The shapes

  private struct States: Encodable, Sendable { let items: [State] }

  private struct State: Encodable, Sendable {
    let code: Int
    let name: String
    let at: String

    init(_ step: ProjectState.Step) {
      code = step.state.rawValue
      name = step.state.label
      at = step.at.iso8601
    }
  }

  private static let state: Schema = .named(
    "ProjectState",
    .object([
      .required("code", .integer(1...15)), .required("name", .string()),
      .required("at", .string(format: "date-time")),
    ]))

  private static let record: Schema = .named(
    "StandardRecord", .map(.array(.map(.string()))))
}
