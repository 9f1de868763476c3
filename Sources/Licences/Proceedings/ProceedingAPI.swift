// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// What becomes of licences, for programs: the history of one, and the steps of a proceeding.
struct ProceedingAPI: Sendable {
  let desk: LicenceDesk

  var routes: [Route] { reading + writing }

  private static let number: Operation.Parameter = .path(
    "number", .string(length: 1...100), "The number on the certificate.")
  private static let parameters = [number, .idempotencyKey, .ifMatch]
  private static let text: Schema = .string(length: 1...2000)

  private var reading: [Route] {
    [
      .api(
        .get, LicenceLink.Pattern.historyAPI, .signedIn, "查看证照的经过",
        Operation(
          "getLicenceHistory", tag: "licences", parameters: [Self.number],
          returns: LicenceHistoryJSON.schema)
      ) { visit, actor in
        let file = try await desk.open(visit.parameter("number"), for: actor)
        return .json(
          LicenceHistoryJSON(file, address: desk.address), etag: String(file.row.version))
      }
    ]
  }

  private struct Proposed: Decodable {
    let measure: LicenceMeasure
    let ground: LicenceGround
    let facts: String
    let requested: Bool?
    let decision: AuthorityDecision?
  }

  private struct Heard: Decodable {
    let kind: Defence.Kind
    let text: String?
  }

  private struct Concluded: Decodable {
    let outcome: LicenceOutcome
    let reasons: String
    let compensation: String?
  }

  private struct Answer: Encodable, Sendable {
    let number: String
    let version: Int

    static let schema: Schema = .named(
      "LicenceReceipt",
      .object([
        .required("number", .string()), .required("version", .integer(), "As in the ETag."),
      ]))
  }

  private static let proposal: Schema = .named(
    "LicenceProposal",
    .object([
      .required("measure", .choice(of: LicenceMeasure.self)),
      .required("ground", .choice(of: LicenceGround.self)),
      .required("facts", text, "The facts and the evidence."),
      .optional("requested", .boolean, "Whether an interested person has asked for it."),
      .optional(
        "decision",
        .object([
          .required("authority", .string(length: 1...120)),
          .required("document", .string(length: 1...120)), .required("decidedOn", .date),
        ]), "The decision of another authority, for what is recorded: annul, suspend."),
    ]))

  private static let statement: Schema = .named(
    "LicenceStatement",
    .object([.required("kind", .choice(of: Defence.Kind.self)), .optional("text", text)]))

  private static let conclusion: Schema = .named(
    "LicenceConclusion",
    .object([
      .required("outcome", .choice(of: LicenceOutcome.self)), .required("reasons", text),
      .optional("compensation", text),
    ]))

  private var writing: [Route] {
    [
      .api(
        .post, LicenceLink.Pattern.proposeAPI, .only(Licence.proposers), "提出措施",
        Operation(
          "proposeMeasure", tag: "licences", parameters: Self.parameters,
          body: .json(Self.proposal), returns: Answer.schema)
      ) { visit, actor in
        let sent: Proposed = try visit.json()
        let proposing = Proposing(
          measure: sent.measure, ground: sent.ground, facts: Reasons(sent.facts),
          isRequested: sent.requested ?? false, decision: sent.decision)
        return try await take(.propose(proposing), [sent.facts], visit, actor)
      },
      .api(
        .post, LicenceLink.Pattern.hearAPI, .signedIn, "陈述、申辩",
        Operation(
          "stateOnProposal", tag: "licences", parameters: Self.parameters,
          body: .json(Self.statement), returns: Answer.schema)
      ) { visit, actor in
        let sent: Heard = try visit.json()
        let text = sent.text.map(Reasons.init)
        return try await take(
          .hear(sent.kind, text), [sent.text].compactMap(\.self), visit, actor)
      },
      .api(
        .post, LicenceLink.Pattern.concludeAPI, .only(Licence.deciders), "决定措施",
        Operation(
          "concludeProposal", tag: "licences", parameters: Self.parameters,
          body: .json(Self.conclusion), returns: Answer.schema)
      ) { visit, actor in
        let sent: Concluded = try visit.json()
        return try await take(
          .conclude(
            sent.outcome, Reasons(sent.reasons), compensation: sent.compensation.map(Reasons.init)),
          [sent.reasons, sent.compensation].compactMap(\.self), visit, actor)
      },
    ]
  }

  private func take(
    _ command: Licence.Command, _ texts: [String], _ visit: Visit, _ actor: Actor
  ) async throws -> Reply {
    let number = visit.parameter("number")
    let version = try await desk.take(
      command, with: number, by: actor, expecting: try visit.seenVersion(), texts: texts,
      key: visit.command)
    return .json(Answer(number: number, version: version), etag: String(version))
  }
}

/// A licence with all that has become of it.
struct LicenceHistoryJSON: Encodable, Sendable {
  struct Happening: Encodable, Sendable {
    let version: Int
    let type: String
    let at: String
  }

  struct Document: Encodable, Sendable {
    let kind: LicenceDocumentKind
    let number: String
    let issuedAt: String
    let page: String
  }

  struct Act: Encodable, Sendable {
    let act: ActKind
    let caseNumber: String
    let filedAt: String
    let closedAt: String?
  }

  let licence: LicenceJSON
  let version: Int
  let proceeding: LicenceMeasure?
  let history: [Happening]
  let documents: [Document]
  let acts: [Act]

  init(_ file: LicenceFile, address: (String) -> String) {
    let row = file.row
    licence = LicenceJSON(file.certificate, address: address)
    version = row.version
    proceeding = row.proceeding
    history = file.history.map { entry in
      Happening(
        version: entry.version, type: String("\(entry.event)".prefix { $0.isLetter }),
        at: entry.moment.at.iso8601)
    }
    documents = file.documents.map { document in
      Document(
        kind: document.kind, number: document.number, issuedAt: document.issuedAt.iso8601,
        page: LicenceLink.document(row.number, version: document.version).path)
    }
    acts = file.acts.map { act in
      Act(
        act: act.act, caseNumber: act.caseNumber, filedAt: act.filedAt.iso8601,
        closedAt: act.closedAt?.iso8601)
    }
  }

  private static let moment: Schema = .string(format: "date-time")

  static let schema: Schema = .named(
    "LicenceHistory",
    .object([
      .required("licence", LicenceJSON.schema), .required("version", .integer(), "As in the ETag."),
      .optional("proceeding", .choice(of: LicenceMeasure.self), "What waits for a decision."),
      .required(
        "history",
        .array(
          .object([
            .required("version", .integer()), .required("type", .string()),
            .required("at", moment),
          ]))),
      .required(
        "documents",
        .array(
          .object([
            .required("kind", .choice(of: LicenceDocumentKind.self)),
            .required("number", .string()), .required("issuedAt", moment),
            .required("page", .string(), "The printable page."),
          ]))),
      .required(
        "acts",
        .array(
          .object([
            .required("act", .choice(of: ActKind.self)), .required("caseNumber", .string()),
            .required("filedAt", moment), .optional("closedAt", moment),
          ]))),
    ]))
}
