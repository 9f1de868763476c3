// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import HTTPTypes
import Identity
import Journal
import ShangMi
import Site

/// Commitments after the grant, and what may still come, for programs.
struct PromiseAPI: Sendable {
  let desk: CaseDesk

  var routes: [Route] { reading + PromiseStep.all.map(route) }

  private var reading: [Route] {
    [
      .api(
        .get, "/api/v1/promises", .only(PromisePages.roles), "查询核查与容缺",
        Operation(
          "listPromises", tag: "promises",
          parameters: [
            .query(
              "list", .choice(of: PromiseStanding.self), "Which list; `checking` when absent.")
          ] + Operation.Parameter.paging,
          returns: .listing("PromiseList", of: PromiseJSON.line))
      ) { visit, actor in
        let list = visit.query("list").flatMap(PromiseStanding.init(rawValue:)) ?? .checking
        let (rows, next) = try await desk.promises(
          list, after: try visit.cursor(), limit: try visit.limit(), for: actor)
        return .json(Listing(rows.map(PromiseJSON.Line.init), next: next))
      },
      .api(
        .get, "/api/v1/promises/{id}", .signedIn, "查看承诺的履行",
        Operation(
          "getPromise", tag: "promises", parameters: [CaseSchema.id],
          returns: PromiseJSON.detail)
      ) { visit, actor in
        let file = try await desk.promise(visit.parameter("id"), for: actor)
        return .json(PromiseJSON.Detail(file), etag: String(file.version))
      },
    ]
  }

  /// A step: what the page asks is what the API takes.
  private func route(_ step: PromiseStep) -> Route {
    let word = step.name.capitalized
    let questions: [Schema.Property] = step.asks.map { ask in
      switch ask {
      case .way: .required("way", .choice(of: CheckWay.self))
      case .outcome: .required("outcome", .choice(of: Check.Outcome.self))
      }
    }
    let reasons: [Schema.Property] =
      step.reasons == nil ? [] : [.required("reasons", .string(length: 1...2000))]
    let body: Schema? =
      questions.isEmpty && reasons.isEmpty
      ? nil : .named("Promise\(word)", .object(questions + reasons))
    return .api(
      .post, "/api/v1/promises/{id}/\(step.name)", .only(step.roles), step.phrase,
      Operation(
        "\(step.name)Promise", tag: "promises",
        parameters: [CaseSchema.id, .idempotencyKey, .ifMatch], body: body.map { .json($0) },
        returns: CaseSchema.receipt)
    ) { visit, actor in
      let sent: [String: String] = body == nil ? [:] : try visit.json()
      let order = try step.order({ sent[$0] }, named: { $0.rawValue }, reasonsName: "reasons")
      let receipt = try await desk.take(
        order.command, withPromise: visit.parameter("id"), by: actor,
        expecting: try visit.seenVersion(), text: order.text, key: visit.command)
      return .json(receipt, etag: String(receipt.version))
    }
  }
}

/// What the API sends of commitments.
enum PromiseJSON {
  struct Line: Encodable, Sendable {
    let id: String
    let number: String
    let item: ItemReference
    let department: String
    let standing: String
    let due: Day?
    let isOverdue: Bool
    let applicant: String

    init(_ row: PromiseRow) {
      id = row.id
      number = row.number
      item = row.item
      department = row.department
      standing = row.standing.rawValue
      due = row.due
      isOverdue = row.isOverdue
      applicant = row.shownApplicant
    }
  }

  private static let item: Schema = .object([
    .required("code", .string()), .required("version", .integer()),
  ])

  static let line: Schema = .named(
    "PromiseLine",
    .object([
      .required("id", .string(), "The id of the case."), .required("number", .string()),
      .required("item", item), .required("department", .string()),
      .required("standing", .choice(of: PromiseStanding.self)), .optional("due", .date),
      .required("isOverdue", .boolean, "It is only told: nobody is found guilty by it."),
      .required("applicant", .string(), "A natural person’s name is masked."),
    ]))

  /// What a case was filed on.
  struct Commitment: Encodable, Sendable {
    let text: String
    let replacesReview: Bool
    let signedAt: String?

    init?(_ file: CaseFile) {
      guard let taken = file.state.submission?.commitment else { return nil }
      text = taken.text.description
      replacesReview = taken.replacesReview
      signedAt = file.filing?.commitment?.at.iso8601
    }
  }

  static let commitment: Schema = .named(
    "CaseCommitment",
    .object([
      .required("text", .string(), "SM3 of the text that was signed, hexadecimal."),
      .required("replacesReview", .boolean), .optional("signedAt", .string(format: "date-time")),
    ]))

  /// What a case was filed without.
  struct Deferred: Encodable, Sendable {
    let material: String
    let standing: DeferralTurn.Standing
    let due: Day?

    init(_ entry: DeferralTurn.Entry) {
      material = entry.material.key
      standing = entry.standing
      due = entry.due
    }
  }

  static let deferred: Schema = .named(
    "DeferredMaterial",
    .object([
      .required("material", .string()),
      .required("standing", .choice(of: DeferralTurn.Standing.self)),
      .optional("due", .date, "The last day; absent before acceptance."),
    ]))

  struct Detail: Encodable, Sendable {
    struct Happening: Encodable, Sendable {
      let version: Int
      let type: String
      let at: String
      let text: String?
    }

    let id: String
    let number: String
    let version: Int
    let text: SignedText?
    let phase: Promise.Phase
    let ways: [CheckWay]
    let checkDue: Day?
    let correctionDue: Day?
    let statementDue: Day?
    let isOverdue: Bool
    let awaitsRevocation: Bool
    let documents: [NumberedJSON<PromiseDocumentKind>]
    let history: [Happening]

    init(_ file: PromiseFile) {
      let state = file.state
      id = file.row.id
      number = file.row.number
      version = file.version
      text = state.terms?.text
      phase = state.phase
      ways = state.terms?.check.ways ?? []
      checkDue = state.checkDue
      correctionDue = state.correctionDue
      statementDue = state.statementDue
      isOverdue = state.isCheckOverdue || state.isCorrectionOverdue
      awaitsRevocation = state.awaitsRevocation
      documents = state.documents.map { NumberedJSON(kind: $0.kind, number: $0.number) }
      history = file.history.map {
        Happening(
          version: $0.version, type: $0.event.word, at: $0.moment.at.iso8601,
          text: $0.event.text.map { digest in file.text(digest) })
      }
    }
  }

  static let detail: Schema = .named(
    "Promise",
    .object([
      .required("id", .string(), "The id of the case."), .required("number", .string()),
      .required("version", .integer(), "As in the ETag."),
      .optional("text", .choice(of: SignedText.self), "Which commitment was signed."),
      .required("phase", .choice(of: Promise.Phase.self)),
      .required("ways", .array(.choice(of: CheckWay.self))), .optional("checkDue", .date),
      .optional("correctionDue", .date), .optional("statementDue", .date),
      .required("isOverdue", .boolean),
      .required("awaitsRevocation", .boolean, "Whether what was granted is still to be looked at."),
      .required(
        "documents",
        .array(
          .object([
            .required("kind", .choice(of: PromiseDocumentKind.self)),
            .required("number", .string()),
          ]))),
      .required(
        "history",
        .array(
          .object([
            .required("version", .integer()), .required("type", .string()),
            .required("at", .string(format: "date-time")), .optional("text", .string()),
          ]))),
    ]))
}
