// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// Licences for programs: one's own, and the verification of anybody's.
struct VerificationAPI: Sendable {
  let desk: LicenceDesk

  var routes: [Route] {
    [
      .api(
        .get, LicenceLink.Pattern.licencesAPI, .signedIn, "我的证照",
        Operation(
          "listLicences", tag: "licences", parameters: Operation.Parameter.paging,
          returns: .listing("LicenceList", of: LicenceJSON.schema))
      ) { visit, actor in
        try await list(visit, actor)
      },
      .api(
        .get, LicenceLink.Pattern.licenceAPI, .anyone, "核验证照",
        Operation(
          "verifyLicence", tag: "licences",
          parameters: [
            .path(
              "number", .string(length: 1...100),
              "The number on the certificate, or its identifier by GB/T 36904.")
          ],
          returns: VerificationJSON.schema)
      ) { visit, _ in
        let found = try await desk.verify(visit.parameter("number"), from: visit.remote)
        return .json(VerificationJSON(found, at: visit.now, address: desk.address))
      },
    ]
  }

  private func list(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let place = try visit.cursor().map(CaseFilter.ReceiptPlace.init)
    let (held, next) = try await desk.page(
      heldBy: actor, before: place, limit: try visit.limit())
    return .json(Listing(held.map { LicenceJSON($0, address: desk.address) }, next: next))
  }
}

/// A body that issues licences.
struct IssuerJSON: Encodable, Sendable {
  let name: String
  let code: String

  static let schema: Schema = .object([
    .required("name", .string()), .required("code", .string(), "Unified social credit code."),
  ])
}

/// A licence as its holder reads it.
struct LicenceJSON: Encodable, Sendable {
  let number: String
  let identifier: String
  let title: Words
  let standing: LicenceStanding
  let standingSince: Day
  let edition: Int
  let holder: String
  let holderCode: String
  let issuer: IssuerJSON
  let item: ItemReference
  let caseID: String
  let validFrom: Day
  let validUntil: Day?
  let issuedAt: String
  let verification: String

  init(_ certificate: LicenceDesk.Certificate, address: (String) -> String) {
    let row = certificate.row
    number = row.number
    identifier = row.identifier
    title = certificate.title
    standing = certificate.standing
    standingSince = certificate.since
    edition = row.edition
    holder = certificate.face?.holder ?? ""
    holderCode = certificate.face?.holderCode ?? ""
    issuer = IssuerJSON(name: certificate.issuer, code: certificate.issuerCode)
    item = row.item
    caseID = row.caseID
    validFrom = row.from
    validUntil = row.until
    issuedAt = row.issuedAt.iso8601
    verification = address(row.number)
  }

  static let words: Schema = .named(
    "Words",
    .object([
      .required("zh", .string(), "The Chinese source text."),
      .optional("en", .string(), "English, where it has been translated."),
    ]))

  static let schema: Schema = .named(
    "Licence",
    .object([
      .required("number", .string()),
      .required("identifier", .string(), "GB/T 36904-2018."),
      .required("title", words),
      .required("standing", .choice(of: LicenceStanding.self)),
      .required("standingSince", .date, "The day from which it stands so."),
      .required("edition", .integer(), "The edition of the certificate that counts."),
      .required("holder", .string()), .required("holderCode", .string()),
      .required("issuer", IssuerJSON.schema),
      .required(
        "item", .object([.required("code", .string()), .required("version", .integer())])),
      .required("caseID", .string()),
      .required("validFrom", .date),
      .optional("validUntil", .date, "The last day; absent without limit."),
      .required("issuedAt", .string(format: "date-time")),
      .required("verification", .string(), "The page that the code on the certificate leads to."),
    ]))
}

/// What anybody learns of a licence.
struct VerificationJSON: Encodable, Sendable {
  let number: String
  let identifier: String
  let title: Words
  let standing: LicenceStanding
  let standingSince: Day
  let edition: Int
  let holder: String
  let holderCode: String
  let issuer: IssuerJSON
  let itemCode: String
  let validFrom: Day
  let validUntil: Day?
  let issuedAt: String
  let verification: String
  let checkedAt: String

  init(_ certificate: LicenceDesk.Certificate, at now: Instant, address: (String) -> String) {
    let row = certificate.row
    number = row.number
    identifier = row.identifier
    title = certificate.title
    standing = certificate.standing
    standingSince = certificate.since
    edition = row.edition
    holder = certificate.maskedHolder
    holderCode = certificate.maskedHolderCode
    issuer = IssuerJSON(name: certificate.issuer, code: certificate.issuerCode)
    itemCode = row.item.code
    validFrom = row.from
    validUntil = row.until
    issuedAt = row.issuedAt.iso8601
    verification = address(row.number)
    checkedAt = now.iso8601
  }

  static let schema: Schema = .named(
    "LicenceVerification",
    .object([
      .required("number", .string()),
      .required("identifier", .string(), "GB/T 36904-2018."),
      .required("title", LicenceJSON.words),
      .required("standing", .choice(of: LicenceStanding.self)),
      .required("standingSince", .date, "The day from which it stands so."),
      .required("edition", .integer(), "The edition of the certificate that counts."),
      .required("holder", .string(), "A natural person's name is masked."),
      .required("holderCode", .string(), "A natural person's number is masked."),
      .required("issuer", IssuerJSON.schema), .required("itemCode", .string()),
      .required("validFrom", .date),
      .optional("validUntil", .date, "The last day; absent without limit."),
      .required("issuedAt", .string(format: "date-time")),
      .required("verification", .string(), "The page that the code on the certificate leads to."),
      .required("checkedAt", .string(format: "date-time")),
    ]))
}
