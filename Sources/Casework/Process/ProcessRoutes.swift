// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Journal
import Processes
import Site

/// A case's process and its log as files: for whoever may see the case.
struct ProcessRoutes: Sendable {
  let desk: CaseDesk

  var routes: [Route] {
    [
      .page(.get, CaseLink.process("{id}").path, .signedIn, "下载办理流程（BPMN）") { visit, actor in
        try await process(visit, actor)
      },
      .page(.get, CaseLink.events("{id}").path, .signedIn, "下载办理记录（XES）") { visit, actor in
        try await events(visit, actor)
      },
      .api(
        .get, "/api/v1" + CaseLink.process("{id}").path, .signedIn, "查看办理流程（BPMN）",
        Self.file("getProcess", "The case’s process as BPMN 2.0 with its diagram.")
      ) { visit, actor in
        try await process(visit, actor)
      },
      .api(
        .get, "/api/v1" + CaseLink.events("{id}").path, .signedIn, "查看办理记录（XES）",
        Self.file("getEventLog", "What happened to the case as an event log of IEEE 1849.")
      ) { visit, actor in
        try await events(visit, actor)
      },
    ]
  }

  private static func file(_ id: String, _ summary: String) -> Operation {
    Operation(
      id, tag: "cases", parameters: [CaseSchema.id],
      answers: [Operation.Answer(200, summary, .file, media: "application/xml")])
  }

  private func process(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let file = try await desk.open(visit.parameter("id"), for: actor)
    let section = ProcessSection(file: file, isStaff: actor.isStaff, visit: visit)
    return Self.file(section.bpmn, "\(file.row.number).bpmn", of: file)
  }

  private func events(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let file = try await desk.open(visit.parameter("id"), for: actor)
    return Self.file(file.log(isStaff: actor.isStaff), "\(file.row.number).xes", of: file)
  }

  private static func file(_ text: String, _ name: String, of file: CaseFile) -> Reply {
    .file(Array(text.utf8), media: "application/xml", name: name, etag: String(file.version))
  }
}
