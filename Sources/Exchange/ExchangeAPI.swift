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
          "exportCaseRecord", tag: "exchange",
          parameters: [
            Self.id,
            .query("format", .choice(["json", "xml"]), "json where it is left out."),
            .query(
              "full", .choice(["true", "false"]),
              "Names, numbers and telephones in full; that somebody saw them is an event."),
          ],
          returns: Self.record)
      ) { visit, actor in
        let file = try await file(visit, actor)
        let record = CaseRecord(
          file: file.file, isFull: file.isFull, isStaff: actor.isStaff
        ).record
        guard visit.query("format") == "xml" else { return .json(record) }
        return .file(
          Array(record.xml.utf8), media: "application/xml", name: "\(file.file.row.number).xml")
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

  /// The case, and whether its personal data may be given in full: the applicant's own, or after noting it.
  private func file(_ visit: Visit, _ actor: Actor) async throws -> (file: CaseFile, isFull: Bool) {
    let file = try await desk.open(visit.parameter("id"), for: actor)
    if file.isOwn(of: actor) { return (file, true) }
    guard visit.query("full") == "true" else { return (file, false) }
    _ = try await desk.reveal(file.row.id, for: actor)
    return (file, true)
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
