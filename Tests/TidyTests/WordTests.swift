// SPDX-License-Identifier: Apache-2.0

import Testing

/// Words that the house does without, and where one is allowed all the same.
struct BannedWord {
  let word: String
  let why: String
  /// Path prefixes where the word may stand.
  var except: [String] = []

  /// In every source file.
  static let everywhere = [
    BannedWord(word: "nonisolated(unsafe)", why: "hide the state behind a lock or an actor"),
    BannedWord(word: "try!", why: "throw, or handle the error"),
    BannedWord(word: "as!", why: "use as?, and say what happens otherwise"),
    BannedWord(word: "fatalError()", why: "say what went wrong"),
    BannedWord(word: "preconditionFailure()", why: "say what went wrong"),
    BannedWord(word: "Task.detached", why: "give the task an owner that waits for it"),
    BannedWord(
      word: "unsafeBitCast", why: "convert by an initialiser", except: ["Sources/SQL/SQLite/"]),
    BannedWord(
      word: "DispatchSemaphore", why: "it blocks a thread of the pool", except: ["Sources/SQL/"]),
    BannedWord(
      word: "Date()", why: "time comes from the injected clock",
      except: ["Sources/Journal/Clock.swift"]),
    BannedWord(
      word: "Date.now", why: "time comes from the injected clock",
      except: ["Sources/Journal/Clock.swift"]),
  ]

  /// What only one of the two engines takes, so that it may stand in Sources/SQL only.
  static let ofOneEngine = [
    "INSERT OR", "REPLACE INTO", "PRAGMA", "AUTOINCREMENT", "ILIKE", "JSONB", "SERIAL", "BIGSERIAL",
    "INTEGER", "REAL", "WITHOUT ROWID", "rowid", "sqlite_master", "sqlite_schema", "GLOB",
    "BEGIN IMMEDIATE", "FOR UPDATE", "SKIP LOCKED", "DISTINCT ON", "LATERAL", "TRUNCATE",
    "= ANY(", "::text", "::bigint", "::int", "::jsonb", "::boolean", "INTERVAL '",
    "CURRENT_TIMESTAMP", "NOW()", "now()", "strftime(", "julianday(", "datetime(", "unixepoch(",
    "group_concat(", "string_agg(", "json_extract(", "json_object(", "json_build_object(",
    "to_char(", "ifnull(", "IFNULL(", "greatest(", "GREATEST(", "instr(", "strpos(",
  ].map { BannedWord(word: $0, why: "only one engine takes it", except: ["Sources/SQL/"]) }

  func faults(_ file: TextFile) -> [String] {
    guard !except.contains(where: file.path.hasPrefix) else { return [] }
    return file.lines(with: word).map { file.fault($0, "\(word): \(why)") }
  }
}

/// `@unchecked Sendable` without a comment beside it or right above its declaration.
func unproven(_ file: TextFile) -> [String] {
  file.lines(with: "@unchecked Sendable").compactMap { line in
    let beside = file.code(line) != file.lines[line]
    let above = line > 0 && file.lines[line - 1].drop { $0 == " " }.hasPrefix("//")
    return beside || above ? nil : file.fault(line, "@unchecked Sendable: prove it in a comment")
  }
}

/// Drawers: names that say nothing about what lies in them.
func drawers(_ path: String) -> Bool {
  let name = path.split(separator: "/").last ?? ""
  return ["Utils", "Utilities", "Helper", "Manager", "Common", "Misc", "Extensions"]
    .contains { name.contains($0) }
}

@Suite("Words the house does without")
struct WordTests {
  @Test(
    "no source has a word that defeats the compiler, blocks a thread or asks the time by itself")
  func words() throws {
    let files = try House.texts("Sources", kinds: ["swift"])
    let faults = files.flatMap { file in BannedWord.everywhere.flatMap { $0.faults(file) } }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("@unchecked Sendable comes with a comment that proves it")
  func unchecked() throws {
    let faults = try House.texts("Sources", kinds: ["swift"]).flatMap(unproven)
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("SQL that only one engine takes stands in Sources/SQL only")
  func portable() throws {
    let files = try House.texts("Sources", kinds: ["swift"])
    let faults = files.flatMap { file in BannedWord.ofOneEngine.flatMap { $0.faults(file) } }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("no file is named like a drawer")
  func names() throws {
    let faults = try House.texts("Sources", "Tests", kinds: ["swift"]).map(\.path).filter(drawers)
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test(
    "a planted word is found",
    arguments: [
      "let x = try! f()", "let x = y as! Int", "fatalError()", "Task.detached { }",
      "nonisolated(unsafe) var x = 1", "let now = Date()", "let lock = DispatchSemaphore(value: 0)",
      "\"INSERT OR IGNORE INTO t\"", "\"SELECT n::text FROM t\"", "n INTEGER NOT NULL,",
    ])
  func planted(line: String) {
    let file = TextFile(path: "Sources/Casework/A.swift", text: line)
    let words = BannedWord.everywhere + BannedWord.ofOneEngine
    #expect(words.flatMap { $0.faults(file) }.count == 1)
  }

  @Test(
    "a word in a comment, as part of another or where it is allowed is left alone",
    arguments: [
      ("Sources/Casework/A.swift", "// never try! here"),
      ("Sources/Casework/A.swift", "let a = b  // as! would trap"),
      ("Sources/Casework/A.swift", "let aDate() = 1; REALISE; INTEGERS"),
      ("Sources/SQL/A.swift", "\"PRAGMA synchronous\""),
      ("Sources/Journal/Clock.swift", "Date()"),
    ])
  func lawful(path: String, line: String) {
    let file = TextFile(path: path, text: line)
    let words = BannedWord.everywhere + BannedWord.ofOneEngine
    #expect(words.flatMap { $0.faults(file) }.isEmpty)
  }

  @Test("@unchecked Sendable is found without a comment and accepted with one")
  func plantedUnchecked() {
    func faults(_ text: String) -> Int {
      unproven(TextFile(path: "Sources/SQL/A.swift", text: text)).count
    }
    #expect(faults("let a = 1\nfinal class A: @unchecked Sendable {") == 1)
    #expect(faults("// Owned by one thread.\nfinal class A: @unchecked Sendable {") == 0)
    #expect(faults("final class A: @unchecked Sendable {  // owned by one thread") == 0)
  }
}
