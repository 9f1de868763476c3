// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import ShangMi

/// A complaint (投诉) of an applicant about how his case was handled.
///
/// ```
/// filed ─┬─ declined, with reasons
///        └─ taken up ─ (the unit explains itself) ─ answered
/// ```
package struct Complaint: Aggregate {
  package static let kind = "complaint"

  package enum Status: String, Codable, CaseIterable, Sendable {
    /// Before the first event; no complaint of the store is ever in it.
    case unfiled
    case filed
    case declined
    case takenUp
    case answered

    package var isOpen: Bool { self == .filed || self == .takenUp }
  }

  /// What a complaint is about, and whose it is.
  package struct Filing: Codable, Sendable, Hashable {
    package let caseID: String
    package let caseNumber: String
    /// The section that has to explain itself.
    package let unit: String
    /// The account of whoever complains.
    package let complainant: String
    package let text: Digest
  }

  package enum Command: Sendable {
    case file(Filing)
    case takeUp
    case decline(Reasons)
    /// The unit says how it was.
    case explain(Reasons)
    case answer(justified: Bool, Reasons)
  }

  package enum Event: Codable, Sendable, Hashable {
    case filed(Filing)
    case takenUp
    case declined(reasons: Digest)
    case explained(Digest)
    case answered(justified: Bool, Digest)
  }

  package private(set) var status = Status.unfiled
  package private(set) var filing: Filing?
  package private(set) var filedAt: Instant?
  package private(set) var takenUpAt: Instant?
  package private(set) var endedAt: Instant?
  package private(set) var explanation: Digest?
  package private(set) var answer: Digest?
  /// Whether it was found to be right; nil before the answer.
  package private(set) var isJustified: Bool?

  package init() {}

  var caseID: String? { filing?.caseID }

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .filed(let filing):
      (status, self.filing, filedAt) = (.filed, filing, moment.at)
    case .takenUp: (status, takenUpAt) = (.takenUp, moment.at)
    case .declined(let reasons): (status, answer, endedAt) = (.declined, reasons, moment.at)
    case .explained(let text): explanation = text
    case .answered(let justified, let text):
      (status, answer, endedAt) = (.answered, text, moment.at)
      isJustified = justified
    }
  }

  package func decide(
    _ command: Command, _ context: Card.Context
  ) throws(OversightRefusal) -> [Event] {
    let actor = context.actor
    switch command {
    case .file(let filing): return [.filed(filing)]
    case .takeUp:
      try allow(.filed, actor.holds(anyOf: Card.supervisors))
      return [.takenUp]
    case .decline(let reasons):
      try allow(.filed, actor.holds(anyOf: Card.supervisors))
      return [.declined(reasons: try given(reasons))]
    case .explain(let text):
      let isOfUnit = actor.holds(anyOf: Card.answerers) && actor.department == filing?.unit
      try allow(.takenUp, isOfUnit)
      return [.explained(try given(text))]
    case .answer(let justified, let text):
      try allow(.takenUp, actor.holds(anyOf: Card.supervisors))
      return [.answered(justified: justified, try given(text))]
    }
  }

  private func allow(_ wanted: Status, _ isTheirs: Bool) throws(OversightRefusal) {
    guard filing != nil else { throw .complaintNotFound }
    guard isTheirs else { throw .notYourPart(.complaint) }
    guard status == wanted else { throw .complaintElsewhere(status) }
  }

  private func given(_ text: Reasons) throws(OversightRefusal) -> Digest {
    guard text.isGiven else { throw .textMissing(.complaint) }
    return text.digest
  }

  /// The terms that supervision watches: to take it up or decline it, and to answer it.
  ///
  /// No law names their days; the rules do.
  func watches(as id: String) -> [Watch] {
    guard let filing, let filedAt else { return [] }
    let acceptance = Watch(
      .complaintAcceptance, key: "complaintAcceptance/\(id)", basis: .complaints, from: filedAt.day,
      due: nil, finished: (takenUpAt ?? endedAt)?.day, section: nil)
    guard let takenUpAt else { return [acceptance] }
    let answer = Watch(
      .complaintAnswer, key: "complaintAnswer/\(id)", basis: .complaints, from: takenUpAt.day,
      due: nil, finished: endedAt?.day, section: filing.unit)
    return [acceptance, answer]
  }
}

extension LegalBasis {
  /// 优化营商环境条例 article 49: channels for complaints are open, and complaints are taken up.
  fileprivate static let complaints = LegalBasis(law: "优化营商环境条例", article: "第四十九条")
}

extension Watch.Kind {
  /// Taking a complaint up or declining it (投诉受理).
  static let complaintAcceptance = Self(rawValue: "complaintAcceptance")
  /// Answering a complaint (投诉答复).
  static let complaintAnswer = Self(rawValue: "complaintAnswer")

  /// Everything that rules can watch.
  static let all = ofCases + [.complaintAcceptance, .complaintAnswer]

  /// What no law names a day for.
  static let allWithoutDay = withoutDay + [.complaintAcceptance, .complaintAnswer]
}
