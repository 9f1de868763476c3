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
  case open
  case closed

  /// How many working days before its last one a case counts as close to it; the same as the clock's.
  static let soonWithin = CaseTerms(statutory: nil).yellowWithin

  /// Who has a workbench.
  static let roles: Set<Role> = [
    .clerk, .helper, .reviewer, .chiefApprover, .departmentHead, .supervisor, .hallManager,
    .auditor,
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
    case .open: "全部未结"
    case .closed: "已办结"
    }
  }

  var phases: [Case.Phase] {
    switch self {
    case .receiving: [.received]
    case .supplementing: [.supplementing]
    case .reviewing, .deciding: [.accepted]
    case .delivering: [.granted, .refused]
    case .open: Case.Phase.allCases.filter { !$0.isClosed && $0 != .unfiled }
    case .closed: Case.Phase.allCases.filter(\.isClosed)
    }
  }

  /// Whether only cases with all their opinions belong to it, or only those without.
  var isReviewed: Bool? {
    switch self {
    case .reviewing: false
    case .deciding: true
    default: nil
    }
  }

  func holds(_ cases: OpenCases) -> Bool {
    phases.contains(cases.phase) && (isReviewed.map { $0 == cases.isReviewed } ?? true)
  }
}

/// How a list goes on: what has a last day comes first, the most urgent on top; then what waits for nobody
/// here, the newest on top.
enum WorklistPlace: Sendable, Hashable {
  case dated(CaseFilter.DuePlace?)
  case undated(CaseFilter.ReceiptPlace?)

  init(_ cursor: Cursor?) throws(SiteRefusal) {
    guard let cursor else {
      self = .dated(nil)
      return
    }
    let id = try cursor.text(1)
    if case .integer(let milliseconds) = cursor.keys[0] {
      self = .undated(
        CaseFilter.ReceiptPlace(at: Instant(milliseconds: milliseconds), id: id))
    } else if let day = Day(try cursor.text(0)) {
      self = .dated(CaseFilter.DuePlace(day: day, id: id))
    } else {
      throw .invalid([Fault("cursor", "翻页位置无法识别，请从第一页重新开始。")])
    }
  }

  /// The place after a row.
  static func cursor(after row: CaseRow) -> Cursor {
    if let due = row.due { return Cursor(.text(due.description), .text(row.id)) }
    return Cursor(.integer(row.receivedAt.milliseconds), .text(row.id))
  }
}

extension CaseDesk {
  /// A page of a list, and where the next one begins.
  func page(
    of list: Worklist, _ filter: CaseFilter, from place: WorklistPlace, for actor: Actor
  ) async throws -> (rows: [CaseRow], next: Cursor?) {
    var filter = filter
    filter.phases = list.phases
    filter.isReviewed = list.isReviewed
    let size = filter.limit
    filter.limit = size + 1
    var rows: [CaseRow] = []
    var rest: CaseFilter.ReceiptPlace?
    switch place {
    case .dated(let after):
      filter.order = .due(after: after)
      rows = try await self.list(filter, for: actor)
    case .undated(let before):
      rest = before
    }
    if rows.count <= size {
      filter.order = .undated(before: rest)
      filter.limit = size + 1 - rows.count
      rows += try await self.list(filter, for: actor)
    }
    guard rows.count > size, let last = rows.prefix(size).last else { return (rows, nil) }
    return (Array(rows.prefix(size)), WorklistPlace.cursor(after: last))
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
