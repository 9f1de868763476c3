// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi
import Site

/// Recusal (回避): whoever has an interest in a case keeps out of it, by himself or because a head says so, and then may
/// take no step with it (公务员法 articles 76, 77).
package struct RecusalTurn: Turn, Hashable {
  package enum Command: Sendable {
    /// - Parameter account: of whoever is to keep out; the actor's own, or that of another.
    case recuse(String, Interest.Kind, reasons: Reasons)
    case lift(String, reasons: Reasons)
  }

  package enum Event: TurnEvent {
    case recused(String, Interest.Kind, reasons: Digest)
    case lifted(String, reasons: Digest)
  }

  /// Whoever keeps out, in the order in which they came to.
  private(set) var recused: [String] = []

  init() {}

  func isRecused(_ account: String) -> Bool { recused.contains(account) }

  /// In which a case still needs somebody.
  static let phases: Set<Case.Phase> = [
    .received, .supplementing, .accepted, .granted, .refused,
  ]

  func decide(
    _ command: Command, in whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    switch command {
    case .recuse(let account, let kind, let reasons):
      let isOwn = account == context.actor.id
      let step = isOwn ? CaseworkRefusal.Step.recuse : .recuseOther
      try whole.allow(step, in: Self.phases, context)
      guard !isRecused(account) else { throw .staff(.recusedAlready) }
      try whole.require(reasons, for: step)
      return [.recused(account, kind, reasons: reasons.digest)]
    case .lift(let account, let reasons):
      try whole.allow(.liftRecusal, in: Self.phases, context)
      guard isRecused(account) else { throw .staff(.notRecused) }
      guard account != context.actor.id else { throw .staff(.ownRecusal) }
      try whole.require(reasons, for: .liftRecusal)
      return [.lifted(account, reasons: reasons.digest)]
    }
  }

  mutating func apply(_ event: Event, at moment: Moment, _ facts: inout CaseFacts) {
    switch event {
    case .recused(let account, _, _): recused.append(account)
    case .lifted(let account, _): recused.removeAll { $0 == account }
    }
  }
}

extension RecusalTurn.Event {
  package var phrase: Phrase {
    switch self {
    case .recused: "工作人员回避"
    case .lifted: "解除回避"
    }
  }

  package var step: CaseworkRefusal.Step? {
    switch self {
    case .recused: .recuse
    case .lifted: .liftRecusal
    }
  }

  package var part: CasePart { .head }
  package var isInternal: Bool { true }

  package var text: Digest? {
    switch self {
    case .recused(_, _, let reasons), .lifted(_, let reasons): reasons
    }
  }

  package var details: [TurnDetail] {
    switch self {
    case .recused(_, let kind, _): [TurnDetail("利害关系", kind.phrase)]
    case .lifted: []
    }
  }

  package var colleagues: [String] {
    switch self {
    case .recused(let account, _, _), .lifted(let account, _): [account]
    }
  }
}

extension Case {
  /// Those whom it names beside who applies, in the evidence: interested parties, and whoever objects.
  var others: [Digest] {
    statements.standing.compactMap(statements.person) + publicNotices.objections.map(\.by)
  }
}
