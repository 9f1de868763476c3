// SPDX-License-Identifier: Apache-2.0

import Codes
import Foundation
import Journal
import Site
import Testing

@testable import Identity

@Suite
struct EnglishTests {
  private static let sources = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources/Identity").resolvingSymlinksInPath()

  /// Every text with Chinese in it that stands in the sources of the room, as `en.yaml` names it.
  private static func keys() throws -> Set<String> {
    let literal = /"((?:[^"\\]|\\\((?:[^()"]|\([^()]*\))*\))*)"/
    let value = /\\\((?:[^()"]|\([^()]*\))*\)/
    var keys: Set<String> = []
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    let names = (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
    // The names of invented people stay as they are.
    for file in names where file.lastPathComponent != "DemoAccounts.swift" {
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      for line in lines where !line.drop(while: { $0 == " " }).hasPrefix("//") {
        for match in line.matches(of: literal) {
          let key = String(match.1).replacing(value, with: "{}")
          if key.contains(/\p{Script=Han}/) { keys.insert(key) }
        }
      }
    }
    return keys
  }

  @Test("Every text of this room has its English")
  func complete() async throws {
    let texts = try await Counter().site.texts
    let keys = try Self.keys()
    #expect(keys.count > 80)
    #expect(keys.filter { !texts.translates($0) }.sorted() == [])
  }

  @Test("Pages in English show no Chinese but the names of people")
  func pages() async throws {
    let counter = try await Counter()
    _ = try await AccountCommand.add(
      login: "li.si", name: "Li Si", roles: Role.allCases.filter { $0 != .system }.map(\.rawValue),
      department: nil, password: Counter.password, in: counter.accounts)
    let browser = try await counter.browser("li.si")
    for path in ["/sign-in", "/register", "/account", "/account/password"] {
      let page = try await browser.get(path + "?lang=en")
      #expect(page.status == 200)
      let main = try #require(
        page.text.split(separator: "<main").last?.split(separator: "<footer").first)
      #expect(main.firstMatch(of: /\p{Script=Han}+/).map { String($0.0) } == nil, "\(path)")
    }
  }

  @Test(
    "What is wrong with a code reads as the library of codes says it, in both languages",
    arguments: [
      CodeFault.length(expected: "18", found: 17),
      .alphabet(position: 3, found: "x", allowed: "0–9"), .check(expected: "X", found: "1"),
      .region("999999"), .regionYear(code: "420103", year: 1950), .date("19900231"),
      .future("2030-01-01"), .past("1700-01-01"), .department("A1"), .level("9"), .itemType("11"),
      .structure(expected: "2026-…"), .serial("0"), .pattern("{"),
    ])
  func codes(fault: CodeFault) throws {
    let texts = try Texts(english: [Embedded.enYAML])
    #expect(texts.render(fault.phrase, in: .zh) == fault.chinese)
    #expect(texts.render(fault.phrase, in: .en) == fault.english)
  }

  @Test(
    "The description of the API holds every operation of this room, and no page is open by oversight"
  )
  func routes() async throws {
    let counter = try await Counter()
    let document = try await counter.stranger.get("/api/openapi.json").text
    for operation in [
      "startSession", "listSessions", "endCurrentSession", "endSession", "openAccount",
      "getAccount", "changePassword",
    ] {
      #expect(document.contains("\"operationId\":\"\(operation)\""), "\(operation)")
    }
    let room = IdentityRoom.room(accounts: counter.accounts, signIn: counter.signIn)
    let open = room.routes.filter { $0.access == .anyone }.map { "\($0.method) \($0.path)" }
    #expect(
      Set(open) == [
        "GET /sign-in", "POST /sign-in", "GET /register", "POST /register",
        "POST /api/v1/sessions", "POST /api/v1/accounts",
      ])
  }
}
