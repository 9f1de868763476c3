// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Foundation
import Journal
import SQL

/// What the journal notes about bundles.
package enum BundleEvent: Codable, Hashable, Sendable {
  case published(code: String, version: Int, digest: String, effective: Day)

  static let kind = "bundle"
}

/// Every statement on the versions of bundles.
enum BundleTable {
  /// All versions, by code and number.
  static func all(in reader: some Reading) throws -> [Bundle] {
    let decoder = JSONDecoder()
    return try reader.rows("SELECT document FROM bundle_version ORDER BY code, version") { row in
      try decoder.decode(Bundle.self, from: Data((try row[0] as String).utf8))
    }
  }

  /// How many versions there are: another import changes it, since a version never does.
  static func count(in reader: some Reading) throws -> Int {
    try reader.one("SELECT COUNT(*) FROM bundle_version")
  }

  /// Publishes one file, unless it is there already.
  ///
  /// - Returns: whether it was published now.
  /// - Throws: ``BundleRefusal`` where a published version was changed, or versions are out of order.
  static func publish(_ file: BundleFile, in unit: UnitOfWork) throws -> Bool {
    let bundle = file.bundle
    let known: [(version: Int, digest: String, effective: Day)] = try unit.transaction.rows(
      """
      SELECT version, digest, effective FROM bundle_version
      WHERE code = \(bundle.code) ORDER BY version
      """
    ) { (try $0[0], try $0[1], try $0[2]) }
    if let same = known.first(where: { $0.version == bundle.version }) {
      guard same.digest == file.digest else {
        throw BundleRefusal.changedUnderSameVersion(code: bundle.code, version: bundle.version)
      }
      return false
    }
    if let latest = known.last {
      guard bundle.version > latest.version, bundle.effective > latest.effective else {
        throw BundleRefusal.versionOutOfOrder(code: bundle.code, latest: latest.version)
      }
    }
    try unit.transaction.run(
      """
      INSERT INTO bundle_version
        (code, version, name, digest, effective, imported_at, source, document)
      VALUES (\(bundle.code), \(bundle.version), \(bundle.name.zh), \(file.digest),
        \(bundle.effective), \(unit.now), \(file.source), \(bundle.canonical))
      """)
    try unit.note(
      BundleEvent.published(
        code: bundle.code, version: bundle.version, digest: file.digest,
        effective: bundle.effective),
      kind: BundleEvent.kind, id: bundle.code)
    return true
  }
}
