// SPDX-License-Identifier: Apache-2.0

import App
import Casework
import Deadlines
import Foundation
import HTTPTypes
import Identity
import Site
import Testing

/// Every path that leads to somebody's data, tried by everybody whom it does not concern.
///
/// The paths are those of the running program, so a new one is tried without being named here; one with a parameter
/// that nobody has explained fails.
@Suite("Read paths", .serialized)
struct ReadPathTests {
  /// What is about nobody: items and public notices are open, and to apply for one is to see it, also at the window; rules of
  /// supervision are all staff's; draws are for everybody to replay; templates of documents say nothing of anybody; nor does
  /// what becomes of items, and what streets do is for everybody; the plan of excavations is published (what is not yet,
  /// `Tests/RoadsTests` tries).
  static let impersonal: Set = [
    "items", "apply", "verify", "rules", "notices", "window", "draws", "templates", "basics",
    "item-drafts", "street-delegations", "micro-reforms", "streets", "digs", "segments",
    "bundles",
  ]

  /// What all who handle cases may read, so that those of another section are no outsiders to it.
  static let ofStaff: Set = ["authorisations"]

  /// What is about somebody and yet open to all: whoever holds the number holds the certificate, and it is masked.
  static let masked: Set = [
    "/api/v1/licences/{number}", "/api/v1/composites/{number}", "/composites/{number}",
  ]

  /// What is the staff's as a whole, whatever their section: cases of former systems, which name no applicant.
  static let internalToStaff: Set = ["archive"]

  /// Nobody, other applicants, other sections of the bureau, and staff who handle no cases.
  static let outsiders: [String?] = [
    nil, "demo-shop", "demo-agent", "demo-market-reviewer-1", "demo-market-approver",
    "demo-catalogue",
  ]

  /// Whether an answer keeps its door shut; a redirection is judged by where it leads.
  private static func isShut(
    _ answer: Rehearsal.Answer, for visitor: Visitor
  ) async throws -> Bool {
    guard answer.status == 303 else { return [401, 403, 404].contains(answer.status) }
    let next = answer.header("Location") ?? ""
    if next.hasPrefix("/sign-in") { return true }
    return [401, 403, 404].contains(try await visitor.browser.get(next).status)
  }

  private static func isOfStaff(_ route: Route, _ outsider: String?) -> Bool {
    ofStaff.contains(route.family ?? "") && route.method == .get
      && outsider?.hasPrefix("demo-market") == true
  }

  @Test("Nobody opens, downloads, prints or changes what does not concern him")
  func everyPath() async throws {
    let house = try await House()
    let routes = house.routes.filter { $0.family != nil }
    #expect(
      Set(
        routes.filter { $0.access == .anyone && !Self.impersonal.contains($0.family ?? "") }
          .map(\.path)) == Self.masked)
    let personal = routes.filter {
      $0.access != .anyone && !Self.impersonal.contains($0.family ?? "")
    }
    #expect(personal.count >= 40)
    let insiders = [
      try await Visitor(House.holder, of: house),
      try await Visitor(House.window, of: house),
      try await Visitor("demo-approver", of: house),
      try await Visitor(House.supervisor, of: house),
    ]
    let before = try await house.state()
    for outsider in Self.outsiders {
      let visitor = try await Visitor(outsider, of: house)
      let isStaff = try await house.isStaff(outsider)
      let outside = personal.filter { route in
        !(isStaff && Self.internalToStaff.contains(route.family ?? ""))
          && !Self.isOfStaff(route, outsider)
      }
      for route in outside {
        let name = "\(outsider ?? "nobody"): \(route.method.rawValue) \(route.path)"
        let path = try #require(
          house.path(of: route), "what is the parameter of \(name)?")
        let answer = try await visitor.send(route, path)
        #expect(
          try await Self.isShut(answer, for: visitor),
          "\(name): \(answer.status) \(answer.text)")
        #expect(!answer.text.contains(house.caseNumber) && !answer.text.contains("热干面"), "\(name)")
      }
    }
    // The paths are right: each opens for somebody.
    for route in personal where route.method == .get {
      let path = try #require(house.path(of: route))
      var statuses: [Int] = []
      for insider in insiders {
        statuses.append(try await insider.send(route, path).status)
      }
      #expect(statuses.contains { ![401, 403, 404].contains($0) }, "\(route.path): \(statuses)")
    }
    #expect(try await house.state() == before)
  }

  @Test("No list shows what does not concern its reader")
  func everyList() async throws {
    let house = try await House()
    let secrets = [
      house.caseID, house.caseNumber, house.licence, house.draftID, house.cardID,
      house.complaintID, "热干面",
    ]
    for outsider in Self.outsiders {
      let visitor = try await Visitor(outsider, of: house)
      for route in house.routes
      where route.method == .get && route.family == nil {
        let text = try await visitor.send(route, route.path).text
        #expect(
          !secrets.contains { text.contains($0) }, "\(outsider ?? "nobody"): \(route.path)")
      }
      // Nor by its number, nor through a place in a list that was made up.
      for path in ["/desk?q=\(house.caseNumber)", "/desk?list=all", "/cases?limit=100"] {
        let answer = try await visitor.browser.get(path)
        #expect(!answer.text.contains(house.caseID), "\(outsider ?? "nobody"): \(path)")
        #expect(answer.header("Location")?.contains(house.caseID) != true, "\(path)")
      }
    }
  }

  @Test("What strangers learn of a licence is masked")
  func verification() async throws {
    let house = try await House()
    let answer = try await Rehearsal(house.program.responder).get(
      "/api/v1/licences/\(house.licence)")
    #expect(answer.status == 200)
    #expect(!answer.text.contains("示范 · 申请人甲") && !answer.text.contains("热干面"))
  }
}
