// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import ShangMi
import Site

/// The applicant is asked for more after acceptance (补件), once, and only where a rule of the item allows it.
///
/// 行政许可法 article 32 has everything told at once before acceptance, so without such a rule this is refused. Where
/// the rule holds, the terms of the decision stand still until the answer has come, or its time has run out.
package struct SuspensionTurn: Turn, Hashable {
  package enum Command: Sendable {
    case ask(SupplementNotice)
    case answer(filing: Digest, ruling: Ruling?)
    /// The time to answer has run out.
    case lapse
  }

  package enum Event: TurnEvent {
    case asked(notice: Digest)
    case answered(filing: Digest, ruling: Ruling?)
    case lapsed
  }

  /// What was asked for; nil where nothing ever was.
  private(set) var notice: Digest?
  /// When, as long as the answer is waited for.
  private(set) var openSince: Instant?

  init() {}

  func decide(
    _ command: Command, in whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    switch command {
    case .ask(let notice):
      try whole.allow(.askMore, in: [.accepted], context)
      guard whole.terms.suspension != nil else { throw .team(.wasToldOnce) }
      guard self.notice == nil else { throw .team(.wasAskedOnce) }
      guard !whole.isAtWindow else { throw .team(.liesAtWindow) }
      guard notice.isComplete else { throw .reasonsMissing(.askMore) }
      return [.asked(notice: notice.digest)]
    case .answer(let filing, let ruling):
      try whole.allow(.answerMore, in: [.accepted], context)
      guard openSince != nil else { throw .team(.isNotAskedForMore) }
      return [.answered(filing: filing, ruling: ruling)]
    case .lapse:
      guard context.actor.roles.contains(.system) else { throw .notYourPart(.answerMore) }
      guard whole.phase == .accepted, let due = due(context.calendar), context.now.day > due
      else { throw .team(.isNotAskedForMore) }
      return [.lapsed]
    }
  }

  /// The last day to answer; nil when nothing is waited for.
  func due(_ calendar: WorkCalendar) -> Day? {
    openSince.map { CaseworkSettings.supplementing.due(after: $0.day, in: calendar) }
  }

  mutating func apply(_ event: Event, at moment: Moment, _ facts: inout CaseFacts) {
    switch event {
    case .asked(let digest):
      notice = digest
      openSince = moment.at
      facts.suspensions.append(Suspension(asked: moment.at))
    case .answered, .lapsed:
      openSince = nil
      if let last = facts.suspensions.indices.last {
        facts.suspensions[last].answered = moment.at
      }
    }
  }

  func hold(_ whole: Case, _ context: Case.Context) -> CaseworkRefusal? {
    due(context.calendar).map { .team(.applicantIsAsked(due: $0)) }
  }
}

extension SuspensionTurn.Event {
  package var phrase: Phrase {
    switch self {
    case .asked: "通知申请人补件，期限停止计算"
    case .answered: "补件已收到，期限恢复计算"
    case .lapsed: "补件期限届满，期限恢复计算"
    }
  }

  package var step: CaseworkRefusal.Step? {
    switch self {
    case .asked: .askMore
    case .answered: .answerMore
    case .lapsed: nil
    }
  }

  package var part: CasePart {
    switch self {
    case .asked: .section
    case .answered: .applicant
    case .lapsed: .system
    }
  }

  package var document: DocumentKind? {
    switch self {
    case .asked: .furtherNotice
    case .answered, .lapsed: nil
    }
  }
}

extension Case {
  /// Whether the applicant has been asked for something and the bureau waits for it.
  var waitsForApplicant: Bool {
    phase == .supplementing || phase == .accepted && suspending.openSince != nil
  }

  /// What the applicant is, or was last, asked to bring.
  var asked: Digest? { suspending.notice ?? notice }

  /// The last day to bring what was asked for after acceptance.
  package func furtherDue(_ calendar: WorkCalendar) -> Day? {
    phase == .accepted ? suspending.due(calendar) : nil
  }
}
