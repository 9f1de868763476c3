// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Journal

@testable import Casework

/// What is tried where one hand may receive and decide: a family of moves that is explored beside the straight way, by
/// those who are authorised beside everybody else.
extension CaseMove {
  private static let words = Reasons("理由充分")

  /// Who is authorised, and tries what nobody else may.
  static let authorised = [CaseTrial.authorised, CaseTrial.authorisedClerk]

  static let oneHanded = streamlined + recusing

  /// Submissions that one hand may receive and decide, and one that the window has written down.
  static let streamlined: [CaseMove] = [
    CaseMove("submit streamlined substance") { actor, _ in
      submit(by: actor, .streamlined, substanceCheck: true)
    },
    CaseMove("submit streamlined form") { actor, _ in submit(by: actor, .streamlined) },
    CaseMove("submit at window") { actor, _ in
      submit(by: actor, .immediate, licence: true, assisted: true)
    },
  ]

  private static func submit(
    by actor: Actor, _ way: HandlingWay, substanceCheck: Bool = false, licence: Bool = false,
    assisted: Bool? = nil
  ) -> Case.Command {
    .submit(
      CaseTrial.submission(
        applicant: assisted == true ? nil : actor.id, filer: actor.id,
        substanceCheck: substanceCheck, licence: licence, ruling: CaseTrial.ruling(way),
        assisted: assisted))
  }

  /// Keeping out of a case, by oneself and because the head says so.
  static let recusing: [CaseMove] = [
    CaseMove(
      "recuse the authorised",
      .recusal(.recuse(CaseTrial.authorised.id, .other, reasons: words))),
    CaseMove(
      "lift his recusal", .recusal(.lift(CaseTrial.authorised.id, reasons: words))),
  ]
}

/// Where one hand has brought a case, as far as the rules look at it: nothing of it matters once there is a decision.
struct OneHandState: Hashable {
  /// Whether one hand may decide at all.
  private let isOneHand: Bool
  private let isAssisted: Bool
  /// Those that may and have received.
  private let hands: [String]
  private let recused: [String]

  init(_ state: Case) {
    let isUndecided = [.received, .supplementing, .accepted].contains(state.phase)
    isOneHand = isUndecided && state.ruling?.way.isOneHand == true
    isAssisted = state.submission?.isAssisted == true
    hands = isOneHand ? CaseMove.authorised.map(\.id).filter(state.receivers.contains) : []
    recused = isUndecided ? state.recusals.recused : []
  }
}
