// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi
import Site

/// A part of a case's course with a state and rules of its own: an extension, a special procedure, a hearing.
///
/// A turn decides over its own commands, given the whole case, and may hold the decision up. What its events mean
/// for the law's clock it writes into the facts of the case; its own state is only what its rules need besides.
protocol Turn: Codable, Sendable {
  associatedtype Command: Sendable
  associatedtype Event: TurnEvent

  /// Before its first event.
  init()

  /// What follows from a command, or why it is refused.
  func decide(
    _ command: Command, in whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event]

  /// Takes one fact in.
  mutating func apply(_ event: Event, at moment: Moment, _ facts: inout CaseFacts)

  /// Why the decision on the case must wait for this turn; nil where it need not.
  func hold(_ whole: Case, _ context: Case.Context) -> CaseworkRefusal?

  /// What the bureau must keep in this turn besides the clock's own terms, for whoever supervises it.
  func watches(in whole: Case, _ clock: CaseClock, _ calendar: WorkCalendar) -> [Watch]

  /// What who decides must confirm because of this turn.
  func confirmations(_ whole: Case, _ context: Case.Context) -> Set<Confirmation>
}

extension Turn {
  func hold(_ whole: Case, _ context: Case.Context) -> CaseworkRefusal? { nil }
  func watches(in whole: Case, _ clock: CaseClock, _ calendar: WorkCalendar) -> [Watch] { [] }

  func confirmations(_ whole: Case, _ context: Case.Context) -> Set<Confirmation> { [] }
}

/// Something that has happened in a turn, with all that the pages, the API and the documents tell of it.
package protocol TurnEvent: Codable, Sendable, Hashable {
  /// What happened, in a few words.
  var phrase: Phrase { get }
  /// The step that brought it about; nil where it followed by itself.
  var step: CaseworkRefusal.Step? { get }
  /// Whose part it was.
  var part: CasePart { get }
  /// The text that it rests on, in the evidence.
  var text: Digest? { get }
  /// What else is to be known of it, in the order of reading.
  var details: [TurnDetail] { get }
  /// The document that it is put into, if it has one.
  var document: DocumentKind? { get }
  /// Whether it is the bureau's own affair, which the applicant is not shown.
  var isInternal: Bool { get }
  /// Members of the staff whom it is about, by their accounts; shown within the bureau.
  var colleagues: [String] { get }
  /// Who within the bureau is told of it.
  var addressees: [Addressee] { get }
  /// Every text that it names in the evidence, ``text`` among them.
  var texts: [Digest] { get }
  /// ``details`` with what only the evidence tells: a name, a place.
  func details(in evidence: CaseEvidence) -> [TurnDetail]
  /// Whom its document is addressed to.
  var recipients: [Recipient] { get }
}

/// Whom a document is addressed to.
package enum Recipient: Sendable, Hashable {
  case applicant
  /// Every interested party of the case.
  case interested
  /// Somebody else, named in the evidence under a digest.
  case person(Digest)
  case everybody
}

extension TurnEvent {
  package var text: Digest? { nil }
  package var details: [TurnDetail] { [] }
  package var document: DocumentKind? { nil }
  package var isInternal: Bool { false }
  package var colleagues: [String] { [] }
  package var addressees: [Addressee] { [] }
  package var texts: [Digest] { text.map { [$0] } ?? [] }
  package var recipients: [Recipient] { [.applicant] }
  package func details(in evidence: CaseEvidence) -> [TurnDetail] { details }

  /// The event's name, as the API tells it.
  var word: String { String("\(self)".prefix { $0.isLetter }) }
}

/// Whom something within the bureau is addressed to.
package enum Addressee: Codable, Sendable, Hashable {
  /// A member of the staff, by his account.
  case colleague(String)
  /// A section, by its name.
  case section(String)
}

/// One line of what is to be known of an event: 预计结束：2026年3月20日.
package struct TurnDetail: Sendable, Hashable {
  package let label: Phrase
  package let value: Phrase

  package init(_ label: Phrase, _ value: Phrase) {
    self.label = label
    self.value = value
  }
}

/// Whose part a step is, as people outside are told: staff appear by their part, not by name.
package enum CasePart: String, Codable, CaseIterable, Sendable {
  case applicant
  case reception
  case review
  case approval
  /// Whoever of the section it was.
  case section
  /// Whoever was asked to sign.
  case signer
  /// Those who watch over the work.
  case supervision
  /// Whoever was asked for an opinion.
  case consulted
  /// The head of the agency (本机关负责人).
  case head
  /// Somebody whom the matter touches (利害关系人).
  case interested
  /// Who presides over a hearing (听证主持人).
  case presider
  /// Whoever was assigned to test (article 55).
  case tester
  /// The higher body that decides (上级机关).
  case upper
  /// Anybody at all.
  case everybody
  case system

  /// The part, in a case of a section.
  func phrase(in department: Phrase) -> Phrase {
    switch self {
    case .applicant: "申请人"
    case .reception: "综合窗口"
    case .review: "\(department) · 审查人员"
    case .approval: "\(department) · 审批人员"
    case .section: department
    case .signer: "会签人"
    case .supervision: "督办人员"
    case .consulted: "被征求意见的科室"
    case .head: "本机关负责人"
    case .interested: "利害关系人"
    case .presider: "听证主持人"
    case .tester: "检验、检测、检疫人员"
    case .upper: "上级机关"
    case .everybody: "社会公众"
    case .system: "系统"
    }
  }
}
