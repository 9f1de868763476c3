// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Catalogue
import Drafting
import Foundation
import Journal
import Logging

/// `banjie catalogue …`: the items and their versions.
struct CatalogueGroup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalogue", abstract: "Check, publish and export items.",
    subcommands: [Check.self, Import.self, Export.self, Withdraw.self, Basic.self])

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Read every item file of a folder and name each fault with file, line and rule.")

    @Argument(help: "The folder.")
    var folder = "catalogue/jianghan"

    func run() async throws {
      let report = try CatalogueCommand.check(folder)
      for fault in report.faults { print(fault) }
      print("\(report.files.count) sound, \(report.faults.count) faults")
      guard report.isSound else { throw ExitCode(65) }
    }
  }

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Publish what a folder holds and is not published yet: all of it, or nothing.")

    @OptionGroup
    var data: DataOptions
    @Argument(help: "The folder.")
    var folder = "catalogue/jianghan"

    func run() async throws {
      try await withProgram(data, creating: true) { program in
        let report = try await CatalogueCommand.importDirectory(folder, into: program.journal)
        for entry in report.published {
          print("published \(entry.code) version \(entry.version) \(entry.name)")
        }
        print("\(report.published.count) published, \(report.unchanged.count) unchanged")
      }
    }
  }

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the latest version of every item into a folder.")

    @OptionGroup
    var data: DataOptions
    @Argument(help: "The folder.")
    var folder: String

    func run() async throws {
      try await withProgram(data) { program in
        let files = try await CatalogueCommand.export(to: folder, from: program.journal)
        print("\(files.count) files written to \(folder)")
      }
    }
  }

  struct Withdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take an item out: no new applications; running cases go on.")

    @OptionGroup
    var data: DataOptions
    @Argument(help: "The item's code of 31 characters.")
    var code: String
    @Option(help: "Why.")
    var reason: String

    func run() async throws {
      try await withProgram(data) { program in
        try await CatalogueCommand.withdraw(
          code, reason: reason, in: program.journal, by: .system)
        print("withdrawn \(code)")
      }
    }
  }
}

extension CatalogueGroup {
  struct Basic: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a basic catalogue in: what is new or changed; nothing is removed.")

    @OptionGroup
    var data: DataOptions
    @Argument(
      help: "A CSV with code, name, name_en, type, levels, basis, department, source, until.")
    var file = "catalogue/basic.csv"

    func run() async throws {
      try await withProgram(data, creating: true) { program in
        do {
          let report = try await takeBasics(file, into: program)
          print(
            "\(report.added) added, \(report.changed) changed, \(report.unchanged) unchanged")
        } catch let faults as BasicFaults {
          print(faults)
          throw ExitCode(65)
        }
      }
    }
  }
}

/// Takes the basic catalogue of a file in.
/// - Throws: `BasicFaults` where the file is wrong; nothing of it is taken then.
func takeBasics(
  _ path: String, into program: Program
) async throws -> DraftingDesk.BasicReport {
  let file = URL(fileURLWithPath: path)
  let items = try BasicReading.items(try Data(contentsOf: file), file: path)
  return try await program.drafting.importBasics(
    items, file: file.lastPathComponent, by: .system)
}

/// Opens the program without serving it, and closes it whatever happens.
///
/// - Parameter change: what is otherwise than usual.
func withProgram(
  _ data: DataOptions, creating: Bool = false, _ change: (inout Configuration) -> Void = { _ in },
  _ body: (Program) async throws -> Void
) async throws {
  guard creating || FileManager.default.fileExists(atPath: data.folder.path) else {
    throw ValidationError("\(data.folder.path) is not there; give the folder of the data by --data")
  }
  var configuration = try data.configuration()
  change(&configuration)
  let program = try await Program(configuration, logger: Logger(label: "banjie"))
  defer { program.close() }
  try await body(program)
}
