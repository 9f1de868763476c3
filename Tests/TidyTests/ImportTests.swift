// SPDX-License-Identifier: Apache-2.0

import Testing

/// Which target may import which: the picture of docs/architecture.md as a table.
///
/// A new target is entered here first.
enum Floors {
  /// No database, no clock, no network; each could be a library of its own.
  ///
  /// One may import those before it.
  static let pure = [
    "Codes", "Deadlines", "ShangMi", "FEEL", "XML", "DMN", "Processes", "Documents",
  ]
  /// What every room stands on.
  ///
  /// Each may import the pure ones and those before it.
  static let base = ["SQL", "Journal", "Site"]
  /// The rooms that others may import.
  ///
  /// Each may import the base and those before it, never one after it.
  static let shared = ["Identity", "Catalogue", "Casework", "Licences"]
  /// The rooms around the case.
  ///
  /// Each may import the base and the shared rooms, never another of these.
  static let rooms = [
    "Archive", "Backup", "Bundles", "Drafting", "Enquiries", "Exchange", "Oversight", "Projects",
    "Ratings", "Roads",
  ]
  /// Wiring and the command line: may import all.
  static let top = ["App", "Fill", "banjie"]
  /// Programs that only the build runs: import none of ours.
  static let tools = ["EmbedTextTool"]
  /// What of the world outside is let in, and by which targets.
  ///
  /// All others have Foundation at most.
  static let outside: [String: Set<String>] = [
    "CSQLite": ["SQL"],
    "CPostgres": ["SQL"],
    "CCrypto": ["ShangMi"],
    "CQRencode": ["Documents"],
    "CPango": ["Documents"],
    "CZlib": ["Processes"],
    "Yams": ["Site", "Catalogue", "Drafting"],
    "Hummingbird": ["Site", "App"],
    "HTTPTypes": [
      "Site", "Identity", "Catalogue", "Casework", "Licences", "Archive", "Bundles", "Drafting",
      "Enquiries", "Exchange", "Oversight", "Projects", "Ratings", "Roads", "App",
    ],
    "NIOCore": ["Site"],
    "ServiceLifecycle": ["Site"],
    "Logging": ["Journal", "Site", "App", "banjie"],
    "ArgumentParser": ["banjie"],
  ]
  /// Modules of the system and of the language, open to all.
  static let system: Set<String> = [
    "Foundation", "FoundationEssentials", "Glibc", "Dispatch", "Synchronization", "RegexBuilder",
  ]

  /// All targets with sources in Swift.
  static var all: [String] { pure + base + shared + rooms + top + tools }

  /// Which of our targets one may import.
  static func allowed(_ target: String) -> Set<String> {
    if tools.contains(target) { return [] }
    if let place = top.firstIndex(of: target) {
      return Set(pure + base + shared + rooms + top[..<place])
    }
    if rooms.contains(target) { return Set(pure + base + shared) }
    let ladder = pure + base + shared
    guard let place = ladder.firstIndex(of: target) else { return [] }
    return Set(ladder[..<place])
  }

  /// The modules that a file imports, with the line of each.
  static func imports(of file: TextFile) -> [(line: Int, module: String)] {
    let before: Set<Substring> = ["public", "package", "internal", "private", "fileprivate"]
    return file.lines.indices.compactMap { index in
      let words = file.code(index).split(separator: " ")
        .drop { before.contains($0) || $0.hasPrefix("@") }
      guard words.first == "import", let module = words.last?.split(separator: ".").first
      else { return nil }
      return (index, String(module))
    }
  }

  /// What a file imports and may not.
  static func faults(_ file: TextFile) -> [String] {
    imports(of: file).compactMap { line, module in
      let isLawful =
        if let users = outside[module] {
          users.contains(file.target)
        } else if all.contains(module) {
          allowed(file.target).contains(module)
        } else {
          system.contains(module)
        }
      return isLawful ? nil : file.fault(line, "\(file.target) may not import \(module)")
    }
  }
}

/// The targets of ours that Package.swift declares for each target, by the shape of its calls `house("X", ["Y", …])`.
func declared(in package: String) -> [String: [String]] {
  let calls = package.matches(
    of: /house\(\s*"(\w+)",\s*\[([^\]]*)\]|name: "(\w+)",\s*dependencies: \[([^\]]*)\]/)
  return calls.reduce(into: [:]) { table, call in
    guard let target = call.output.1 ?? call.output.3, let list = call.output.2 ?? call.output.4
    else { return }
    table[String(target)] = list.matches(of: /"(\w+)"/).map { String($0.output.1) }
  }
}

@Suite("Who imports whom")
struct ImportTests {
  @Test("a target imports only targets below it and the outside modules that are its own")
  func imports() throws {
    let faults = try House.texts("Sources", kinds: ["swift"]).flatMap(Floors.faults)
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("every folder under Sources has a place in the table, and the table names no other")
  func complete() throws {
    let systems = Floors.outside.keys.filter { House.has("Sources/\($0)/module.modulemap") }
    let table = Set(Floors.all + systems)
    let folders = Set(try House.names(in: "Sources"))
    #expect(folders.subtracting(table).isEmpty, "without a place in the table")
    #expect(table.subtracting(folders).isEmpty, "in the table only")
  }

  @Test("what Package.swift declares for a target is imported by it: a dead dependency is removed")
  func declarations() throws {
    let package = try House.texts("Package.swift", kinds: []).map(\.text).joined()
    let table = declared(in: package)
    #expect(table["Journal"]?.contains("SQL") == true, "Package.swift was not understood")
    for (target, dependencies) in table {
      let files = try House.texts("Sources/\(target)", "Tests/\(target)", kinds: ["swift"])
      guard !files.isEmpty else { continue }
      let imported = Set(files.flatMap { Floors.imports(of: $0).map(\.module) })
      let dead = Set(dependencies).subtracting(imported).sorted()
      #expect(dead.isEmpty, "\(target) declares \(dead.joined(separator: ", ")) for nothing")
    }
  }

  @Test("every target has tests, or is a program or wiring that others test through")
  func tested() {
    for target in Floors.pure + Floors.base + Floors.shared + Floors.rooms {
      #expect(House.has("Tests/\(target)Tests"), "Tests/\(target)Tests is missing")
    }
  }

  @Test(
    "a planted import of a room above, of another room or of a foreign module is found",
    arguments: [
      ("Sources/Deadlines/A.swift", "import SQL"),
      ("Sources/Codes/A.swift", "import Hummingbird"),
      ("Sources/SQL/A.swift", "import Journal"),
      ("Sources/Site/A.swift", "package import Identity"),
      ("Sources/Casework/A.swift", "import Licences"),
      ("Sources/Casework/A.swift", "import struct Licences.Licence"),
      ("Sources/Casework/A.swift", "@testable import Licences"),
      ("Sources/Casework/A.swift", "import Crypto"),
      ("Sources/App/A.swift", "import TestKit"),
    ])
  func planted(path: String, line: String) {
    #expect(Floors.faults(TextFile(path: path, text: line)).count == 1)
  }

  @Test("a lawful import is left alone")
  func lawful() {
    let text = "import Foundation\nimport Identity\n// import Licences\nimport Deadlines\n"
    #expect(Floors.faults(TextFile(path: "Sources/Casework/A.swift", text: text)).isEmpty)
  }
}
