// SPDX-License-Identifier: Apache-2.0

import App
import Casework
import Catalogue
import Deadlines
import Foundation
import HTTPTypes
import Identity
import Journal
import Logging
import SQL
import ShangMi
import Site
import TestEngines

/// The whole program in demo mode, with one case that has come to its licence, one draft, and people at every door.
final class House: Sendable {
  let program: Program
  /// What is put into the places of a path.
  let places: [String: [String: String]]
  let caseID: String
  let caseNumber: String
  let itemCode: String
  let licence: String
  let draftID: String
  private let folder: URL

  static let holder = "demo-applicant"
  static let window = "demo-clerk"

  /// - Parameter watcher: sees every statement that the program runs from its first on.
  init(watching watcher: Database.Watcher? = nil) async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "house-\(UUID().uuidString)")
    let instant = Instant(day: Day(number: 20_780), hour: 9, minute: 0)
    let database = try Database.open(try await TestEngine.current.location())
    program = try await Program(
      Configuration(data: folder, isDemo: true, clock: Clock { instant }),
      over: watcher.map { database.watched(by: $0) } ?? database,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let check = try CatalogueCommand.check(Self.catalogue.path)
    _ = try await CatalogueCommand.importFiles(check.files, into: program.journal)
    try await program.shelf.refresh(from: program.database)

    let (receipt, file) = try await Self.filed(in: program)
    caseID = receipt.id
    caseNumber = receipt.number
    licence = try await Self.granted(receipt.id, in: program)
    let account = try await Self.account(Self.holder, in: program)
    let item = try await program.desk.open(receipt.id, for: account.actor).item
    itemCode = item.code
    draftID = try await program.desk.beginDraft(
      of: item.code, situation: Self.situation, for: account)
    try await program.desk.changeDraft(draftID, by: account.actor) { $0.files = [file] }
    let session = try await SignIn(journal: program.journal, isDemo: true).start(
      login: Self.holder, password: DemoAccounts.password, kind: .browser, device: "", remote: nil)
    let sessions = try await SignIn(journal: program.journal, isDemo: true)
      .sessions(of: session.account.actor)
    places = [
      "cases": [
        "id": receipt.id, "digest": file.digest.description, "name": "receipt", "step": "accept",
      ],
      "drafts": ["id": draftID, "digest": file.digest.description],
      "licences": ["number": licence],
      "templates": ["kind": "acceptance"],
      "sessions": ["id": sessions.first?.id ?? ""],
    ]
  }

  deinit {
    program.close()
    try? FileManager.default.removeItem(at: folder)
  }

  private static let situation = [
    "entity": "individual", "cold": "no", "premises": "owned", "dwelling": "no", "agent": "self",
  ]

  private static var catalogue: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "catalogue/jianghan")
  }

  private static func account(_ login: String, in program: Program) async throws -> Account {
    guard let account = try await program.accounts.account(login: login) else { throw Missing() }
    return account
  }

  private struct Missing: Error {}

  private static func filed(
    in program: Program
  ) async throws -> (CaseDesk.Receipt, FiledFile) {
    let account = try await account(holder, in: program)
    let items = program.shelf.snapshot.current(on: program.desk.now.day).map(\.item)
    guard let item = items.first(where: { $0.name.zh == "小餐饮经营许可（新办）" }) else {
      throw Missing()
    }
    var files: [FiledFile] = []
    for needed in try Guide.materials(for: item, answers: situation)
    where needed.isRequired && !needed.isFetched {
      files.append(
        try await program.desk.upload(
          Array("%PDF-1.7 \(needed.key)".utf8), name: "\(needed.key).pdf", for: needed.material,
          by: account.actor))
    }
    var answers: [String: String] = [:]
    for field in try Guide.fields(for: item, answers: situation) {
      answers[field.key] = value(of: field)
    }
    let filing = Filing(
      item: ItemReference(code: item.code, version: item.version),
      applicant: Party(name: account.name, code: account.code ?? "", phone: account.phone ?? ""),
      agent: nil, situation: situation, answers: answers, files: files)
    let receipt = try await program.desk.submit(filing, through: .online, by: account.actor)
    guard let file = files.first else { throw Missing() }
    return (receipt, file)
  }

  private static func value(of field: FormField) -> String {
    switch field.type {
    case .text, .area: "热干面"
    case .uscc: "91350100M000100Y43"
    case .residentID: "11010519491231002X"
    case .phone: "13800000001"
    case .number: "20"
    case .date: "2026-11-01"
    case .choice: field.options[0].key
    }
  }

  private static func granted(_ id: String, in program: Program) async throws -> String {
    func take(_ command: Case.Command, _ login: String, _ text: String? = nil) async throws {
      _ = try await program.desk.take(
        command, with: id, by: try await account(login, in: program).actor, expecting: nil,
        texts: text.map { [$0] } ?? [])
    }
    let text = "与现场核对，符合条件。"
    try await take(.accept, window)
    for reviewer in ["demo-reviewer-1", "demo-reviewer-2"] {
      try await take(.review(passed: true, opinion: Reasons(text)), reviewer, text)
    }
    try await take(.decide(granted: true, Reasons(text)), "demo-approver", text)
    let applicant = try await account(holder, in: program)
    guard let number = try await program.desk.open(id, for: applicant.actor).state.licence else {
      throw Missing()
    }
    return number
  }

  /// What must not change when somebody else has tried everything.
  func state() async throws -> [Int] {
    let account = try await Self.account(Self.holder, in: program)
    let actor = account.actor
    let signIn = try SignIn(journal: program.journal, isDemo: true)
    return [
      try await program.desk.open(caseID, for: actor).version,
      try await program.desk.drafts(of: actor).count,
      try await signIn.sessions(of: actor).count,
    ]
  }
}
