// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import ShangMi

/// What somebody says of one service once it is delivered (好差评, 国办发〔2019〕51号): one service, one rating.
///
/// ```
/// given ─┬─ good
///        └─ bad: called back and verified ─┬─ untrue, and not counted
///                                          └─ true ─ corrected or explained ─ followed up
/// ```
package struct Rating: Aggregate {
  package static let kind = "rating"

  package enum Status: String, Codable, CaseIterable, Sendable {
    /// Before the first event; no rating of the store is ever in it.
    case ungiven
    case good
    /// Bad, and to be called back and verified.
    case toVerify
    case untrue
    /// Found to be true, and to be put right.
    case toCorrect
    /// Answered, and to be followed up.
    case toFollowUp
    case closed

    /// Whether the bureau has something to do.
    package var isOpen: Bool { self == .toVerify || self == .toCorrect || self == .toFollowUp }
  }

  /// The five grades; the last two are bad ratings (差评).
  package enum Grade: String, Codable, CaseIterable, Sendable {
    case verySatisfied, satisfied, fairlySatisfied, dissatisfied, veryDissatisfied

    package var isBad: Bool { self == .dissatisfied || self == .veryDissatisfied }
    /// 5 for the best, as the national interface counts them.
    package var number: Int { 5 - (Self.allCases.firstIndex(of: self) ?? 0) }
  }

  /// What can be ticked: what the rating is about, and what was wrong.
  package enum Reason: String, Codable, CaseIterable, Sendable {
    case efficiency, guide, convenience, platform, competence, manners
    case noSample, noList, late, rude, severalVisits, extraMaterials, notOnline, slowPages
    case complicated

    /// Whether it says what was wrong, rather than what the rating is about.
    package var isFault: Bool {
      switch self {
      case .efficiency, .guide, .convenience, .platform, .competence, .manners: false
      default: true
      }
    }
  }

  /// How a bad rating was answered: put right, or explained where nothing was wrong in law.
  package enum Measure: String, Codable, CaseIterable, Sendable {
    case corrected
    case explained
  }

  /// What is said, and of what.
  package struct Giving: Codable, Sendable, Hashable {
    package let kind: Service.Kind
    package let service: String
    package let number: String
    /// The section that answers for it.
    package let unit: String
    package let name: Words
    package let grade: Grade
    package let reasons: [Reason]
    package let text: Digest?
    /// Whether the evaluation office may know who it was, to call back.
    package let isNamed: Bool
  }

  package enum Command: Sendable {
    case give(Giving)
    case verify(isTrue: Bool, isCalledBack: Bool, Reasons)
    case answer(Measure, Reasons)
    /// - Parameter isContent: whether whoever rated is content now.
    case followUp(isContent: Bool, Reasons)
    /// What has come due is told.
    case tellLate
  }

  /// The day is the last one for what is to be done next.
  package enum Event: Codable, Sendable, Hashable {
    case given(Giving, due: Day?)
    case verified(isTrue: Bool, isCalledBack: Bool, text: Digest, due: Day?)
    case answered(Measure, text: Digest, due: Day)
    case followedUp(isContent: Bool, text: Digest)
    case late(Status)
  }

  package private(set) var status = Status.ungiven
  package private(set) var giving: Giving?
  package private(set) var giver: String?
  package private(set) var givenAt: Instant?
  package private(set) var due: Day?
  /// Whether it was told that the day has passed.
  package private(set) var isLate = false
  package private(set) var verification: Digest?
  package private(set) var answer: Digest?
  package private(set) var isContent: Bool?

  package init() {}

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .given(let giving, let day):
      (self.giving, giver, givenAt) = (giving, moment.actor, moment.at)
      go(to: giving.grade.isBad ? .toVerify : .good, until: day)
    case .verified(let isTrue, _, let text, let day):
      verification = text
      go(to: isTrue ? .toCorrect : .untrue, until: day)
    case .answered(_, let text, let day):
      answer = text
      go(to: .toFollowUp, until: day)
    case .followedUp(let isContent, _):
      self.isContent = isContent
      go(to: .closed, until: nil)
    case .late: isLate = true
    }
  }

  private mutating func go(to status: Status, until day: Day?) {
    (self.status, due, isLate) = (status, day, false)
  }
}
