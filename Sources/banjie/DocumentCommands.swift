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
    @Argument(help: "The kind: \(DocumentForm.names).")
    var kind: DocumentForm

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
      let rendering = try TemplateRules.check(try template.text(), for: try template.form())
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
      let form = try template.form()
      try await withProgram(data) { program in
        let today = program.configuration.clock.now.day
        guard let day = from.map(Day.init) ?? today else {
          throw ValidationError("\(from ?? "") is no day; write it as 2026-11-23")
        }
        let version = try await program.desk.publish(
          template: text, for: form, from: day, by: .system)
        print("published \(form.name) version \(version) from \(day)")
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
      "The kind, where the file is not named after it: \(DocumentForm.names).", valueName: "kind"))
  var kind: DocumentForm?

  func text() throws -> String {
    try String(contentsOf: URL(fileURLWithPath: file), encoding: .utf8)
  }

  func form() throws -> DocumentForm {
    let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    guard let form = kind ?? DocumentForm(argument: name) else {
      throw ValidationError(
        "\(name) is no kind of document; give it by --kind: \(DocumentForm.names)")
    }
    return form
  }
}

extension DocumentForm: ExpressibleByArgument {
  /// The form of a name.
  public init?(argument: String) {
    guard let form = Program.forms.first(where: { $0.name == argument }) else { return nil }
    self = form
  }

  fileprivate static let names = Program.forms.map(\.name).joined(separator: ", ")
}
