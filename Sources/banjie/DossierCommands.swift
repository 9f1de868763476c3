// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Backup
import Foundation

/// `banjie dossier …`: the file of a case as a folder that can be checked.
struct DossierGroup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dossier",
    abstract: "Make the file of a case as a folder, and check such a folder.",
    subcommands: [Make.self, Check.self], defaultSubcommand: Make.self)

  struct Make: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write all papers, files and events of a case into a new folder with a manifest.",
      discussion: """
        The folder appears under its name when it is whole and on the disk. Personal data is written whole, and that it \
        was is noted in the journal.
        """)

    @OptionGroup
    var data: DataOptions
    @Argument(help: "The number of the case.")
    var number: String
    @Option(
      help: ArgumentHelp("The folder to make; it must not be there yet.", valueName: "folder"))
    var to: String

    func run() async throws {
      try await withStoredProgram(data) { program in
        let place = URL(fileURLWithPath: to, isDirectory: true)
        let manifest = try await program.makeDossier(number.uppercased(), to: place)
        print("\(place.path): whole, \(manifest.parts.count) parts of case \(manifest.caseNumber)")
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Hold a folder against its manifest: what is missing, changed or surplus.",
      discussion: "Exits with 1 when something is.")

    @Argument(help: "The folder of the file.")
    var folder: String

    func run() throws {
      let check = try DossierCheck(of: URL(fileURLWithPath: folder, isDirectory: true))
      for (word, names) in [
        ("missing", check.missing), ("changed", check.changed), ("surplus", check.surplus),
      ] {
        for name in names { print("\(word): \(name)") }
      }
      print(
        "\(folder): \(check.manifest.parts.count) parts of case \(check.manifest.caseNumber), "
          + (check.isSound ? "sound" : "NOT SOUND"))
      if !check.isSound { throw ExitCode(1) }
    }
  }
}
