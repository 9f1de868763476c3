// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Foundation
import Identity
import Journal

/// `banjie account …`: the staff of the bureau.
struct AccountGroup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account", abstract: "Add and disable accounts, set passwords.",
    subcommands: [Add.self, Disable.self, Password.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a member of staff; the password is read from standard input.")

    @OptionGroup
    var data: DataOptions
    @Argument(help: "The name to sign in with.")
    var login: String
    @Option(help: "The name to show.")
    var name: String
    @Option(help: "A role; give the option once for each: clerk, reviewer, chiefApprover …")
    var role: [String]
    @Option(help: "The section of the bureau.")
    var department: String?

    func run() async throws {
      let password = try passwordFromInput()
      try await withProgram(data, creating: true) { program in
        let account = try await AccountCommand.add(
          login: login, name: name, roles: role, department: department, password: password,
          in: program.accounts)
        print("added \(account.login)")
      }
    }
  }

  struct Disable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take an account out of use; its sessions end at once.")

    @OptionGroup
    var data: DataOptions
    @Argument(help: "The name to sign in with.")
    var login: String

    func run() async throws {
      try await withProgram(data) { program in
        try await AccountCommand.disable(login: login, in: program.accounts)
        print("disabled \(login)")
      }
    }
  }

  struct Password: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set an account's password, read from standard input; its sessions end.")

    @OptionGroup
    var data: DataOptions
    @Argument(help: "The name to sign in with.")
    var login: String

    func run() async throws {
      let password = try passwordFromInput()
      try await withProgram(data) { program in
        try await AccountCommand.setPassword(password, login: login, in: program.accounts)
        print("password of \(login) set")
      }
    }
  }
}

/// A password on standard input, so that it stands in no list of processes and no history of a shell.
private func passwordFromInput() throws -> String {
  guard let password = readLine(), !password.isEmpty else {
    throw ValidationError("give the password on standard input")
  }
  return password
}
