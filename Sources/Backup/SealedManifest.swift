// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import ShangMi

/// What a folder is and what every part of it must be: a file of its own, with its digest in another beside it.
package protocol SealedManifest: Codable, Sendable {
  /// The shape of the folder and of this file, raised when an older program could not read it.
  static var format: Int { get }
  var format: Int { get }
  var parts: [FolderPart] { get }
}

/// A file of a folder with a manifest.
package struct FolderPart: Codable, Sendable, Hashable {
  /// Its place within the folder.
  package let name: String
  /// Bytes.
  package let size: Int
  /// SM3.
  package let digest: Digest

  /// What a file of a folder is in truth.
  init(_ name: String, in folder: URL) throws {
    let found = try DurableFile.digest(of: folder.appending(path: name))
    (self.name, size, digest) = (name, found.size, found.digest)
  }
}

/// Why a manifest cannot be believed.
package enum ManifestFault: Error, Sendable, Hashable {
  case noFolder
  /// The manifest or its seal is missing.
  case missing(String)
  /// The manifest is not what its seal says, or cannot be read although it is.
  case damaged(String)
  case newerFormat(Int)
}

private struct Header: Decodable { let format: Int }

extension SealedManifest {
  package static var manifestName: String { "manifest.json" }
  package static var sealName: String { "manifest.sm3" }

  /// Writes the seal and then the manifest, which makes the folder whole.
  func write(to folder: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let text = Array(try encoder.encode(self)) + Array("\n".utf8)
    let seal = "\(SM3.digest(text))  \(Self.manifestName)\n"
    try DurableFile.write(Array(seal.utf8), to: folder.appending(path: Self.sealName))
    try DurableFile.write(text, to: folder.appending(path: Self.manifestName))
  }

  /// Reads the manifest of a folder and holds it against its seal.
  static func read(in folder: URL) throws(ManifestFault) -> Self {
    guard FileManager.default.fileExists(atPath: folder.path) else { throw .noFolder }
    let name = Self.manifestName
    guard let text = try? Data(contentsOf: folder.appending(path: name)) else {
      throw .missing(name)
    }
    guard let seal = try? Data(contentsOf: folder.appending(path: Self.sealName)) else {
      throw .missing(Self.sealName)
    }
    guard seal == Data("\(SM3.digest(Array(text)))  \(name)\n".utf8) else {
      throw .damaged("\(name) (or \(Self.sealName))")
    }
    // Its digest is right, so what cannot be read here was written by another program.
    guard let header = try? JSONDecoder().decode(Header.self, from: text) else {
      throw .damaged(name)
    }
    guard header.format <= Self.format else { throw .newerFormat(header.format) }
    do {
      return try JSONDecoder().decode(Self.self, from: text)
    } catch {
      throw .damaged("\(name): \(error)")
    }
  }
}
