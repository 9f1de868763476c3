// SPDX-License-Identifier: Apache-2.0

import App
import Archive
import Casework
import Catalogue
import Deadlines
import Foundation
import HTTPTypes
import Identity
import Journal
import Licences
import Logging
import Oversight
import Roads
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
  let barID: String
  let cardID: String
  let complaintID: String
  private let folder: URL

  static let holder = "demo-applicant"
  static let window = "demo-clerk"
  static let supervisor = "demo-supervisor"

  /// - Parameter watcher: sees every statement that the program runs from its first on.
  init(watching watcher: Database.Watcher? = nil) async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "house-\(UUID().uuidString)")
    let instant = Instant(day: Day(number: 20_780), hour: 9, minute: 0)
    let database = try Database.open(try await TestEngine.current.location())
    program = try await Program(
      // All that is decided in one hand is drawn, so that there is a re-check to look at.
      Configuration(data: folder, isDemo: true, recheckPercent: 100, clock: Clock { instant }),
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
    try await Self.proposed(licence, in: program)
    barID = try await Self.barred(in: program)
    cardID = try await Self.card(on: receipt.id, in: program)
    complaintID = try await program.oversight.complain(
      Reasons("热干面等了太久。"), of: receipt.id, by: account.actor
    ).id
    let dig = try await Self.dug(in: program)
    try await Self.preReviewed(draftID, account.actor, in: program)
    let delegation = try await Self.delegated(in: program)
    let session = try await SignIn(journal: program.journal, isDemo: true).start(
      login: Self.holder, password: DemoAccounts.password, kind: .browser, device: "", remote: nil)
    let sessions = try await SignIn(journal: program.journal, isDemo: true)
      .sessions(of: session.account.actor)
    try await DemoAuthorisations.install(by: program.authorisations)
    let window = try await Self.account(Self.window, in: program)
    let promise = try await Self.promised(item: "公共场所卫生许可（新办）", in: program)
    let interest = try await InterestDesk(journal: program.journal).declare(
      .other, to: "91350100M000100Y43", by: window.actor)
    places = [
      "authorisations": ["id": try await Self.authorisation(in: program)],
      "interests": ["id": interest],
      "rechecks": ["id": try await Self.doneAtOnce(in: program)],
      "draws": ["month": "\(DrawMonth(of: program.desk.now.day))"],
      "window": ["code": item.code],
      "digs": ["number": dig, "step": "publish"],
      "segments": ["segment": "JH-009"],
      "cases": [
        "id": receipt.id, "digest": file.digest.description, "name": "receipt", "step": "accept",
      ],
      "drafts": ["id": draftID, "digest": file.digest.description],
      // The document of what was proposed, right after the issue.
      "licences": ["number": licence, "version": "2"],
      "bars": ["id": barID],
      "cards": ["id": cardID, "step": "answer"],
      "complaints": ["id": complaintID, "step": "take-up"],
      "rules": ["version": "1"],
      "promises": ["id": promise, "name": "result"],
      "pre-reviews": ["id": draftID, "digest": file.digest.description],
      "delegations": ["id": delegation],
      "notices": ["notice": try await Self.notice(in: program)],
      "templates": ["form": "acceptance"],
      "sessions": ["id": sessions.first?.id ?? ""],
      "archive": ["log": try await Self.archived(in: program, from: folder), "number": "1"],
    ].merging(try await HouseProjects.places(of: account.actor, in: program)) { own, _ in own }
      .merging(try await HouseJoint.places(of: account, in: program)) { own, _ in own }
      .merging(try await HouseVoices.places(of: promise, in: program)) { own, _ in own }
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

  /// Roads, and two digs in each other's way, one of them an emergency.
  /// - Returns: the number of the planned one.
  private static func dug(in program: Program) async throws -> String {
    let file = catalogue.deletingLastPathComponent().appending(path: "roads/jianghan.geojson")
    _ = try await RoadsCommand.importFile(
      String(contentsOf: file, encoding: .utf8), as: file.path, into: program.journal)
    let keeper = try await account("demo-city-reviewer-1", in: program).actor
    let order = DigOrder(
      unit: "示范燃气有限公司（虚构）", line: .gas, purpose: "老旧管改造", segments: ["JH-009"],
      window: Window(from: program.roads.now.day, days: 20), depth: 120, area: 60,
      contact: DigContact(name: "示范联系人", phone: "027-00000000"))
    _ = try await program.roads.breakUp(order, at: program.roads.now, by: keeper)
    var numbers: [String] = []
    for _ in 1...2 {
      let number = try await program.roads.announce(order, by: keeper).number
      _ = try await program.roads.take(.publish, with: number, by: keeper, expecting: nil)
      numbers.append(number)
    }
    _ = try await program.roads.proposeMerge(of: numbers[0], by: keeper)
    return numbers[0]
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

  /// A log of a former system with one case.
  private static func archived(in program: Program, from folder: URL) async throws -> String {
    let file = folder.appending(path: "former.xes")
    let log = """
      <log><trace><string key="concept:name" value="旧1"/><event>\
      <string key="concept:name" value="受理"/><string key="org:resource" value="甲"/>\
      <date key="time:timestamp" value="2020-01-02T09:00:00+08:00"/></event></trace></log>
      """
    try Data(log.utf8).write(to: file)
    return try await program.archive.add([file], to: "旧系统").id
  }

  /// A card by hand, which the case's section has got.
  private static func card(on id: String, in program: Program) async throws -> String {
    let actor = try await account(supervisor, in: program).actor
    return try await program.oversight.issue(
      byRule: "F05", facts: Reasons("热干面的档案缺页。"), in: id, by: actor
    ).id
  }

  /// A commitment of the same holder that was granted upon and kept.
  /// - Returns: the id of its case.
  private static func promised(item name: String, in program: Program) async throws -> String {
    let account = try await account(holder, in: program)
    let items = program.shelf.snapshot.current(on: program.desk.now.day).map(\.item)
    guard let item = items.first(where: { $0.name.zh == name }),
      let rule = item.commitment, let text = PromiseText.commitment(of: item, in: .zh)
    else { throw Missing() }
    let situation = ["kind": "mall", "central_air": "no", "premises": "owned", "agent": "self"]
    var files: [FiledFile] = []
    for needed in try Guide.materials(for: item, answers: situation)
    where needed.isRequired && !needed.isFetched && !rule.replaces.contains(needed.key) {
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
      agent: nil, situation: situation, answers: answers, files: files,
      commitment: Signature(
        text: text.digest, name: account.name, account: account.id, at: program.desk.now))
    let id = try await program.desk.submit(filing, through: .online, by: account.actor).id
    let words = "与承诺相符。"
    for (command, login) in [
      (Case.Command.accept, window), (.decide(granted: true, Reasons(words)), "demo-approver"),
    ] {
      let actor = try await Self.account(login, in: program).actor
      _ = try await program.desk.take(
        command, with: id, by: actor, expecting: nil, texts: [words])
    }
    _ = try await program.desk.take(
      .check(.written, .kept, Reasons(words)), withPromise: id,
      by: try await Self.account("demo-reviewer-1", in: program).actor, expecting: nil,
      text: words)
    return id
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
    case .segments: "JH-012"
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
    // A hearing that is given up again, and a notice that is withdrawn: the decision waits for neither.
    let reasons = Reasons(text)
    try await take(.hearing(.tell(reasons)), "demo-reviewer-1", text)
    try await take(.hearing(.request(.applicant, reasons)), holder, text)
    try await take(.hearing(.waive(.applicant, reasons)), holder, text)
    let days = TermRule(
      number: 7, unit: .workingDay, basis: LegalBasis(law: "办事规则", article: "公示期限"))
    let publish = Case.Command.publicNotice(.publish(reasons, days: nil, term: days))
    try await take(publish, "demo-reviewer-1", text)
    try await take(.publicNotice(.withdraw(reasons)), "demo-reviewer-1", text)
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

  /// Proposes to withdraw a licence, so that there is a document about it.
  private static func proposed(_ number: String, in program: Program) async throws {
    let proposer = try await account("demo-reviewer-1", in: program).actor
    let facts = "道路改造，场所即将拆除。"
    let licences = LicenceDesk(
      journal: program.journal, shelf: program.shelf, calendars: program.calendars,
      settings: LicenceSettings(), baseURL: LicencesRoom.localURL)
    _ = try await licences.take(
      .propose(
        Proposing(measure: .withdraw, ground: .circumstancesChanged, facts: Reasons(facts))),
      with: number, by: proposer, expecting: nil, texts: [facts])
  }

  /// Refuses another application of the holder as false.
  /// - Returns: the entry of the register of bars.
  private static func barred(in program: Program) async throws -> String {
    let receipt = try await filed(in: program).0
    let approver = try await account("demo-approver", in: program).actor
    let reasons = Reasons("热干面的照片系伪造。")
    func take(_ command: Case.Command, _ login: String) async throws {
      _ = try await program.desk.take(
        command, with: receipt.id, by: try await account(login, in: program).actor,
        expecting: nil, texts: [reasons.text])
    }
    try await take(.accept, window)
    for reviewer in ["demo-reviewer-1", "demo-reviewer-2"] {
      try await take(.review(passed: false, opinion: reasons), reviewer)
    }
    try await take(.decide(granted: false, reasons), "demo-approver")
    return try await program.desk.noteFalsehood(of: receipt.id, reasons: reasons, by: approver)
  }

  /// Asks for the draft to be looked through.
  private static func preReviewed(
    _ draft: String, _ owner: Actor, in program: Program
  ) async throws {
    try await program.desk.askPreReview(draft, by: owner)
  }

  /// - Returns: a delegation of one reviewer to the other.
  private static func delegated(in program: Program) async throws -> String {
    let principal = try await account("demo-reviewer-1", in: program)
    let today = program.desk.now.day
    return try await program.delegations.grant(
      Delegation.Terms(
        principal: principal.id, deputy: "demo-reviewer-2", parts: [.review], items: nil,
        from: today, until: today.adding(days: 5)), Reasons("年休假"), by: principal.actor)
  }

  /// Whether somebody is of the bureau.
  func isStaff(_ login: String?) async throws -> Bool {
    guard let login else { return false }
    return try await Self.account(login, in: program).actor.isStaff
  }

  /// The address of the only notice, which anybody finds in the list.
  private static func notice(in program: Program) async throws -> String {
    let list = try await Rehearsal(program.responder).get("/notices").text
    guard let link = list.firstMatch(of: /href="\/notices\/([0-9a-f]+)"/) else {
      throw Missing()
    }
    return String(link.output.1)
  }

  private static func authorisation(in program: Program) async throws -> String {
    let row = try await program.database.read { reader in
      try reader.first(
        "SELECT id FROM authorisation_row WHERE given_at > 0 ORDER BY given_at, id LIMIT 1")
        as String?
    }
    guard let row else { throw Missing() }
    return row
  }

  /// A case that the window has brought to its end.
  private static func doneAtOnce(in program: Program) async throws -> String {
    let items = program.shelf.snapshot.current(on: program.desk.now.day).map(\.item)
    guard let item = items.first(where: { $0.name.zh == "老年人优待证办理" }) else { throw Missing() }
    var answers: [String: String] = [:]
    for field in item.form { answers[field.key] = value(of: field) }
    let filing = Filing(
      item: ItemReference(code: item.code, version: item.version),
      applicant: Party(name: "热干面", code: "11010519491231002X", phone: "13800000001"),
      agent: nil,
      situation: [
        "household": "wuhan", "reason": "first", "photo_source": "id_photo", "agent": "self",
      ], answers: answers.filter { !$0.key.hasPrefix("agent") }, files: [])
    let clerk = try await account("demo-window", in: program)
    return try await program.desk.handleAtWindow(
      WindowOrder(filing: filing, goal: .delivered, isConfirmed: true), by: clerk.actor
    ).id
  }

  /// What must not change when somebody else has tried everything.
  func state() async throws -> [Int] {
    let account = try await Self.account(Self.holder, in: program)
    let actor = account.actor
    let signIn = try SignIn(journal: program.journal, isDemo: true)
    let supervisor = try await Self.account(Self.supervisor, in: program).actor
    return [
      try await program.oversight.open(cardID, for: supervisor).version,
      try await program.oversight.complaint(complaintID, for: supervisor).version,
      try await program.desk.open(caseID, for: actor).version,
      try await program.desk.drafts(of: actor).count,
      try await program.desk.bar(barID, for: actor).row.version,
      try await program.journal.database.read { [licence] in
        try $0.one("SELECT version FROM licence_row WHERE number = \(licence)")
      },
      try await signIn.sessions(of: actor).count,
    ]
  }
}
