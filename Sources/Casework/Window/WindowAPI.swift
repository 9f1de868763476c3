// SPDX-License-Identifier: Apache-2.0

import Catalogue
import HTTPTypes
import Journal
import Site

/// The window over the API: what its one screen does, in one call.
struct WindowAPI: Sendable {
  let desk: CaseDesk

  var routes: [Route] {
    [
      .api(
        .post, "/api/v1/window-cases", .only(CaseDesk.windowRoles), "窗口收件、当场办结",
        Operation(
          "handleAtWindow", tag: "window", parameters: [.idempotencyKey],
          body: .json(Self.order), returns: Self.receipt, status: 201)
      ) { visit, actor in
        try await handle(visit, actor)
      }
    ]
  }

  private static let order: Schema = .named(
    "WindowOrder",
    .object([
      .required("item", CaseSchema.itemCode),
      .required(
        "applicant", CaseSchema.party, "Who stands at the window, or is represented there."),
      .optional("agent", CaseSchema.party, "Who has come for the applicant."),
      .optional("situation", CaseSchema.values), .optional("answers", CaseSchema.values),
      .optional(
        "seen", .array(CaseSchema.key, count: 0...200),
        "The materials whose originals were shown, by key: trust grade B."),
      .optional("files", CaseSchema.claims),
      .required(
        "confirmed", .boolean, "Whether the applicant has said face to face that all of it is true."
      ),
      .optional(
        "goal", .choice(of: WindowOrder.Goal.self),
        "`delivered`, which is usual, for what is done at once: all or nothing; `received` for the rest."
      ),
      .optional(
        "reasons", .string(length: 1...2000), "Why it is granted; the usual words when absent."),
    ]))

  private static let receipt: Schema = .named(
    "WindowReceipt",
    .object([
      .required("id", .string()), .required("number", .string(), "办件编号, 43 characters."),
      .required("version", .integer()), .required("phase", .choice(of: Case.Phase.self)),
      .optional("licence", .string()), .required("documents", .array(CaseSchema.document)),
      .required("bundle", .string(), "The page that prints all documents."),
    ]))

  private struct Sent: Decodable, Sendable {
    let item: String
    let applicant: Party
    let agent: Party?
    let situation: [String: String]?
    let answers: [String: String]?
    let seen: [String]?
    let files: [FileClaim]?
    let confirmed: Bool
    let goal: WindowOrder.Goal?
    let reasons: String?
  }

  private struct Answer: Encodable, Sendable {
    let id: String
    let number: String
    let version: Int
    let phase: Case.Phase
    let licence: String?
    let documents: [CaseJSON.Document]
    let bundle: String
  }

  private func handle(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let sent: Sent = try visit.json()
    let item = try desk.openItem(sent.item)
    var filing = Filing(
      item: ItemReference(code: item.code, version: item.version), applicant: sent.applicant,
      agent: sent.agent, situation: sent.situation ?? [:], answers: sent.answers ?? [:],
      files: try await desk.filed(sent.files ?? [], among: item.materials, by: actor),
      seen: sent.seen ?? [])
    if let form = try? FilingForm(item, filing) { filing.repeatApplicant(in: form.fields) }
    let order = WindowOrder(
      filing: filing, goal: sent.goal ?? .delivered,
      isConfirmed: sent.confirmed, reasons: sent.reasons ?? "")
    let receipt = try await CaseworkRefusal.withPointers {
      try await desk.handleAtWindow(order, by: actor, key: visit.command)
    }
    let file = try await desk.open(receipt.id, for: actor)
    return .json(
      Answer(
        id: receipt.id, number: receipt.number, version: file.version, phase: file.state.phase,
        licence: file.state.licence,
        documents: file.documents.map { CaseJSON.Document($0, of: receipt.id) },
        bundle: CaseLink.bundle(receipt.id).path),
      status: 201, etag: String(file.version), location: "/api/v1/cases/\(receipt.id)")
  }
}
