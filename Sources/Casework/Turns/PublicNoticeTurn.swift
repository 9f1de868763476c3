// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi
import Site

/// A public notice (公示): what is applied for, or what the bureau means to decide, lies open for some days, and
/// anybody may object (异议).
///
/// No article of 行政许可法 demands one; where an item's own law does, its days are the item's, otherwise they are the
/// bureau's (``CaseworkSettings/publicNotice``). The decision waits for its end, and for an answer to every objection.
package struct PublicNoticeTurn: Turn, Hashable {
  package enum Command: Sendable {
    /// - Parameters:
    ///   - days: how many, where they are more than the term's.
    ///   - term: the item's, or the bureau's.
    case publish(Reasons, days: Int?, term: TermRule)
    case withdraw(Reasons)
    case object(by: Party, Reasons)
    case answer(Int, isJustified: Bool, Reasons)
  }

  package enum Event: TurnEvent {
    case published(Int, until: Day, text: Digest)
    case withdrawn(Int, reasons: Digest)
    case objected(Int, by: Digest, text: Digest)
    case answered(Int, by: Digest, isJustified: Bool, reasons: Digest)
  }

  struct Notice: Codable, Hashable {
    let published: Instant
    let until: Day
    var withdrawn: Instant?
  }

  struct Objection: Codable, Hashable {
    /// The number of the notice that it is against, from 1.
    let notice: Int
    /// Who objects, in the evidence.
    let by: Digest
    var isAnswered = false
  }

  private(set) var notices: [Notice] = []
  private(set) var objections: [Objection] = []

  /// How many objections one notice takes, so that nobody can bury a case; whoever comes later calls the bureau.
  static let objectionsMax = 200
  /// The days that a notice may have at most.
  static let daysMax = 60

  init() {}

  /// Whether there ever was one.
  var isPublished: Bool { !notices.isEmpty }

  /// The number of the notice that runs on a day.
  func running(on day: Day) -> Int? {
    notices.last.flatMap { $0.until >= day && $0.withdrawn == nil ? notices.count : nil }
  }

  /// The numbers of the objections that wait for an answer.
  var unanswered: [Int] { objections.indices.filter { !objections[$0].isAnswered }.map { $0 + 1 } }

  func decide(
    _ command: Command, in whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    let today = context.now.day
    switch command {
    case .publish(let text, let days, let term):
      try whole.allow(.publishNotice, in: [.accepted], context)
      if let number = running(on: today) {
        throw .publicNotice(.runs(until: notices[number - 1].until))
      }
      var term = term
      if let days {
        guard days >= term.number else { throw .publicNotice(.tooFewDays(term.number)) }
        term.number = days
      }
      try whole.require(text, for: .publishNotice)
      let until = term.due(after: today, in: context.calendar)
      return [.published(notices.count + 1, until: until, text: text.digest)]
    case .withdraw(let reasons):
      try whole.allow(.withdrawNotice, in: [.accepted], context)
      guard let number = running(on: today) else { throw .publicNotice(.notRunning) }
      try whole.require(reasons, for: .withdrawNotice)
      return [.withdrawn(number, reasons: reasons.digest)]
    case .object(let party, let text):
      guard whole.phase == .accepted, let number = running(on: today) else {
        throw .publicNotice(.over)
      }
      guard objections.count(where: { $0.notice == number }) < Self.objectionsMax else {
        throw .publicNotice(.full)
      }
      try whole.require(text, for: .object)
      return [.objected(objections.count + 1, by: party.digest, text: text.digest)]
    case .answer(let number, let isJustified, let reasons):
      try whole.allow(.answerObjection, in: [.accepted], context)
      guard objections.indices.contains(number - 1) else {
        throw .publicNotice(.noSuchObjection)
      }
      let objection = objections[number - 1]
      guard !objection.isAnswered else { throw .publicNotice(.answeredAlready) }
      try whole.require(reasons, for: .answerObjection)
      return [
        .answered(
          number, by: objection.by, isJustified: isJustified, reasons: reasons.digest)
      ]
    }
  }

  mutating func apply(_ event: Event, at moment: Moment, _ facts: inout CaseFacts) {
    switch event {
    case .published(_, let until, _): notices.append(Notice(published: moment.at, until: until))
    case .withdrawn(let number, _): notices[number - 1].withdrawn = moment.at
    case .objected(_, let person, _):
      objections.append(Objection(notice: notices.count, by: person))
    case .answered(let number, _, _, _): objections[number - 1].isAnswered = true
    }
  }

  func hold(_ whole: Case, _ context: Case.Context) -> CaseworkRefusal? {
    if let number = running(on: context.now.day) {
      return .publicNotice(.runs(until: notices[number - 1].until))
    }
    return unanswered.isEmpty ? nil : .publicNotice(.unanswered(unanswered.count))
  }
}

extension PublicNoticeTurn.Event {
  package var phrase: Phrase {
    switch self {
    case .published: "公示"
    case .withdrawn: "撤回公示"
    case .objected(let number, _, _): "收到异议 \(number)"
    case .answered(let number, _, let isJustified, _):
      isJustified ? "答复异议 \(number)：成立" : "答复异议 \(number)：不成立"
    }
  }

  package var step: CaseworkRefusal.Step? {
    switch self {
    case .published: .publishNotice
    case .withdrawn: .withdrawNotice
    case .objected: .object
    case .answered: .answerObjection
    }
  }

  package var part: CasePart {
    switch self {
    case .published, .withdrawn, .answered: .review
    case .objected: .everybody
    }
  }

  package var text: Digest? {
    switch self {
    case .published(_, _, let text), .withdrawn(_, let text), .objected(_, _, let text),
      .answered(_, _, _, let text):
      text
    }
  }

  /// Who objects, in the evidence.
  private var person: Digest? {
    switch self {
    case .published, .withdrawn: nil
    case .objected(_, let person, _), .answered(_, let person, _, _): person
    }
  }

  package var texts: [Digest] { [person, text].compactMap(\.self) }

  package var details: [TurnDetail] {
    switch self {
    case .published(_, let until, _):
      [
        TurnDetail("公示期限", "最迟 \(until)"),
        TurnDetail("异议", "对公示内容有异议的，可以在公示期内通过公示页面或者向本机关提出"),
      ]
    case .answered(_, _, let isJustified, _):
      [TurnDetail("结论", isJustified ? "异议成立" : "异议不成立")]
    case .withdrawn, .objected: []
    }
  }

  package func details(in evidence: CaseEvidence) -> [TurnDetail] {
    (person.map { [TurnDetail("异议人", .verbatim(evidence.name(of: $0)))] } ?? []) + details
  }

  package var document: DocumentKind? {
    switch self {
    case .published: .publicNotice
    case .answered: .objectionReply
    case .withdrawn, .objected: nil
    }
  }

  package var recipients: [Recipient] { person.map { [.person($0)] } ?? [.everybody] }
}
