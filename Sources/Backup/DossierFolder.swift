// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Documents
import Foundation
import Journal
import SQL
import ShangMi

/// What a folder of a case's papers is and what every part of it must be.
package struct DossierManifest: SealedManifest, Hashable {
  package static let format = 1

  package let format: Int
  /// The version of the program that made it.
  package let program: String
  package let caseNumber: String
  /// How far the case had come: the version of its last event.
  package let caseVersion: Int
  /// ISO 8601, with its distance from UTC.
  package let madeAt: String
  package let parts: [FolderPart]
}

/// Makes the file of a case (卷宗) as a folder that can be checked without this program: one PDF of all papers, each
/// document, each file that was handed in, the events, and the texts that they name by digest.
package struct DossierFolder {
  private let desk: CaseDesk
  private let files: FileStore
  /// The version of the program.
  private let version: String

  package init(desk: CaseDesk, files: FileStore, version: String) {
    self.desk = desk
    self.files = files
    self.version = version
  }

  /// What is noted when a case is written out: its data is written whole.
  private enum Noted: Codable { case written(version: Int) }

  /// Makes the folder, which must not be there yet.
  ///
  /// Until it is whole and on the disk, it stands under another name that ends in `unfinished`.
  /// - Throws: ``DossierFault``, ``BackupFault``, `CaseworkRefusal`, `DrawingFault`, or what the file system says.
  package func make(of number: String, at place: URL) async throws -> DossierManifest {
    guard let row = try await desk.row(numbered: number, for: .system) else {
      throw DossierFault.noCase(number)
    }
    let file = try await desk.open(row.id, for: .system)
    return try await WholeFolder.make(at: place) { draft in
      let manifest = try await fill(draft, with: file)
      let _: Bool = try await desk.journal.perform(as: .system) { unit in
        try unit.note(Noted.written(version: file.version), kind: "dossier", id: row.id)
        return true
      }
      return manifest
    }
  }

  private func fill(_ folder: URL, with file: CaseFile) async throws -> DossierManifest {
    for name in ["", "documents", "materials", "records", "records/evidence"] {
      try DurableFile.makeFolder(folder.appending(path: name))
    }
    let dossier = try await desk.dossier(of: file, for: .system, isWhole: true)
    var names = ["dossier.pdf"]
    try DurableFile.write(try dossier.pdf(), to: folder.appending(path: "dossier.pdf"))
    for (place, document) in file.documents.enumerated() {
      let sheet = try await desk.sheet(of: document, in: file)
      names.append(Self.name("documents", place + 1, "\(sheet.title).pdf"))
      try DurableFile.write(try sheet.pdf(), to: folder.appending(path: names[names.count - 1]))
    }
    for (place, filed) in file.filed.enumerated() {
      names.append(Self.name("materials", place + 1, filed.name))
      let target = folder.appending(path: names[names.count - 1])
      let copied = try DurableFile.copy(files.url(of: filed.digest), to: target)
      guard copied.digest == filed.digest else { throw DossierFault.damagedFile(filed.name) }
    }
    names += try await records(of: file, in: folder)
    let manifest = DossierManifest(
      format: DossierManifest.format, program: version, caseNumber: file.row.number,
      caseVersion: file.version, madeAt: desk.now.iso8601,
      parts: try names.map { try FolderPart($0, in: folder) })
    try manifest.write(to: folder)
    return manifest
  }

  /// An event as a line of JSON.
  private struct Line: Encodable {
    let version: Int
    let at: String
    let actor: String
    let event: Case.Event
  }

  /// The events, and every text that they name.
  private func records(of file: CaseFile, in folder: URL) async throws -> [String] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let lines = try file.history.map { entry in
      try encoder.encode(
        Line(
          version: entry.version, at: entry.moment.at.iso8601, actor: entry.moment.actor,
          event: entry.event))
    }
    var names = ["records/events.jsonl"]
    try DurableFile.write(
      lines.flatMap { Array($0) + [UInt8(ascii: "\n")] }, to: folder.appending(path: names[0]))
    let digests = Set(lines.flatMap { Self.digests(in: $0) }).sorted {
      $0.description < $1.description
    }
    let texts = try await desk.journal.database.read { reader in
      try digests.compactMap { digest in
        try EvidenceTable.text(digest, in: reader).map { (digest, $0) }
      }
    }
    for (digest, text) in texts {
      let name = "records/evidence/\(digest).txt"
      try DurableFile.write(Array(text.utf8), to: folder.appending(path: name))
      names.append(name)
    }
    return names
  }

  /// The digests that an event names, wherever they stand in it.
  private static func digests(in event: Data) -> [Digest] {
    String(decoding: event, as: UTF8.self).matches(of: /"([0-9a-f]{64})"/)
      .compactMap { Digest(String($0.output.1)) }
  }

  /// A name that every file system takes: numbered, without what separates folders.
  private static func name(_ folder: String, _ number: Int, _ name: String) -> String {
    let clean = name.map { character -> Character in
      let isPlain = character.isLetter || character.isNumber || "-_.（）() ".contains(character)
      return isPlain ? character : "_"
    }
    return "\(folder)/\(number < 10 ? "0" : "")\(number) \(String(clean).suffix(80))"
  }
}

extension CaseFile {
  /// Every file that was ever handed in, each once.
  fileprivate var filed: [FiledFile] {
    var seen: Set<Digest> = []
    // In an order of their own, so that two folders of a case name the files alike.
    let before = earlier.sorted { $0.key.description < $1.key.description }.map(\.value)
    let all = ([filing].compactMap(\.self) + before).flatMap(\.files)
    return all.filter { seen.insert($0.digest).inserted }
  }
}
