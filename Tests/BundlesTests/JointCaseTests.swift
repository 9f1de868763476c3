// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import ShangMi
import TestKit
import Testing

@testable import Bundles

@Suite("A joint case by its parts alone", .withoutDatabase)
struct JointCaseTests {
  /// A joint case whose parts are told what becomes of them.
  struct Trial {
    private(set) var state = JointCase()
    private(set) var instant = Instant(milliseconds: 1_772_409_600_000)

    init(_ plans: [PartPlan]) throws {
      let submission = JointSubmission(
        number: "J1", bundle: BundleReference(code: "b", version: 1), lead: "一科",
        applicant: "applicant", filer: "applicant", channel: .online,
        filing: SM3.digest("filing"), parts: plans,
        promised: TermRule(
          number: 8, unit: .workingDay, basis: LegalBasis(law: "承诺", article: "")),
        certificate: nil, isAssisted: false)
      let applicant = Actor(id: "applicant", name: nil, roles: [.applicant], department: nil)
      try tell(.submit(submission), by: applicant)
      try begin()
    }

    mutating func tell(_ command: JointCase.Command, by actor: Actor = .system) throws {
      instant = instant.adding(milliseconds: 1_000)
      let context = JointCase.Context(actor: actor, now: instant, calendar: .china)
      for event in try state.decide(command, context) {
        state.apply(event, at: Moment(at: instant, actor: actor.id))
      }
    }

    /// What the policy does: every part begins that waits for nothing any more.
    mutating func begin() throws {
      for part in state.ready {
        try tell(.dispatch(part: part.key, case: "c-\(part.key)", number: part.key))
        if state.acceptedBy != nil { try tell(.follow(part: part.key, .accepted)) }
      }
    }

    mutating func move(_ key: String, _ fate: PartFate) throws {
      try tell(.follow(part: key, fate))
      try begin()
    }
  }

  static func plan(_ key: String, after: [String] = []) -> PartPlan {
    PartPlan(
      key: key, item: ItemReference(code: key, version: 1), department: "科\(key)", after: after,
      enters: [])
  }

  @Test(
    "what waits begins with the grant, and lapses where that is refused; nobody else is touched")
  func waiting() throws {
    let plans = [
      Self.plan("a"), Self.plan("b", after: ["a"]), Self.plan("c", after: ["b"]), Self.plan("d"),
    ]
    var granted = try Trial(plans)
    #expect(granted.state.parts.map(\.fate) == [.received, .waiting, .waiting, .received])
    try granted.move("a", .accepted)
    try granted.move("a", .granted)
    #expect(granted.state.part("b")?.fate == .received)
    var refused = try Trial(plans)
    try refused.move("a", .accepted)
    try refused.move("a", .refused)
    #expect(refused.state.parts.map(\.fate) == [.refused, .lapsed, .lapsed, .received])
    try refused.move("d", .accepted)
    try refused.move("d", .granted)
    #expect(refused.state.standing == .decided)
    #expect(refused.state.facts.decided?.granted == true)
  }

  @Test("the joint standing is what the parts imply, whatever the order of the departments")
  func orders() throws {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      let plans = Self.randomPlans(&random)
      let fates = Dictionary(
        uniqueKeysWithValues: plans.map { plan in
          (
            plan.key,
            [PartFate.granted, .refused, .withdrawn, .terminated, .notRequired].randomElement(
              using: &random) ?? .granted
          )
        })
      let outcomes = try (0..<3).map { _ in try Self.run(plans, fates, &random) }
      #expect(Set(outcomes).count == 1, "\(plans) \(fates)")
      #expect(outcomes.first == Self.expected(plans, fates))
    }
  }

  private static func randomPlans(_ random: inout SystemRandomNumberGenerator) -> [PartPlan] {
    (0..<Int.random(in: 1...7, using: &random)).map { place in
      let after = (0..<place).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
      return plan("\(place)", after: after.map(String.init))
    }
  }

  /// Departments act in a random order, each when its part has begun.
  private static func run(
    _ plans: [PartPlan], _ fates: [String: PartFate], _ random: inout SystemRandomNumberGenerator
  ) throws -> [PartFate] {
    var trial = try Trial(plans)
    while let part = trial.state.parts.filter({ [.received, .accepted].contains($0.fate) })
      .randomElement(using: &random)
    {
      let isWindow = fates[part.key] == .notRequired
      if part.fate == .received, !isWindow {
        try trial.move(part.key, .accepted)
      } else {
        try trial.move(part.key, fates[part.key] ?? .granted)
      }
    }
    let implied: JointStanding =
      trial.state.parts.contains { $0.fate.needsDelivery } ? .decided : .concluded
    #expect(trial.state.standing == implied)
    return plans.map { trial.state.part($0.key)?.fate ?? .waiting }
  }

  /// From the definition alone: a part is what its department decides if all before it are granted, else it lapses.
  private static func expected(
    _ plans: [PartPlan], _ fates: [String: PartFate]
  ) -> [PartFate] {
    var known: [String: PartFate] = [:]
    for plan in plans {
      let begins = plan.after.allSatisfy { known[$0] == .granted }
      known[plan.key] = begins ? fates[plan.key] : .lapsed
    }
    return plans.compactMap { known[$0.key] }
  }

  @Test(
    "45 working days from acceptance, held by any part's special procedure, 15 more by the government"
  )
  func clock() throws {
    var trial = try Trial([Self.plan("a"), Self.plan("b")])
    try trial.move("a", .accepted)
    #expect(trial.state.clock(.china, asOf: trial.instant.day)[.statutory] == nil)
    try trial.move("b", .accepted)
    let accepted = trial.instant.day
    let plain = try #require(trial.state.clock(.china, asOf: accepted)[.statutory])
    #expect(plain.due == WorkCalendar.china.day(45, workingDaysAfter: accepted))
    let head = Actor(id: "head", name: nil, roles: [.agencyHead], department: nil)
    try trial.tell(.extend(reference: "江政批〔2026〕1号", Reasons("跨部门协调")), by: head)
    let longer = try #require(trial.state.clock(.china, asOf: accepted)[.statutory])
    #expect(longer.due == WorkCalendar.china.day(60, workingDaysAfter: accepted))
    #expect(throws: BundleRefusal.extendedAlready) {
      try trial.tell(.extend(reference: "江政批〔2026〕2号", Reasons("再次")), by: head)
    }
  }

  @Test("the window alone accepts and tells, once; a section asks for its own part")
  func people() throws {
    var trial = try Trial([Self.plan("a"), Self.plan("b")])
    let clerk = Actor(id: "clerk", name: nil, roles: [.clerk], department: nil)
    let reviewer = Actor(id: "r", name: nil, roles: [.reviewer], department: "科a")
    let notice = SupplementNotice(entries: [.init(target: "lease", problem: "缺少租期")])
    #expect(throws: BundleRefusal.notYourPart(.accept)) { try trial.tell(.accept, by: reviewer) }
    #expect(throws: BundleRefusal.otherDepartment) {
      try trial.tell(.ask(part: "b", notice), by: reviewer)
    }
    try trial.tell(.ask(part: "a", notice), by: reviewer)
    try trial.tell(.notice(notice), by: clerk)
    #expect(throws: BundleRefusal.secondNotice) { try trial.tell(.notice(notice), by: clerk) }
    let applicant = Actor(id: "applicant", name: nil, roles: [.clerk], department: nil)
    #expect(throws: BundleRefusal.ownCase) { try trial.tell(.accept, by: applicant) }
  }
}
