// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import ShangMi

/// What a folder of a case's papers is beside what its manifest says.
package struct DossierCheck: Sendable, Hashable {
  package let manifest: DossierManifest
  /// Parts that are not there, by name.
  package let missing: [String]
  /// Parts that are not what they were.
  package let changed: [String]
  /// Files that no manifest speaks of.
  package let surplus: [String]

  package var isSound: Bool { missing.isEmpty && changed.isEmpty && surplus.isEmpty }

  /// Looks at every file of a folder.
  /// - Throws: ``DossierFault`` where there is no manifest to hold it against.
  package init(of folder: URL) throws {
    do throws(ManifestFault) {
      manifest = try DossierManifest.read(in: folder)
    } catch {
      throw DossierFault.manifest(folder.path, error)
    }
    var missing: [String] = []
    var changed: [String] = []
    for part in manifest.parts {
      let isThere = FileManager.default.fileExists(atPath: folder.appending(path: part.name).path)
      if !isThere {
        missing.append(part.name)
      } else if try FolderPart(part.name, in: folder) != part {
        changed.append(part.name)
      }
    }
    let known =
      Set(manifest.parts.map(\.name)) + [DossierManifest.manifestName, DossierManifest.sealName]
    (self.missing, self.changed) = (missing, changed)
    surplus = try Self.files(in: folder).filter { !known.contains($0) }
  }

  private static func files(in folder: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { name in
      var isFolder: ObjCBool = false
      let path = folder.appending(path: name).path
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }
}

/// Why such a folder cannot be made or checked, and what to do.
package enum DossierFault: Error, Sendable, Hashable {
  case noCase(String)
  /// A file that was handed in is not what it was.
  case damagedFile(String)
  /// The manifest of a folder cannot be believed.
  case manifest(String, ManifestFault)
}

extension DossierFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noCase(let number): "there is no case \(number); check the whole number"
    case .damagedFile(let name):
      "\(name) is damaged in the store of files; no folder was made. Put it back from a backup; "
        + "banjie verify names every such file"
    case .manifest(let path, let fault): "\(path): \(fault.words)"
    }
  }
}

extension ManifestFault {
  fileprivate var words: String {
    switch self {
    case .noFolder: "there is no such folder; name the folder of a case's papers"
    case .missing(let name): "\(name) is missing, so nothing can be checked against it"
    case .damaged(let name): "\(name) is not what it was, so nothing can be checked against it"
    case .newerFormat(let format):
      "the folder has the form \(format), which this program does not know; check it by a newer one"
    }
  }
}
