// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The days off that follow from 全国年节及纪念日放假办法 as amended on 2024-11-10, without any notice.
///
/// The law stands in this form from 2025 on; the lunar days are those of the Chinese calendar in
/// China Standard Time.
public enum HolidayLaw {
  /// A statutory holiday of all citizens: one day of article 2.
  public struct Holiday: Hashable, Sendable {
    /// The day itself, a weekend or not.
    public let day: Day
    /// Its Chinese name, for instance 春节.
    public let name: String
  }

  /// The thirteen days of article 2 in a year, in order of time; twelve or fewer different days when
  /// Mid-Autumn falls into National Day.
  ///
  /// - Parameter year: 2000 to 2099; the solar term 清明 is computed by a rule for this century.
  /// - Returns: The days with their names.
  public static func holidays(in year: Int) -> [Holiday] {
    var holidays: [Holiday] = []
    func add(_ day: Day?, _ name: String, days: Int = 1) {
      guard let day else { return }
      for offset in 0..<days {
        holidays.append(Holiday(day: day.adding(days: offset), name: name))
      }
    }
    add(Day(year: year, month: 1, day: 1), "元旦")
    let newYear = lunar(month: 1, day: 1, from: Day(year: year, month: 1, day: 20))
    add(newYear?.adding(days: -1), "春节", days: 4)
    add(Day(year: year, month: 4, day: clearAndBright(in: year)), "清明节")
    add(Day(year: year, month: 5, day: 1), "劳动节", days: 2)
    add(lunar(month: 5, day: 5, from: Day(year: year, month: 5, day: 25)), "端午节")
    add(lunar(month: 8, day: 15, from: Day(year: year, month: 9, day: 5)), "中秋节")
    add(Day(year: year, month: 10, day: 1), "国庆节", days: 3)
    return holidays.sorted { $0.day < $1.day }
  }

  /// The statutory days off and, for those on a Saturday or Sunday, the working days that article 6
  /// gives instead: the next ones after the holiday that are not days off already.
  static func daysOff(in year: Int) -> [Day: DayKind] {
    let holidays = holidays(in: year)
    var off: [Day: DayKind] = [:]
    for holiday in holidays {
      off[holiday.day] = .holiday(holiday.name)
    }
    for holiday in holidays where holiday.day.isWeekend {
      var substitute = holiday.day
      while substitute.isWeekend || off[substitute] != nil {
        substitute = substitute.adding(days: 1)
      }
      off[substitute] = .inLieu(of: holiday.name)
    }
    return off
  }

  /// The April day of the solar term 清明 from 2000 to 2099.
  ///
  /// The solar year is 365.2422 days; 4.81 is the century's constant. It agrees with the
  /// astronomical tables in every year of the century.
  private static func clearAndBright(in year: Int) -> Int {
    let place = year % 100
    return Int(Double(place) * 0.2422 + 4.81) - place / 4
  }

  /// The first day at or after `start` with the given date of the Chinese calendar, leap months
  /// apart.
  private static func lunar(month: Int, day: Int, from start: Day?) -> Day? {
    guard let start, let zone = TimeZone(secondsFromGMT: 8 * 3600) else { return nil }
    var calendar = Calendar(identifier: .chinese)
    calendar.timeZone = zone
    var candidate = start
    while candidate - start < 60 {
      let noon = Date(timeIntervalSince1970: Double(candidate.number) * 86400 + 4 * 3600)
      let parts = calendar.dateComponents([.month, .day, .isLeapMonth], from: noon)
      guard let lunarDay = parts.day else { return nil }
      let inMonth = parts.month == month && parts.isLeapMonth != true
      if inMonth, lunarDay == day { return candidate }
      // A lunar month has 29 or 30 days: this step never jumps over the first of the next one.
      let step = inMonth && lunarDay < day ? day - lunarDay : max(1, 30 - lunarDay)
      candidate = candidate.adding(days: step)
    }
    return nil
  }
}
