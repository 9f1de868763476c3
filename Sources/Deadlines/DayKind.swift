// SPDX-License-Identifier: Apache-2.0

/// What a day is in the work calendar.
///
/// Holidays go by their Chinese names.
public enum DayKind: Hashable, Codable, Sendable {
  /// An ordinary working day.
  case working
  /// A Saturday or Sunday that is worked (调休上班), so that the named holiday could be longer.
  case makeUp(insteadOf: String)
  /// An ordinary Saturday or Sunday.
  case weekend
  /// A day off for the named holiday.
  case holiday(String)
  /// A working day that the law turns into a day off (补假) because the named holiday fell on a
  /// weekend; only in provisional years, for a notice does not say which day stands for which.
  case inLieu(of: String)

  /// Whether people work on such a day.
  public var isWorked: Bool {
    switch self {
    case .working, .makeUp: true
    case .weekend, .holiday, .inLieu: false
    }
  }
}

extension DayKind {
  /// The holiday that makes the day what it is, by its Chinese name.
  public var holiday: String? {
    switch self {
    case .working, .weekend: nil
    case .makeUp(let holiday), .holiday(let holiday), .inLieu(let holiday): holiday
    }
  }

  /// What the day is, in Chinese.
  public var chinese: String {
    switch self {
    case .working: "工作日"
    case .makeUp(let holiday): "调休上班（\(holiday)）"
    case .weekend: "休息日"
    case .holiday(let holiday): "\(holiday)放假"
    case .inLieu(let holiday): "\(holiday)补假"
    }
  }

  /// The holiday's name in English, if the day has to do with one.
  public var englishHoliday: String? { holiday.map(HolidayName.english) }

  /// What the day is, in English.
  public var english: String {
    switch self {
    case .working: "working day"
    case .makeUp(let holiday): "make-up workday (\(HolidayName.english(holiday)))"
    case .weekend: "weekend"
    case .holiday(let holiday): "day off for \(HolidayName.english(holiday))"
    case .inLieu(let holiday): "day off in lieu of \(HolidayName.english(holiday))"
    }
  }
}

/// English names of the holidays that the notices name.
enum HolidayName {
  /// The English name of a holiday, or the Chinese one when it is not among the known.
  static func english(_ chinese: String) -> String {
    known[chinese] ?? chinese
  }

  private static let known = [
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明节": "Tomb-sweeping Day",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
    "抗战胜利70周年": "70th anniversary of the victory",
  ]
}
