// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import ShangMi
import Site

/// The shapes that the operations of this room share.
enum DraftingSchemas {
  static let tag = "drafting"
  static let code: Schema = .string(length: 31...31)
  static let basic: Schema = .string(pattern: "^[0-9]{12}$")
  static let reasons: Schema = .string(length: 1...Remark.max)
  static let moment: Schema = .string(format: "date-time")

  static let receipt: Schema = .named(
    "DraftingReceipt",
    .object([
      .required("id", .string(), "What it is about: a draft, an item, a delegation, a reform."),
      .required("version", .integer(), "Its version afterwards, for If-Match."),
    ]))

  static let reason: Operation.Body = .json(
    .named("DraftingReason", .object([.required("reasons", reasons)])))

  /// What has happened, in the reader's language.
  static let past: Schema = .array(
    .named(
      "DraftingPast",
      .object([
        .required("at", moment), .required("by", .string(), "An account."),
        .required("what", .string()), .optional("reasons", .nullable(.string())),
      ])))

  static let draft: Schema = .named(
    "ItemDraft",
    .object([
      .required("id", .string()), .required("item", code), .required("name", .string()),
      .required("target", .integer(), "The number that it is to be published under."),
      .required("origin", .choice(of: DraftRow.Kind.self)),
      .required("status", .choice(of: ItemDraft.Status.self)),
      .required("begunBy", .string()), .required("begunAt", moment),
      .required("changedAt", moment), .required("version", .integer()),
    ]))

  static let change: Schema = .named(
    "ItemChange",
    .object([
      .required("section", .choice(of: DraftSection.self)), .required("what", .string()),
      .required("kind", .choice(["added", "removed", "changed"])),
      .optional("before", .nullable(.string())), .optional("after", .nullable(.string())),
    ]))
}

/// What every operation of this room sends back.
enum DraftingJSON {
  struct Reason: Decodable { let reasons: String }

  struct Past: Encodable, Sendable {
    let at: String
    let by: String
    let what: String
    let reasons: String?
  }

  static func past<Event: Sendable>(
    _ past: DraftingDesk.Past<Event>, _ visit: Visit, phrase: (Event) -> Phrase,
    reasons: (Event) -> Digest?
  ) -> [Past] {
    past.entries.map { entry in
      Past(
        at: entry.moment.at.iso8601, by: entry.moment.actor, what: visit.t(phrase(entry.event)),
        reasons: reasons(entry.event).flatMap { past.texts[$0] })
    }
  }

  struct Change: Encodable, Sendable {
    let section: DraftSection
    let what: String
    let kind: String
    let before: String?
    let after: String?

    init(_ change: ItemComparison.Change, _ visit: Visit) {
      section = change.section
      what = visit.t(change.phrase)
      (kind, before, after) =
        switch change.kind {
        case .added(let value): ("added", nil, visit.t(value))
        case .removed(let value): ("removed", visit.t(value), nil)
        case .changed(let old, let new): ("changed", visit.t(old), visit.t(new))
        }
    }
  }

  struct Draft: Encodable, Sendable {
    let id: String
    let item: String
    let name: String
    let target: Int
    let origin: String
    let status: ItemDraft.Status
    let begunBy: String
    let begunAt: String
    let changedAt: String
    let version: Int

    init(_ row: DraftRow) {
      (id, item, name, target) = (row.id, row.item, row.name, row.target)
      (origin, status, begunBy) = (row.origin.rawValue, row.status, row.begunBy)
      (begunAt, changedAt) = (row.begunAt.iso8601, row.changedAt.iso8601)
      version = row.version
    }
  }
}
