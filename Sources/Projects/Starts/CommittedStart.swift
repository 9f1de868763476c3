// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import ShangMi
import Site
import SQL

/// A start of works on commitment (承诺可开工, 武政规〔2022〕14号): the departments say together what the project has to
/// meet, the developer promises it in writing, the certificates come at once, and each requirement is followed up.
///
/// ```
/// applied ─┬─ ineligible
///          └─ eligible ─ requirements, each by its department ─ list fixed ─ promised ─ certificates
///                                        each requirement: checked ─┬─ kept
///                                                                   ├─ unmet ─ corrected ─ checked again
///                                                                   └─ revocation proposed        ─ closed
/// ```
package struct CommittedStart: Matter {
  package static let kind = "committed-start"

  package enum Standing: String, MatterStanding {
    case applied
    case ineligible
    /// The list is being made.
    case eligible
    /// The list is fixed, and the developer's turn to promise.
    case listed
    case promised
    case closed
  }

  package struct Application: Codable, Sendable, Hashable {
    /// The code of the project.
    package let project: String
    package let name: String
    /// The account that applied; nil where the window wrote it down for somebody without one.
    package let applicant: String?
    package let text: Digest
  }

  /// What the project has to meet (项目综合要求清单).
  package struct Requirement: Codable, Sendable, Hashable {
    /// R1, R2 and so on.
    package let key: String
    package let department: String
    /// The item that it belongs to, by its name.
    package let item: String
    /// The last day to meet it.
    package let due: Day
    /// The standard that it is held against, in the evidence.
    package let standard: Digest
  }

  /// How far a requirement has come.
  package struct FollowUp: Codable, Sendable, Hashable {
    package internal(set) var state = State.open
    /// The last day of the correction that was demanded.
    package internal(set) var correctBy: Day?
    package internal(set) var isLate = false

    package enum State: String, Codable, CaseIterable, Sendable {
      case open
      case unmet
      case corrected
      case kept
      case revocationProposed

      package var isSettled: Bool { self == .kept || self == .revocationProposed }
    }
  }

  /// A case whose certificate was applied for on the promise.
  package struct Part: Codable, Sendable, Hashable {
    package let caseID: String
    package let number: String
    package internal(set) var licence: String?
    package internal(set) var issuedOn: Day?
  }

  package enum Command: Sendable {
    case apply(Application)
    /// - departments: who is asked for requirements.
    case decide(isEligible: Bool, conditions: [String], departments: [String], text: Digest)
    case require(department: String, item: String, due: Day, standard: Digest)
    case fix
    case promise(text: Digest, signature: Digest)
    case join([Part])
    case certify(caseID: String, licence: String, on: Day)
    case check(String, isKept: Bool, correctBy: Day?, text: Digest)
    case correct(String, text: Digest)
    case propose(String, text: Digest)
    /// What has come due is told.
    case tellLate
    case close(text: Digest)
  }

  package enum Event: MatterEvent {
    case applied(Application)
    case decided(isEligible: Bool, conditions: [String], departments: [String], text: Digest)
    case required(Requirement)
    case fixed
    case promised(text: Digest, signature: Digest)
    case joined(caseID: String, number: String)
    case certified(caseID: String, licence: String, on: Day)
    case checked(String, isKept: Bool, correctBy: Day?, text: Digest)
    case corrected(String, text: Digest)
    case revocationProposed(String, text: Digest)
    case late([String])
    case closed(text: Digest)
  }

  package private(set) var standing: Standing?
  package private(set) var openedAt: Instant?
  package private(set) var application: Application?
  /// The departments that are asked what they require.
  package private(set) var asked: [String] = []
  package private(set) var requirements: [Requirement] = []
  package private(set) var followUps: [String: FollowUp] = [:]
  package private(set) var promisedAt: Instant?
  /// The signed promise, in the evidence.
  package private(set) var signature: Digest?
  package private(set) var parts: [Part] = []

  package init() {}

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .applied(let application):
      (standing, openedAt, self.application) = (.applied, moment.at, application)
    case .decided(let isEligible, _, let departments, _):
      (standing, asked) = (isEligible ? .eligible : .ineligible, departments)
    case .required(let requirement):
      requirements.append(requirement)
      followUps[requirement.key] = FollowUp()
    case .fixed: standing = .listed
    case .promised(_, let signature):
      (standing, promisedAt, self.signature) = (.promised, moment.at, signature)
    case .joined(let id, let number): parts.append(Part(caseID: id, number: number))
    case .certified(let id, let licence, let day):
      guard let place = parts.firstIndex(where: { $0.caseID == id }) else { return }
      (parts[place].licence, parts[place].issuedOn) = (licence, day)
    case .checked(let key, let isKept, let correctBy, _):
      followUps[key]?.state = isKept ? .kept : .unmet
      followUps[key]?.correctBy = correctBy
      followUps[key]?.isLate = false
    case .corrected(let key, _): followUps[key]?.state = .corrected
    case .revocationProposed(let key, _): followUps[key]?.state = .revocationProposed
    case .late(let keys): for key in keys { followUps[key]?.isLate = true }
    case .closed: standing = .closed
    }
  }

  // MARK: Follow-up

  /// The last day on which something has to be done about a requirement; nil where nothing has.
  package func due(_ key: String) -> Day? {
    guard standing == .promised, let followUp = followUps[key], !followUp.state.isSettled else {
      return nil
    }
    return followUp.correctBy ?? requirements.first { $0.key == key }?.due
  }

  /// The next day whose end makes a requirement late that is not yet.
  var nextDue: Day? {
    requirements.filter { followUps[$0.key]?.isLate == false }.compactMap { due($0.key) }.min()
  }

  /// The requirements that nothing is settled of.
  var openRequirements: [Requirement] {
    requirements.filter { followUps[$0.key]?.state.isSettled == false }
  }

  // MARK: Certificates

  /// The days on which certificates came, the earliest first.
  package var certificateDays: [Day] { parts.compactMap(\.issuedOn).sorted() }

  /// How many certificates came within some working days after the promise (一周七证).
  package func certificates(within days: Int, _ calendar: WorkCalendar) -> Int {
    guard let promised = promisedAt?.day else { return 0 }
    let last = calendar.day(days, workingDaysAfter: promised)
    return certificateDays.count { promised <= $0 && $0 <= last }
  }

  /// In how many working days all certificates came that there are; nil where there is none.
  package func span(_ calendar: WorkCalendar) -> Int? {
    guard let promised = promisedAt?.day, let last = certificateDays.last else { return nil }
    return max(1, calendar.workingDays(after: promised, through: last))
  }

  // MARK: As a matter

  package static let names = MatterNames(
    rows: "start_row", readers: "start_reader", tables: ["start_row", "start_reader"],
    address: "committed-starts", one: "CommittedStart", many: "CommittedStarts", title: "承诺可开工",
    lead: "牵头部门确认适用，各部门一次提出综合要求清单，建设单位书面承诺后多证齐发，再逐项跟踪核查。",
    none: "还没有承诺可开工的项目")

  package var title: String { application?.name ?? "" }
  package var note: String { application?.project ?? "" }

  package var readers: Set<String> {
    Set(
      (asked + requirements.map(\.department)).map(Reader.section)
        + [application?.applicant].compactMap(\.self).map(Reader.account))
  }
}

