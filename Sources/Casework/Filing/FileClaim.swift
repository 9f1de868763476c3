// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Journal
import SQL
import ShangMi
import Site

/// A file as somebody claims to hand it in: which upload, for which material.
///
/// Size, kind and grade are never taken from a claim.
package struct FileClaim: Codable, Sendable, Hashable {
  package let material: String
  package let digest: String
  /// Another name than that of the upload.
  package let name: String?

  package init(material: String, digest: String, name: String? = nil) {
    self.material = material
    self.digest = digest
    self.name = name
  }
}

extension CaseDesk {
  /// A file that the actor has uploaded, as part of a filing: size and kind from the upload, the grade from
  /// the item's material.
  ///
  /// - Throws: ``CaseworkRefusal``: an unknown material, somebody else's file, a kind or size that this
  ///   material does not take.
  package func filed(
    material key: String, digest: Digest, name: String? = nil, among materials: [Material],
    by actor: Actor
  ) async throws -> FiledFile {
    guard let material = materials.first(where: { $0.key == key }) else {
      throw CaseworkRefusal.incomplete([
        Fault("files.\(key)", "本事项没有名为 \(key) 的项目，请删除。")
      ])
    }
    let found = try await journal.database.read {
      try UploadTable.find(digest, of: actor.id, in: $0)
    }
    guard let upload = found else { throw CaseworkRefusal.foreignFile }
    guard material.accept.contains(upload.kind.rawValue) else {
      throw CaseworkRefusal.fileKindNotAccepted(accepted: material.accept)
    }
    guard upload.size <= material.maxMegabytes * FileKind.megabyte else {
      throw CaseworkRefusal.fileTooLarge(maxMegabytes: material.maxMegabytes)
    }
    return FiledFile(
      material: key, digest: digest, name: FileKind.cleaned(name ?? upload.name),
      kind: upload.kind, size: upload.size, grade: material.grade)
  }

  /// Every file of a filing.
  ///
  /// - Throws: as ``filed(material:digest:name:among:by:)``, or too many files for one material.
  package func filed(
    _ claims: [FileClaim], among materials: [Material], by actor: Actor
  ) async throws -> [FiledFile] {
    let counts = Dictionary(grouping: claims, by: \.material).mapValues(\.count)
    guard counts.values.allSatisfy({ $0 <= FilingRules.filesPerMaterialMax }) else {
      throw CaseworkRefusal.tooManyFiles(max: FilingRules.filesPerMaterialMax)
    }
    var files: [FiledFile] = []
    for claim in claims {
      // What is no digest names no file of the caller's.
      guard let digest = Digest(claim.digest) else { throw CaseworkRefusal.foreignFile }
      files.append(
        try await filed(
          material: claim.material, digest: digest, name: claim.name, among: materials, by: actor)
      )
    }
    return files
  }
}
