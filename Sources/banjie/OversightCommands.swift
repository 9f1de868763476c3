// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Catalogue
import Deadlines
import Foundation
import Journal
import Oversight

/// `banjie oversight …`: the rules of electronic supervision, the round of the cases, the month's scores.
struct OversightGroup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "oversight", abstract: "Supervise: rules, rounds, scores.",
    subcommands: [Check.self, Publish.self, Show.self, Look.self, Scoring.self])

  /// The text of a file of rules.
  private static func text(_ file: String) throws -> String {
    try String(contentsOfFile: file, encoding: .utf8)
  }

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Read a file of rules and name each fault with its line.")

    @Argument(help: "The file.")
    var file: String

    func run() async throws {
      let text = try OversightGroup.text(file)
      do throws(FileFaults) {
        let book = try OversightCommand.check(text, as: file)
        print("version \(book.version), in force from \(book.effective): \(book.rules.count) rules")
      } catch {
        for fault in error.faults { print(fault) }
        throw ExitCode(65)
      }
    }
  }

  struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Publish a file of rules as a new version.")

    @OptionGroup
    var data: DataOptions
    @Argument(help: "The file.")
    var file: String

    func run() async throws {
      let text = try OversightGroup.text(file)
      try await withProgram(data) { program in
        do {
          let (book, isNew) = try await OversightCommand.publish(
            text, as: file, into: program.journal)
          let word = isNew ? "published" : "unchanged"
          print("\(word) version \(book.version), in force from \(book.effective)")
        } catch let faults as FileFaults {
          for fault in faults.faults { print(fault) }
          throw ExitCode(65)
        }
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the file of the rules in force, to write the next version from.")

    @OptionGroup
    var data: DataOptions

    func run() async throws {
      try await withProgram(data) { program in
        print(program.oversight.books.inForce(on: program.oversight.now.day).source, terminator: "")
      }
    }
  }

  struct Look: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Look at every open case now, by the rules and the calendar of today.")

    @OptionGroup
    var data: DataOptions

    func run() async throws {
      try await withProgram(data) { program in
        print("\(try await program.round.make()) cases looked at")
      }
    }
  }

  struct Scoring: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "score", abstract: "Print the scores of a month, with the cards behind each.")

    @OptionGroup
    var data: DataOptions
    @Argument(help: "The month: 2026-03.")
    var month: String
    @Flag(help: "As CSV for a spreadsheet.")
    var csv = false

    func run() async throws {
      guard let month = Month(month) else { throw OversightRefusal.monthUnreadable(month) }
      try await withProgram(data) { program in
        let sheet = try await program.oversight.sheet(month, for: .system)
        if csv {
          print(sheet.csv, terminator: "")
        } else {
          for line in sheet.lines { print(line.joined(separator: "\t")) }
        }
      }
    }
  }
}