extension CommittedStart.Standing {
  package var phrase: Phrase {
    switch self {
    case .applied: "待确认适用"
    case .ineligible: "不适用"
    case .eligible: "编制要求清单"
    case .listed: "待承诺"
    case .promised: "已承诺，跟踪核查中"
    case .closed: "承诺已办结"
    }
  }

  package var tone: UI.Tone {
    switch self {
    case .applied, .eligible, .listed: .info
    case .ineligible: .bad
    case .promised: .good
    case .closed: .plain
    }
  }
}

extension CommittedStart.FollowUp.State {
  var phrase: Phrase {
    switch self {
    case .open: "待核查"
    case .unmet: "限期改正"
    case .corrected: "已改正，待复核"
    case .kept: "已符合"
    case .revocationProposed: "建议撤销许可"
    }
  }

  var tone: UI.Tone {
    switch self {
    case .open, .corrected: .info
    case .unmet: .warn
    case .kept: .good
    case .revocationProposed: .bad
    }
  }
}

extension CommittedStart.Event {
  package var phrase: Phrase {
    switch self {
    case .applied: "申请承诺可开工"
    case .decided(let isEligible, _, _, _): isEligible ? "确认适用承诺可开工" : "不适用承诺可开工"
    case .required(let requirement):
      "\(requirement.key) \(requirement.department)：\(requirement.item)，\(requirement.due) 前"
    case .fixed: "确定综合要求清单"
    case .promised: "建设单位签署承诺书"
    case .joined(_, let number): "关联办件 \(number)"
    case .certified(_, let licence, _): "核发 \(licence)"
    case .checked(let key, let isKept, _, _): isKept ? "核查 \(key)：符合" : "核查 \(key)：不符合，限期改正"
    case .corrected(let key, _): "\(key) 已改正"
    case .revocationProposed(let key, _): "\(key)：建议撤销许可"
    case .late(let keys): "逾期未核查或者未改正：\(keys.joined(separator: "、"))"
    case .closed: "办结承诺"
    }
  }

  package var texts: [Digest] {
    switch self {
    case .applied(let application): [application.text]
    case .required(let requirement): [requirement.standard]
    case .promised(let text, _): [text]
    case .decided(_, _, _, let text), .checked(_, _, _, let text), .corrected(_, let text),
      .revocationProposed(_, let text), .closed(let text):
      [text]
    case .fixed, .joined, .certified, .late: []
    }
  }
}
