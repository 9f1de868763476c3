// SPDX-License-Identifier: Apache-2.0

/// A year's notice of the State Council: which days are off and which weekends are worked.
public struct HolidayNotice: Hashable, Codable, Sendable {
  /// One day that the notice settles.
  public struct Entry: Hashable, Codable, Sendable {
    /// The day.
    public let day: Day
    /// ``DayKind/holiday(_:)`` or ``DayKind/makeUp(insteadOf:)``.
    public let kind: DayKind
  }

  /// The year the notice is for.
  public let year: Int

  /// Its days, as they were written.
  public let entries: [Entry]

  /// Reads a notice from CSV text.
  ///
  /// The first line is `date,kind,holiday`; then one line per day, for instance
  /// `2027-02-05,off,春节` or `2027-02-14,work,春节`. Empty lines and lines that begin with `#` are
  /// skipped. Days may lie in the year, in the December before it or in the January after it.
  ///
  /// - Throws: ``NoticeFault``, with the line, when a row is wrong, a day comes twice, a worked day
  ///   is no weekend, or a statutory day of 全国年节及纪念日放假办法 article 2 is missing.
  public init(year: Int, csv: String) throws(NoticeFault) {
    guard WorkCalendar.years.contains(year) else { throw .yearOutOfRange(year) }
    let entries = try Self.entries(csv: csv)
    for entry in entries where !Self.near(year, entry.day) {
      throw .foreignDay(entry.day, year: year)
    }
    guard entries.contains(where: { $0.day.year == year }) else { throw .empty }
    // The law has had its present form since 2025; earlier years had fewer days.
    if year >= 2025 {
      let off = Set(entries.filter { !$0.kind.isWorked }.map(\.day))
      for holiday in HolidayLaw.holidays(in: year) where !off.contains(holiday.day) {
        throw .missingStatutoryDay(holiday.day, holiday.name)
      }
    }
    self.year = year
    self.entries = entries
  }

  /// A short stable digest of the days, to tell two notices for one year apart.
  var fingerprint: String {
    // FNV-1a: not against forgers, only to name a version.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for entry in entries.sorted(by: { $0.day < $1.day }) {
      for byte in "\(entry.day)\(entry.kind.isWorked ? 1 : 0);".utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      }
    }
    return String(hash >> 32, radix: 16)
  }

  private static func near(_ year: Int, _ day: Day) -> Bool {
    let parts = day.parts
    return parts.year == year || (parts.year == year - 1 && parts.month == 12)
      || (parts.year == year + 1 && parts.month == 1)
  }

  /// The rows of a calendar file, checked one by one and against each other.
  static func entries(csv: String) throws(NoticeFault) -> [Entry] {
    var entries: [Entry] = []
    var seen: Set<Day> = []
    var header = false
    let lines = csv.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, text) in lines.enumerated() {
      let line = index + 1
      let row = text.trimmed
      if row.isEmpty || row.first == "#" { continue }
      guard header else {
        guard row == "date,kind,holiday" else { throw .header(line: line) }
        header = true
        continue
      }
      let entry = try entry(row, line: line)
      guard seen.insert(entry.day).inserted else { throw .repeated(line: line, entry.day) }
      entries.append(entry)
    }
    guard !entries.isEmpty else { throw .empty }
    return entries
  }

  private static func entry(_ row: Substring, line: Int) throws(NoticeFault) -> Entry {
    let fields = row.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
    guard fields.count == 3 else { throw .fields(line: line, count: fields.count) }
    guard let day = Day(fields[0]) else { throw .day(line: line, String(fields[0])) }
    guard !fields[2].isEmpty else { throw .noHoliday(line: line) }
    let holiday = String(fields[2])
    switch fields[1] {
    case "off":
      return Entry(day: day, kind: .holiday(holiday))
    case "work":
      guard day.isWeekend else { throw .makeUpOnWeekday(line: line, day) }
      return Entry(day: day, kind: .makeUp(insteadOf: holiday))
    default:
      throw .kind(line: line, String(fields[1]))
    }
  }
}

extension Substring {
  /// The text without white space (and a byte order mark) at its ends.
  fileprivate var trimmed: Substring {
    func isBlank(_ character: Character) -> Bool {
      character.isWhitespace || character == "\u{FEFF}"
    }
    let head = drop(while: isBlank)
    guard let last = head.lastIndex(where: { !isBlank($0) }) else { return "" }
    return head[...last]
  }
}
