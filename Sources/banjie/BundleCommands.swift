// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Bundles
import Catalogue
import Deadlines

/// `banjie bundles …`: what is applied for as one.
struct BundleGroup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundles", abstract: "Check and publish bundles of items (一件事).",
    subcommands: [Check.self, Import.self])

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Read every bundle of a folder, check it against the items, and name each fault.")

    @Argument(help: "The folder of the bundles.")
    var folder = "catalogue/bundles"
    @Option(help: "The folder of the items.")
    var items = "catalogue/jianghan"

    func run() async throws {
      let catalogue = try CatalogueCommand.check(items)
      let known = Dictionary(catalogue.files.map { ($0.version.code, $0.version) }) {
        $0.version > $1.version ? $0 : $1
      }
      let report = try BundleCommand.check(folder, items: known)
      for fault in catalogue.faults + report.faults { print(fault) }
      print("\(report.files.count) read, \(report.faults.count) faults")
      guard catalogue.isSound, report.isSound else { throw ExitCode(65) }
    }
  }

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Publish what a folder holds and is not published yet: all of it, or nothing.")

    @OptionGroup
    var data: DataOptions
    @Argument(help: "The folder of the bundles.")
    var folder = "catalogue/bundles"

    func run() async throws {
      try await withProgram(data) { program in
        let report = try await BundleCommand.importDirectory(
          folder, catalogue: program.shelf.snapshot, into: program.journal)
        for code in report.published { print("published \(code)") }
        print("\(report.published.count) published, \(report.unchanged) unchanged")
      }
    }
  }
}
