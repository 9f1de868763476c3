// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi
import Site

/// A hearing (听证), by 行政许可法 article 46–48.
///
/// ```
/// told of the right ─┬─ term runs out, or everybody waives ─► the decision need not wait
///                    └─ requested ─┐
///        announced of its own accord ─┴─ called ⟲ moved ⟲ recusal ─ held: the decision rests on the record
/// ```
/// Its times are facts of the case, from which the clock has the terms and what article 45 leaves out.
package struct HearingTurn: Turn, Hashable {
  package enum Command: Sendable {
    /// The applicant and the interested parties are told that they may ask for one (article 47 ¶1).
    case tell(Reasons)
    case request(Voice, Reasons)
    /// Somebody gives up his right, or what he has asked for.
    case waive(Voice, Reasons)
    /// The agency holds one of its own accord and tells the public (article 46).
    case announce(HearingGround, Reasons)
    case call(HearingSitting)
    case move(HearingSitting, Reasons)
    /// Somebody holds the presider to be concerned himself (article 48 ¶1(3)).
    case challenge(Voice, Reasons)
    /// - Parameter successor: who presides instead, where the challenge is upheld.
    case rule(isUpheld: Bool, successor: HearingSitting.Presider?, Reasons)
    case hold(HearingRecord)
  }

  package enum Event: TurnEvent {
    case told([Voice], until: Day, reasons: Digest)
    case requested(Voice, reasons: Digest)
    case waived(Voice, words: Digest)
    case announced(HearingGround, text: Digest)
    case called(HearingSitting)
    case moved(HearingSitting, reasons: Digest)
    case challenged(Voice, reasons: Digest)
    case ruled(isUpheld: Bool, successor: HearingSitting.Presider?, reasons: Digest)
    case held(record: Digest)
  }

  /// That somebody was told of his right, and until when he has it.
  struct Telling: Codable, Hashable {
    let voice: Voice
    let until: Day
  }

  private(set) var tellings: [Telling] = []
  /// Who wants a hearing.
  private(set) var requests: [Voice] = []
  /// Who has given up his right to one.
  private(set) var waivers: [Voice] = []
  private(set) var isAnnounced = false
  private(set) var sitting: HearingSitting?
  /// Whose challenge of the presider waits for an answer.
  private(set) var challenge: Voice?
  /// Whose challenge of the one who presides was not upheld.
  private(set) var denied: [Voice] = []
  /// Who has ever reviewed the application, or had it done.
  private(set) var reviewers: [String] = []
  /// Whether somebody was ever called to preside.
  private(set) var hasCalled = false
  /// What was said, on which the decision rests.
  private(set) var record: Digest?

  /// Which hearing of the case it is, from 1: one that was given up can be followed by another.
  private(set) var round = 1

  init() {}

  /// Whether the public was told of it; then it is told of every change, too.
  private(set) var isPublished = false

  /// Whether a hearing has to be held.
  var isDue: Bool { record == nil && (isAnnounced || !requests.isEmpty) }

  /// Once it was held, nobody can begin another.
  func checkOpen() throws(CaseworkRefusal) {
    guard record == nil else { throw .hearing(.heldAlready) }
  }

  /// The staff who review an application do not preside over its hearing, nor the other way round (article 48
  /// ¶1(3)).
  func check(_ review: Review) throws(CaseworkRefusal) {
    guard let presider = sitting?.presider.account, review.people.contains(presider) else { return }
    throw .hearing(.presiderMayNotReview)
  }

  /// Whoever has reviewed stays somebody who has, also where his opinion is set aside.
  mutating func note(_ review: Review) {
    reviewers += review.people.sorted().filter { !reviewers.contains($0) }
  }

  mutating func apply(_ event: Event, at moment: Moment, _ facts: inout CaseFacts) {
    switch event {
    case .told(let voices, let until, _):
      tellings += voices.map { Telling(voice: $0, until: until) }
      facts.changeHearing { $0.toldOfRight = moment.at }
    case .requested(let voice, _):
      if requests.isEmpty { facts.beginHearing { $0.requested = moment.at } }
      requests.append(voice)
    case .waived(let voice, _):
      let wasDue = isDue
      requests.removeAll { $0 == voice }
      waivers.append(voice)
      guard wasDue, !isDue else { return }
      round += 1
      (sitting, challenge, denied, isPublished) = (nil, nil, [], false)
      facts.changeHearing { $0.waived = moment.at }
    case .announced:
      (isAnnounced, isPublished) = (true, true)
      facts.beginHearing { $0.announced = moment.at }
    case .called(let sitting), .moved(let sitting, _):
      if self.sitting?.presider.account != sitting.presider.account { denied = [] }
      self.sitting = sitting
      hasCalled = true
      isPublished = isPublished || sitting.isPublished
      facts.changeHearing {
        $0.sessions.append(.init(set: moment.at, day: sitting.day, notified: moment.at))
      }
    case .challenged(let voice, _): challenge = voice
    case .ruled(let isUpheld, let successor, _):
      if let voice = challenge, !isUpheld { denied.append(voice) }
      if let successor {
        sitting?.presider = successor
        denied = []
      }
      challenge = nil
    case .held(let record):
      self.record = record
      facts.changeHearing { $0.held = moment.at }
    }
  }

  /// The decision is made by the record (article 48 ¶2), so after it; and not before everybody could ask for a
  /// hearing who was told that he may (article 47 ¶1).
  func hold(_ whole: Case, _ context: Case.Context) -> CaseworkRefusal? {
    guard record == nil else { return nil }
    guard !isDue else { return .hearing(sitting.map { .awaited($0.day) } ?? .isDue) }
    let dues = whole.voices.map { (voice: $0, due: whole.hearingDue(of: $0)) }
    let told = dues.compactMap(\.due)
    guard !told.isEmpty else { return nil }
    guard told.count == dues.count else { return .hearing(.rightUntold(dues.count - told.count)) }
    let open = dues.compactMap { waivers.contains($0.voice) ? nil : $0.due }.max()
    guard let open, context.now.day <= open else { return nil }
    return .hearing(.rightOpen(until: open))
  }
}

