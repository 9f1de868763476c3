// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Journal
import SQL
import Site

/// Every statement on the versions of items.
package enum ItemTable {
  /// The versions of one item, as the rules of publication see them.
  static func known(_ code: String, in reader: some Reading) throws -> [KnownVersion] {
    try reader.rows(
      """
      SELECT version, digest, effective FROM catalogue_version
      WHERE code = \(code) ORDER BY version
      """
    ) { row in
      KnownVersion(version: try row[0], digest: try row[1], effective: try row[2])
    }
  }

  /// All versions, by code and number.
  static func all(in reader: some Reading) throws -> [PublishedVersion] {
    let decoder = JSONDecoder()
    let stored = try reader.rows(
      """
      SELECT document, digest, imported_at, withdrawn_at, withdrawn_reason, code, version
      FROM catalogue_version ORDER BY code, version
      """
    ) { row in
      let document: String = try row[0]
      return (
        item: try? decoder.decode(ItemVersion.self, from: Data(document.utf8)),
        digest: try row[1] as String, importedAt: try row[2] as Instant,
        withdrawnAt: try row[3] as Instant?, reason: try row[4] as String?,
        code: try row[5] as String, version: try row[6] as Int
      )
    }
    return try stored.map { row in
      PublishedVersion(
        try row.item ?? item(row.code, row.version, in: reader), digest: row.digest,
        importedAt: row.importedAt, withdrawnAt: row.withdrawnAt, withdrawnReason: row.reason)
    }
  }

  /// A version from its file: the document of an older program lacks what items have come to say since.
  private static func item(
    _ code: String, _ version: Int, in reader: some Reading
  ) throws -> ItemVersion {
    guard let found = try source(code, version, in: reader) else {
      throw CatalogueRefusal.unknownItem(code: code)
    }
    return try ItemFile.published(
      found.source, name: found.file, sheets: Spreadsheets(found.sheets))
  }

  /// The file of one version as it was published, with its spreadsheets; nil for one that there is none of.
  package static func source(
    _ code: String, _ version: Int, in reader: some Reading
  ) throws -> (file: String, source: String, sheets: [Spreadsheet])? {
    let found: (String, String)? = try reader.first(
      "SELECT file, source FROM catalogue_version WHERE code = \(code) AND version = \(version)"
    ) { (try $0[0], try $0[1]) }
    guard let (file, source) = found else { return nil }
    let sheets = try reader.rows(
      """
      SELECT name, source FROM catalogue_sheet
      WHERE code = \(code) AND version = \(version) ORDER BY name
      """
    ) { Spreadsheet(name: try $0[0], text: try $0[1]) }
    return (file, source, sheets)
  }

  /// The files as they were imported, the latest version of each item, each with its spreadsheets.
  static func sources(in reader: some Reading) throws -> [(file: String, source: String)] {
    try reader.rows(
      """
      SELECT one.file, one.source, one.code, 0, '' FROM catalogue_version AS one
      WHERE one.version = (
        SELECT MAX(version) FROM catalogue_version AS other WHERE other.code = one.code
      )
      UNION ALL
      SELECT sheet.name, sheet.source, sheet.code, 1, sheet.name FROM catalogue_sheet AS sheet
      WHERE sheet.version = (
        SELECT MAX(version) FROM catalogue_version AS other WHERE other.code = sheet.code
      )
      ORDER BY 3, 4, 5
      """
    ) { (try $0[0], try $0[1]) }
  }

  /// A number that another import or a withdrawal changes.
  static func stamp(in reader: some Reading) throws -> CatalogueStamp {
    try reader.one(
      """
      SELECT COUNT(*), COALESCE(MAX(imported_at), 0), COUNT(withdrawn_at),
        COALESCE(MAX(withdrawn_at), 0)
      FROM catalogue_version
      """
    ) { row in
      CatalogueStamp(
        versions: try row[0], importedAt: try row[1], withdrawn: try row[2],
        withdrawnAt: try row[3])
    }
  }

  /// Publishes one file, unless it is there already.
  /// - Returns: whether it was published now.
  @discardableResult
  package static func publish(_ file: ItemFile, in unit: UnitOfWork) throws -> Bool {
    let item = file.version
    let known = try known(item.code, in: unit.transaction)
    guard try ItemPublishing.decide(file, known: known) == .publish else { return false }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let document = String(decoding: try encoder.encode(item), as: UTF8.self)
    let name = file.name.split(separator: "/").last.map(String.init) ?? file.name
    try unit.transaction.run(
      """
      INSERT INTO catalogue_version
        (code, version, name, digest, effective, expires, imported_at, file, source, document)
      VALUES (\(item.code), \(item.version), \(item.name.zh), \(file.digest), \(item.effective),
        \(item.expires), \(unit.now), \(name), \(file.source), \(document))
      """)
    for sheet in file.sheets {
      try unit.transaction.run(
        """
        INSERT INTO catalogue_sheet (code, version, name, source)
        VALUES (\(item.code), \(item.version), \(sheet.name), \(sheet.text))
        """)
    }
    try unit.note(
      CatalogueEvent.published(
        code: item.code, version: item.version, digest: file.digest, effective: item.effective),
      kind: CatalogueEvent.kind, id: item.code)
    return true
  }

  /// Takes an item out of the catalogue; withdrawing it again changes nothing.
  ///
  /// A version published afterwards can be applied for again.
  package static func withdraw(_ code: String, reason: String, in unit: UnitOfWork) throws {
    guard !reason.trimmed.isEmpty else { throw CatalogueRefusal.reasonMissing }
    guard try !known(code, in: unit.transaction).isEmpty else {
      throw CatalogueRefusal.unknownItem(code: code)
    }
    let changed = try unit.transaction.rowsChanged(
      by: """
        UPDATE catalogue_version SET withdrawn_at = \(unit.now), withdrawn_reason = \(reason.trimmed)
        WHERE code = \(code) AND withdrawn_at IS NULL
        """)
    guard changed > 0 else { return }
    try unit.note(
      CatalogueEvent.withdrawn(code: code, reason: reason.trimmed), kind: CatalogueEvent.kind,
      id: code)
  }

  /// Takes an item into the catalogue again, with the versions that it had; nothing changes where it was not withdrawn.
  package static func restore(_ code: String, reason: String, in unit: UnitOfWork) throws {
    guard !reason.trimmed.isEmpty else { throw CatalogueRefusal.reasonMissing }
    let changed = try unit.transaction.rowsChanged(
      by: """
        UPDATE catalogue_version SET withdrawn_at = NULL, withdrawn_reason = NULL
        WHERE code = \(code) AND withdrawn_at IS NOT NULL
        """)
    guard changed > 0 else { return }
    try unit.note(
      CatalogueEvent.restored(code: code, reason: reason.trimmed), kind: CatalogueEvent.kind,
      id: code)
  }
}

/// What changes whenever the stored catalogue does.
struct CatalogueStamp: Hashable, Sendable {
  let versions: Int
  let importedAt: Int64
  let withdrawn: Int
  /// The last withdrawal: one may come while another is taken back.
  let withdrawnAt: Int64
}
