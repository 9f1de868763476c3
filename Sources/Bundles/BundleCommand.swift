// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import Journal

/// What the command line does with bundles.
package enum BundleCommand {
  /// The files of a folder, read and checked.
  package struct CheckReport: Sendable {
    package internal(set) var files: [BundleFile] = []
    package internal(set) var faults: [FileFault] = []

    package var isSound: Bool { faults.isEmpty }
  }

  /// Reads every bundle of a folder, in the order of the file names, and checks each against the items.
  ///
  /// - Parameters:
  ///   - directory: the folder; files that begin with a dot or an underscore are passed over.
  ///   - items: the items, by code.
  /// - Throws: `CocoaError` when the folder cannot be read.
  package static func check(
    _ directory: String, items: [String: ItemVersion]
  ) throws -> CheckReport {
    var report = CheckReport()
    let names = try FileManager.default.contentsOfDirectory(atPath: directory).filter {
      $0.hasSuffix(".yaml") && !$0.hasPrefix(".") && !$0.hasPrefix("_")
    }.sorted()
    for name in names {
      let path = directory.hasSuffix("/") ? directory + name : directory + "/" + name
      do throws(FileFaults) {
        let file = try read(path)
        report.files.append(file)
        report.faults += BundleRules.violations(of: file.bundle, items: items).map {
          FileFault(file: path, line: nil, column: nil, rule: $0.rule, message: $0.message)
        }
      } catch {
        report.faults += error.faults
      }
    }
    report.faults += clashes(in: report.files)
    return report
  }

  /// Publishes what a folder holds and is not published yet: everything, or nothing when a file is refused.
  ///
  /// The items are those that are published, so they come first.
  /// - Returns: the codes of what was published now.
  /// - Throws: ``FileFaults`` when a file is wrong, ``BundleRefusal`` when a version cannot be published.
  package static func importDirectory(
    _ directory: String, catalogue: CatalogueSnapshot, into journal: Journal,
    by actor: Actor = .system
  ) async throws -> (published: [String], unchanged: Int) {
    let today = journal.clock.now.day
    let checked = try check(directory, items: items(of: catalogue, on: today))
    guard checked.isSound else { throw FileFaults(checked.faults) }
    let files = checked.files
    return try await journal.perform(as: actor) { unit in
      var published: [String] = []
      for file in files where try BundleTable.publish(file, in: unit) {
        published.append(file.bundle.code)
      }
      return Publication(published: published, unchanged: files.count - published.count)
    }.pair
  }

  /// The version of each item that can be applied for on a day.
  package static func items(
    of catalogue: CatalogueSnapshot, on day: Day
  ) -> [String: ItemVersion] {
    Dictionary(catalogue.current(on: day).map { ($0.item.code, $0.item) }) { first, _ in first }
  }

  private struct Publication: Codable, Sendable {
    let published: [String]
    let unchanged: Int

    var pair: (published: [String], unchanged: Int) { (published, unchanged) }
  }

  private static func read(_ path: String) throws(FileFaults) -> BundleFile {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw FileFaults([
        FileFault(
          file: path, line: nil, column: nil, rule: "file",
          message: Words("文件无法读取，或者不是 UTF-8 编码", en: "the file cannot be read, or is not UTF-8"))
      ])
    }
    return try BundleFile(source: text, name: path)
  }

  /// Two files for one version of a bundle.
  private static func clashes(in files: [BundleFile]) -> [FileFault] {
    let groups = Dictionary(grouping: files) { "\($0.bundle.code) \($0.bundle.version)" }
    return groups.values.filter { $0.count > 1 }.flatMap { $0.dropFirst() }.map { file in
      FileFault(
        file: file.name, line: nil, column: nil, rule: "B1",
        message: Words("code 和 version 与另一个文件相同", en: "another file has the same code and version"))
    }
  }
}
