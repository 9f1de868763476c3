// SPDX-License-Identifier: Apache-2.0

import App
import Casework
import Deadlines
import Foundation
import Journal
import SQL
import Site

/// What is looked at: lists of a hundred from the first page and from far behind, single cases by name and by number.
enum SizeReads {
  private static let pageSize = 100
  private static let rounds = 300

  struct Key: Sendable {
    let id: String
    let number: String
  }

  /// Cases from all over the years.
  static func sample(_ stage: SizeStage) async throws -> [Key] {
    let pace = max(1, stage.cases / 1_000)
    let keys = try await stage.program.database.read { reader in
      try reader.rows("SELECT id, number FROM case_row ORDER BY received_at") {
        Key(id: try $0[0], number: try $0[1])
      }
    }
    return stride(from: 0, to: keys.count, by: pace).map { keys[$0 * 7_919 % keys.count] }
  }

  static func all(_ stage: SizeStage) async throws -> [(name: String, series: SizeLine)] {
    var found: [(name: String, series: SizeLine)] = []
    for list in try await lists(stage) {
      let desk = stage.program.desk
      let line = try await stage.measure(rounds) { _ in
        _ = try await desk.list(list.filter, for: list.actor)
      }
      found.append((list.name, line))
    }
    let (desk, keys, clerk) = (stage.program.desk, try await sample(stage), stage.people.clerk)
    let search = try await stage.measure(2_000) { index in
      let number = keys[index % keys.count].number
      _ = try await desk.journal.database.read { reader in
        try CaseTable.find(number: number, for: clerk, in: reader)
      }
    }
    found.append(("search by number", search))
    let detail = try await stage.measure(2_000) { index in
      _ = try await desk.open(keys[index % keys.count].id, for: clerk)
    }
    return found + [("detail: a whole case", detail)]
  }

  private struct List {
    let name: String
    let filter: CaseFilter
    let actor: Actor
  }

  private static func lists(_ stage: SizeStage) async throws -> [List] {
    let (clerk, reviewer, regular) =
      (stage.people.clerk, stage.people.reviewer, stage.people.regular)
    var lists: [List] = []
    for (who, actor) in [("all sections", clerk), ("one section", reviewer)] {
      lists.append(
        List(name: "worklist, \(who)", filter: filter(.urgent(after: nil)), actor: actor))
      let open = try await place(deep, in: "closed_at IS NULL", of: actor, stage)
      lists.append(
        List(
          name: "worklist, \(who), after row \(open.row)",
          filter: filter(.due(after: .init(day: open.due, id: open.id))), actor: actor))
      lists.append(
        List(name: "all cases, \(who)", filter: filter(.newest(before: nil)), actor: actor))
      for row in [deep, stage.cases / 2] {
        let far = try await place(row, in: "TRUE", of: actor, stage)
        lists.append(
          List(
            name: "all cases, \(who), after row \(far.row)",
            filter: filter(.newest(before: .init(at: far.received, id: far.id))), actor: actor))
      }
    }
    lists.append(
      List(name: "an applicant's own cases", filter: filter(.newest(before: nil)), actor: regular))
    return lists
  }

  private static let deep = 10_000

  private static func filter(_ order: CaseFilter.Order) -> CaseFilter {
    var filter = CaseFilter()
    filter.order = order
    // One more than shown, as the pages ask, to know whether there is a page after this one.
    filter.limit = pageSize + 1
    return filter
  }

  private struct Place: Sendable {
    let row: Int
    let id: String
    let received: Instant
    let due: Day
  }

  /// The place of a row, or of the one in the middle where there are fewer.
  private static func place(
    _ row: Int, in condition: Statement, of actor: Actor, _ stage: SizeStage
  ) async throws -> Place {
    let isOpen = condition != "TRUE"
    let seen: Statement = "\(condition) AND \(CaseScope.condition(for: actor))"
    return try await stage.program.database.read { reader in
      let dated: Statement = isOpen ? "\(seen) AND due IS NOT NULL" : seen
      let count: Int = try reader.one("SELECT COUNT(*) FROM case_row c WHERE \(dated)")
      let row = row < count - pageSize ? row : count / 2
      let order: Statement = isOpen ? "rank, id" : "received_at DESC, id DESC"
      return try reader.one(
        """
        SELECT id, received_at, due FROM case_row c WHERE \(dated)
        ORDER BY \(order) LIMIT 1 OFFSET \(row)
        """
      ) { Place(row: row, id: try $0[0], received: try $0[1], due: try $0[2] ?? Day(number: 0)) }
    }
  }

  /// The worklist page and the detail of the API, over the wire.
  static func overHTTP(_ stage: SizeStage) async throws {
    let (ports, found) = AsyncStream.makeStream(of: Int.self)
    let responder = stage.program.responder
    let server = Task {
      try await Server(responder, host: "127.0.0.1", port: 0).run(started: { found.yield($0) })
    }
    defer { server.cancel() }
    var iterator = ports.makeAsyncIterator()
    guard let port = await iterator.next() else { return }
    let token = try HTTPBench.signIn(port, as: "demo-clerk")
    let keys = try await sample(stage)
    let paths: [(name: String, path: @Sendable (Int) -> String)] = [
      ("GET /api/v1/cases, 100 by due", { _ in "/api/v1/cases?order=due&limit=100" }),
      ("GET /api/v1/cases/{id}", { "/api/v1/cases/\(keys[$0 % keys.count].id)" }),
    ]
    print("over HTTP, the client's processor time included")
    for (name, path) in paths {
      for clients in [1, 16] {
        let line = try await stage.measuring {
          try await load(port: port, clients: clients, count: 1_000) { client, index in
            let answer = try client.send(
              "GET", path(index), headers: ["Authorization": "Bearer \(token)"])
            guard answer.status == 200 else {
              throw LoadClient.Failure(description: "\(path(index)): \(answer.status)")
            }
          }
        }
        print(line.line("\(name), \(clients) clients", floor: nil))
      }
    }
  }
}
