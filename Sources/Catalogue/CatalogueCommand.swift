// SPDX-License-Identifier: Apache-2.0

import Foundation
import Journal
import SQL

/// What the command line does with the catalogue.
package enum CatalogueCommand {
  /// The files of a folder, read and checked.
  package struct CheckReport: Sendable {
    package internal(set) var files: [ItemFile] = []
    package internal(set) var faults: [FileFault] = []

    package var isSound: Bool { faults.isEmpty }
  }

  /// Reads and checks every item under a folder, in the order of the file names.
  ///
  /// - Parameters:
  ///   - directory: the folder, with its sub-folders; files that begin with a dot or an underscore are
  ///     passed over.
  ///   - name: how messages call the folder; its path when nil.
  /// - Throws: `CocoaError` when the folder cannot be read.
  package static func check(_ directory: String, as name: String? = nil) throws -> CheckReport {
    var report = CheckReport()
    let prefix = name ?? directory
    for path in try paths(in: directory) {
      let file = prefix.hasSuffix("/") ? prefix + path : prefix + "/" + path
      do throws(FileFaults) {
        report.files.append(try read(directory + "/" + path, as: file))
      } catch {
        report.faults += error.faults
      }
    }
    let items = report.files.map(\.version)
    report.faults +=
      clashes(in: report.files) + report.files.flatMap { strayActs(in: $0, among: items) }
    if report.files.isEmpty, report.faults.isEmpty {
      report.faults = [
        FileFault(
          file: prefix, line: nil, column: nil, rule: "file",
          message: Words("目录里没有事项文件（*.yaml）", en: "no item files (*.yaml) in the folder"))
      ]
    }
    return report
  }

  /// Publishes what a folder holds and is not published yet: everything, or nothing when a file is refused.
  ///
  /// - Throws: ``FileFaults`` when a file is wrong, ``ImportRefused`` when a version cannot be published.
  package static func importDirectory(
    _ directory: String, as name: String? = nil, into journal: Journal, by actor: Actor = .system
  ) async throws -> ImportReport {
    let checked = try check(directory, as: name)
    guard checked.isSound else { throw FileFaults(checked.faults) }
    return try await importFiles(checked.files, into: journal, by: actor)
  }

  /// Publishes files that have been read and checked.
  package static func importFiles(
    _ files: [ItemFile], into journal: Journal, by actor: Actor = .system
  ) async throws -> ImportReport {
    try await journal.perform(as: actor) { unit in
      var report = ImportReport()
      var refusals: [CatalogueRefusal] = []
      for file in files {
        let entry = ImportReport.Entry(
          file: file.name, code: file.version.code, name: file.version.name.zh,
          version: file.version.version)
        do {
          if try ItemTable.publish(file, in: unit) {
            report.published.append(entry)
          } else {
            report.unchanged.append(entry)
          }
        } catch let refusal as CatalogueRefusal {
          refusals.append(refusal)
        }
      }
      guard refusals.isEmpty else { throw ImportRefused(refusals: refusals) }
      return report
    }
  }

  /// Writes the latest version of every item into a folder, each as the file that was imported.
  ///
  /// - Returns: the names of the files written.
  package static func export(to directory: String, from journal: Journal) async throws -> [String] {
    let sources = try await journal.database.read { try ItemTable.sources(in: $0) }
    let folder = URL(fileURLWithPath: directory, isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (file, source) in sources {
      try source.write(to: folder.appending(path: file), atomically: true, encoding: .utf8)
    }
    return sources.map(\.file)
  }

  /// Takes an item out of the catalogue: it can no longer be applied for, running cases go on.
  package static func withdraw(
    _ code: String, reason: String, in journal: Journal, by actor: Actor
  ) async throws {
    _ = try await journal.perform(as: actor) { unit -> Bool in
      try ItemTable.withdraw(code, reason: reason, in: unit)
      return true
    }
  }

  private static func paths(in directory: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: directory).filter { path in
      let name = path.split(separator: "/").last ?? ""
      return (name.hasSuffix(".yaml") || name.hasSuffix(".yml")) && !name.hasPrefix(".")
        && !name.hasPrefix("_")
    }.sorted()
  }

  private static func read(_ path: String, as name: String) throws(FileFaults) -> ItemFile {
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw FileFaults([
        FileFault(
          file: name, line: nil, column: nil, rule: "file",
          message: Words(
            "文件无法读取，或者不是 UTF-8 编码", en: "the file cannot be read, or is not UTF-8"))
      ])
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    let sheets = Spreadsheets { sheet in
      // A name, not a path: what is beside the file belongs to it, nothing else does.
      guard !sheet.contains("/"), !sheet.hasPrefix(".") else { return nil }
      return try? String(contentsOf: folder.appending(path: sheet), encoding: .utf8)
    }
    return try ItemFile(source: text, name: name, sheets: sheets)
  }

  /// An act on the licences of an item that is not among these, or that gives none.
  package static func strayActs(in file: ItemFile, among items: [ItemVersion]) -> [FileFault] {
    guard let act = file.version.act,
      !items.contains(where: { $0.code == act.item && $0.result.numberPattern != nil })
    else { return [] }
    return [
      FileFault(
        file: file.name, line: nil, column: nil, rule: "act",
        message: Words(
          "act 的 item 应为目录中颁发证照的事项，而这里没有 \(act.item)",
          en:
            "the item of an act must be one of this catalogue that gives licences, found \(act.item)"
        ))
    ]
  }

  /// Files that claim to be the same version of the same item, or would be exported under one name.
  private static func clashes(in files: [ItemFile]) -> [FileFault] {
    var first: [String: String] = [:]
    var faults: [FileFault] = []
    for file in files {
      let base = file.name.split(separator: "/").last.map(String.init) ?? file.name
      for key in ["\(file.version.code) v\(file.version.version)", base] {
        guard let other = first.updateValue(file.name, forKey: key) else { continue }
        faults.append(
          FileFault(
            file: file.name, line: 1, column: nil, rule: "unique",
            message: Words(
              "与 \(other) 重复：\(key)", en: "repeats \(other): \(key)")))
      }
    }
    return faults
  }
}
