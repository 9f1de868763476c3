// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi
import Site

/// Interested parties (利害关系人) are named and told, and what they and the applicant state is heard (陈述申辩):
/// 行政许可法 article 36, and article 7 for the applicant.
///
/// The law gives no time for it; the bureau gives one with the telling (``CaseworkSettings/stating``), and the decision
/// waits until everybody who was told has stated, declined, or let it pass. Who they are is in the evidence.
package struct StatementTurn: Turn, Hashable {
  package enum Command: Sendable {
    /// Somebody whom the matter touches is named, with what it touches.
    case name(Party, interest: Reasons)
    /// Somebody turns out not to be touched.
    case drop(Int, Reasons)
    /// Those who were named and not told yet are told what is applied for.
    ///
    /// - Parameter withHearing: whether they are told that they may ask for a hearing, too (article 47 ¶1).
    case tell(until: Day, withHearing: Bool, Reasons)
    /// The applicant is told what speaks against granting, before the bureau decides so.
    case invite(until: Day, Reasons)
    case state(Voice, Reasons)
    case decline(Voice, Reasons)
  }

  package enum Event: TurnEvent {
    case named(Int, person: Digest, interest: Digest)
    case dropped(Int, person: Digest, reasons: Digest)
    /// - Parameter hearing: by when a hearing may be asked for; nil where the telling says nothing of one.
    case told(Int, person: Digest, until: Day, hearing: Day?, reasons: Digest)
    case invited(until: Day, reasons: Digest)
    case stated(Voice, statement: Digest)
    case declined(Voice, words: Digest)
  }

  /// How far the hearing of one of them has come.
  private struct Listening: Codable, Hashable {
    var until: Day?
    var isHeard = false

    /// Whether it was told, has not been heard, and may still be on a day.
    func isAwaited(on day: Day) -> Bool { !isHeard && until.map { day <= $0 } ?? false }
  }

  private struct Interested: Codable, Hashable {
    let person: Digest
    var isDropped = false
    var listening = Listening()
    var hearing: Day?
  }

  private var interested: [Interested] = []
  private var applicant = Listening()

  init() {}

  /// The numbers of the interested parties that stand.
  var standing: [Int] {
    interested.indices.filter { !interested[$0].isDropped }.map { $0 + 1 }
  }

  /// The numbers of those who stand and were not told yet.
  var untold: [Int] { standing.filter { interested[$0 - 1].listening.until == nil } }

  /// Everybody who was ever named, in the evidence.
  var people: [Digest] { interested.map(\.person) }

  /// Who a number is, in the evidence.
  func person(_ number: Int) -> Digest? {
    interested.indices.contains(number - 1) ? interested[number - 1].person : nil
  }

  /// By when an interested party may ask for a hearing, as it was told here.
  func hearingDue(of number: Int) -> Day? { interested[number - 1].hearing }

  func decide(
    _ command: Command, in whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    switch command {
    case .name(let party, let interest):
      try whole.allow(.nameParty, in: [.accepted], context)
      guard !interested.contains(where: { !$0.isDropped && $0.person == party.digest }) else {
        throw .statement(.namedAlready)
      }
      try whole.require(interest, for: .nameParty)
      return [.named(interested.count + 1, person: party.digest, interest: interest.digest)]
    case .drop(let number, let reasons):
      try whole.allow(.dropParty, in: [.accepted], context)
      guard standing.contains(number), let person = person(number) else {
        throw .statement(.noSuchParty)
      }
      guard !whole.hearing.requests.contains(.party(number)) else { throw .hearing(.isDue) }
      try whole.require(reasons, for: .dropParty)
      return [.dropped(number, person: person, reasons: reasons.digest)]
    case .tell(let until, let withHearing, let reasons):
      return try tell(until, withHearing: withHearing, reasons, whole, context)
    case .invite(let until, let reasons):
      try whole.allow(.inviteStatement, in: [.accepted], context)
      try Self.check(until, context)
      try whole.require(reasons, for: .inviteStatement)
      return [.invited(until: until, reasons: reasons.digest)]
    case .state(let voice, let statement):
      try whole.allow(voice, speaking: .state, recording: .recordStatement, context)
      try whole.require(statement, for: .state)
      return [.stated(voice, statement: statement.digest)]
    case .decline(let voice, let words):
      try whole.allow(voice, speaking: .state, recording: .recordStatement, context)
      return [.declined(voice, words: words.digest)]
    }
  }

  private func tell(
    _ until: Day, withHearing: Bool, _ reasons: Reasons, _ whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    try whole.allow(.tellParties, in: [.accepted], context)
    guard !untold.isEmpty else { throw .statement(.nobodyToTell) }
    try Self.check(until, context)
    if withHearing { try whole.hearing.checkOpen() }
    try whole.require(reasons, for: .tellParties)
    let request = whole.terms.hearing.request.due(after: context.now.day, in: context.calendar)
    return untold.compactMap { number in
      person(number).map {
        .told(
          number, person: $0, until: until, hearing: withHearing ? request : nil,
          reasons: reasons.digest)
      }
    }
  }

  /// The day lies ahead, and within the years that the calendar knows.
  private static func check(_ until: Day, _ context: Case.Context) throws(CaseworkRefusal) {
    guard until >= context.now.day, WorkCalendar.years.contains(until.year) else {
      throw .dayPassed(until)
    }
  }

  mutating func apply(_ event: Event, at moment: Moment, _ facts: inout CaseFacts) {
    switch event {
    case .named(_, let person, _): interested.append(Interested(person: person))
    case .dropped(let number, _, _): interested[number - 1].isDropped = true
    case .told(let number, _, let until, let hearing, _):
      interested[number - 1].listening.until = until
      interested[number - 1].hearing = hearing
      if hearing != nil { facts.changeHearing { $0.toldOfRight = moment.at } }
    case .invited(let until, _): applicant = Listening(until: until)
    case .stated(let voice, _), .declined(let voice, _):
      switch voice {
      case .applicant: applicant.isHeard = true
      case .party(let number): interested[number - 1].listening.isHeard = true
      }
    }
  }

  func hold(_ whole: Case, _ context: Case.Context) -> CaseworkRefusal? {
    guard untold.isEmpty else { return .statement(.untold(untold.count)) }
    let today = context.now.day
    let all = standing.map { interested[$0 - 1].listening } + [applicant]
    let awaited = all.filter { $0.isAwaited(on: today) }
    return awaited.compactMap(\.until).max().map {
      .statement(.awaited(awaited.count, until: $0))
    }
  }
}

