// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import Journal
import Site
import TestKit
import Testing

@testable import Casework

@Suite("The worklist")
struct WorklistTests {
  /// Where each text stands in another, in the order asked.
  private func places(_ texts: [String], in page: String) -> [Int] {
    texts.map { text in
      page.range(of: text).map { page.distance(from: page.startIndex, to: $0.lowerBound) } ?? -1
    }
  }

  @Test("What is due first stands first, red when overdue, yellow when close, green otherwise")
  func orderAndLights() async throws {
    let trial = try await Bureau(.smallCatering, on: "2026-11-30")
    let late = try await trial.file().id
    try trial.go(to: "2026-11-20")
    let red = try await trial.file().id
    try trial.go(to: "2026-11-23")
    let yellow = try await trial.file(
      as: Party(name: "刘建国", code: "11010519491231002X", phone: "13800000001")
    ).id
    try trial.go(to: "2026-11-30")
    let answer = try await trial.get("/desk", as: "clerk")
    let page = answer.text
    #expect(answer.status == 200)
    let found = places([red, yellow, late].map { CaseLink.case($0).path }, in: page)
    #expect(found.allSatisfy { $0 >= 0 })
    #expect(found == found.sorted())
    #expect(page.components(separatedBy: "class=\"row-late\"").count == 2)
    #expect(page.components(separatedBy: "class=\"row-soon\"").count == 2)
    #expect(page.contains("逾期 1 个工作日"))
    #expect(page.contains("今天到期"))
    #expect(page.contains("剩 5 个工作日"))
    #expect(page.contains("刘**"))
    #expect(!page.contains("刘建国"))
    #expect(page.contains("<dt>已经逾期</dt><dd><b>1</b>"))
    #expect(page.contains("<dt>今天到期</dt><dd><b>1</b>"))
  }

  @Test("Pages go on from where they ended, through what waits for the applicant, each case once")
  func pages() async throws {
    let trial = try await Bureau(.smallCatering, on: "2026-11-23")
    var ids: [String] = []
    for _ in 0..<5 { ids.append(try await trial.file().id) }
    for id in ids.prefix(2) {
      _ = try await trial.take(
        "notice", id, as: "clerk", ["problem.field.dishes": "请写明品种。"])
    }
    var filter = CaseFilter()
    filter.limit = 2
    let actor = try Bureau.actor("clerk")
    var seen: [String] = []
    var cursor: Cursor?
    repeat {
      let (rows, next) = try await trial.desk.page(of: .open, filter, after: cursor, for: actor)
      seen += rows.map(\.id)
      cursor = next
    } while cursor != nil && seen.count < 20
    #expect(seen.count == 5)
    #expect(Set(seen) == Set(ids))
    #expect(Set(seen.suffix(2)) == Set(ids.prefix(2)))
    let first = try await trial.get("/desk?list=open&limit=2", as: "clerk").text
    #expect(first.contains("rel=\"next\""))
  }

  @Test("The tab opened first is the one that the role can act on")
  func standardTab() async throws {
    let trial = try await Bureau(.smallCatering, on: "2026-11-23")
    let id = try await trial.reviewed().id
    let path = CaseLink.case(id).path
    #expect(try await trial.get("/desk", as: "approver").text.contains(path))
    #expect(!(try await trial.get("/desk", as: "clerk").text.contains(path)))
    #expect(!(try await trial.get("/desk", as: "reviewer-1").text.contains(path)))
    #expect(try await trial.get("/desk", as: "supervisor").text.contains(path))
    #expect(try await trial.get("/desk?list=deciding", as: "reviewer-1").text.contains("2/2"))
  }

  @Test("A whole case number opens the case; a wrong one says so")
  func search() async throws {
    let trial = try await Bureau(.smallCatering, on: "2026-11-23")
    let receipt = try await trial.file()
    let found = try await trial.get("/desk?q=\(receipt.number)", as: "clerk")
    #expect(found.status == 303)
    #expect(found.header("Location") == CaseLink.case(receipt.id).path)
    let missed = try await trial.get("/desk?q=\(receipt.number.dropLast())9X", as: "clerk")
    #expect(missed.status == 200)
    #expect(missed.text.contains("没有找到编号为"))
  }

  @Test("Filters narrow the list and its numbers")
  func filters() async throws {
    let trial = try await Bureau(.smallCatering, on: "2026-11-23")
    let id = try await trial.file().id
    let path = CaseLink.case(id).path
    let code = try trial.item.code
    #expect(try await trial.get("/desk?item=\(code)", as: "clerk").text.contains(path))
    let none = try await trial.get("/desk?item=none", as: "clerk").text
    #expect(!none.contains(path))
    #expect(none.contains("没有符合筛选条件的办件"))
    #expect(try await trial.get("/desk?cursor=nonsense", as: "clerk").status == 422)
  }

  @Test("Nobody but staff has a workbench")
  func gate() async throws {
    let trial = try await Bureau(.smallCatering, on: "2026-11-23")
    #expect(try await trial.get("/desk", as: "applicant").status == 403)
    #expect(try await trial.get("/desk", as: "supervisor").status == 200)
  }
}
