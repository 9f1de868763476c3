// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi
import Site

/// More time for the decision (延期), once, by the right level, with the reason told (行政许可法 article 42).
package struct ExtensionTurn: Turn, Hashable {
  /// What somebody wants done.
  package enum Command: Sendable {
    /// - Parameter reference: the number of the government's approval, where its head had to approve.
    case approve(by: Approver, reference: String?, reasons: Reasons)
  }

  /// What has happened.
  package enum Event: TurnEvent {
    case approved(by: Approver, reference: String?, reasons: Digest)
  }

  init() {}

  func decide(
    _ command: Command, in whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    switch command {
    case .approve(let approver, let reference, let reasons):
      try whole.allow(.extend, in: [.accepted], context)
      if let fault = Self.fault(of: approver, whole, context) { throw .notExtended(fault) }
      if approver == .governmentHead, reference?.isEmpty ?? true {
        throw .referenceMissing
      }
      try whole.require(reasons, for: .extend)
      return [.approved(by: approver, reference: reference, reasons: reasons.digest)]
    }
  }

  /// Why an approval of now would extend nothing; the applicant is told with it, by its document.
  private static func fault(
    of approver: Approver, _ whole: Case, _ context: Case.Context
  ) -> ExtensionFault? {
    guard let rule = whole.terms.extending,
      let term = whole.clock(context.calendar, asOf: context.now.day)[.statutory]
    else { return .notProvided }
    guard term.extended == nil else { return .again }
    let fact = Extension(approved: context.now, approver: approver, told: context.now)
    return rule.fault(of: fact, due: term.due)
  }

  mutating func apply(_ event: Event, at moment: Moment, _ facts: inout CaseFacts) {
    switch event {
    case .approved(let approver, _, _):
      facts.extensions.append(
        Extension(approved: moment.at, approver: approver, told: moment.at))
    }
  }
}

extension ExtensionTurn.Event {
  package var phrase: Phrase { "决定延长办理期限" }
  package var step: CaseworkRefusal.Step? { .extend }
  package var part: CasePart { .head }
  package var document: DocumentKind? { .extensionNotice }

  package var text: Digest? {
    switch self {
    case .approved(_, _, let reasons): reasons
    }
  }

  package var details: [TurnDetail] {
    switch self {
    case .approved(let approver, let reference, _):
      [TurnDetail("批准", approver.phrase)]
        + (reference.map { [TurnDetail("批准文号", .verbatim($0))] } ?? [])
    }
  }
}

extension Approver {
  package var phrase: Phrase { "\(zh: chinese, en: english)" }
}
