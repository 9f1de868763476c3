// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import HTTPTypes
import Journal
import ShangMi
import Site

/// Bundles and joint cases for programs.
struct JointAPI: Sendable {
  let desk: JointDesk

  var routes: [Route] {
    [
      .api(.get, "/api/v1/bundles", .anyone, "查询一件事", Self.list) { visit, _ in
        let snapshot = desk.bundles.snapshot
        let today = visit.now.day
        let found =
          visit.query("query").map { snapshot.find($0, on: today) } ?? snapshot.current(on: today)
        return .json(Listing(found.map(BundleJSON.init)))
      },
      .api(.get, "/api/v1/bundles/{code}/guide", .anyone, "一次告知", Self.guide) { visit, _ in
        let bundle = try desk.bundle(visit.parameter("code"))
        let form = JointForm(
          bundle, items: desk.openItems(of: bundle), answers: try AnswersParameter.read(visit))
        return .json(GuideJSON(form))
      },
      .api(
        .get, "/api/v1/joint-cases", .signedIn, "查询联办件", Self.joints
      ) { visit, actor in
        let limit = try visit.limit()
        let place = try visit.cursor().map(CaseFilter.ReceiptPlace.init)
        let found = try await desk.list(
          open: nil, before: place, limit: limit + 1, for: actor)
        let (rows, next) = found.page(limit) {
          CaseFilter.ReceiptPlace(at: $0.row.receivedAt, id: $0.row.id).cursor
        }
        return .json(Listing(rows.map { JointJSON($0.row, $0.state) }, next: next))
      },
      .api(.get, "/api/v1/joint-cases/{id}", .signedIn, "查看联办件", Self.joint) { visit, actor in
        let file = try await desk.open(visit.parameter("id"), for: actor)
        return .json(JointJSON(file.row, file.state), etag: "\(file.version)")
      },
    ] + steps
  }

  // MARK: - Steps

  private struct Notice: Decodable {
    let part: String?
    let entries: [SupplementNotice.Entry]
  }

  private struct Result: Decodable {
    let part: String
    let values: [String: String]
  }

  /// What has a text that a step rests on.
  private protocol Worded { var text: String { get } }

  private struct Opinion: Decodable, Worded {
    let part: String
    let text: String
  }

  private struct VisitPlan: Decodable, Worded {
    let day: Day
    let parts: [String]
    let text: String
  }

  private struct VisitNote: Decodable, Worded {
    let parts: [String]
    let text: String
  }

  private struct Extending: Decodable, Worded {
    let reference: String
    let text: String
  }

  private struct Withdrawal: Decodable { let reasons: String? }

  private struct Delivery: Decodable { let method: DeliveryMethod }

  private var steps: [Route] {
    [
      Self.step(.accept, body: nil) { visit, actor, id in
        try await desk.accept(
          id, by: actor, expecting: try visit.seenVersion(), key: visit.command)
      },
      Self.step(.ask, body: Self.notice) { visit, actor, id in
        let sent: Notice = try visit.json()
        return try await desk.ask(
          SupplementNotice(entries: sent.entries), for: sent.part ?? "", with: id, by: actor,
          expecting: try visit.seenVersion(), key: visit.command)
      },
      Self.step(.notice, body: Self.notice) { visit, actor, id in
        let sent: Notice = try visit.json()
        return try await desk.notice(
          SupplementNotice(entries: sent.entries), with: id, by: actor,
          expecting: try visit.seenVersion(), key: visit.command)
      },
      Self.step(.withdraw, body: Self.reasons) { visit, actor, id in
        let sent: Withdrawal = try visit.json()
        return try await desk.withdraw(
          id, Reasons(sent.reasons ?? ""), by: actor, expecting: try visit.seenVersion(),
          key: visit.command)
      },
      Self.step(.deliver, body: Self.delivery) { visit, actor, id in
        let sent: Delivery = try visit.json()
        return try await desk.deliver(
          id, by: sent.method, as: actor, expecting: try visit.seenVersion(), key: visit.command)
      },
      Self.step(.fill, body: Self.result) { visit, actor, id in
        let sent: Result = try visit.json()
        return try await desk.fill(
          sent.part, values: sent.values, with: id, by: actor,
          expecting: try visit.seenVersion(), key: visit.command)
      },
      together(.share, Self.opinion) { (sent: Opinion, text) in
        .share(part: sent.part, text)
      },
      together(.planVisit, Self.visitPlan) { (sent: VisitPlan, text) in
        .planVisit(day: sent.day, parts: sent.parts, text)
      },
      together(.noteVisit, Self.visitNote) { (sent: VisitNote, text) in
        .noteVisit(parts: sent.parts, text)
      },
      together(.extend, Self.extending) { (sent: Extending, text) in
        .extend(reference: sent.reference, text)
      },
    ]
  }

