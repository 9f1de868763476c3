// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi
import Site

/// Special procedures (特别程序): inspection, testing, expert review and the others of 行政许可法 article 45, whose time
/// is not counted from the day on which the applicant is told in writing how long they take.
///
/// The notice is a document of the step that begins one, so the applicant is told in the same moment. A hearing is a
/// turn of its own.
package struct ProcedureTurn: Turn, Hashable {
  package enum Command: Sendable {
    case begin(SpecialProcedure.Kind, plannedEnd: Day, reasons: Reasons)
    /// It takes longer than was told: the applicant is told anew.
    case prolong(SpecialProcedure.Kind, plannedEnd: Day, reasons: Reasons)
    case end(SpecialProcedure.Kind, result: Reasons)
  }

  package enum Event: TurnEvent {
    case begun(SpecialProcedure.Kind, plannedEnd: Day, reasons: Digest)
    case prolonged(SpecialProcedure.Kind, plannedEnd: Day, reasons: Digest)
    case ended(SpecialProcedure.Kind, result: Digest)
  }

  init() {}

  func decide(
    _ command: Command, in whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    switch command {
    case .begin(let kind, let plannedEnd, let reasons):
      try whole.allow(.beginProcedure, in: [.accepted], context)
      guard kind != .hearing else { throw .hearingHasItsOwnWay }
      guard whole.facts.running(kind) == nil else { throw .procedureRuns(kind) }
      try Self.check(plannedEnd, context)
      try whole.require(reasons, for: .beginProcedure)
      return [.begun(kind, plannedEnd: plannedEnd, reasons: reasons.digest)]
    case .prolong(let kind, let plannedEnd, let reasons):
      try whole.allow(.prolongProcedure, in: [.accepted], context)
      guard whole.facts.running(kind) != nil else { throw .procedureDoesNotRun(kind) }
      try Self.check(plannedEnd, context)
      try whole.require(reasons, for: .prolongProcedure)
      return [.prolonged(kind, plannedEnd: plannedEnd, reasons: reasons.digest)]
    case .end(let kind, let result):
      try whole.allow(.endProcedure, in: [.accepted], context)
      guard whole.facts.running(kind) != nil else { throw .procedureDoesNotRun(kind) }
      try whole.require(result, for: .endProcedure)
      return [.ended(kind, result: result.digest)]
    }
  }

  /// The end that is told lies ahead, and within the years that the calendar knows.
  private static func check(_ plannedEnd: Day, _ context: Case.Context) throws(CaseworkRefusal) {
    guard plannedEnd >= context.now.day, WorkCalendar.years.contains(plannedEnd.year) else {
      throw .dayPassed(plannedEnd)
    }
  }

  mutating func apply(_ event: Event, at moment: Moment, _ facts: inout CaseFacts) {
    switch event {
    case .begun(let kind, let plannedEnd, _):
      let told = SpecialProcedure.Notice(at: moment.at, plannedEnd: plannedEnd)
      facts.procedures.append(
        SpecialProcedure(kind: kind, started: moment.at, notices: [told]))
    case .prolonged(let kind, let plannedEnd, _):
      guard let place = facts.running(kind) else { return }
      facts.procedures[place].notices.append(.init(at: moment.at, plannedEnd: plannedEnd))
    case .ended(let kind, _):
      guard let place = facts.running(kind) else { return }
      facts.procedures[place].ended = moment.at
    }
  }

  /// Its result belongs to what the decision rests on (行政许可法 article 38).
  func hold(_ whole: Case, _ context: Case.Context) -> CaseworkRefusal? {
    whole.facts.procedures.first { $0.ended == nil }.map { .procedureRuns($0.kind) }
  }
}

extension CaseFacts {
  /// The place of the procedure of a kind that has not ended.
  func running(_ kind: SpecialProcedure.Kind) -> Int? {
    procedures.firstIndex { $0.kind == kind && $0.ended == nil }
  }
}

extension ProcedureTurn.Event {
  package var phrase: Phrase {
    switch self {
    case .begun(let kind, _, _): "启动特别程序：\(kind.phrase)"
    case .prolonged(let kind, _, _): "特别程序延长：\(kind.phrase)"
    case .ended(let kind, _): "特别程序结束：\(kind.phrase)"
    }
  }

  package var step: CaseworkRefusal.Step? {
    switch self {
    case .begun: .beginProcedure
    case .prolonged: .prolongProcedure
    case .ended: .endProcedure
    }
  }

  package var part: CasePart { .review }

  package var text: Digest? {
    switch self {
    case .begun(_, _, let text), .prolonged(_, _, let text), .ended(_, let text): text
    }
  }

  package var details: [TurnDetail] {
    switch self {
    case .begun(let kind, let end, _), .prolonged(let kind, let end, _):
      [TurnDetail("特别程序", kind.phrase), TurnDetail("预计结束", "\(end)")]
    case .ended(let kind, _): [TurnDetail("特别程序", kind.phrase)]
    }
  }

  package var document: DocumentKind? {
    switch self {
    case .begun, .prolonged: .procedureNotice
    case .ended: nil
    }
  }
}

extension SpecialProcedure.Kind {
  package var phrase: Phrase { "\(zh: chinese, en: english)" }
}
