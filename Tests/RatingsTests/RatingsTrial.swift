// SPDX-License-Identifier: Apache-2.0

import Bundles
import Casework
import Catalogue
import Deadlines
import Identity
import Journal
import SQL
import TestKit
import Testing

@testable import Ratings

/// A bureau whose cases are delivered and rated, on Monday 2026-11-23 at nine.
struct RatingsTrial {
  let bureau: Bureau
  var desk: RatingsDesk { bureau.ratings }

  static let section = "社会民生科"
  static let words = Reasons("已向评价人核实。")

  init() async throws {
    bureau = try await Bureau(bundles: [
      try BundleFile(source: Self.noodles, name: "noodles.yaml").bundle
    ])
  }

  // MARK: Services

  func delivered(by name: String = "applicant") async throws -> String {
    let id = try await bureau.file(by: name).id
    try await bureau.decide(id, granted: true)
    try await bureau.take(.deliver(.window), with: id, by: "clerk")
    return id
  }

  private static let noodles = """
    code: noodles
    kind: industry
    name: 开面馆
    name_en: Open a noodle shop
    version: 1
    effective: 2026-01-01
    served: [enterprise]
    life_stage: 准营
    lead: 社会民生科
    departments:
      - {name: 社会民生科, duty: 牵头}
    members:
      - key: food
        item: "11420103MB0000001P4000131023001"
        situation: {business: catering, entity: individual, cold: "no", raw: "no", pastry: "no", drinks: "no", premises: owned, agent: self}
    promised: {number: 8, unit: working_day}
    provenance: {demo: [all]}
    """

  /// Brings a joint case of one part to its decision.
  /// - Returns: its id, and the id of its part.
  func jointlyDecided() async throws -> (joint: String, part: String) {
    let account = try Bureau.account("applicant")
    let joints = bureau.joints
    let draft = try await joints.beginDraft(of: "noodles", answers: [:], leftOut: [], for: account)
    let form = try joints.form(of: try await joints.draft(draft, for: account.actor).filing)
    var files: [FiledFile] = []
    for paper in form.papers where paper.isBrought && paper.requirement.isRequired {
      files.append(
        try await bureau.desk.upload(
          Array(Application.pdf(paper.requirement.key).utf8), name: "a.pdf",
          for: paper.requirement.material, by: account.actor))
    }
    let (kept, filled) = (files, Application.values(of: form.fields.map(\.field)))
    try await joints.changeDraft(draft, by: account.actor) { filing in
      filing.values = filled
      filing.files = kept
    }
    let id = try await joints.submitDraft(draft, by: account.actor).id
    let clerk = try Bureau.actor("clerk")
    _ = try await joints.accept(id, by: clerk, expecting: nil)
    let part = try #require(try await joints.open(id, for: clerk).part("food")?.state.caseID)
    for reviewer in ["reviewer-1", "reviewer-2"] {
      try await bureau.take(
        .review(passed: true, opinion: Self.words), with: part, by: reviewer,
        texts: Self.words.text)
    }
    try await bureau.take(
      .decide(granted: true, Self.words), with: part, by: "approver", texts: Self.words.text)
    return (id, part)
  }

  // MARK: Ratings

  @discardableResult
  func rate(
    _ id: String, _ grade: Rating.Grade, kind: Service.Kind = .single, isNamed: Bool = true,
    text: String = "", by name: String = "applicant"
  ) async throws -> String {
    let actor = try Bureau.actor(name)
    var order = RatingsDesk.Order(grade)
    order.isNamed = isNamed
    order.text = text
    let service = try await desk.service(kind, id, for: actor)
    return try await desk.give(order, to: service, by: actor).id
  }

  func take(_ command: Rating.Command, with id: String, by name: String) async throws {
    _ = try await desk.take(
      command, text: Self.words, with: id, by: try Bureau.actor(name), expecting: nil)
  }

  /// The name of what the applicant has given to a service.
  func rating(of service: String) async throws -> String {
    try #require(
      try await desk.rating(of: service, for: try Bureau.actor("applicant"))
    ).row.id
  }

  func status(_ id: String) async throws -> Rating.Status {
    try await desk.open(id, for: try Bureau.actor("supervisor")).row.status
  }

  /// What kept somebody from it.
  func refusal(_ body: () async throws -> Void) async throws -> RatingsRefusal? {
    do {
      try await body()
      return nil
    } catch let refusal as RatingsRefusal {
      return refusal
    }
  }

  /// Everything that is kept follows from the events.
  func expectSound() async throws {
    let rebuilt = try await bureau.journal.rebuild(keep: false)
    let faults = rebuilt.tables.filter { $0.different > 0 }.map { "\($0.name): \($0.examples)" }
    #expect(faults.isEmpty, "\(faults)")
  }
}
