// SPDX-License-Identifier: Apache-2.0

import Casework
import HTTPTypes
import Journal
import Site

/// Complaints for programs.
struct ComplaintAPI: Sendable {
  let desk: OversightDesk

  private static let tag = "complaints"

  var routes: [Route] { reading + steps }

  private var reading: [Route] {
    [
      .api(
        .get, "/api/v1/complaints", .only(CardScope.readers), "查询投诉",
        Operation(
          "listComplaints", tag: Self.tag, parameters: Operation.Parameter.paging,
          returns: .listing("ComplaintList", of: OversightSchemas.complaint))
      ) { visit, actor in
        let (rows, next) = try await desk.complaints(
          before: try visit.cursor(), limit: try visit.limit(), for: actor)
        return .json(Listing(rows.map { OversightJSON.Complaint($0) }, next: next))
      },
      .api(
        .get, "/api/v1/complaints/{id}", .signedIn, "查看投诉",
        Operation(
          "getComplaint", tag: Self.tag, parameters: [OversightSchemas.complaintID],
          returns: OversightSchemas.complaint)
      ) { visit, actor in
        let file = try await desk.complaint(visit.parameter("id"), for: actor)
        return .json(OversightJSON.Complaint(file, for: actor), etag: String(file.version))
      },
    ]
  }

  private var steps: [Route] {
    [
      .api(
        .post, "/api/v1/cases/{id}/complaints", .only(.applicant, .agent), "提出投诉",
        Operation(
          "fileComplaint", tag: Self.tag, parameters: [OversightSchemas.caseID, .idempotencyKey],
          body: .json(OversightSchemas.words), returns: OversightSchemas.receipt, status: 201)
      ) { visit, actor in
        let receipt = try await OversightRefusal.atText {
          try await desk.complain(
            try Self.text(visit), of: visit.parameter("id"), by: actor, key: visit.command)
        }
        return .json(
          receipt, status: 201, etag: String(receipt.version),
          location: "/api/v1/complaints/\(receipt.id)")
      },
      step(.takeUp, "takeUpComplaint", nil) { _ in .takeUp },
      step(.decline, "declineComplaint", OversightSchemas.words) { visit in
        .decline(try Self.text(visit))
      },
      step(.explain, "explainComplaint", OversightSchemas.words) { visit in
        .explain(try Self.text(visit))
      },
      step(.answer, "answerComplaint", OversightSchemas.complaintAnswer) { visit in
        let sent: Answer = try visit.json()
        return .answer(justified: sent.justified, Reasons(sent.text))
      },
    ]
  }

  private struct Words: Decodable { let text: String }

  private struct Answer: Decodable {
    let justified: Bool
    let text: String
  }

  private static func text(_ visit: Visit) throws -> Reasons {
    let sent: Words = try visit.json()
    return Reasons(sent.text)
  }

  private func step(
    _ step: ComplaintStep, _ operation: String, _ body: Schema?,
    _ read: @escaping @Sendable (Visit) throws -> Complaint.Command
  ) -> Route {
    .api(
      .post, "/api/v1/complaints/{id}/\(step.rawValue)", .only(step.roles), step.phrase,
      Operation(
        operation, tag: Self.tag,
        parameters: [OversightSchemas.complaintID, .idempotencyKey, .ifMatch],
        body: body.map { .json($0) }, returns: OversightSchemas.receipt)
    ) { visit, actor in
      let receipt = try await OversightRefusal.atText {
        try await desk.handle(
          try read(visit), with: visit.parameter("id"), by: actor,
          expecting: try visit.seenVersion(), key: visit.command)
      }
      return .json(receipt, etag: String(receipt.version))
    }
  }
}
