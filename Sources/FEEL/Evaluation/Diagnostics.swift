// SPDX-License-Identifier: Apache-2.0

/// Why parts of an evaluation became null, in the order in which it happened.
///
/// FEEL has no exceptions: what fails gives null and the evaluation goes on (DMN 1.5, 10.3.2.1). So
/// a reason may be there although the result is a value: `if 1 = "a" then 2 else 3` is 3.
public struct Diagnostics: Sendable, Hashable {
  /// The recorded reasons.
  public private(set) var reasons: [Reason] = []
  /// How many more there were than the limit let be recorded.
  public private(set) var omitted = 0
  let limit: Int

  /// Records up to so many reasons.
  public init(limit: Int = Limits.standard.reasons) {
    self.limit = limit
  }

  /// Whether nothing failed.
  public var isEmpty: Bool { reasons.isEmpty }

  /// Records a reason, or counts it when there are too many.
  public mutating func record(_ reason: Reason) {
    if reasons.count < limit {
      reasons.append(reason)
    } else {
      omitted += 1
    }
  }
}

/// Why one part of an evaluation became null.
public struct Reason: Sendable, Hashable, CustomStringConvertible {
  /// Where in the text: 1-based line and column, and the part that failed.
  public struct Place: Sendable, Hashable {
    /// The 1-based line.
    public let line: Int
    /// The 1-based column, in Unicode code points.
    public let column: Int
    /// The part of the text that failed, or its beginning when it is long.
    public let text: String
  }

  /// What went wrong.
  public let fault: Fault
  /// Where; nil when a host found it.
  public let place: Place?
  /// The label of the expression, as the host gave it (`Expression.label`): an element's id or
  /// name.
  public let label: String?

  /// A reason.
  public init(_ fault: Fault, place: Place? = nil, label: String? = nil) {
    self.fault = fault
    self.place = place
    self.label = label
  }

  /// The reason in Chinese, with its place.
  public var chinese: String {
    guard let place else { return fault.chinese }
    return "第 \(place.line) 行第 \(place.column) 列“\(place.text)”：\(fault.chinese)"
  }

  /// The reason in English, with its place.
  public var english: String {
    guard let place else { return fault.english }
    return "line \(place.line), column \(place.column), “\(place.text)”: \(fault.english)"
  }

  /// The English words.
  public var description: String { english }
}