extension StatementTurn.Event {
  package var phrase: Phrase {
    switch self {
    case .named: "确定利害关系人"
    case .dropped: "不再作为利害关系人"
    case .told: "告知利害关系人"
    case .invited: "告知申请人陈述、申辩"
    case .stated(let voice, _): "\(voice.phrase)陈述、申辩"
    case .declined(let voice, _): "\(voice.phrase)表示没有意见"
    }
  }

  package var step: CaseworkRefusal.Step? {
    switch self {
    case .named: .nameParty
    case .dropped: .dropParty
    case .told: .tellParties
    case .invited: .inviteStatement
    case .stated, .declined: .state
    }
  }

  package var part: CasePart {
    switch self {
    case .named, .dropped, .told, .invited: .review
    case .stated(let voice, _), .declined(let voice, _): voice.part
    }
  }

  package var text: Digest? {
    switch self {
    case .named(_, _, let text), .dropped(_, _, let text), .told(_, _, _, _, let text),
      .invited(_, let text), .stated(_, let text), .declined(_, let text):
      text
    }
  }

  /// Who it is about, in the evidence.
  private var person: Digest? {
    switch self {
    case .named(_, let person, _), .dropped(_, let person, _), .told(_, let person, _, _, _):
      person
    case .invited, .stated, .declined: nil
    }
  }

  package var texts: [Digest] { [person, text].compactMap(\.self) }

  package var details: [TurnDetail] {
    switch self {
    case .named, .dropped, .stated, .declined: []
    case .told(_, _, let until, let hearing, _):
      [TurnDetail("陈述、申辩的期限", "最迟 \(until)")] + (hearing.map(HearingTurn.right) ?? [])
    case .invited(let until, _): [TurnDetail("陈述、申辩的期限", "最迟 \(until)")]
    }
  }

  package func details(in evidence: CaseEvidence) -> [TurnDetail] {
    let number: Int? =
      switch self {
      case .named(let number, _, _), .dropped(let number, _, _), .told(let number, _, _, _, _):
        number
      case .invited, .stated, .declined: nil
      }
    return (number.map { [TurnDetail("利害关系人", evidence.label(of: .party($0)))] } ?? []) + details
  }

  package var document: DocumentKind? {
    switch self {
    case .told: .partyNotice
    case .invited: .statementNotice
    case .named, .dropped, .stated, .declined: nil
    }
  }

  package var recipients: [Recipient] { person.map { [.person($0)] } ?? [.applicant] }
}
