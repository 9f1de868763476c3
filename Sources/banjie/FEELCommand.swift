// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Deadlines
import FEEL
import Foundation
import Journal

/// `banjie feel`: the value of an expression.
struct FEELCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feel",
    abstract: "Evaluate a FEEL expression and print its value as FEEL.",
    discussion: """
      Why parts of it became null is told on standard error. A text that is not FEEL exits with 65.

        banjie feel '面积 * 单价' --context '{"面积": 120.5, "单价": 0.1}'
      """)

  @Argument(parsing: .allUnrecognized, help: "The expression, in one argument.")
  var expression: [String]

  @Option(help: JSONArgument.help("names with their values"))
  var context: String?

  func run() throws {
    // A minus at its start must not make an option of it, so everything unknown arrives here.
    let expression = expression.filter { $0 != "--" }
    guard expression.count == 1, let text = expression.first else {
      throw ValidationError(
        "give the expression as one argument, in quotes; these are \(expression.count)")
    }
    let context = try JSONArgument(context, named: "--context").context
    let names = Names(context)
    let read: FEEL.Expression
    do throws(SyntaxError) {
      read = try FEEL.Expression(text, names: names)
    } catch {
      throw refusal("the expression is not FEEL: \(error.english)")
    }
    var diagnostics = Diagnostics()
    let scope = Scope(context, names: names, now: .machine)
    let value = read.evaluate(in: scope, limits: .commandLine, diagnostics: &diagnostics)
    print(value.literal)
    for reason in diagnostics.reasons { printError(reason.english) }
  }
}

/// A context given on the command line: as JSON, or as `@FILE` that holds it.
struct JSONArgument {
  let context: Context

  static func help(_ what: String) -> ArgumentHelp {
    ArgumentHelp("A JSON object of \(what), or @FILE that holds it.", valueName: "json")
  }

  init(_ argument: String?, named option: String) throws {
    guard let argument else {
      context = Context()
      return
    }
    let bytes =
      argument.hasPrefix("@")
      ? [UInt8](try Data(contentsOf: URL(filePath: String(argument.dropFirst()))))
      : Array(argument.utf8)
    let value: Value
    do throws(JSONFault) {
      value = try Value(json: bytes)
    } catch {
      throw refusal("\(option) is not JSON: \(error.english)")
    }
    guard case .context(let context) = value else {
      throw refusal("\(option) must be a JSON object, as in {\"name\": 1}")
    }
    self.context = context
  }
}

/// Tells on standard error what is wrong with what a command was given, and gives the exit code for it.
func refusal(_ sentence: String) -> ExitCode {
  printError(sentence)
  return ExitCode(65)
}

/// Writes a line to standard error.
func printError(_ line: String) {
  FileHandle.standardError.write(Data((line + "\n").utf8))
}

extension Limits {
  /// Those of the command line, where whoever asks waits for himself: recursion may go deeper.
  static var commandLine: Limits {
    var limits = Limits.standard
    #if os(Linux)
    // Threads have at least two megabytes here.
    limits.stack = 1 << 20
    #endif
    return limits
  }
}

extension DateTime {
  /// The time of this machine, in China Standard Time.
  static var machine: DateTime? { DateTime(Clock.system.now.iso8601) }
}
