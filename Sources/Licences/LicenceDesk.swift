// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Codes
import Deadlines
import Identity
import Journal
import SQL
import Site

/// Where licences are looked at: every use of this room, for pages and for the API alike.
package struct LicenceDesk: Sendable {
  package let journal: Journal
  package let shelf: CatalogueShelf
  package let calendars: CalendarShelf
  package let settings: LicenceSettings
  private let baseURL: String
  /// Numbers follow a pattern, so who asks for many is guessing.
  private let limit = RateLimit(burst: 60, perMinute: 60)

  /// - Parameter baseURL: scheme, host and port, with or without a slash at the end.
  package init(
    journal: Journal, shelf: CatalogueShelf, calendars: CalendarShelf, settings: LicenceSettings,
    baseURL: String
  ) {
    self.journal = journal
    self.shelf = shelf
    self.calendars = calendars
    self.settings = settings
    self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
  }

  /// A licence with what is printed on it.
  package struct Certificate: Sendable {
    package let row: LicenceRow
    /// Nil where it was erased.
    package let face: LicenceFace?
    package let item: ItemVersion?
    /// How the certificate stands that was asked for: an old edition is superseded, whatever becomes of the licence.
    package let standing: LicenceStanding
    /// The day from which it stands so.
    package let since: Day

    /// The name on the certificate, 食品经营许可证.
    package var title: Words {
      if let face { return Words(face.title, en: face.titleEnglish) }
      return item?.result.name ?? Words("证照", en: "Licence")
    }

    package var issuer: String { face?.issuer ?? item?.body.name ?? "" }
    package var issuerCode: String { face?.issuerCode ?? item?.body.code ?? "" }

    /// Whether the holder is a natural person, whose name is not told to strangers.
    package var isPersons: Bool {
      guard let face else { return true }
      let day = CivilDate(
        year: row.issuedAt.day.year, month: row.issuedAt.day.month, day: row.issuedAt.day.day)
      return (try? ResidentNumber(face.holderCode, asOf: day ?? .earliest)) != nil
        || (try? SocialCreditCode(face.holderCode)) == nil
    }

    /// The holder as a stranger may read it: 张*, or an entity's name.
    package var maskedHolder: String {
      Masking.name(face?.holder ?? "", ofPerson: isPersons)
    }

    /// The holder's code as a stranger may read it: masked, unless it is an entity's.
    package var maskedHolderCode: String {
      let code = face?.holderCode ?? ""
      return isPersons ? Masking.code(code) : code
    }
  }

  /// The address that the code on a certificate leads to.
  package func address(of number: String) -> String {
    baseURL + LicenceLink.verification(number).path
  }

  /// Looks a licence up for anybody, by its number or identifier.
  ///
  /// - Parameter remote: the other end's address, for the rate limit.
  /// - Throws: ``LicenceRefusal/notFound``, or `SiteRefusal` (429) after too many questions.
  package func verify(_ number: String, from remote: String?) async throws -> Certificate {
    try limit.take(remote ?? "", at: journal.clock.now)
    let asked = Self.normalised(number)
    let today = journal.clock.now.day
    return try await journal.database.read { reader in
      guard let (row, old) = try LicenceTable.verify(asked, in: reader) else {
        throw LicenceRefusal.notFound
      }
      return try open(row, on: today, isSuperseded: old != nil, in: reader)
    }
  }

  /// Licences that something public names by their ids, in that order; what is personal in them is for the caller to mask.
  package func certificates(_ ids: [String]) async throws -> [Certificate] {
    let today = journal.clock.now.day
    return try await journal.database.read { reader in
      try ids.compactMap { id in
        try LicenceTable.find(id: id, in: reader).map { try open($0, on: today, in: reader) }
      }
    }
  }

  /// The whole certificate, for who may see it.
  /// - Throws: ``LicenceRefusal/notFound``.
  package func find(_ number: String, for actor: Actor) async throws -> Certificate {
    let today = journal.clock.now.day
    return try await journal.database.read { reader in
      guard let row = try LicenceTable.find(number, for: actor, in: reader) else {
        throw LicenceRefusal.notFound
      }
      return try open(row, on: today, in: reader)
    }
  }

  /// A page of the licences that somebody holds or has filed for, newest first, and where the next one begins.
  package func page(
    heldBy actor: Actor, before place: CaseFilter.ReceiptPlace? = nil, limit: Int
  ) async throws -> (held: [Certificate], next: Cursor?) {
    let today = journal.clock.now.day
    return try await journal.database.read { reader in
      // One more than shown tells whether there is a page after this one.
      let rows = try LicenceTable.held(by: actor, before: place, limit: limit + 1, in: reader)
      let held = try rows.prefix(limit).map { try open($0, on: today, in: reader) }
      guard rows.count > limit, let last = held.last?.row else { return (held, nil) }
      return (held, CaseFilter.ReceiptPlace(at: last.issuedAt, id: last.id).cursor)
    }
  }

  func open(
    _ row: LicenceRow, on today: Deadlines.Day, isSuperseded: Bool = false,
    in reader: some Reading
  ) throws -> Certificate {
    Certificate(
      row: row, face: try LicenceTable.face(row.face, in: reader),
      item: shelf.version(row.item.code, row.item.version),
      standing: isSuperseded ? .superseded : row.standing(on: today),
      since: isSuperseded ? row.madeOn : row.standingSince(on: today))
  }

  /// A number as somebody copies it from paper: without blanks, half-width, capitals.
  static func normalised(_ text: String) -> String {
    let scalars = text.unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
      if scalar.properties.isWhitespace { return nil }
      let isWide = (0xFF01...0xFF5E).contains(scalar.value)
      return isWide ? Unicode.Scalar(scalar.value - 0xFEE0) : scalar
    }
    return String(String.UnicodeScalarView(scalars)).uppercased()
  }
}
