// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL

/// Every statement that writes `case_asked`: who within the bureau is asked about a case, which is why he sees it.
enum AskedTable {
  /// Brings the entries of a case up to date; costs nothing where nobody was ever asked.
  static func keep(
    _ id: String, _ state: Case, _ rank: CaseRank, in transaction: Transaction
  ) throws {
    guard state.hasAsked, let received = state.facts.received else { return }
    try transaction.run("DELETE FROM case_asked WHERE id = \(id)")
    for addressee in state.askedNow {
      let (kind, who) = addressee.columns
      try transaction.run(
        """
        INSERT INTO case_asked (id, kind, who, received_at, rank)
        VALUES (\(id), \(kind), \(who), \(received), \(rank))
        ON CONFLICT (id, kind, who) DO NOTHING
        """)
    }
  }
}

extension Addressee {
  /// As it is stored.
  var columns: (kind: String, who: String) {
    switch self {
    case .colleague(let id): ("colleague", id)
    case .section(let name): ("section", name)
    }
  }
}

extension Case {
  /// Whether anybody within the bureau was ever asked about it.
  var hasAsked: Bool {
    countersigning.hasAsked || !consulting.consultations.isEmpty || hearing.hasCalled
      || testing.hasAssigned
  }

  /// Who within the bureau is asked about it now; nobody any more once it is decided or closed.
  var askedNow: [Addressee] {
    guard phase == .accepted else { return [] }
    return countersigning.pending.map(Addressee.colleague)
      + consulting.open.compactMap { entry in
        if case .section(let name) = entry.consultation.asked { .section(name) } else { nil }
      }
      + (hearing.sitting.map { [.colleague($0.presider.account)] } ?? [])
      + testing.testers.map(Addressee.colleague)
  }
}
