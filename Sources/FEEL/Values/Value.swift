// SPDX-License-Identifier: Apache-2.0

/// A value of FEEL (DMN 1.5, clause 10.3.2).
///
/// `==` and `hash` are those of Swift: total, two-valued and usable as a key. The equality and order
/// that an expression sees, with nothing for values of different kinds, are `isEqual(to:)` and
/// `compared(to:)`.
public enum Value: Sendable, Hashable {
  /// No value; also what an expression that failed gives, with a recorded reason.
  case null
  /// A truth value; the third one of the logic is `null`.
  case boolean(Bool)
  /// A decimal number of 34 digits.
  case number(Decimal128)
  /// A text, counted in Unicode code points.
  case string(String)
  /// A day of the calendar.
  case date(CalendarDate)
  /// A time of day, with an offset or zone or with none.
  indirect case time(ClockTime)
  /// A day and a time of day.
  indirect case dateTime(DateTime)
  /// A duration in days, hours, minutes and seconds.
  case daysTime(DaysTimeDuration)
  /// A duration in years and months.
  case yearsMonths(YearsMonthsDuration)
  /// Values in order, of any kinds.
  case list([Value])
  /// Values by name.
  case context(Context)
  /// The values between two ends, or on one side of one.
  indirect case range(Interval)
  /// A function: built in, defined in FEEL or given by the host.
  case function(Function)
}

extension Value {
  /// The kind of a value, without what is inside it.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The kind of `null`.
    case null = "null"
    /// The kind of true and false.
    case boolean
    /// The kind of decimal numbers.
    case number
    /// The kind of texts.
    case string
    /// The kind of days.
    case date
    /// The kind of times of day.
    case time
    /// The kind of a day with a time of day.
    case dateTime = "date and time"
    /// The kind of durations in days and less.
    case daysTime = "days and time duration"
    /// The kind of durations in years and months.
    case yearsMonths = "years and months duration"
    /// The kind of lists.
    case list
    /// The kind of contexts.
    case context
    /// The kind of ranges.
    case range
    /// The kind of functions.
    case function

    /// What the kind is called in Chinese.
    public var chinese: String {
      switch self {
      case .null: "空值"
      case .boolean: "布尔值"
      case .number: "数"
      case .string: "字符串"
      case .date: "日期"
      case .time: "时间"
      case .dateTime: "日期时间"
      case .daysTime: "日时时段"
      case .yearsMonths: "年月时段"
      case .list: "列表"
      case .context: "上下文"
      case .range: "区间"
      case .function: "函数"
      }
    }

    /// What the kind is called in English, as FEEL calls the type.
    public var english: String { rawValue }
  }

  /// What kind of value this is; constant time.
  public var kind: Kind {
    switch self {
    case .null: .null
    case .boolean: .boolean
    case .number: .number
    case .string: .string
    case .date: .date
    case .time: .time
    case .dateTime: .dateTime
    case .daysTime: .daysTime
    case .yearsMonths: .yearsMonths
    case .list: .list
    case .context: .context
    case .range: .range
    case .function: .function
    }
  }

  /// Whether this is `null`.
  public var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// Whether this is `true`; false for `false`, `null` and every other value.
  public var isTrue: Bool {
    if case .boolean(true) = self { true } else { false }
  }
}

// There is no nil literal: in an optional value it would be anybody's guess which null is meant.
extension Value: ExpressibleByBooleanLiteral, ExpressibleByStringLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// `true` or `false`.
  public init(booleanLiteral value: Bool) {
    self = .boolean(value)
  }

  /// A text.
  public init(stringLiteral value: String) {
    self = .string(value)
  }

  /// A whole number.
  public init(integerLiteral value: Int) {
    self = .number(Decimal128(value))
  }

  /// A list.
  public init(arrayLiteral elements: Value...) {
    self = .list(elements)
  }

  /// A context with its entries in the order of the literal; of a repeated key the last one counts.
  public init(dictionaryLiteral elements: (String, Value)...) {
    self = .context(Context(elements))
  }
}
