// SPDX-License-Identifier: Apache-2.0

import Deadlines
import SQL
import ShangMi

/// A file that somebody has uploaded and may hand in.
package struct Upload: Sendable, Hashable, Codable {
  package let digest: Digest
  package let kind: FileKind
  package let name: String
  /// Bytes.
  package let size: Int
}

/// Every statement on uploads: who brought which file, so that nobody hands in another's.
enum UploadTable {
  static func keep(
    _ upload: Upload, of owner: String, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.run(
      """
      INSERT INTO case_upload (owner, digest, kind, name, size, uploaded_at)
      VALUES (\(owner), \(upload.digest.description), \(upload.kind), \(upload.name),
        \(upload.size), \(now))
      ON CONFLICT (owner, digest) DO UPDATE SET name = excluded.name
      """)
  }

  static func find(
    _ digest: Digest, of owner: String, in reader: some Reading
  ) throws -> Upload? {
    try reader.first(
      """
      SELECT kind, name, size FROM case_upload
      WHERE owner = \(owner) AND digest = \(digest.description)
      """
    ) { Upload(digest: digest, kind: try $0[0], name: try $0[1], size: try $0[2]) }
  }

  /// Whether somebody has uploaded every one of some files.
  static func areAll(
    _ digests: Set<Digest>, of owner: String, in reader: some Reading
  ) throws -> Bool {
    if digests.isEmpty { return true }
    let count: Int = try reader.one(
      """
      SELECT COUNT(*) FROM case_upload
      WHERE owner = \(owner) AND digest IN (\(list: digests.map(\.description)))
      """)
    return count == digests.count
  }
}

extension FileKind: Storable {}
