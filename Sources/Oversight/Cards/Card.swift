// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import SQL
import ShangMi

/// A card (黄牌, 红牌): what supervision holds against a unit, and what became of it.
///
/// ```
/// open ─┬─ answered ──────────────► closed
///       ├─ appealed ─┬─ cancelled
///       │            └─ upheld ─ answered ─► closed
///       ├─ not answered in time: a yellow card is raised to a red one, a red one is pressed (督办)
///       └─ cancelled by the supervisor, with reasons
/// ```
package struct Card: Aggregate {
  package static let kind = "card"

  package enum Level: String, Codable, CaseIterable, Sendable {
    case yellow
    case red
  }

  package enum Status: String, Codable, CaseIterable, Sendable {
    /// Before the first event; no card of the store is ever in it.
    case unissued
    /// The unit's turn to explain or to appeal (待说明).
    case open
    /// The unit has explained itself; the supervisor's turn (已说明).
    case answered
    /// The unit has appealed; the turn of a supervisor who did not issue it (申诉中).
    case appealed
    /// The appeal was turned down; the unit's turn to explain (维持).
    case upheld
    /// The explanation was taken (已办结).
    case closed
    /// It does not count any more (已撤销).
    case cancelled
    /// A red card for the same thing has taken its place (已升级).
    case raised

    /// Whether somebody still has to do something.
    package var isOpen: Bool {
      switch self {
      case .open, .answered, .appealed, .upheld: true
      case .unissued, .closed, .cancelled, .raised: false
      }
    }

    /// Whether it is the unit's turn, by a certain day.
    package var awaitsAnswer: Bool { self == .open || self == .upheld }
  }

  package private(set) var status = Status.unissued
  package private(set) var issue: Issue?
  package private(set) var issuedAt: Instant?
  package private(set) var person: String?
  /// The last day on which the unit may answer or appeal.
  package private(set) var answerBy: Day?
  package private(set) var answer: Digest?
  package private(set) var grounds: Digest?
  /// What the appeal, the cancellation or the closing was decided for.
  package private(set) var reasons: Digest?
  /// The red card that has taken its place.
  package private(set) var raisedTo: String?
  /// Whether it was not answered in time and is followed up by hand (督办).
  package private(set) var isPressed = false

  package init() {}

  package var level: Level { issue?.level ?? .yellow }

  /// Whether it counts in the month's score.
  package var counts: Bool { issue != nil && status != .cancelled && raisedTo == nil }

  /// What it costs.
  package var points: Points {
    guard let issue else { return .zero }
    return isPressed ? issue.points + issue.pressed : issue.points
  }

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .issued(let issue):
      self.issue = issue
      issuedAt = moment.at
      (status, person, answerBy) = (.open, issue.charge.person, issue.answerBy)
    case .attributed(let person):
      self.person = person
    case .answered(let answer):
      (status, self.answer) = (.answered, answer)
    case .appealed(let grounds):
      (status, self.grounds) = (.appealed, grounds)
    case .appealTurnedDown(let reasons, let answerBy):
      // What has been raised meanwhile needs no answer any more.
      status = raisedTo == nil ? .upheld : .raised
      (self.reasons, self.answerBy) = (reasons, answerBy)
    case .cancelled(let reasons):
      (status, self.reasons) = (.cancelled, reasons)
    case .closed(let reasons):
      (status, self.reasons) = (.closed, reasons)
    case .raised(let card):
      raisedTo = card
      // An appeal is decided all the same: whether the card was right is still asked.
      if status != .appealed { status = .raised }
    case .pressed:
      isPressed = true
    }
  }
}

extension Card {
  /// Why a card is issued.
  package enum Cause: Codable, Sendable, Hashable {
    /// So many working days over.
    case overdue(days: Int)
    /// Nobody did it, and the law answered in the bureau's place.
    case silence
    /// So many cards of one unit by one rule in a month.
    case repeated(times: Int)
    /// The yellow card of this number was not answered in time.
    case unanswered(card: String)
    /// Something that was done, or tried.
    case conduct
    /// A supervisor has found it.
    case found
  }

  /// What is held against whom: all of a card but its number.
  package struct Charge: Codable, Sendable, Hashable {
    /// What it is about, within the case: no two cards of one level have the same.
    package let key: String
    package let level: Level
    package let rule: RuleReference
    package let cause: Cause
    /// The unit that has to answer.
    package let unit: String
    /// The account of whoever is responsible, where that is known.
    package let person: String?
    /// Who issues it: a supervisor's account, or the program's.
    package let issuer: String
    /// The last day that was let pass.
    package let due: Day?
    /// The text that a conduct was put into, or what a supervisor has found.
    package let text: Digest?
  }

  /// A card as it is issued.
  package struct Issue: Codable, Sendable, Hashable {
    /// 江汉监黄〔2026〕3号.
    package let number: String
    package let caseID: String
    package let caseNumber: String
    package let item: ItemReference
    package let charge: Charge
    package let basis: LegalBasis
    /// The facts as they were then, frozen: ``CardEvidence``.
    package let evidence: Digest
    package let answerBy: Day
    package let points: Points
    /// What comes on top where a red card is not answered in time.
    package let pressed: Points

    package var level: Level { charge.level }
  }

  package enum Command: Sendable {
    case issue(Issue)
    /// Names who is responsible.
    case attribute(person: String)
    /// Whoever has done at last what the card is for is held responsible, unless somebody is already.
    case ascribe(person: String)
    /// The unit explains itself (说明, 整改).
    case answer(Reasons)
    case appeal(Reasons)
    /// - Parameter answerBy: by when the unit answers where the card stands.
    case decideAppeal(upheld: Bool, Reasons, answerBy: Day)
    case cancel(Reasons)
    /// The supervisor takes the explanation.
    case close(Reasons)
    /// A red card takes its place.
    case raise(to: String)
    /// A red card was not answered in time.
    case press
  }

  package enum Event: Codable, Sendable, Hashable {
    case issued(Issue)
    case attributed(person: String)
    case answered(Digest)
    case appealed(Digest)
    case appealTurnedDown(reasons: Digest, answerBy: Day)
    case cancelled(reasons: Digest)
    case closed(reasons: Digest)
    case raised(to: String)
    case pressed
  }

  /// The id of the card for one thing at one level: so there cannot be two.
  package static func id(of caseID: String, _ key: String, _ level: Level) -> String {
    String(SM3.digest("\(caseID)/\(key)/\(level.rawValue)").description.prefix(32))
  }
}

extension Card.Level: Storable {}
extension Card.Status: Storable {}
