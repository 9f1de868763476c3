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

  /// With the steps of the window, which are the same hand's.
  static let oneHanded: [CaseMove] =
    streamlined + recusing
    + others.filter { ["correct", "findNotRequired", "refuseAcceptance"].contains($0.name) }

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

  /// Keeping out of a case, and having others keep out: one who decides, and one whose opinion counts.
  static let recusing: [CaseMove] =
    [CaseTrial.authorised.id, Role.reviewer.rawValue].flatMap { account in
      [
        CaseMove("recuse \(account)", .recusal(.recuse(account, .other, reasons: words))),
        CaseMove("lift recusal of \(account)", .recusal(.lift(account, reasons: words))),
      ]
    }
}

/// Where one hand has brought a case, as far as the rules look at it.
struct OneHandState: Hashable {
  /// Whether one hand may decide at all, and whether those that may have received.
  private let isOneHand: Bool
  private let hands: [String]
  private let isAssisted: Bool
  private let recused: Set<String>
  /// Whether the opinion of the one who may come to keep out is there.
  private let hasHisOpinion: Bool

  init(_ state: Case) {
    isOneHand = state.ruling?.way.isOneHand == true
    hands =
      isOneHand
      ? CaseMove.authorised.map(\.id).filter(state.receivers.contains) : []
    isAssisted = state.submission?.isAssisted == true
    recused = Set(state.recusals.recused)
    hasHisOpinion =
      isOneHand && state.phase == .accepted
      && state.reviews.contains { $0.reviewer == Role.reviewer.rawValue }
  }
}
