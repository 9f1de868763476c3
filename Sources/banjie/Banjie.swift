// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Foundation
import SQL
import Site

/// The command line.
struct Banjie: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "banjie",
    abstract: "办结: an open government-service counter.",
    version: Program.version,
    subcommands: [
      ServeCommand.self, DemoCommand.self, CatalogueGroup.self, BundleGroup.self,
      OversightGroup.self, RoadsGroup.self, AccountGroup.self, DocumentsGroup.self,
      DossierGroup.self,
      BackupCommand.self, RestoreCommand.self, VerifyCommand.self, RebuildCommand.self,
      DueCommand.self, ElapsedCommand.self, ClockCommand.self, CheckCommand.self,
      CalendarGroup.self, ImportGroup.self, ExportGroup.self, RoutesCommand.self, FEELCommand.self,
      DMNGroup.self, BenchGroup.self,
    ])
}

/// The start of the program: a refusal is told in its own words, not as the name of an error.
@main
enum Start {
  static func main() async {
    // A file that may not grow any further is a disk without room, and told as such; it is no reason to die.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try Banjie.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let refusal as any Refusal {
      for line in [refusal.phrase] + refusal.faults.map(\.phrase) {
        tell(text(of: line))
      }
      Banjie.exit(withError: ExitCode(65))
    } catch let failure as SQLFailure {
      tell("Error: \(failure)")
      Banjie.exit(withError: ExitCode(failure.exitStatus))
    } catch let fault as ConfigurationFault {
      tell("Error: \(fault)")
      Banjie.exit(withError: ExitCode(SQLFailure.wrongSetting))
    } catch let error as CocoaError {
      let place = error.filePath ?? error.url?.path ?? "a file"
      Banjie.exit(withError: FileFailure(place: place, reason: error.reason))
    } catch {
      Banjie.exit(withError: error)
    }
  }

  private static func tell(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  private static func text(of phrase: Phrase) -> String {
    // Without translations nothing can be wrong with them.
    (try? Texts(english: []))?.render(phrase, in: .zh) ?? phrase.key
  }
}

extension SQLFailure {
  /// EX_CONFIG: something is named or set up wrongly.
  fileprivate static let wrongSetting: Int32 = 78

  /// The status that the program ends with, by the names of sysexits.h.
  ///
  /// What starts it again when it ends (systemd, say) is to do so after 74 and 75 only: the others last until somebody
  /// has changed something.
  fileprivate var exitStatus: Int32 {
    switch self {
    case .cannotOpen, .readOnly: Self.wrongSetting
    // EX_DATAERR: damaged, or of another version.
    case .corrupt, .columnType, .newerDatabase, .editedMigration: 65
    // EX_IOERR
    case .full, .disk: 74
    // EX_TEMPFAIL
    case .busy, .timedOut, .unreachable, .outcomeUnknown: 75
    // EX_SOFTWARE: a fault of the program.
    default: 70
    }
  }
}

/// A file or folder that a command was given and cannot use.
private struct FileFailure: Error, CustomStringConvertible {
  let place: String
  let reason: String

  var description: String { "\(place): \(reason); check the name, and that you may use it" }
}
