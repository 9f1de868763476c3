// SPDX-License-Identifier: Apache-2.0

import Deadlines
import FEEL

extension Day {
  /// The day as documents write it: 2026年9月18日.
  public var chinese: String { "\(year)年\(month)月\(day)日" }
}

extension Instant {
  /// The instant as documents write it, in China Standard Time: 2026年9月18日 10:12.
  public var chinese: String { day.chinese + text.suffix(6) }
}

extension Value {
  /// The value as a document writes it: days in Chinese, lists joined by 、, truth as 是 and 否, null as nothing.
  public var chinese: String {
    switch self {
    case .null: ""
    case .boolean(let value): value ? "是" : "否"
    case .date(let date): date.chinese
    case .dateTime(let moment):
      moment.date.chinese + " \(Self.padded(moment.time.hour)):\(Self.padded(moment.time.minute))"
    case .list(let elements): elements.map(\.chinese).joined(separator: "、")
    default: text
    }
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension CalendarDate {
  /// The date as documents write it.
  fileprivate var chinese: String { "\(year)年\(month)月\(day)日" }
}
