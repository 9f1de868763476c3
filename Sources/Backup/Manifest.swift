// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import SQL
import ShangMi

/// What a backup is, where it comes from, and what every part of it must be.
package struct Manifest: Codable, Sendable, Hashable {
  /// A file of the backup.
  package struct Part: Codable, Sendable, Hashable {
    package let name: String
    /// Bytes.
    package let size: Int
    /// SM3.
    package let digest: Digest
  }

  /// How much there is.
  package struct Counts: Codable, Sendable, Hashable {
    package var events = 0
    package var cases = 0
    package var files = 0
    /// The bytes of all files.
    package var fileBytes = 0
  }

  /// The shape of the folder and of this file, raised when an older program could not read it.
  package static let format = 1

  package let format: Int
  /// The version of the program that made it.
  package let program: String
  /// The last step of every room's schema.
  package let schema: [String: Int]
  package let engine: Dialect
  /// How the copy of the database was made, and where it belongs.
  package let database: DatabaseCopy
  /// ISO 8601, with its distance from UTC.
  package let madeAt: String
  /// The position of the last event in it; 0 where there is none.
  package let lastEvent: Int64
  package let counts: Counts
  package let parts: [Part]
}

extension Manifest {
  private struct Header: Decodable { let format: Int }

  /// The text of the file, and of the one beside it that names its digest.
  func texts() throws -> (manifest: [UInt8], seal: [UInt8]) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let text = Array(try encoder.encode(self)) + Array("\n".utf8)
    let seal = "\(SM3.digest(text))  \(BackupFolder.manifestName)\n"
    return (text, Array(seal.utf8))
  }

  /// Reads a manifest and holds it against its seal.
  /// - Throws: ``BackupFault``.
  static func read(in folder: BackupFolder) throws -> Manifest {
    guard folder.exists else { throw BackupFault.noFolder(folder.url.path) }
    let name = BackupFolder.manifestName
    guard let text = try? Data(contentsOf: folder.manifest) else {
      throw BackupFault.incomplete(folder.url.path, name)
    }
    guard let seal = try? Data(contentsOf: folder.seal) else {
      throw BackupFault.incomplete(folder.url.path, BackupFolder.sealName)
    }
    guard seal == Data("\(SM3.digest(Array(text)))  \(name)\n".utf8) else {
      throw BackupFault.damaged("\(name) (or \(BackupFolder.sealName))")
    }
    // Its digest is right, so what cannot be read here was written by another program.
    guard let header = try? JSONDecoder().decode(Header.self, from: text) else {
      throw BackupFault.damaged(name)
    }
    guard header.format <= format else { throw BackupFault.newerFormat(header.format) }
    do {
      return try JSONDecoder().decode(Manifest.self, from: text)
    } catch {
      throw BackupFault.damaged("\(name): \(error)")
    }
  }
}
