// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Foundation
import Site

/// The command line.
struct Banjie: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "banjie",
    abstract: "办结: an open government-service counter.",
    subcommands: [
      ServeCommand.self, DemoCommand.self, CatalogueGroup.self, AccountGroup.self,
      RebuildCommand.self, DueCommand.self, ElapsedCommand.self, CheckCommand.self,
      RoutesCommand.self, FEELCommand.self, DMNGroup.self,
    ])
}

/// The start of the program: a refusal is told in its own words, not as the name of an error.
@main
enum Start {
  static func main() async {
    do {
      var command = try Banjie.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let refusal as any Refusal {
      for line in [refusal.phrase] + refusal.faults.map(\.phrase) {
        FileHandle.standardError.write(Data((text(of: line) + "\n").utf8))
      }
      Banjie.exit(withError: ExitCode(65))
    } catch let error as CocoaError {
      let place = error.filePath ?? error.url?.path ?? "a file"
      Banjie.exit(withError: FileFailure(place: place, reason: error.reason))
    } catch {
      Banjie.exit(withError: error)
    }
  }

  private static func text(of phrase: Phrase) -> String {
    // Without translations nothing can be wrong with them.
    (try? Texts(english: []))?.render(phrase, in: .zh) ?? phrase.key
  }
}

/// A file or folder that a command was given and cannot use.
private struct FileFailure: Error, CustomStringConvertible {
  let place: String
  let reason: String

  var description: String { "\(place): \(reason); check the name, and that you may use it" }
}
