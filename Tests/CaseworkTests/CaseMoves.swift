// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi

@testable import Casework

/// Something that somebody may try with a case, by a short name: the alphabet of the exploration and of the
/// random histories.
struct CaseMove: Sendable {
  let name: String
  /// The command as a given actor would send it, where a case stands.
  let command: @Sendable (Actor, Case) -> Case.Command

  init(_ name: String, _ command: @autoclosure @escaping @Sendable () -> Case.Command) {
    self.name = name
    self.command = { _, _ in command() }
  }

  init(_ name: String, _ command: @escaping @Sendable (Actor, Case) -> Case.Command) {
    self.name = name
    self.command = command
  }

  private static let reasons = Reasons("理由充分")

  /// Submits for oneself, with each combination of what the later rules look at.
  static let submissions: [CaseMove] = [true, false].flatMap { substance in
    [true, false].map { licence in
      let name = "submit \(substance ? "substance" : "form") \(licence ? "licence" : "paper")"
      return CaseMove(name) { actor, _ in
        .submit(
          CaseTrial.submission(
            applicant: actor.id, filer: actor.id, substanceCheck: substance, licence: licence))
      }
    }
  }

  /// Submits the renewal of a licence that expires in seven weeks, so that it is in time.
  static let renewal = CaseMove(
    "submit renewal",
    { actor, _ in
      .submit(
        CaseTrial.submission(
          applicant: actor.id, filer: actor.id, act: CaseTrial.renewal(of: "2026-04-21")))
    })

  /// Submits on a commitment, and without a material that comes later.
  static let promising: [CaseMove] = [
    ("submit committed", CaseTrial.commitment, nil),
    ("submit deferred", nil, CaseTrial.deferral(deliversFirst: false)),
    ("submit deferred, result first", nil, CaseTrial.deferral(deliversFirst: true)),
  ].map { (name: String, commitment: CommitmentTaken?, deferral: DeferralTaken?) in
    CaseMove(
      name,
      { actor, _ in
        .submit(
          CaseTrial.submission(
            applicant: actor.id, filer: actor.id, commitment: commitment, deferral: deferral))
      })
  }

  static let others: [CaseMove] = [
    CaseMove("correct", .correct(filing: SM3.digest("corrected"))),
    CaseMove("noticeSupplement", CaseTrial.notice),
    CaseMove("supplement", .supplement(filing: SM3.digest("more"))),
    CaseMove("findNotRequired", .findNotRequired(reasons)),
    CaseMove("refuseAcceptance", .refuseAcceptance(reasons)),
    CaseMove("accept", .accept),
    CaseMove("deemAccepted", .deemAccepted),
    CaseMove("review", .review(passed: true, opinion: reasons)),
    CaseMove("decide grant", .decide(granted: true, reasons)),
    CaseMove("decide refusal", .decide(granted: false, reasons)),
    CaseMove("recordLicence", .recordLicence(number: "L1")),
    CaseMove("deliver", .deliver(.electronic)),
    CaseMove("withdraw", .withdraw(Reasons(""))),
    CaseMove("number", .number(NumberedDocument(kind: .receipt, number: "D1"))),
    CaseMove("deemRenewed", .deemRenewed),
    CaseMove("noteLicenceEnded", .noteLicenceEnded),
  ]

  /// The ends without a decision.
  static let ends: [CaseMove] = [
    CaseMove("terminate lapsed", .terminate(.matterLapsed, reasons)),
    CaseMove("terminate overdue", .terminate(.supplementOverdue, reasons)),
  ]

  /// The turns that a case can take after acceptance.
  static let turns: [CaseMove] = [
    CaseMove("rectify", .rectify(document: "D1", reasons)),
    CaseMove(
      "extend", .extending(.approve(by: .agencyHead, reference: nil, reasons: reasons))),
    CaseMove(
      "extend by government",
      .extending(.approve(by: .governmentHead, reference: "R1", reasons: reasons))),
    CaseMove("begin testing", .procedure(.begin(.testing, plannedEnd: farDay, reasons: reasons))),
    CaseMove(
      "prolong testing", .procedure(.prolong(.testing, plannedEnd: farDay, reasons: reasons))),
    CaseMove("end testing", .procedure(.end(.testing, result: reasons))),
  ]

  /// What becomes of materials that come later.
  static let deferring: [CaseMove] = [
    CaseMove("terminate deferral", .terminate(.deferralOverdue, reasons)),
    CaseMove(
      "supply deferred",
      .deferring(.supply(filing: SM3.digest("later"), materials: ["plan"]))),
    CaseMove("bring deferred", .deferring(.bring(["plan"]))),
    CaseMove("look, fits", .deferring(.look(material: "plan", fits: true, reasons))),
    CaseMove("look, wrong", .deferring(.look(material: "plan", fits: false, reasons))),
    CaseMove("prepare decision", .deferring(.prepare(reasons))),
    CaseMove("lapse deferral", .deferring(.lapse(reasons))),
  ]

  /// After every pause of the exploration.
  private static let farDay = CaseTrial.day("2030-01-02")

  /// What is explored together: the whole way of articles 29 to 44; and each family of moves that have nothing to do with
  /// the others beside the straight way alone, for all of them at once would be millions of situations.
  static let courses: [[CaseMove]] = {
    var courses = [submissions + others + ends, Array(promising.prefix(1)) + straight]
    let deferred: [CaseMove] = promising.dropFirst() + deferring
    let renewing: [CaseMove] = [renewal] + expiring
    for family in [deferred, renewing] { courses.append(family + straight.dropFirst()) }
    for family in [turns] + team + hearing + above { courses.append(straight + family) }
    return courses
  }()

  /// Submitted, reviewed and decided.
  static let straight = named(
    "submit substance licence", "accept", "review", "decide grant", "decide refusal",
    "recordLicence", "deliver", "withdraw")

  /// The least that leads to every phase.
  static let leadingEverywhere =
    straight + named("noticeSupplement", "findNotRequired", "refuseAcceptance", "terminate lapsed")

  /// What befalls a case about a licence that expires.
  private static let expiring = named("deemRenewed", "noteLicenceEnded")

  private static func named(_ names: String...) -> [CaseMove] {
    (submissions + others + ends).filter { names.contains($0.name) }
  }

  /// Every move once.
  static let all: [CaseMove] = {
    var names: Set<String> = []
    let moves =
      submissions + promising + [renewal] + others + ends + turns + deferring
      + oneHanded
    let families = (team + hearing + above).flatMap(\.self)
    return (moves + families).filter { names.insert($0.name).inserted }
  }()

  /// Who tries: everybody with one role that some step is for, one who stands for all the others, and a second one
  /// where the law wants two.
  static let actors: [Actor] =
    Role.allCases.filter { role in
      role == .auditor
        || CaseworkRefusal.Step.allCases.contains { Case.roles(for: $0).contains(role) }
    }.map {
      CaseTrial.person($0.rawValue, $0, in: CaseTrial.department)
    } + [
      CaseTrial.person("reviewer 2", .reviewer, in: CaseTrial.department),
      CaseTrial.person("chiefApprover 2", .chiefApprover, in: CaseTrial.department),
      CaseTrial.person("reviewer elsewhere", .reviewer, in: "建设项目科"),
    ]
}

extension Case.Event {
  /// The name of the event, without what it carries.
  var name: String { Mirror(reflecting: self).children.first?.label ?? "\(self)" }
}

/// A generator of the same numbers in every run (SplitMix64).
struct CaseChance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
