// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Casework
import Deadlines
import Documents
import Foundation
import Journal

/// `banjie documents …`: what the documents of cases are written by.
struct DocumentsGroup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "documents", abstract: "Show, check and publish the templates of documents.",
    discussion: """
      A template is a text file that is named after its kind: acceptance.txt, refusal.txt. `show` prints the one in force, \
      to begin with.
      """,
    subcommands: [Show.self, Check.self, Publish.self])

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the template of a kind that is in force today.")

    @OptionGroup
    var data: DataOptions
    @Argument(help: "The kind: \(DocumentKind.names).")
    var kind: DocumentKind

    func run() async throws {
      try await withProgram(data, creating: true) { program in
        let version = try await program.desk.templates(of: kind).inForce
        print(
          try await program.desk.templateText(kind, version: version), terminator: "")
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Name each fault of a template with line and column, or print what it gives.")

    @OptionGroup
    var template: TemplateFile

    func run() throws {
      let rendering = try TemplateRules.check(try template.text(), for: try template.documentKind())
      print(rendering.sheet.text)
      for remark in rendering.remarks { print("\(template.file): \(remark.chinese)") }
      print("\(template.file): sound")
    }
  }

  struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Publish a template from a day on; documents that have been made stay as they are.")

    @OptionGroup
    var data: DataOptions
    @OptionGroup
    var template: TemplateFile
    @Option(help: ArgumentHelp("The first day of its use; today when absent.", valueName: "day"))
    var from: String?

    func run() async throws {
      let text = try template.text()
      let kind = try template.documentKind()
      try await withProgram(data) { program in
        let today = program.configuration.clock.now.day
        guard let day = from.map(Day.init) ?? today else {
          throw ValidationError("\(from ?? "") is no day; write it as 2026-11-23")
        }
        let version = try await program.desk.publish(
          template: text, for: kind, from: day, by: .system)
        print("published \(kind.rawValue) version \(version) from \(day)")
      }
    }
  }
}

/// The file of a template, and which kind it is of.
struct TemplateFile: ParsableArguments {
  @Argument(help: "The file.")
  var file: String
  @Option(
    help: ArgumentHelp(
      "The kind, where the file is not named after it: \(DocumentKind.names).", valueName: "kind"))
  var kind: DocumentKind?

  func text() throws -> String {
    try String(contentsOf: URL(fileURLWithPath: file), encoding: .utf8)
  }

  func documentKind() throws -> DocumentKind {
    let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    guard let kind = kind ?? DocumentKind(rawValue: name) else {
      throw ValidationError(
        "\(name) is no kind of document; give it by --kind: \(DocumentKind.names)")
    }
    return kind
  }
}

extension DocumentKind: ExpressibleByArgument {
  fileprivate static let names = allCases.map(\.rawValue).joined(separator: ", ")
}
