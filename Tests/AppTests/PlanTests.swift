// SPDX-License-Identifier: Apache-2.0

import App
import Casework
import Deadlines
import Foundation
import Journal
import Oversight
import SQL
import Site
import Synchronization
import Testing

/// Every statement that the program runs for anybody, by its text.
private final class Seen: Sendable {
  private let kept = Mutex<[String: Statement]>([:])

  func note(_ statement: Statement) {
    let text = statement.rendered(for: .sqlite).text
    kept.withLock { $0[text] = statement }
  }

  var statements: [(text: String, statement: Statement)] {
    kept.withLock { kept in kept.map { ($0.key, $0.value) } }.sorted { $0.text < $1.text }
  }
}

/// How the statements find their rows, asked of the engine for every statement that the running program has used: all
/// routes as everybody, the scheduler, the outbox.
@Suite("Plans", .serialized)
struct PlanTests {
  /// Tables that stay small whatever the bureau does, so that reading them whole is right.
  private static let small = [
    "FROM bundle_version", "calendar_notice", "catalogue_version", "drafting_basic",
    "drafting_claim",
    "drafting_closed",
    "oversight_rules", "schema_migration",
  ]

  /// Indexes that hold nothing but what is asked for, so that all of each is read.
  private static let whole = ["identity_account_demo", "identity_account_staff"]

  @Test("No statement reads a table from end to end, or gathers rows to sort them")
  func everyStatement() async throws {
    let seen = Seen()
    let house = try await House { seen.note($0) }
    try await drive(house)
    // What changes the schema reads whole tables, once.
    let once = Set(Program.migrations.flatMap(\.statements))
    let statements = seen.statements.filter { entry in
      let command = entry.text.prefix { $0.isLetter }
      return ["SELECT", "INSERT", "UPDATE", "DELETE"].contains(command)
        && !Self.small.contains { entry.text.contains($0) } && !once.contains(entry.statement)
    }
    let tables = Set(
      statements.flatMap { $0.text.matches(of: /\b(?:FROM|INTO|UPDATE) (\w+_\w+)/) }
        .map { String($0.output.1) })
    // Whatever is added to these is asked for by some route, or this test does not see it.
    #expect(
      tables.isSuperset(of: [
        "case_row", "case_document", "case_party", "case_evidence", "case_upload", "case_draft",
        "promise_row", "promise_document", "deferral_row",
        "case_public_notice",
        "licence_row", "licence_person", "licence_face", "identity_account", "identity_session",
        "oversight_card", "oversight_alert", "oversight_conclusion", "oversight_complaint",
        "oversight_round", "joint_row", "joint_department", "joint_draft", "road_dig",
        "road_dig_segment", "road_merge", "road_network",
        "document_template", "journal_event", "journal_deadline",
        "journal_outbox", "journal_command", "journal_counter", "archive_log", "archive_file",
        "archive_case", "archive_step",
        "archive_activity", "archive_pair", "archive_resource",
        "authorisation_row", "staff_interest", "one_hand_row", "one_hand_tally", "draw_month",
        "draw_secret", "recheck_row", "recheck_tally", "drafting_draft", "drafting_street",
        "drafting_street_grant", "drafting_reform", "drafting_text",
        "project_row", "project_reader", "project_case", "start_row", "start_reader",
        "start_promise", "start_case", "lift_row", "lift_reader", "rating_row",
        "enquiry_row",
      ]))
    for (text, statement) in statements {
      let plan = try await house.program.database.read { try $0.plan(of: statement) }
      let isWhole = plan.steps.contains { step in Self.whole.contains { step.contains($0) } }
      #expect(
        (plan.scanned.isEmpty || isWhole) && !plan.isSorting, "\(text)\n\(plan.steps)")
    }
  }

  /// Puts rules into force by which concluding early is worth something, so that it is counted.
  private func scoreEarly(_ house: House) throws {
    let source = RuleBook.standard.source.replacing("# early:", with: "early:")
      .replacing("version: 1", with: "version: 2")
    house.program.oversight.books.put([try RuleBook(source: source, file: "rules.yaml")])
  }

  /// Lets everybody ask for everything, and the program do what it does by itself.
  private func drive(_ house: House) async throws {
    try scoreEarly(house)
    let people = [House.holder, House.window] + ReadPathTests.outsiders
    for person in people + [
      "demo-reviewer-1", "demo-approver", "demo-supervisor", "demo-head", "demo-window",
    ] {
      let visitor = try await Visitor(person, of: house)
      for route in house.routes {
        // Whoever signs out is a stranger to all that follows.
        if route.path.contains("session") || route.path.contains("sign-out") { continue }
        guard let path = route.family == nil ? route.path : house.path(of: route) else { continue }
        _ = try await visitor.send(route, path)
      }
      for list in ["checking", "awaited", "closed"] {
        _ = try await visitor.browser.get("/promises?list=\(list)")
        _ = try await visitor.client.get("/api/v1/promises?list=\(list)&limit=1")
      }
      for place in ["digs?list=own", "digs?list=tasks", "emergencies?late=true"] {
        _ = try await visitor.browser.get("/roads/\(place)&limit=1")
      }
      for query in ["?show=all", "?period=2026"] {
        _ = try await visitor.browser.get("/ratings\(query)")
        _ = try await visitor.browser.get("/enquiries\(query)")
      }
      for list in ["receiving", "open", "closed"] {
        for filter in ["", "&item=\(house.itemCode)", "&department=x", "&limit=1"] {
          _ = try await visitor.browser.get("/desk?list=\(list)\(filter)")
          _ = try await visitor.client.get("/api/v1/cases?order=due\(filter)")
          _ = try await visitor.client.get("/api/v1/cases?phase=accepted&phase=concluded\(filter)")
        }
      }
      for filter in ["", "&unit=x", "&level=red", "&month=2026-11", "&rule=F05"] {
        _ = try await visitor.browser.get("/oversight/cards?show=all\(filter)")
        _ = try await visitor.client.get("/api/v1/oversight/cards?open=true\(filter)")
        _ = try await visitor.client.get("/api/v1/oversight/alerts?limit=1\(filter)")
      }
    }
    _ = try await house.program.round.make()
    let log = try #require(house.places["archive"]?["log"])
    let staff = try await Visitor(House.window, of: house)
    for query in ["cases?name=旧", "pairs?order=cost"] {
      let path = PercentCoding.encode("/api/v1/archive/\(log)/\(query)", keeping: "/?=")
      #expect(try await staff.client.get(path).status == 200)
    }
    try await administer(house)
    _ = try await house.program.scheduler.fireDue()
    _ = try await house.program.scheduler.deliverOutbox()
    _ = try await house.program.scheduler.forgetAnswers()
  }

  /// Lets the items be administered, and everything about them be looked at.
  private func administer(_ house: House) async throws {
    for path in try await house.administered() {
      for person in ["demo-catalogue", "demo-head"] {
        let visitor = try await Visitor(person, of: house)
        #expect(try await visitor.browser.get(path).status == 200, "\(path)")
        let program = path.hasPrefix("/streets") ? path : path + "?limit=1"
        _ = try await visitor.client.get("/api/v1" + program)
      }
    }
  }
}
