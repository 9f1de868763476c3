// SPDX-License-Identifier: Apache-2.0

// How ranges and points lie to each other (DMN 1.5, clause 10.3.4.7, table 78).

extension Builtins {
  static let ranges: [Builtin] = [
    relation("before") { a, b throws(Fault) in try a.isBefore(b) },
    relation("after") { a, b throws(Fault) in try b.isBefore(a) },
    betweenRanges("meets") { a, b throws(Fault) in try a.meets(b) },
    betweenRanges("met by") { a, b throws(Fault) in try b.meets(a) },
    betweenRanges("overlaps") { a, b throws(Fault) in
      try a.reaches(b) ? b.reaches(a) : false
    },
    betweenRanges("overlaps before") { a, b throws(Fault) in try a.overlapsBefore(b) },
    betweenRanges("overlaps after") { a, b throws(Fault) in try b.overlapsBefore(a) },
    pointFirst("finishes") { a, b throws(Fault) in try a.finishes(b) },
    rangeFirst("finished by") { a, b throws(Fault) in try b.finishes(a) },
    rangeFirst("includes") { a, b throws(Fault) in try a.includes(b) },
    pointFirst("during") { a, b throws(Fault) in try b.includes(a) },
    pointFirst("starts") { a, b throws(Fault) in try a.starts(b) },
    rangeFirst("started by") { a, b throws(Fault) in try b.starts(a) },
    coincides,
  ]

  private typealias Relation = @Sendable (Stretch, Stretch) throws(Fault) -> Bool

  private static let rangeAndRange: [Builtin.Parameter] = [
    .one("range1", .range(.any)), .one("range2", .range(.any)),
  ]
  private static let pointAndRange: [Builtin.Parameter] = [
    .one("point", .any), .one("range", .range(.any)),
  ]
  private static let rangeAndPoint: [Builtin.Parameter] = [
    .one("range", .range(.any)), .one("point", .any),
  ]
  private static let pointAndPoint: [Builtin.Parameter] = [
    .one("point1", .any), .one("point2", .any),
  ]

  private static func relation(_ name: String, _ holds: @escaping Relation) -> Builtin {
    builtin(name, [rangeAndRange, pointAndRange, rangeAndPoint, pointAndPoint], holds)
  }

  private static func betweenRanges(_ name: String, _ holds: @escaping Relation) -> Builtin {
    builtin(name, [rangeAndRange], holds)
  }

  private static func pointFirst(_ name: String, _ holds: @escaping Relation) -> Builtin {
    builtin(name, [rangeAndRange, pointAndRange], holds)
  }

  private static func rangeFirst(_ name: String, _ holds: @escaping Relation) -> Builtin {
    builtin(name, [rangeAndRange, rangeAndPoint], holds)
  }

  private static let coincides = builtin("coincides", [rangeAndRange, pointAndPoint]) {
    a, b throws(Fault) in
    try a.coincides(b)
  }

  private static func builtin(
    _ name: String, _ forms: [[Builtin.Parameter]], _ holds: @escaping Relation
  ) -> Builtin {
    let body: Builtin.Body = { arguments, _ throws(Fault) in
      guard !arguments[0].isNull, !arguments[1].isNull else { throw arguments.kind(0) }
      return .boolean(try holds(Stretch(arguments[0]), Stretch(arguments[1])))
    }
    return Builtin(
      name, gives: .boolean,
      forms.map { Builtin.Form(parameters: $0, isVariadic: false, body: body) })
  }
}

/// A range, or a point as the range of that point alone, so that each relation is said once.
private struct Stretch {
  /// An end, or the absence of one to its side.
  enum Edge {
    case lowest
    case at(Value)
    case highest
  }

  let start: Edge
  let end: Edge
  let includesStart: Bool
  let includesEnd: Bool

  init(_ value: Value) {
    guard case .range(let interval) = value else {
      start = .at(value)
      end = .at(value)
      includesStart = true
      includesEnd = true
      return
    }
    start = interval.start.map(Edge.at) ?? .lowest
    end = interval.end.map(Edge.at) ?? .highest
    includesStart = interval.includesStart
    includesEnd = interval.includesEnd
  }

  private static func order(_ left: Edge, _ right: Edge) throws(Fault) -> Order {
    switch (left, right) {
    case (.lowest, .lowest), (.highest, .highest): return .same
    case (.lowest, _), (_, .highest): return .ascending
    case (.highest, _), (_, .lowest): return .descending
    case (.at(let left), .at(let right)):
      guard let order = left.compared(to: right) else {
        throw .kinds(operation: "range", [left.kind, right.kind])
      }
      return order
    }
  }

  /// Whether all of it lies before all of another.
  func isBefore(_ other: Stretch) throws(Fault) -> Bool {
    let order = try Self.order(end, other.start)
    return order == .ascending
      || (order == .same && !(includesEnd && other.includesStart))
  }

  /// Whether it ends where the other begins.
  func meets(_ other: Stretch) throws(Fault) -> Bool {
    try Self.order(end, other.start) == .same && includesEnd && other.includesStart
  }

  /// Whether its end is not before the start of another.
  func reaches(_ other: Stretch) throws(Fault) -> Bool {
    let order = try Self.order(end, other.start)
    return order == .descending || (order == .same && includesEnd && other.includesStart)
  }

  /// Whether it begins before another, and ends within it.
  func overlapsBefore(_ other: Stretch) throws(Fault) -> Bool {
    let starts = try Self.order(start, other.start)
    let beginsBefore =
      starts == .ascending || (starts == .same && includesStart && !other.includesStart)
    guard beginsBefore, try reaches(other) else { return false }
    return try endsWithin(other)
  }

  /// Whether it does not go on behind the end of another.
  private func endsWithin(_ other: Stretch) throws(Fault) -> Bool {
    let order = try Self.order(end, other.end)
    return order == .ascending || (order == .same && (!includesEnd || other.includesEnd))
  }

  /// Whether it does not begin before another.
  private func startsWithin(_ other: Stretch) throws(Fault) -> Bool {
    let order = try Self.order(start, other.start)
    return order == .descending || (order == .same && (!includesStart || other.includesStart))
  }

  /// Whether all of another lies in it.
  func includes(_ other: Stretch) throws(Fault) -> Bool {
    try other.startsWithin(self) ? other.endsWithin(self) : false
  }

  /// Whether it is the last part of another.
  func finishes(_ other: Stretch) throws(Fault) -> Bool {
    guard try Self.order(end, other.end) == .same else { return false }
    return try includesEnd == other.includesEnd ? startsWithin(other) : false
  }

  /// Whether it is the first part of another.
  func starts(_ other: Stretch) throws(Fault) -> Bool {
    guard try Self.order(start, other.start) == .same else { return false }
    return try includesStart == other.includesStart ? endsWithin(other) : false
  }

  /// Whether both are the same.
  func coincides(_ other: Stretch) throws(Fault) -> Bool {
    let starts = try Self.order(start, other.start)
    let ends = try Self.order(end, other.end)
    return starts == .same && ends == .same && includesStart == other.includesStart
      && includesEnd == other.includesEnd
  }
}
