// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Site

/// The texts that an applicant signs, for programs: whoever signs sends the digest of what was shown.
struct PromiseAPI: Sendable {
  let shelf: CatalogueShelf

  var routes: [Route] {
    [
      .api(
        .get, "/api/v1/items/{code}/commitment", .anyone, "告知承诺书全文",
        Operation("getCommitmentText", tag: "items", parameters: [code], returns: Self.texts)
      ) { visit, _ in
        let item = try shelf.snapshot.applicable(visit.parameter("code"), on: visit.now.day)
        return try Self.reply { PromiseText.commitment(of: item, in: $0) }
      },
      .api(
        .get, "/api/v1/items/{code}/deferral", .anyone, "容缺受理承诺书全文",
        Operation(
          "getDeferralText", tag: "items",
          parameters: [
            code,
            .query(
              "material", .array(.string(length: 1...64)), "The materials that come later."),
          ], returns: Self.texts)
      ) { visit, _ in
        let item = try shelf.snapshot.applicable(visit.parameter("code"), on: visit.now.day)
        let wanted = visit.query(all: "material")
        let materials = item.deferrable.filter { wanted.contains($0.key) }
        guard materials.count == Set(wanted).count else {
          throw SiteRefusal.invalid([Fault("material", "只能列出本事项可以容缺的材料，请查看办事指南。")])
        }
        return try Self.reply { PromiseText.deferral(of: item, materials, in: $0) }
      },
    ]
  }

  private let code: Operation.Parameter = .path(
    "code", .string(length: 1...40), "The implementation code of the item.")

  init(shelf: CatalogueShelf) { self.shelf = shelf }

  private struct Text: Encodable, Sendable {
    let language: Language
    let digest: String
    let text: String
  }

  private struct Texts: Encodable, Sendable { let items: [Text] }

  private static let texts: Schema = .named(
    "PromiseTexts",
    .object([
      .required(
        "items",
        .array(
          .object([
            .required("language", .choice(of: Language.self)),
            .required("digest", .string(), "SM3 of the exact text, hexadecimal."),
            .required("text", .string()),
          ])), "The text in each language; whoever signs binds the one that was read.")
    ]))

  /// - Throws: that the item offers no such thing.
  private static func reply(_ make: (Language) -> PromiseText?) throws(SiteRefusal) -> Reply {
    let texts = Language.allCases.compactMap { language in
      make(language).map { Text(language: language, digest: "\($0.digest)", text: $0.text) }
    }
    guard !texts.isEmpty else {
      throw SiteRefusal(
        .notFound, "catalogue/not-offered", "本事项不提供这种办理方式，请查看办事指南。")
    }
    return .json(Texts(items: texts))
  }
}
