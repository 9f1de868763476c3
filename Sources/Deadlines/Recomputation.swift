// SPDX-License-Identifier: Apache-2.0

/// A day that two calendars see differently.
public struct DayChange: Hashable, Codable, Sendable {
  /// The day.
  public let day: Day
  /// What it was.
  public let before: DayKind
  /// What it is.
  public let after: DayKind

  /// The holiday that made the difference.
  public var holiday: String {
    after.holiday ?? before.holiday ?? ""
  }

  /// The change in Chinese: 2027-02-14 周日：休息日 → 调休上班（春节）.
  public var chinese: String { "\(day)：\(before.chinese) → \(after.chinese)" }

  /// The change in English.
  public var english: String { "\(day): \(before.english) → \(after.english)" }
}

/// What a new calendar does to cases: every date that moved, and the holidays that moved it.
///
/// A term that has ended moves only when by the new calendar it ended otherwise: what was in time is
/// late, or the other way round. It changes nothing: it says what the clocks of the same facts say by two calendars. The cost is two
/// clocks for each case and, for each date that moved, the days that differ.
public struct Recomputation<ID: Hashable & Sendable>: Sendable {
  /// One case: its facts and the terms that it runs under.
  public struct Subject: Sendable {
    /// What names the case.
    public let id: ID
    /// What has happened in it.
    public let facts: CaseFacts
    /// Its terms.
    public let terms: CaseTerms

    /// Makes a subject.
    public init(id: ID, facts: CaseFacts, terms: CaseTerms) {
      self.id = id
      self.facts = facts
      self.terms = terms
    }
  }

  /// One date that moved.
  public struct Move: Hashable, Sendable {
    /// The case.
    public let id: ID
    /// Which of its terms.
    public let kind: DeadlineKind
    /// Its last day by the old calendar; nothing when the term has started by the new one only.
    public let before: Day?
    /// Its last day by the new calendar; nothing when by it the term has not started.
    public let after: Day?
    /// The days that the calendars see differently and that moved it, in order of time.
    ///
    /// Never empty; a term that only begins on another day has the days that moved its beginning.
    public let causes: [DayChange]
  }

  /// How many cases were looked at.
  public let examined: Int
  /// The dates that moved, case by case in the order given.
  public let moves: [Move]

  /// The cases of which a date moved.
  public var moved: Int { Set(moves.map(\.id)).count }

  /// How many dates each holiday moved, alone or with others.
  public var movesByHoliday: [String: Int] {
    var counts: [String: Int] = [:]
    for move in moves {
      for holiday in Set(move.causes.map(\.holiday)) { counts[holiday, default: 0] += 1 }
    }
    return counts
  }

  /// Computes the clocks of all cases by both calendars and compares them.
  ///
  /// - Parameters:
  ///   - cases: The cases, open ones as a rule.
  ///   - old: The calendar that the dates were computed with.
  ///   - new: The calendar that takes its place.
  ///   - asOf: The day to look from.
  public init(
    of cases: some Sequence<Subject>, from old: WorkCalendar, to new: WorkCalendar, asOf: Day
  ) {
    let changes = old.changes(to: new)
    var examined = 0
    var moves: [Move] = []
    for subject in cases {
      examined += 1
      if changes.isEmpty { continue }
      let before = CaseClock.compute(subject.facts, subject.terms, old, asOf: asOf)
      let after = CaseClock.compute(subject.facts, subject.terms, new, asOf: asOf)
      moves += Self.moves(of: subject.id, from: before, to: after, changes)
    }
    self.examined = examined
    self.moves = moves
  }

  /// Whether the calendar matters to a term: not to one that has ended and has ended as well as before.
  private static func isMoved(_ old: Deadline?, _ new: Deadline?) -> Bool {
    guard old?.due != new?.due else { return false }
    guard let old, let new else { return true }
    return old.finished == nil || new.finished == nil || old.outcome != new.outcome
  }

  private static func moves(
    of id: ID, from before: CaseClock, to after: CaseClock, _ changes: [DayChange]
  ) -> [Move] {
    var moves: [Move] = []
    if before.deadlines == after.deadlines { return [] }
    for kind in DeadlineKind.allCases {
      let old = before[kind]
      let new = after[kind]
      guard isMoved(old, new) else { continue }
      var causes = changes.between([old, new].compactMap(\.self))
      if old?.start != new?.start {
        // What moved the beginning moved the end.
        causes += moves.flatMap(\.causes) + changes.between(before.deadlines + after.deadlines)
      }
      let ordered = Set(causes).sorted { $0.day < $1.day }
      moves.append(
        Move(id: id, kind: kind, before: old?.due, after: new?.due, causes: ordered))
    }
    return moves
  }
}

extension [DayChange] {
  /// The changes on days that some of the terms count.
  fileprivate func between(_ deadlines: [Deadline]) -> [DayChange] {
    // A term in calendar days or months meets the calendar at its end only, where it rolls over.
    let counts = deadlines.contains {
      $0.rule.unit == .workingDay || $0.extended?.unit == .workingDay
    }
    let days = deadlines.flatMap { counts ? [$0.start, $0.due] : [$0.due] }
    guard let first = days.min(), let last = days.max() else { return [] }
    return self[place(of: first)..<place(of: last.adding(days: 1))].filter { change in
      deadlines.contains { $0.causes(on: change.day).isEmpty }
    }
  }

  /// The place of the first change on the day or after it.
  private func place(of day: Day) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if self[middle].day < day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
