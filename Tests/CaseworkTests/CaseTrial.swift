// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Identity
import Journal
import ShangMi
import Site
import Testing

@testable import Casework

/// One case that a test tells what happens, without a database: the rules alone.
struct CaseTrial {
  private(set) var state = Case()
  private(set) var history: [(event: Case.Event, moment: Moment)] = []

  static let department = "社会民生科"
  static let china = WorkCalendar.china

  // Who takes part; the names are the ids.
  static let applicant = person("applicant", .applicant)
  static let stranger = person("stranger", .applicant)
  static let agent = person("agent", .agent)
  static let clerk = person("clerk", .clerk)
  static let helper = person("helper", .helper)
  static let firstReviewer = person("reviewer-1", .reviewer, in: department)
  static let secondReviewer = person("reviewer-2", .reviewer, in: department)
  static let chief = person("chief", .chiefApprover, in: department)
  static let otherChief = person("other-chief", .chiefApprover, in: department)
  static let sectionHead = person("section-head", .departmentHead, in: department)
  /// Of another section.
  static let planner = person("planner", .reviewer, in: "建设项目科")

  /// The staff, whom commands can name.
  static let staff =
    ([
      clerk, helper, firstReviewer, secondReviewer, chief, otherChief, sectionHead, planner,
      person("gone", .reviewer, in: department),
    ] + CaseMove.actors.filter { $0.isStaff && !$0.roles.contains(.system) }).map(colleague)

  static func colleague(_ actor: Actor) -> Colleague {
    Colleague(
      id: actor.id, name: actor.id, roles: actor.roles, department: actor.department,
      isActive: actor.id != "gone")
  }

  /// A chief approver who is authorised to receive and decide in one hand, and a clerk at the window who is.
  static let authorised = person("authorised", .chiefApprover, in: department)
  static let authorisedClerk = person("authorised-clerk", .clerk)

  /// By what somebody may act in one hand; nil for all but these two.
  static func authority(of actor: Actor) -> Authority? {
    switch actor.id {
    case authorised.id: Authority(authorisation: "A1", number: "授字1号", kind: .chief)
    case authorisedClerk.id: Authority(authorisation: "A2", number: "授字2号", kind: .window)
    default: nil
    }
  }

  static func person(_ id: String, _ roles: Role..., in department: String? = nil) -> Actor {
    Actor(id: id, name: nil, roles: Set(roles), department: department)
  }

  /// A case that was received on a day, at nine; Monday 2026-03-02 unless told otherwise.
  static func received(
    on day: String = "2026-03-02", substanceCheck: Bool = true, licence: Bool = true
  ) throws -> CaseTrial {
    var trial = CaseTrial()
    let submission = submission(substanceCheck: substanceCheck, licence: licence)
    try trial.tell(.submit(submission), by: applicant, on: day)
    return trial
  }

  /// A case that was accepted on a day, the day of its receipt.
  static func accepted(
    on day: String = "2026-03-02", by actor: Actor = clerk, substanceCheck: Bool = true,
    licence: Bool = true
  ) throws -> CaseTrial {
    var trial = try received(on: day, substanceCheck: substanceCheck, licence: licence)
    try trial.tell(.accept, by: actor, on: day, hour: 10)
    return trial
  }

  /// A case that was accepted and reviewed by two.
  static func reviewed(
    on day: String = "2026-03-02", licence: Bool = true
  ) throws -> CaseTrial {
    var trial = try accepted(on: day, licence: licence)
    for reviewer in [firstReviewer, secondReviewer] {
      try trial.tell(
        .review(passed: true, opinion: Reasons("符合条件")), by: reviewer, on: day, hour: 11)
    }
    return trial
  }

  /// A case that was decided.
  static func decided(
    granted: Bool, on day: String = "2026-03-02", licence: Bool = true
  ) throws -> CaseTrial {
    var trial = try reviewed(on: day, licence: licence)
    try trial.tell(.decide(granted: granted, Reasons("理由充分")), by: chief, on: day, hour: 12)
    return trial
  }

  static func submission(
    applicant: String? = applicant.id, filer: String = applicant.id, substanceCheck: Bool = true,
    licence: Bool = true, ruling: Ruling? = nil, special: CaseTerms? = nil,
    act: LicenceAct? = nil, commitment: CommitmentTaken? = nil, deferral: DeferralTaken? = nil,
    assisted: Bool? = nil, test: TestRule? = nil
  ) -> Submission {
    Submission(
      number: "N1", item: ItemReference(code: "I1", version: 1), department: department,
      applicant: applicant, filer: filer, channel: .online, filing: SM3.digest("filing"),
      substanceCheck: substanceCheck, licence: licence, statutory: .decision,
      promised: TermRule(
        number: 8, unit: .workingDay, basis: LegalBasis(law: "办事指南", article: "承诺期限")),
      ruling: ruling, special: special, act: act, commitment: commitment, deferral: deferral,
      assisted: assisted, test: test)
  }

