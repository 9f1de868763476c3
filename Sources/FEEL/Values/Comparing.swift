// SPDX-License-Identifier: Apache-2.0

// Equality and order as an expression sees them (DMN 1.5, clause 10.3.2.13, tables 53 and 54).

extension Value {
  /// Whether two values are equal, as `=` says; nil when they are of different kinds.
  ///
  /// Null equals null alone. Lists are equal element by element, contexts key by key; what cannot
  /// be compared within them is not equal.
  public func isEqual(to other: Value) -> Bool? {
    switch (self, other) {
    case (.null, .null): true
    case (.null, _), (_, .null): false
    case (.boolean(let left), .boolean(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): Self.isSame(left, right)
    case (.date(let left), .date(let right)): left == right
    case (.time(let left), .time(let right)): left.compared(to: right) == .same
    case (.dateTime(let left), .dateTime(let right)): left.compared(to: right) == .same
    case (.daysTime(let left), .daysTime(let right)): left == right
    case (.yearsMonths(let left), .yearsMonths(let right)): left == right
    case (.list(let left), .list(let right)):
      left.count == right.count
        && zip(left, right).allSatisfy { $0.isEqual(to: $1) == true }
    case (.context(let left), .context(let right)):
      left.count == right.count
        && left.entries.allSatisfy { entry in
          right[entry.key].map { entry.value.isEqual(to: $0) == true } ?? false
        }
    case (.range(let left), .range(let right)): left.isEqual(to: right)
    case (.function(let left), .function(let right)): left == right
    default: nil
    }
  }

  /// How two values stand to each other; nil when they have no order.
  ///
  /// Numbers, texts (by code points), dates, times, dates and times, and durations of one kind have
  /// one. A local time is read in the zone of the other, if that has one (table 54).
  public func compared(to other: Value) -> Order? {
    switch (self, other) {
    case (.number(let left), .number(let right)): Self.order(left, right)
    case (.string(let left), .string(let right)): Self.order(left, right)
    case (.date(let left), .date(let right)): Self.order(left, right)
    case (.time(let left), .time(let right)):
      left.with(zone: left.zone ?? right.zone)
        .compared(to: right.with(zone: right.zone ?? left.zone))
    case (.dateTime(let left), .dateTime(let right)):
      left.with(zone: left.zone ?? right.zone)
        .compared(to: right.with(zone: right.zone ?? left.zone))
    case (.daysTime(let left), .daysTime(let right)): Self.order(left, right)
    case (.yearsMonths(let left), .yearsMonths(let right)): Self.order(left, right)
    default: nil
    }
  }

  /// Whether two values are the same element of the semantic domain, as `is` says (table 76): the
  /// same kind and, for times, the same zone as well.
  public func isIdentical(to other: Value) -> Bool {
    switch (self, other) {
    case (.time(let left), .time(let right)):
      left == right
    case (.dateTime(let left), .dateTime(let right)):
      left == right
    case (.list(let left), .list(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isIdentical(to: $1) }
    case (.context(let left), .context(let right)):
      left.count == right.count
        && left.entries.allSatisfy { entry in
          right[entry.key].map(entry.value.isIdentical) ?? false
        }
    default: isEqual(to: other) ?? false
    }
  }

  private static func order<T: Comparable>(_ left: T, _ right: T) -> Order {
    left < right ? .ascending : left == right ? .same : .descending
  }

  /// By code points, which is the order of the bytes of UTF-8.
  private static func order(_ left: String, _ right: String) -> Order {
    if isSame(left, right) { return .same }
    return left.utf8.lexicographicallyPrecedes(right.utf8) ? .ascending : .descending
  }

  /// The same code points: `é` as one is not `é` as two, though Swift takes them for equal.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    left == right && left.utf8.count == right.utf8.count && left.utf8.elementsEqual(right.utf8)
  }
}

extension Interval {
  fileprivate func isEqual(to other: Interval) -> Bool {
    includesStart == other.includesStart && includesEnd == other.includesEnd
      && Self.isSame(start, other.start) && Self.isSame(end, other.end)
  }

  private static func isSame(_ left: Value?, _ right: Value?) -> Bool {
    switch (left, right) {
    case (nil, nil): true
    case (let left?, let right?): left.isEqual(to: right) == true
    default: false
    }
  }

  /// Whether a value lies in the range; nil when it cannot be compared with an end.
  public func contains(_ value: Value) -> Bool? {
    var isInside = true
    if let start {
      guard let order = start.compared(to: value) else { return nil }
      isInside = order == .ascending || (order == .same && includesStart)
    }
    if let end {
      guard let order = value.compared(to: end) else { return nil }
      isInside = isInside && (order == .ascending || (order == .same && includesEnd))
    }
    return start == nil && end == nil ? nil : isInside
  }
}

extension DateTime {
  /// The same reading of calendar and clock in another zone.
  fileprivate func with(zone: Zone?) -> DateTime {
    zone == self.zone ? self : DateTime(date: date, time: time.with(zone: zone))
  }
}
