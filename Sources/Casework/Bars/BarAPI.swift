// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// The register of bars for programs.
struct BarAPI: Sendable {
  let desk: CaseDesk

  var routes: [Route] { reading + writing }

  private static let id: Operation.Parameter = .path(
    "id", .string(length: 1...100), "The entry’s id.")

  private var reading: [Route] {
    [
      .api(
        .get, "/api/v1/bars", .signedIn, "查询失信与禁入记录",
        Operation(
          "listBars", tag: "bars", parameters: Operation.Parameter.paging,
          returns: .listing("BarList", of: BarJSON.schema))
      ) { visit, actor in
        let place = try visit.cursor().map(CaseFilter.ReceiptPlace.init)
        let (rows, next) = try await desk.bars(
          before: place, limit: try visit.limit(), for: actor)
        return .json(
          Listing(rows.map { BarJSON($0, for: actor, on: visit.now.day) }, next: next))
      },
      .api(
        .get, "/api/v1/bars/{id}", .signedIn, "查看失信与禁入记录",
        Operation("getBar", tag: "bars", parameters: [Self.id], returns: BarJSON.schema)
      ) { visit, actor in
        let file = try await desk.bar(visit.parameter("id"), for: actor)
        return .json(
          BarJSON(file.row, for: actor, on: visit.now.day, reasons: file.reasons),
          etag: String(file.row.version))
      },
    ]
  }

  private struct Lifted: Decodable {
    let document: String
    let reasons: String
  }

  private struct Repaired: Decodable {
    let corrected: Day
    let evidence: String
  }

  private struct Noted: Decodable { let reasons: String }

  private struct Answer: Encodable, Sendable {
    let id: String
    let version: Int

    static let schema: Schema = .named(
      "BarReceipt",
      .object([.required("id", .string()), .required("version", .integer(), "As in the ETag.")]))
  }

  private static let parameters = [id, .idempotencyKey, .ifMatch]
  private static let text: Schema = .string(length: 1...2000)

  private var writing: [Route] {
    [
      .api(
        .post, "/api/v1/cases/{id}/falsehood", .only(CaseDesk.falsehoodFinders), "登记虚假申请",
        Operation(
          "noteFalsehood", tag: "bars", parameters: [CaseSchema.id, .idempotencyKey],
          body: .json(.named("Falsehood", .object([.required("reasons", Self.text)]))),
          returns: Answer.schema, status: 201)
      ) { visit, actor in
        let sent: Noted = try visit.json()
        let bar = try await desk.noteFalsehood(
          of: visit.parameter("id"), reasons: Reasons(sent.reasons), by: actor,
          key: visit.command)
        let version = try await desk.bar(bar, for: actor).row.version
        return .json(
          Answer(id: bar, version: version), status: 201, etag: String(version),
          location: "/api/v1/bars/\(bar)")
      },
      .api(
        .post, "/api/v1/bars/{id}/lift", .only(Bar.lifters), "解除禁入",
        Operation(
          "liftBar", tag: "bars", parameters: Self.parameters,
          body: .json(
            .named(
              "BarLifting",
              .object([
                .required(
                  "document", .string(length: 1...120),
                  "What has set aside the decision that it rests on."),
                .required("reasons", Self.text),
              ]))), returns: Answer.schema)
      ) { visit, actor in
        let sent: Lifted = try visit.json()
        return try await end(
          .lift(document: sent.document, Reasons(sent.reasons)), sent.reasons, visit, actor)
      },
      .api(
        .post, "/api/v1/bars/{id}/repair", .only(Bar.lifters), "信用修复",
        Operation(
          "repairCredit", tag: "bars", parameters: Self.parameters,
          body: .json(
            .named(
              "CreditRepair",
              .object([
                .required("corrected", .date, "The day on which it was put right."),
                .required("evidence", Self.text),
              ]))), returns: Answer.schema)
      ) { visit, actor in
        let sent: Repaired = try visit.json()
        return try await end(
          .repair(evidence: Reasons(sent.evidence), corrected: sent.corrected), sent.evidence,
          visit, actor)
      },
    ]
  }

  private func end(
    _ command: Bar.Command, _ text: String, _ visit: Visit, _ actor: Actor
  ) async throws -> Reply {
    let id = visit.parameter("id")
    let version = try await desk.endBar(
      id, command, text: text, by: actor, expecting: try visit.seenVersion(), key: visit.command)
    return .json(Answer(id: id, version: version), etag: String(version))
  }
}

/// An entry as the API sends it.
struct BarJSON: Encodable, Sendable {
  let id: String
  let number: String?
  let reason: BarReason
  let standing: BarRow.Standing
  let item: ItemReference?
  let department: String
  let gates: [BarredGate]
  let from: Day
  let until: Day?
  let article: String?
  let decision: String
  let caseID: String?
  let licence: String?
  let name: String
  let code: String
  let reasons: String?
  let enteredAt: String
  let endedOn: Day?

  init(_ row: BarRow, for actor: Actor, on today: Day, reasons: String? = nil) {
    id = row.id
    number = row.number
    reason = row.reason
    standing = row.standing(on: today)
    item = row.item
    department = row.department
    gates = BarredGate.allCases.filter(row.gates.contains)
    from = row.from
    until = row.until
    article = row.reason.basis?.text
    decision = row.decision
    caseID = row.caseID
    licence = row.licence
    name = row.shownName(to: actor)
    code = row.shownCode(to: actor)
    self.reasons = reasons
    enteredAt = row.enteredAt.iso8601
    endedOn = row.endedOn
  }

  static let schema: Schema = .named(
    "Bar",
    .object([
      .required("id", .string()), .optional("number", .string()),
      .required("reason", .choice(of: BarReason.self)),
      .required("standing", .choice(of: BarRow.Standing.self)),
      .optional(
        "item", .object([.required("code", .string()), .required("version", .integer())]),
        "Absent where it holds for every item."),
      .required("department", .string()),
      .required(
        "gates", .array(.choice(of: BarredGate.self)), "What it shuts; nothing for a warning."),
      .required("from", .date), .optional("until", .date, "Absent until it is lifted."),
      .optional("article", .string()),
      .required("decision", .string(), "The number of the decision that it rests on."),
      .optional("caseID", .string()), .optional("licence", .string()),
      .required(
        "name", .string(), "A natural person’s name and code are masked for all but himself."),
      .required("code", .string()), .optional("reasons", .string()),
      .required("enteredAt", .string(format: "date-time")), .optional("endedOn", .date),
    ]))
}
