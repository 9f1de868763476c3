// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import SQL
import TestEngines
import TestKit
import Testing

@testable import Casework

@Suite("How lists are found")
struct ListPlanTests {
  private static let item = CaseFilter.Item(code: "item", departments: ["科室", "另一科室"])

  /// Everybody who sees cases in another way, and somebody who sees them in all ways at once.
  private static let actors = [
    Actor(id: "clerk", name: nil, roles: [.clerk], department: nil),
    Actor(id: "reviewer", name: nil, roles: [.reviewer], department: "科室"),
    Actor(id: "applicant", name: nil, roles: [.applicant], department: nil),
    Actor(id: "both", name: nil, roles: [.chiefApprover, .agent], department: "科室"),
    Actor(
      id: "deputy", name: nil, roles: [.departmentHead, .applicant], department: "科室",
      mandates: [
        mandate("第三科室", items: nil), mandate("另一科室", items: ["item", "other"]),
      ]),
  ]

  private static func mandate(_ department: String, items: Set<String>?) -> Mandate {
    Mandate(
      delegation: "d", principal: "p", roles: [.chiefApprover], department: department,
      parts: [.decision, .signature], items: items)
  }

  /// Every kind of filter, with every order.
  private static let filters: [CaseFilter] = {
    let standings: [[CaseStanding]] = [[], [.received], CaseStanding.open, CaseStanding.closed]
    let orders: [CaseFilter.Order] = [
      .newest(before: nil), .newest(before: .init(at: Instant(milliseconds: 1), id: "x")),
      .due(after: nil), .due(after: .init(day: Day(number: 20_000), id: "x")),
      .urgent(after: nil), .urgent(after: .init(rank: .datedEnd, id: "x")),
    ]
    return standings.flatMap { standings in
      orders.flatMap { order in
        [nil, "科室", "第三科室"].flatMap { department in
          [nil, item].flatMap { item in
            (0..<3).map { kind in
              var filter = CaseFilter()
              filter.standings = standings
              filter.order = order
              filter.department = department
              filter.item = item
              filter.holder = kind == 1 ? "reviewer" : nil
              filter.isAsked = kind == 2
              return filter
            }
          }
        }
      }
    }
  }()

  @Test("Every list of everybody is read in its order from an index, with any filter")
  func plans() async throws {
    let bureau = try await Bureau(.smallCatering, on: "2026-11-23")
    for actor in Self.actors {
      for filter in Self.filters {
        guard let statement = CaseTable.listing(filter, for: actor) else { continue }
        let plan = try await bureau.journal.database.read { try $0.plan(of: statement) }
        let name = "\(actor.id) \(filter)\n\(plan.steps.joined(separator: "\n"))"
        #expect(plan.scanned.isEmpty && !plan.isSorting, "\(name)")
        // Of an index on the right columns in a wrong order, all entries of a section would be read.
        if TestEngine.current == .sqlite {
          // A case that somebody is asked about is found by its id, for each entry in their order.
          let seeks = plan.steps.filter {
            $0.hasPrefix("SEARCH c ") && !$0.hasSuffix("(id=?)") || $0.hasPrefix("SEARCH a ")
          }
          #expect(!seeks.isEmpty && seeks.allSatisfy { $0.contains("id)") }, "\(name)")
        }
      }
    }
  }

  @Test("Who sees nothing asks for nothing")
  func nobody() {
    let stranger = Actor(id: "x", name: nil, roles: [.itemAdministrator], department: nil)
    #expect(CaseTable.listing(CaseFilter(), for: stranger) == nil)
    let applicant = Actor(id: "y", name: nil, roles: [.applicant], department: nil)
    var filter = CaseFilter()
    filter.isAsked = true
    #expect(CaseTable.listing(filter, for: applicant) == nil)
  }

  @Test("What is due comes before what is not, the newest of which comes first")
  func ranks() {
    let (early, late) = (Instant(milliseconds: 0), Instant(milliseconds: 4_102_444_800_000))
    let due = CaseRank(due: Day(number: 20_000), received: late)
    #expect(due < CaseRank(due: Day(number: 20_001), received: early))
    #expect(due < .datedEnd)
    #expect(CaseRank(due: Day(number: 2_932_896), received: early) < .datedEnd)
    let undated = CaseRank(due: nil, received: late)
    #expect(undated > .datedEnd && undated < CaseRank(due: nil, received: early))
  }

  @Test("A tally says how many there are, as far as it goes")
  func tallies() {
    #expect(Tally(0).text == "0" && Tally(1_000).text == "1000" && Tally(1_001).text == "1000+")
    #expect((Tally(600) + Tally(400)).text == "1000")
    #expect((Tally(600) + Tally(401)).text == "1000+" && (Tally(5_000) + Tally(0)).isMore)
  }
}