/// Why a hearing is held that nobody has asked for (行政许可法 article 46).
package enum HearingGround: String, Codable, CaseIterable, Sendable {
  /// A law, regulation or rule demands it.
  case law
  /// The agency holds it needed, in a weighty matter of public interest.
  case publicInterest
}

/// When and where a hearing is held, and who presides.
package struct HearingSitting: Codable, Sendable, Hashable {
  /// A member of the staff, whose name the notice tells.
  package struct Presider: Codable, Sendable, Hashable {
    package let account: String
    /// The name, in the evidence.
    package let name: Digest
  }

  package let day: Day
  /// The time of day, `09:30`.
  package let time: String
  /// The room, in the evidence.
  package let place: Digest
  package var presider: Presider
  /// Whether the public is told of it, too (article 48 ¶1(1)).
  package let isPublished: Bool
}

/// The record of a hearing (听证笔录).
package struct HearingRecord: Evidence, Sendable, Hashable {
  /// Who took part, and as whom.
  package let participants: String
  /// The opinion of the review with its evidence and reasons, as the reviewing staff presented it (article 48
  /// ¶1(4)).
  package let presented: String
  /// The evidence, defence and cross-examination of applicant and interested parties.
  package let debated: String
  /// Who did not sign it, and why; nil where all of them confirmed and signed it (article 48 ¶1(5)).
  package let unsigned: String?
}

extension Case {
  /// By when somebody may ask for a hearing; nil where nobody has told him that he may.
  func hearingDue(of voice: Voice) -> Day? {
    let told = hearing.tellings.last { $0.voice == voice }?.until
    guard case .party(let number) = voice else { return told }
    return [told, statements.hearingDue(of: number)].compactMap(\.self).max()
  }
}

extension CaseFacts {
  mutating func changeHearing(_ change: (inout Hearing) -> Void) {
    var hearing = hearing ?? Hearing()
    change(&hearing)
    self.hearing = hearing
  }

  /// A hearing that was asked for and given up again has taken its time all the same: it stays a procedure that
  /// has ended, beside the one that begins.
  mutating func beginHearing(_ change: (inout Hearing) -> Void) {
    if let old = hearing, let waived = old.waived {
      let notices = old.sessions.compactMap { session in
        session.notified.map { SpecialProcedure.Notice(at: $0, plannedEnd: session.day) }
      }
      procedures.append(
        SpecialProcedure(
          kind: .hearing, started: old.requested ?? waived, notices: notices, ended: waived))
      hearing = Hearing(toldOfRight: old.toldOfRight)
    }
    changeHearing(change)
  }
}
