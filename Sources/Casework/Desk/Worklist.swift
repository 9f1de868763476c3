// SPDX-License-Identifier: Apache-2.0

import Codes
import Deadlines
import Identity
import Journal
import Site

/// A list of the workbench: cases that wait for the same thing.
enum Worklist: String, CaseIterable, Sendable {
  case receiving
  case supplementing
  case reviewing
  case deciding
  case delivering
  /// What others ask of the reader or his section.
  case asked
  case open
  case closed

  /// How many working days before its last one a case counts as close to it; the same as the clock's.
  static let soonWithin = CaseTerms(statutory: nil).yellowWithin

  /// Who has a workbench.
  static let roles: Set<Role> = [
    .clerk, .helper, .reviewer, .chiefApprover, .departmentHead, .agencyHead, .supervisor,
    .hallManager, .auditor,
  ]

  /// The list that holds what somebody's role can act on.
  static func standard(for actor: Actor) -> Worklist {
    if actor.roles.contains(.chiefApprover) { return .deciding }
    if actor.roles.contains(.reviewer) { return .reviewing }
    if actor.holds(anyOf: [.clerk, .helper]) { return .receiving }
    return .open
  }

  var title: Phrase {
    switch self {
    case .receiving: "待受理"
    case .supplementing: "待补正"
    case .reviewing: "审查中"
    case .deciding: "待决定"
    case .delivering: "待送达"
    case .asked: "请我协办"
    case .open: "全部未结"
    case .closed: "已办结"
    }
  }

  /// Where the cases of the list stand.
  var standings: [CaseStanding] {
    switch self {
    case .receiving: [.received, .returned]
    case .supplementing: [.supplementing, .awaiting]
    case .reviewing: [.reviewing, .forwarded]
    case .deciding: [.deciding]
    case .delivering: [.granted, .refused]
    case .asked, .open: CaseStanding.open
    case .closed: CaseStanding.closed
    }
  }

  /// The order of the list, after the row that a cursor stands for: what has a last day comes first, the most
  /// urgent on top, then what waits for nobody here; what is closed comes newest first.
  func order(after cursor: Cursor?) throws(SiteRefusal) -> CaseFilter.Order {
    switch self {
    case .closed: .newest(before: try cursor.map(CaseFilter.ReceiptPlace.init))
    default: .urgent(after: try cursor.map(CaseFilter.UrgentPlace.init))
    }
  }

  /// The place of a row in the list.
  func cursor(after row: CaseRow) -> Cursor {
    switch self {
    case .closed: CaseFilter.ReceiptPlace(at: row.receivedAt, id: row.id).cursor
    default:
      CaseFilter.UrgentPlace(
        rank: CaseRank(due: row.due, received: row.receivedAt), id: row.id
      ).cursor
    }
  }
}

extension CaseDesk {
  /// A page of a list, and where the next one begins.
  func page(
    of list: Worklist, _ filter: CaseFilter, after cursor: Cursor?, for actor: Actor
  ) async throws -> (rows: [CaseRow], next: Cursor?) {
    var filter = filter
    filter.standings = list.standings
    filter.isAsked = list == .asked
    filter.order = try list.order(after: cursor)
    let size = filter.limit
    // One more than shown tells whether there is a page after this one.
    filter.limit = size + 1
    let rows = try await self.list(filter, for: actor)
    guard rows.count > size, let last = rows.prefix(size).last else { return (rows, nil) }
    return (Array(rows.prefix(size)), list.cursor(after: last))
  }
}

extension CaseRow {
  /// Working days from today to the last day; negative when it has passed, nil when it is nobody's turn.
  func remaining(on today: Day, _ calendar: WorkCalendar) -> Int? {
    guard let due else { return nil }
    if today <= due { return calendar.workingDays(after: today, through: due) }
    // A weekend after the last day is already too late, though no working day has passed.
    return -max(1, calendar.workingDays(after: due, through: today))
  }

  /// The light that the case shows in a list.
  func light(on today: Day, _ calendar: WorkCalendar) -> Light {
    guard let remaining = remaining(on: today, calendar) else { return .done }
    if remaining < 0 { return .red }
    return remaining <= Worklist.soonWithin ? .yellow : .green
  }

  /// The applicant's name as staff read it in a list: a person's is masked, an entity's is public.
  package var shownApplicant: String {
    let isEntity = (try? SocialCreditCode(applicantCode)) != nil
    return Masking.name(applicantName, ofPerson: !isEntity)
  }
}
