// SPDX-License-Identifier: Apache-2.0

import Journal

/// The steps that somebody tried to take with a case and that the law kept him from.
///
/// A refused command leaves no event of the case, so these are a history of their own beside it, by the case's id.
package struct Attempts: Aggregate {
  package static let kind = "attempt"

  package enum Command: Sendable { case note(CaseworkRefusal.Attempted) }
  package enum Event: Codable, Sendable, Hashable { case refused(CaseworkRefusal.Attempted) }

  package private(set) var count = 0

  package init() {}

  package func decide(_ command: Command, _ context: Void) throws(Never) -> [Event] {
    switch command {
    case .note(let attempted): [.refused(attempted)]
    }
  }

  package mutating func apply(_ event: Event, at moment: Moment) { count += 1 }
}

extension CaseworkRefusal {
  /// The refusals that are written down: whoever meets with them was about to break the law, not to mistype.
  package enum Attempted: String, Codable, CaseIterable, Sendable {
    /// A second notice of what to supplement (行政许可法 article 32 ¶1(4)).
    case secondSupplementNotice
    /// Something told after the five days were over (article 32 ¶1(4)).
    case noticeTooLate
    /// No reasons where the law wants them (articles 32 and 38 ¶2).
    case reasonsMissing
    /// A decision by who had received the application.
    case receiverMayNotDecide
    /// A step with an application of one's own.
    case ownCase
    /// A step with a case that one keeps out of (公务员法 articles 76 and 77).
    case recused
    /// A step with a case in which one has declared an interest (公务员法 article 76).
    case interested
  }

  /// Under which word the attempt is written down; nil where it is not.
  var attempted: Attempted? {
    switch self {
    case .secondSupplementNotice: .secondSupplementNotice
    case .noticeTooLate: .noticeTooLate
    case .reasonsMissing: .reasonsMissing
    case .receiverMayNotDecide: .receiverMayNotDecide
    case .ownCase: .ownCase
    case .staff(.recused): .recused
    case .staff(.interested): .interested
    default: nil
    }
  }
}

extension CaseDesk {
  /// Does a step of the bureau's, and writes down that it was tried where the law keeps somebody from it.
  ///
  /// - Parameter key: with it a repeat of the same request is written down once.
  func noting<Answer>(
    with id: String, by actor: Actor, _ key: CommandKey?, _ body: () async throws -> Answer
  ) async throws -> Answer {
    do {
      return try await body()
    } catch let refusal as CaseworkRefusal {
      guard let attempted = refusal.attempted else { throw refusal }
      let key = key.map { CommandKey("attempt \($0.key)", request: $0.request) }
      let _: Int = try await journal.perform(as: actor, key: key) { unit in
        try unit.execute(.note(attempted), on: Stream<Attempts>(id)) { _ in () }
      }
      throw refusal
    }
  }
}
