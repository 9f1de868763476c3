// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Identity
import Journal
import ShangMi
import Site

/// Opinions asked of other sections of the bureau, or of bodies outside (征求意见), each with a term of its own.
///
/// The decision waits while one is open and its term has not run out. Afterwards it may go on, and its reasons say that no
/// answer came: silence is never agreement.
package struct ConsultationTurn: Turn, Hashable {
  /// Who is asked.
  package enum Asked: Codable, Sendable, Hashable {
    case section(String)
    /// A body outside, whose answer the staff record.
    case body(String)

    package var name: String {
      switch self {
      case .section(let name), .body(let name): name
      }
    }
  }

  package enum Stance: String, Codable, CaseIterable, Sendable {
    case agrees
    case conditions
    case objects
  }

  package enum Command: Sendable {
    /// - Parameter days: working days to answer in.
    case ask(Asked, days: Int, question: Reasons)
    /// The consultations are named by their place, from 1.
    case answer(Int, Stance, opinion: Reasons)
    case remind(Int)
    case withdraw(Int, reasons: Reasons)
  }

  package enum Event: TurnEvent {
    case asked(Asked, days: Int, question: Digest)
    case answered(Int, Asked, Stance, opinion: Digest, to: Addressee)
    case reminded(Int, Asked)
    case withdrawn(Int, Asked, reasons: Digest)
  }

  package struct Consultation: Codable, Sendable, Hashable {
    package let asked: Asked
    /// Working days to answer in.
    let days: Int
    let at: Instant
    let question: Digest
    var answer: Answer?
    var withdrawn: Instant?
    var reminders = 0

    var isOpen: Bool { answer == nil && withdrawn == nil }

    /// The last day to answer.
    func due(_ calendar: WorkCalendar) -> Day {
      CaseworkSettings.consulting(days: days).due(after: at.day, in: calendar)
    }
  }

  struct Answer: Codable, Sendable, Hashable {
    let stance: Stance
    let opinion: Digest
    let at: Instant
    /// Whose hand it was.
    let by: String
  }

  private(set) var consultations: [Consultation] = []

  /// How many working days may be given.
  static let daysAllowed = 1...60

  init() {}

  /// The consultations that wait for an answer, by their places.
  var open: [(place: Int, consultation: Consultation)] {
    consultations.enumerated().filter(\.element.isOpen).map { ($0.offset + 1, $0.element) }
  }

  func decide(
    _ command: Command, in whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    switch command {
    case .ask(let asked, let days, let question):
      try whole.allow(.consult, in: [.accepted], context)
      try check(asked, whole, context)
      guard Self.daysAllowed.contains(days) else { throw .team(.daysDoNotFit) }
      try whole.require(question, for: .consult)
      return [.asked(asked, days: days, question: question.digest)]
    case .answer(let place, let stance, let opinion):
      let asked = consultations.indices.contains(place - 1) ? consultations[place - 1].asked : nil
      try allowAnswer(to: asked, whole, context)
      let consultation = try find(place)
      let step: CaseworkRefusal.Step =
        if case .section = consultation.asked { .answerConsultation } else { .recordAnswer }
      try whole.require(opinion, for: step)
      return [
        .answered(
          place, consultation.asked, stance, opinion: opinion.digest, to: whole.addressee)
      ]
    case .remind(let place):
      try whole.allow(.remindConsultation, in: [.accepted], context)
      return [.reminded(place, try find(place).asked)]
    case .withdraw(let place, let reasons):
      try whole.allow(.withdrawConsultation, in: [.accepted], context)
      let asked = try find(place).asked
      try whole.require(reasons, for: .withdrawConsultation)
      return [.withdrawn(place, asked, reasons: reasons.digest)]
    }
  }

  /// A section answers itself; what a body outside has answered is recorded by those who asked it.
  private func allowAnswer(
    to asked: Asked?, _ whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) {
    if case .body = asked { return try whole.allow(.recordAnswer, in: [.accepted], context) }
    try whole.allow(.answerConsultation, in: [.accepted], context)
    if case .section(let name) = asked, context.actor.department != name {
      throw .team(.isNotAsked)
    }
  }

  private func find(_ place: Int) throws(CaseworkRefusal) -> Consultation {
    guard consultations.indices.contains(place - 1), consultations[place - 1].isOpen else {
      throw .team(.noSuchConsultation)
    }
    return consultations[place - 1]
  }

  private func check(
    _ asked: Asked, _ whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) {
    guard !open.contains(where: { $0.consultation.asked == asked }) else {
      throw .team(.isAskedAlready)
    }
    switch asked {
    case .section(let name):
      guard name != whole.submission?.department,
        context.colleagues.contains(where: { $0.isActive && $0.department == name })
      else { throw .team(.noSuchSection) }
    case .body(let name):
      guard Reasons(name).isGiven else { throw .team(.noSuchSection) }
    }
  }

  mutating func apply(_ event: Event, at moment: Moment, _ facts: inout CaseFacts) {
    switch event {
    case .asked(let asked, let days, let question):
      consultations.append(
        Consultation(asked: asked, days: days, at: moment.at, question: question))
    case .answered(let place, _, let stance, let opinion, _):
      change(place) {
        $0.answer = Answer(stance: stance, opinion: opinion, at: moment.at, by: moment.actor)
      }
    case .reminded(let place, _): change(place) { $0.reminders += 1 }
    case .withdrawn(let place, _, _): change(place) { $0.withdrawn = moment.at }
    }
  }

  private mutating func change(_ place: Int, _ change: (inout Consultation) -> Void) {
    guard consultations.indices.contains(place - 1) else { return }
    change(&consultations[place - 1])
  }

  func hold(_ whole: Case, _ context: Case.Context) -> CaseworkRefusal? {
    for (_, consultation) in open {
      let due = consultation.due(context.calendar)
      if context.now.day <= due {
        return .team(.consultationOpen(consultation.asked.name, due: due))
      }
    }
    return nil
  }

  func confirmations(_ whole: Case, _ context: Case.Context) -> Set<Confirmation> {
    var confirmations: Set<Confirmation> = []
    if !open.isEmpty { confirmations.insert(.silenceStated) }
    if consultations.contains(where: { ($0.answer?.stance ?? .agrees) != .agrees }) {
      confirmations.insert(.objectionsAnswered)
    }
    return confirmations
  }
}

