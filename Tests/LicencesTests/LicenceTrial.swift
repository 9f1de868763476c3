// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import ShangMi
import Site
import TestKit
import Testing

@testable import Licences

/// One licence that a test tells what happens, without a database: the rules alone.
struct LicenceTrial {
  private(set) var state = Licence()
  private(set) var events: [Licence.Event] = []

  static let department = "社会民生科"
  // Who takes part; the names are the ids.
  static let holder = person("holder", .applicant)
  static let stranger = person("stranger", .applicant)
  static let clerk = person("clerk", .clerk)
  static let reviewer = person("reviewer", .reviewer, in: department)
  static let chief = person("chief", .chiefApprover, in: department)
  static let head = person("head", .departmentHead, in: department)
  static let foreignChief = person("foreign-chief", .chiefApprover, in: "市场准入科")

  static func person(_ id: String, _ roles: Role..., in department: String? = nil) -> Actor {
    Actor(id: id, name: nil, roles: Set(roles), department: department)
  }

  static func day(_ text: String) -> Day {
    guard let day = Day(text) else { preconditionFailure("\(text) is no day") }
    return day
  }

  static func context(
    _ actor: Actor, on day: String = "2026-03-02", openActs: Set<ActKind> = []
  ) -> Licence.Context {
    Licence.Context(
      actor: actor, now: Instant(day: self.day(day), hour: 9, minute: 0), calendar: .china,
      department: department, openActs: openActs)
  }

  /// A licence that was issued on Monday 2026-03-02 and is valid for a year, or without limit.
  static func issued(until: String? = "2027-03-01") throws -> LicenceTrial {
    var trial = LicenceTrial()
    let issue = Licence.Issue(
      number: "L1", identifier: "I1", item: ItemReference(code: "c", version: 1), caseID: "k",
      holder: holder.id, face: SM3.digest("face"), from: day("2026-03-02"),
      until: until.map(day))
    try trial.tell(.issue(issue), by: .system)
    return trial
  }

  /// A licence about which something was proposed by the reviewer on a day.
  static func proposed(
    _ measure: LicenceMeasure, _ ground: LicenceGround, on day: String = "2026-06-01"
  ) throws -> LicenceTrial {
    var trial = try issued()
    try trial.tell(propose(measure, ground), by: reviewer, on: day)
    return trial
  }

  static func propose(_ measure: LicenceMeasure, _ ground: LicenceGround) -> Licence.Command {
    let decision = AuthorityDecision(
      authority: "江汉区市场监督管理局", document: "江市监罚〔2026〕7号", decidedOn: day("2026-05-20"))
    return .propose(
      Proposing(
        measure: measure, ground: ground, facts: Reasons("经查证属实"),
        decision: measure.isRecorded ? decision : nil))
  }

  static func conclude(
    _ outcome: LicenceOutcome = .carriedOut, compensation: String? = nil
  ) -> Licence.Command {
    .conclude(outcome, Reasons("理由充分"), compensation: compensation.map(Reasons.init))
  }

  /// A licence that was ended by the bureau, with the holder's waiver.
  static func ended(_ measure: LicenceMeasure, _ ground: LicenceGround) throws -> LicenceTrial {
    var trial = try proposed(measure, ground)
    if measure.isHeard { try trial.tell(.hear(.waived, nil), by: holder, on: "2026-06-01") }
    let isCompensated = measure.isHeard && ground != .fraud
    try trial.tell(
      conclude(compensation: isCompensated ? "没有损失" : nil), by: chief, on: "2026-06-02")
    return trial
  }

  mutating func tell(
    _ command: Licence.Command, by actor: Actor, on day: String = "2026-03-02",
    openActs: Set<ActKind> = []
  ) throws {
    let context = Self.context(actor, on: day, openActs: openActs)
    for event in try state.decide(command, context) {
      state.apply(event, at: Moment(at: context.now, actor: actor.id))
      events.append(event)
    }
  }

  /// Why a command is refused; nil where it is not.
  func refusal(
    of command: Licence.Command, by actor: Actor, on day: String = "2026-06-02",
    openActs: Set<ActKind> = []
  ) -> LicenceRefusal? {
    do throws(LicenceRefusal) {
      _ = try state.decide(command, Self.context(actor, on: day, openActs: openActs))
      return nil
    } catch {
      return error
    }
  }

  func standing(_ day: String) -> LicenceStanding { state.standing(on: Self.day(day)) }
}

extension LicenceRefusal? {
  /// Checks that the refusal is the one meant, and rests on an article of 行政许可法.
  func expect(
    _ wanted: LicenceRefusal, article: String?, _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(self == wanted, sourceLocation: location)
    let basis = article.map { LegalBasis(law: "行政许可法", article: $0) }
    #expect(self?.legalBasis == basis, sourceLocation: location)
    #expect(self?.phrase.key.isEmpty == false, sourceLocation: location)
  }
}