  /// A step that rests on a text.
  private func together<Sent: Decodable & Worded & SendableMetatype>(
    _ step: JointStep, _ body: Schema,
    _ command: @escaping @Sendable (Sent, Reasons) -> JointCase.Command
  ) -> Route {
    Self.step(step, body: body) { visit, actor, id in
      let sent: Sent = try visit.json()
      let text = Reasons(sent.text)
      return try await desk.take(
        command(sent, text), text: text, with: id, by: actor,
        expecting: try visit.seenVersion(), key: visit.command)
    }
  }

  static func step(
    _ step: JointStep, body: Schema?,
    _ take: @escaping @Sendable (Visit, Actor, String) async throws -> JointDesk.Receipt
  ) -> Route {
    .api(
      .post, "/api/v1/joint-cases/{id}/\(step.address)", .only(JointCase.roles(for: step)),
      step.phrase,
      Operation(
        "\(step.rawValue)JointCase", tag: "joint-cases",
        parameters: [id, .ifMatch, .idempotencyKey], body: body.map { .json($0) },
        returns: receipt)
    ) { visit, actor in
      let receipt = try await pointing {
        try await take(visit, actor, visit.parameter("id"))
      }
      return .json(receipt, etag: "\(receipt.version)")
    }
  }

  /// The faults of a form, `answers.name`, as places of the JSON that was sent, `values/name`.
  static func pointing<T>(_ body: () async throws -> T) async throws -> T {
    do {
      return try await body()
    } catch BundleRefusal.incomplete(let faults) {
      throw BundleRefusal.incomplete(
        faults.map { fault in
          let parts = fault.field.split(separator: ".", maxSplits: 1).map(String.init)
          let places = ["answers": "values", "situation": "answers"]
          let place = [places[parts[0]] ?? parts[0]] + parts.dropFirst()
          return Fault(place.joined(separator: "/"), fault.phrase)
        })
    }
  }

  // MARK: - The shapes

  private struct BundleJSON: Encodable, Sendable {
    let code: String
    let version: Int
    let kind: BundleKind
    let name: Words
    let lead: String
    let members: [MemberJSON]
    let street: Bool

    init(_ bundle: Bundle) {
      code = bundle.code
      version = bundle.version
      kind = bundle.kind
      name = bundle.name
      lead = bundle.lead.zh
      members = bundle.members.map(MemberJSON.init)
      street = bundle.street
    }
  }

  private struct MemberJSON: Encodable, Sendable {
    let key: String
    let item: String
    let optional: Bool

    init(_ member: Member) {
      (key, item, optional) = (member.key, member.item, member.isOptional)
    }
  }

  private struct GuideJSON: Encodable, Sendable {
    let open: [String]
    let members: [MemberJSON]
    let fields: [String]
    let materials: [String]

    init(_ form: JointForm) {
      open = form.open.map(\.key)
      members = form.parts.map { MemberJSON($0.member) }
      fields = form.fields.map(\.field.key)
      materials = form.papers.map(\.requirement.key)
    }
  }

  private struct JointJSON: Encodable, Sendable {
    struct Part: Encodable, Sendable {
      let key: String
      let item: String
      let department: String
      let fate: PartFate
      let after: [String]
      let caseID: String?
      let caseNumber: String?
      let delivered: Bool
    }

    let id: String
    let number: String
    let bundle: BundleReference
    let standing: JointStanding
    let receivedAt: String
    let composite: String?
    let parts: [Part]

    init(_ row: JointRow, _ state: JointCase) {
      id = row.id
      number = row.number
      bundle = row.bundle
      standing = row.standing
      receivedAt = row.receivedAt.iso8601
      composite = state.composite
      parts = state.parts.map { part in
        Part(
          key: part.key, item: part.item.code, department: part.department, fate: part.fate,
          after: part.after, caseID: part.caseID, caseNumber: part.caseNumber,
          delivered: part.isDelivered)
      }
    }
  }