  /// The renewal of a licence that expires on a day.
  static func renewal(of expiry: String) -> LicenceAct {
    LicenceAct(kind: .renew, licence: "l", number: "L1", expiry: day(expiry))
  }

  /// A commitment that stands for the review.
  static let commitment = CommitmentTaken(
    text: SM3.digest("commitment"), replacesReview: true,
    check: PostCheck(within: PostCheck.usualTerm, ways: [.onSite]),
    correction: TermRule(
      number: 10, unit: .workingDay, basis: LegalBasis(law: "告知承诺书", article: "改正期限")))

  /// One material that comes within three working days.
  static func deferral(deliversFirst: Bool) -> DeferralTaken {
    DeferralTaken(
      text: SM3.digest("deferral"),
      materials: [
        DeferredMaterial(
          key: "plan", name: Words("平面图", en: "Plan"),
          term: TermRule(
            number: 3, unit: .workingDay, basis: LegalBasis(law: "承诺书", article: "补交期限")))
      ], deliversFirst: deliversFirst)
  }

  /// What the tables say of an application that goes a way, and nothing else.
  static func ruling(_ way: HandlingWay, reviewers: Int = 1) -> Ruling {
    Ruling(
      rows: [:], feeFen: 0, way: way,
      promised: TermRule(
        number: 8, unit: .workingDay, basis: LegalBasis(law: "办事指南", article: "承诺期限")),
      reviewers: reviewers, section: department)
  }

  static let notice = Case.Command.noticeSupplement(
    SupplementNotice(entries: [.init(target: "floor_plan", problem: "缺少比例尺，请重新上传。")]))

  // A hearing, and who is heard; a code with the check digit of nobody.

  static let neighbour = Party(name: "邻居甲", code: "11010519491231002X", phone: "13800000001")

  static let record = HearingRecord(
    participants: "申请人、邻居甲", presented: "审查意见及其证据", debated: "邻居甲认为油烟扰民", unsigned: nil)

  static func presider(_ id: String) -> HearingSitting.Presider {
    .init(account: id, name: SM3.digest(id))
  }

  static func sitting(on day: Day, presider id: String) -> HearingSitting {
    HearingSitting(
      day: day, time: "09:00", place: SM3.digest("二楼会议室"), presider: presider(id),
      isPublished: false)
  }

  /// Has a command carried out.
  mutating func tell(
    _ command: Case.Command, by actor: Actor, on day: String, hour: Int = 9
  ) throws {
    try tell(command, by: actor, at: Self.instant(day, hour: hour))
  }

  mutating func tell(
    _ command: Case.Command, by actor: Actor, at now: Instant
  ) throws(CaseworkRefusal) {
    let events = try state.decide(command, Self.context(actor, now))
    let moment = Moment(at: now, actor: actor.id)
    for event in events {
      state.apply(event, at: moment)
      history.append((event, moment))
    }
  }

  /// Why a command is refused; nil where it is not.
  func refusal(
    of command: Case.Command, by actor: Actor, on day: String, hour: Int = 13,
    interests: [String: Interest.Kind] = [:]
  ) -> CaseworkRefusal? {
    do throws(CaseworkRefusal) {
      _ = try state.decide(
        command, Self.context(actor, Self.instant(day, hour: hour), interests: interests))
      return nil
    } catch {
      return error
    }
  }

  static func context(
    _ actor: Actor, _ now: Instant, interests: [String: Interest.Kind] = [:]
  ) -> Case.Context {
    Case.Context(
      actor: actor, now: now, calendar: china, colleagues: staff,
      authority: authority(of: actor), interests: interests)
  }

  /// The clocks at the end of a day.
  func clock(_ day: String) -> CaseClock { state.clock(Self.china, asOf: Self.day(day)) }

  static func instant(_ text: String, hour: Int) -> Instant {
    Instant(day: day(text), hour: hour, minute: 0)
  }

  /// A day that the test's author wrote down; a slip of the pen stops the test.
  static func day(_ text: String) -> Day {
    guard let day = Day(text) else { preconditionFailure("\(text) is no day") }
    return day
  }
}

extension CaseworkRefusal? {
  /// Checks that the refusal is the one meant, rests on an article of 行政许可法 or of what is named, and says what to do.
  func expect(
    _ wanted: CaseworkRefusal, article: String?, of law: String = "行政许可法",
    _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(self == wanted, sourceLocation: location)
    let basis = article.map { LegalBasis(law: law, article: $0) }
    #expect(self?.legalBasis == basis, sourceLocation: location)
    #expect(self?.phrase.key.isEmpty == false, sourceLocation: location)
  }
}
