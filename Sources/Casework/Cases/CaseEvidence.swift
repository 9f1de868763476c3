// SPDX-License-Identifier: Apache-2.0

import Foundation
import ShangMi
import Site

/// What the events of a case name by digest, as far as it was not erased.
package struct CaseEvidence: Sendable {
  let state: Case
  let texts: [Digest: String]

  func text(_ digest: Digest?) -> String { digest.flatMap { texts[$0] } ?? "" }

  /// Somebody whom an event names; nil where that was erased.
  func party(_ digest: Digest) -> Party? { decode(digest) }

  /// The record of a hearing.
  func record(_ digest: Digest) -> HearingRecord? { decode(digest) }

  private func decode<E: Evidence>(_ digest: Digest) -> E? {
    texts[digest].flatMap { try? JSONDecoder().decode(E.self, from: Data($0.utf8)) }
  }

  /// What stands for a voice in a list: who it is, with a person's name masked.
  func label(of voice: Voice) -> Phrase {
    switch voice {
    case .applicant: voice.phrase
    case .party(let number):
      "\(voice.phrase)：\(name(of: state.statements.person(number)))"
    }
  }

  /// Somebody's name as a page shows it.
  func name(of person: Digest?) -> String {
    person.flatMap(party)?.maskedName ?? ""
  }
}
