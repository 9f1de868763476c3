// SPDX-License-Identifier: Apache-2.0

import Journal
import ShangMi
import Site

/// Who is heard in a case: the applicant, or an interested party (利害关系人) by its number in the case, from 1.
package enum Voice: Codable, Sendable, Hashable {
  case applicant
  case party(Int)

  /// Reads what ``name`` writes.
  init?(_ name: String) {
    if name == "applicant" {
      self = .applicant
    } else if let number = Int(name.trimmingPrefix("party-")), number > 0 {
      self = .party(number)
    } else {
      return nil
    }
  }

  /// The name in forms: `applicant`, `party-1`.
  var name: String {
    switch self {
    case .applicant: "applicant"
    case .party(let number): "party-\(number)"
    }
  }

  var phrase: Phrase {
    switch self {
    case .applicant: "申请人"
    case .party(let number): "利害关系人 \(number)"
    }
  }

  var part: CasePart {
    switch self {
    case .applicant: .applicant
    case .party: .interested
    }
  }
}

extension Case {
  /// Everybody who is heard: the applicant, and the interested parties that stand.
  var voices: [Voice] {
    [.applicant] + statements.standing.map { .party($0) }
  }

  /// The applicant speaks for himself; for an interested party, and for an applicant who comes to the window, the
  /// staff write it down.
  func allow(
    _ voice: Voice, speaking own: CaseworkRefusal.Step, recording: CaseworkRefusal.Step,
    _ context: Context
  ) throws(CaseworkRefusal) {
    let speaks = isOwn(of: context.actor.id) && voice == .applicant
    try allow(speaks ? own : recording, in: [.accepted], context)
    guard voices.contains(voice) else { throw .statement(.noSuchParty) }
  }
}
