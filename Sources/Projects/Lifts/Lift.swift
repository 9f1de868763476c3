// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import ShangMi
import Site
import SQL

/// A lift for a staircase of existing housing (既有住宅加装电梯): the owners decide, the departments look at it together,
/// and it is accepted when it is built.
///
/// ```
/// registered ─ voted ─┬─ not carried: registered, and voted again
///                     └─ carried ─ review called ─ opinions ─┬─ favourable ─ completed
///                                                            └─ opposed ─ (registered and voted anew)
/// ```
///
/// Disputes are mediated beside it, and hold up nothing by themselves.
package struct Lift: Matter {
  package static let kind = "lift"

  package enum Standing: String, MatterStanding {
    case registered
    case carried
    case reviewing
    case favourable
    case opposed
    case completed
  }

  /// The staircase and its owners.
  package struct Register: Codable, Sendable, Hashable {
    /// The residential quarter, building and staircase.
    package let address: String
    package let storeys: Int
    /// The account of whoever speaks for the owners; nil where the window wrote it down for somebody without one.
    package let applicant: String?
    package let units: [OwnedUnit]
    /// The ``OwnerList``, in the evidence.
    package let owners: Digest
  }

  /// A vote that was held.
  package struct Held: Codable, Sendable, Hashable {
    package let on: Day
    package let vote: Vote
    /// The ``BallotList``, in the evidence.
    package let ballots: Digest
  }

  /// What a department says of the scheme.
  package struct Opinion: Codable, Sendable, Hashable {
    package let department: String
    package let isFavourable: Bool
    package let text: Digest
  }

  /// Who is at odds about it, and what came of the mediation (纠纷调解).
  package struct Dispute: Codable, Sendable, Hashable {
    /// The text that names the parties and what they want, in the evidence.
    package let matter: Digest
    package internal(set) var meetings: [Day] = []
    package internal(set) var outcome: Outcome?

    package enum Outcome: String, Codable, CaseIterable, Sendable {
      /// 达成调解协议
      case agreed
      /// 调解未成，告知依法诉讼
      case failed
      /// 异议撤回
      case withdrawn
    }
  }

  package enum Command: Sendable {
    case register(Register)
    case vote(Held)
    case callReview([String])
    case give(Opinion)
    case conclude(isFavourable: Bool, text: Digest, number: String)
    case complete(text: Digest, number: String)
    case dispute(Digest)
    case meet(Int, on: Day, text: Digest)
    case settle(Int, Dispute.Outcome, text: Digest)
  }

  package enum Event: MatterEvent {
    case registered(Register)
    case voted(Held)
    case reviewCalled([String])
    case opinionGiven(Opinion)
    case reviewConcluded(isFavourable: Bool, text: Digest, number: String)
    case completed(text: Digest, number: String)
    case disputed(Digest)
    case met(Int, on: Day, text: Digest)
    case settled(Int, Dispute.Outcome, text: Digest)
  }

  package private(set) var standing: Standing?
  package private(set) var openedAt: Instant?
  package private(set) var register: Register?
  package private(set) var held: Held?
  /// Whose opinions are asked for.
  package private(set) var asked: [String] = []
  package private(set) var opinions: [Opinion] = []
  /// The number of the joint opinion (联合审查意见).
  package private(set) var reviewNumber: String?
  /// The number of the certificate of completion (综合验收合格通知书).
  package private(set) var completionNumber: String?
  package private(set) var disputes: [Dispute] = []

  package init() {}

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .registered(let register):
      (standing, self.register, held, asked, opinions) = (.registered, register, nil, [], [])
      if openedAt == nil { openedAt = moment.at }
    case .voted(let held):
      self.held = held
      standing = held.vote.isCarried ? .carried : .registered
    case .reviewCalled(let departments):
      (standing, asked, opinions) = (.reviewing, departments, [])
    case .opinionGiven(let opinion):
      opinions.removeAll { $0.department == opinion.department }
      opinions.append(opinion)
    case .reviewConcluded(let isFavourable, _, let number):
      (standing, reviewNumber) = (isFavourable ? .favourable : .opposed, number)
    case .completed(_, let number): (standing, completionNumber) = (.completed, number)
    case .disputed(let matter): disputes.append(Dispute(matter: matter))
    case .met(let place, let day, _):
      if disputes.indices.contains(place - 1) { disputes[place - 1].meetings.append(day) }
    case .settled(let place, let outcome, _):
      if disputes.indices.contains(place - 1) { disputes[place - 1].outcome = outcome }
    }
  }

  // MARK: As a matter

  package static let names = MatterNames(
    rows: "lift_row", readers: "lift_reader", tables: ["lift_row", "lift_reader"],
    address: "lifts", one: "Lift", many: "Lifts", title: "加装电梯",
    lead: "四层以上、未设电梯的既有住宅以单元为单位加装电梯：业主表决，部门联合审查，竣工后综合验收，有分歧的调解。",
    none: "还没有登记的单元")

  package var title: String { register?.address ?? "" }
  package var note: String { completionNumber ?? reviewNumber ?? "" }

  package var readers: Set<String> {
    Set(asked.map(Reader.section) + [register?.applicant].compactMap(\.self))
  }

  /// The places of the disputes that are not settled, from 1.
  var openDisputes: [Int] {
    disputes.enumerated().filter { $0.element.outcome == nil }.map { $0.offset + 1 }
  }

  /// Who has not said anything yet.
  var silent: [String] {
    asked.filter { name in !opinions.contains { $0.department == name } }
  }
}