  private static let id: Operation.Parameter = .path(
    "id", .string(length: 1...64), "The joint case’s id.")

  private static let words: Schema = .object([
    .required("zh", .string()), .optional("en", .string()),
  ])

  private static let member: Schema = .named(
    "BundleMember",
    .object([
      .required("key", .string(), "Its name within the bundle."),
      .required("item", .string(), "The code of its item."),
      .required("optional", .boolean, "Whether the applicant can leave it out."),
    ]))

  private static let list = Operation(
    "listBundles", tag: "bundles",
    parameters: [
      .query("query", .string(length: 1...64), "A few words of what somebody wants to do.")
    ],
    returns: .listing(
      "BundleList",
      of: .named(
        "Bundle",
        .object([
          .required("code", .string()), .required("version", .integer()),
          .required("kind", .choice(of: BundleKind.self)), .required("name", words),
          .required("lead", .string()), .required("members", .array(member)),
          .required("street", .boolean),
        ]))))

  private static let guide = Operation(
    "getBundleGuide", tag: "bundles",
    parameters: [
      .path("code", .string(length: 1...64), "The bundle’s code."), AnswersParameter.declared,
    ],
    returns: .named(
      "BundleGuide",
      .object([
        .required("open", .array(.string()), "Questions that are not answered yet."),
        .required("members", .array(member)), .required("fields", .array(.string())),
        .required("materials", .array(.string())),
      ])))

  private static let whole: Schema = .named(
    "JointCase",
    .object([
      .required("id", .string()), .required("number", .string()),
      .required(
        "bundle",
        .object([.required("code", .string()), .required("version", .integer())])),
      .required("standing", .choice(of: JointStanding.self)),
      .required("receivedAt", .string(format: "date-time")),
      .optional("composite", .string(), "The number of the composite permit."),
      .required(
        "parts",
        .array(
          .object([
            .required("key", .string()), .required("item", .string()),
            .required("department", .string()), .required("fate", .choice(of: PartFate.self)),
            .required("after", .array(.string())), .optional("caseID", .string()),
            .optional("caseNumber", .string()), .required("delivered", .boolean),
          ]))),
    ]))

  private static let joints = Operation(
    "listJointCases", tag: "joint-cases", parameters: Operation.Parameter.paging,
    returns: .listing("JointCaseList", of: whole))

  private static let joint = Operation(
    "getJointCase", tag: "joint-cases", parameters: [id], returns: whole)

  static let receipt: Schema = .named(
    "JointReceipt",
    .object([
      .required("id", .string()), .required("number", .string()), .required("version", .integer()),
    ]))

  private static let notice: Schema = .named(
    "JointNotice",
    .object([
      .optional("part", .string(), "For which part a department speaks."),
      .required(
        "entries",
        .array(
          .object([.required("target", .string()), .required("problem", .string())]),
          count: 1...100), "What is missing, by joint names."),
    ]))

  private static let part: Schema.Property = .required(
    "part", .string(length: 1...64), "The part that it is about.")
  private static let parts: Schema.Property = .required(
    "parts", .array(.string(length: 1...64), count: 1...100), "The parts that it is about.")
  private static let text: Schema.Property = .required("text", .string(length: 1...2000))

  private static let result: Schema = .named(
    "JointResult",
    .object([part, .required("values", CaseSchema.values, "What the grant has yielded.")]))

  private static let opinion: Schema = .named("JointOpinion", .object([part, text]))

  private static let visitPlan: Schema = .named(
    "JointVisitPlan", .object([.required("day", .string(format: "date")), parts, text]))

  private static let visitNote: Schema = .named("JointVisit", .object([parts, text]))

  private static let extending: Schema = .named(
    "JointExtension",
    .object([
      .required(
        "reference", .string(length: 1...100), "The number of the head of government’s approval."),
      text,
    ]))

  private static let reasons: Schema = .named(
    "JointWithdrawal",
    .object([
      .optional(
        "reasons", .string(length: 0...JointCase.withdrawalMax), "Why; it need not be said.")
    ]))

  private static let delivery: Schema = .named(
    "JointDelivery", .object([.required("method", .choice(of: DeliveryMethod.self))]))
}
