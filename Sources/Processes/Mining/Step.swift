// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// One step of a case as mining looks at it.
public struct Step: Sendable, Hashable {
  /// Where in its life the activity was.
  public enum Transition: Sendable, Hashable {
    /// It began.
    case start
    /// It ended, or nothing else is known.
    case complete
  }

  /// What was done.
  public let activity: String
  /// When; nothing if the log does not tell.
  public let at: Instant?
  /// By whom or by what part; nothing if the log does not tell.
  public let resource: String?
  /// Whether it began or ended.
  public let transition: Transition

  /// A step of one's own.
  public init(
    activity: String, at: Instant?, resource: String? = nil, transition: Transition = .complete
  ) {
    self.activity = activity
    self.at = at
    self.resource = resource
    self.transition = transition
  }
}

extension XESTrace {
  /// The steps of a case in the order of their time; those of one time, and all if one has none, in the order of
  /// the log.
  ///
  /// - Parameter keys: What makes two steps the same activity; the values are joined by “+”.
  public func steps(by keys: [String] = [XESKey.name]) -> (steps: [Step], isSorted: Bool) {
    let steps = events.map { event in
      Step(
        activity: event.activity(by: keys), at: event.time, resource: event.resource,
        transition: event.transition?.lowercased() == "start" ? .start : .complete)
    }
    let times = steps.compactMap(\.at)
    let isSorted = zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }
    guard !isSorted, times.count == steps.count else { return (steps, isSorted) }
    let sorted = zip(times, steps).enumerated()
      .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
    return (sorted.map(\.element.1), false)
  }
}

extension XESEvent {
  fileprivate func activity(by keys: [String]) -> String {
    if keys == [XESKey.name], let name { return name }
    return keys.map { key in attributes.first { $0.key == key }?.value.label ?? "" }
      .joined(separator: "+")
  }
}

extension XESValue {
  /// The value as part of a name.
  fileprivate var label: String {
    switch self {
    case .string(let text), .id(let text): text
    case .date(let instant): instant.iso8601
    case .int(let number): String(number)
    case .float(let number): String(number)
    case .boolean(let isTrue): String(isTrue)
    case .list, .container: ""
    }
  }
}