/// Who owns what off a staircase.
///
/// Personal data: kept in the evidence only.
package struct OwnerList: Evidence, Hashable {
  package struct Owner: Codable, Sendable, Hashable {
    package let name: String
    /// The number of an identity card or a credit code.
    package let code: String
  }

  /// In the order that ``OwnedUnit/owner`` counts in.
  package let owners: [Owner]
}

/// Who voted for what: personal too.
package struct BallotList: Evidence, Hashable {
  package let ballots: [Vote.Ballot]
}

extension Lift.Standing {
  package var phrase: Phrase {
    switch self {
    case .registered: "待业主表决"
    case .carried: "表决通过，待联合审查"
    case .reviewing: "联合审查中"
    case .favourable: "审查通过，待验收"
    case .opposed: "审查未通过"
    case .completed: "验收合格"
    }
  }

  package var tone: UI.Tone {
    switch self {
    case .registered, .carried, .reviewing: .info
    case .favourable, .completed: .good
    case .opposed: .bad
    }
  }
}

extension Lift.Event {
  package var phrase: Phrase {
    switch self {
    case .registered(let register):
      "登记单元：\(register.units.count) 户，专有部分 \(register.units.weight.area.text) 平方米"
    case .voted(let held): held.vote.isCarried ? "业主表决：通过" : "业主表决：未通过"
    case .reviewCalled(let departments): "组织联合审查：\(departments.joined(separator: "、"))"
    case .opinionGiven(let opinion):
      opinion.isFavourable ? "\(opinion.department)：同意" : "\(opinion.department)：不同意"
    case .reviewConcluded(let isFavourable, _, let number):
      isFavourable ? "联合审查意见 \(number)：同意" : "联合审查意见 \(number)：不同意"
    case .completed(_, let number): "综合验收合格通知书 \(number)"
    case .disputed: "登记纠纷"
    case .met(let place, let day, _): "第 \(place) 件纠纷：\(day) 调解"
    case .settled(let place, let outcome, _): "第 \(place) 件纠纷：\(outcome.phrase)"
    }
  }

  package var texts: [Digest] {
    switch self {
    case .registered, .voted, .reviewCalled: []
    case .opinionGiven(let opinion): [opinion.text]
    case .reviewConcluded(_, let text, _), .completed(let text, _), .disputed(let text),
      .met(_, _, let text), .settled(_, _, let text):
      [text]
    }
  }
}

extension Lift.Dispute.Outcome {
  var phrase: Phrase {
    switch self {
    case .agreed: "达成调解协议"
    case .failed: "调解未成，告知依法诉讼"
    case .withdrawn: "异议撤回"
    }
  }
}