extension ConsultationTurn {
  /// The section that is asked answers in its term; those who have asked a body outside see to its answer.
  func watches(in whole: Case, _ clock: CaseClock, _ calendar: WorkCalendar) -> [Watch] {
    consultations.enumerated().compactMap { index, consultation in
      guard consultation.at.day <= clock.asOf else { return nil }
      let end = [consultation.answer?.at.day, consultation.withdrawn?.day, whole.over(clock)]
        .compactMap(\.self).filter { $0 <= clock.asOf }.min()
      let section =
        if case .section(let name) = consultation.asked { name } else {
          whole.submission?.department
        }
      return Watch(
        .consultation, key: "consultation.\(index + 1)",
        basis: CaseworkSettings.consulting(days: consultation.days).basis,
        from: consultation.at.day, due: consultation.due(calendar), finished: end,
        section: section)
    }
  }
}

/// An opinion that was asked for and has not come, with its last day.
package struct OpenConsultation: Sendable, Hashable {
  /// Its place among the consultations of the case, from 1.
  package let place: Int
  package let asked: ConsultationTurn.Asked
  package let due: Day
}

extension Case {
  /// The opinions that are waited for, each with its last day; none once the case is decided or closed.
  package func openConsultations(_ calendar: WorkCalendar) -> [OpenConsultation] {
    guard phase == .accepted else { return [] }
    return consulting.open.map { place, consultation in
      OpenConsultation(
        place: place, asked: consultation.asked, due: consultation.due(calendar))
    }
  }
}
