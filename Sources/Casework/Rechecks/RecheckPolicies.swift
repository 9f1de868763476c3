// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL
import ShangMi

/// How the re-check follows what happens: secrets are made beforehand and told afterwards, and what was decided in one
/// hand is drawn as it is concluded.
enum RecheckPolicies {
  static func all(_ settings: CaseworkSettings) -> [any JournalPart] {
    [
      RecheckTable.oneHand, RecheckTable.months, RecheckTable.rows, RecheckTable.tallies,
      commitFirst(settings), turnMonth(settings), draw(settings), RecheckTable.secrets,
    ]
  }

  /// The first authorisation is given before anything can be decided under one, so from then on there are secrets.
  private static func commitFirst(_ settings: CaseworkSettings) -> Policy<Authorisation> {
    Policy(Authorisation.self) { entry, _, unit in
      guard case .given = entry.event else { return }
      try commit(settings, unit)
    }
  }

  /// Makes the secrets of this month and the next, where there are none.
  ///
  /// A month in which cases were concluded without one, as all of them drawn, has none any more: it was not made
  /// beforehand, and would say that they were not drawn.
  private static func commit(_ settings: CaseworkSettings, _ unit: UnitOfWork) throws {
    let current = DrawMonth(of: unit.now.day)
    for month in [current, current.next] {
      let stream = Stream<MonthlyDraw>("\(month)")
      guard try unit.state(of: stream).state.digest == nil,
        try !RecheckTable.hasBegun(month, in: unit.transaction)
      else { continue }
      let secret = SecureRandom.bytes(Draw.secretLength)
      try RecheckTable.keep(secret, of: month, in: unit.transaction)
      try unit.execute(
        .commit(Draw.commitment(to: secret), percent: settings.recheckPercent), on: stream
      ) { _ in MonthlyDraw.Context(month: month, now: unit.now) }
    }
  }

  /// When a month is over its secret is told, and the one after the next is made.
  private static func turnMonth(_ settings: CaseworkSettings) -> DeadlineHandler {
    DeadlineHandler(RecheckTable.monthDeadline) { id, unit in
      guard let month = DrawMonth(id) else { return }
      if let secret = try RecheckTable.secret(of: month, in: unit.transaction) {
        try unit.execute(.publish(secret: secret), on: Stream<MonthlyDraw>(id)) { _ in
          MonthlyDraw.Context(month: month, now: unit.now)
        }
        try RecheckTable.forget(month, in: unit.transaction)
      }
      try commit(settings, unit)
    }
  }

  private static func draw(_ settings: CaseworkSettings) -> Policy<Case> {
    Policy(Case.self) { entry, state, unit in
      guard case .concluded = entry.event, let authority = state.oneHand.authority,
        let submission = state.submission, let approver = state.oneHand.approver
      else { return }
      let month = DrawMonth(of: unit.now.day)
      let draw = try unit.state(of: Stream<MonthlyDraw>("\(month)")).state
      // Without a secret that was committed to, nobody could show that the draw was not bent: so all are drawn.
      let secret = try RecheckTable.secret(of: month, in: unit.transaction)
      let score = secret.map { Draw.score(of: submission.number, secret: $0) }
      let percent = authority.recheckPercent ?? draw.percent ?? settings.recheckPercent
      guard score.map({ $0 < percent }) ?? true else { return }
      let drawn = Recheck.Drawn(
        number: submission.number, department: submission.department, month: "\(month)",
        score: score, percent: percent, approver: approver, authority: authority)
      try unit.begin(Stream<Recheck>(entry.id), by: .draw(drawn), context: unit.actor)
    }
  }
}
