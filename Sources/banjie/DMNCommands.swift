// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DMN
import FEEL
import Foundation

/// `banjie dmn …`: decision models.
struct DMNGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dmn", abstract: "Evaluate, check and test decision models (DMN 1.1 to 1.5).",
    subcommands: [Evaluate.self, Check.self, TestKit.self])

  struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "eval",
      abstract: "Take a decision, or call a service, and print the result as JSON.",
      discussion: """
        Models that the model imports are looked for in its folder. Why parts became null, and with --explain \
        which rules fired, is told on standard error.
        """)

    @Argument(help: "The model.")
    var model: String
    @Option(help: "The decision to take.")
    var decision: String?
    @Option(help: "The decision service to call.")
    var service: String?
    @Option(help: JSONArgument.help("inputs with their values; dates and times as strings"))
    var input: String?
    @Flag(help: "Tell which rules of which tables fired.")
    var explain = false

    func run() throws {
      let model = try ModelFile(model).compiled()
      let inputs = Inputs(
        try JSONArgument(input, named: "--input").context, readsText: true)
      let outcome = try outcome(of: model, inputs)
      print(outcome.value.json)
      if explain {
        for firing in outcome.firings {
          let rules = firing.chosen.map { "\($0 + 1)" }.joined(separator: ", ")
          printError("\(firing.element): \(rules.isEmpty ? "no rule" : "rule \(rules)")")
        }
      }
      for reason in outcome.reasons {
        // A fault of the model names its element itself.
        let element = reason.fault.code == "model" ? nil : reason.label
        printError([element, reason.english].compactMap(\.self).joined(separator: ": "))
      }
    }

    private func outcome(of model: Model, _ inputs: Inputs) throws -> Outcome {
      switch (decision, service) {
      case (let decision?, nil):
        guard model.hasDecision(decision) else {
          throw refusal(
            "there is no decision “\(decision)”; \(Self.choice(model.decisionNames))")
        }
        return model.evaluate(
          decision: decision, inputs: inputs, limits: .commandLine, now: .machine)
      case (nil, let service?):
        guard model.hasService(service) else {
          throw refusal(
            "there is no service “\(service)”; \(Self.choice(model.serviceNames))")
        }
        return model.evaluate(service: service, inputs: inputs, limits: .commandLine, now: .machine)
      default:
        throw ValidationError(
          "give --decision or --service; decisions: \(Self.choice(model.decisionNames))")
      }
    }

    private static func choice(_ names: [String]) -> String {
      names.isEmpty
        ? "the model has none" : "choose \(names.map { "“\($0)”" }.joined(separator: ", "))"
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Name each fault of a model, and the gaps and overlaps of its decision tables.",
      discussion: """
        Exits with 65 when the model has a fault or two rules of a table contradict each other; with --strict also \
        when a table has a gap, an overlap or a rule that never decides.
        """)

    @Argument(help: "The model.")
    var model: String
    @Flag(help: "Fail on warnings, too.")
    var strict = false
    @Flag(
      help: "Also tell what is only worth knowing, such as overlaps that the hit policy settles.")
    var all = false

    func run() throws {
      let file = try ModelFile(model)
      let model = file.compiled()
      for fault in model.faults { print(fault.english) }
      var counts: [TableFinding.Severity: Int] = [:]
      let tables = file.definitions.checkTables()
      for (table, check) in tables {
        for finding in check.findings where all || finding.severity != .information {
          counts[finding.severity, default: 0] += 1
          print("\(finding.severity): table “\(table.name)”: \(finding.english)")
        }
      }
      let errors = counts[.error] ?? 0
      let warnings = counts[.warning] ?? 0
      print(
        "\(model.decisionNames.count) decisions, \(model.faults.count) faults; "
          + "\(tables.count) tables, \(errors) errors, \(warnings) warnings")
      guard model.faults.isEmpty, errors == 0, !strict || warnings == 0 else {
        throw ExitCode(65)
      }
    }
  }
}

/// A model on the disk, with the models of its folder, which it may import.
struct ModelFile {
  let definitions: Definitions
  let others: [Definitions]

  init(_ path: String) throws {
    let file = URL(filePath: path)
    let bytes = [UInt8](try Data(contentsOf: file))
    do throws(ModelFault) {
      definitions = try Definitions(xml: bytes)
    } catch {
      throw refusal("\(path): \(error.english)")
    }
    guard !definitions.imports.isEmpty else {
      others = []
      return
    }
    let names = try FileManager.default.contentsOfDirectory(
      at: file.deletingLastPathComponent(), includingPropertiesForKeys: nil)
    others = names.filter { TestFolder.isModel($0.lastPathComponent) && $0 != file }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .compactMap { try? Definitions(xml: [UInt8](Data(contentsOf: $0))) }
  }

  func compiled() -> Model { Model(definitions, importing: others) }
}
