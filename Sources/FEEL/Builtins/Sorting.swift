// SPDX-License-Identifier: Apache-2.0

// Sorting by a function (DMN 1.5, clause 10.3.4.9).

extension Builtins {
  static let sorting: [Builtin] = [
    Builtin("sort", [.one("list", .list(.any)), .one("precedes", .anyFunction)]) {
      arguments, evaluation throws(Fault) in
      let precedes = try arguments.function(1)
      let elements = try arguments.list(0)
      return evaluation.admit(try merged(elements[...], precedes, arguments, &evaluation))
    }
  ]

  /// Sorts by halves, which keeps the order of equals and asks the function few times.
  private static func merged(
    _ elements: ArraySlice<Value>, _ precedes: Function, _ arguments: Arguments,
    _ evaluation: inout Evaluation
  ) throws(Fault) -> [Value] {
    guard elements.count > 1, !evaluation.isHalted else { return Array(elements) }
    let middle = elements.startIndex + elements.count / 2
    let left = try merged(elements[..<middle], precedes, arguments, &evaluation)
    let right = try merged(elements[middle...], precedes, arguments, &evaluation)
    var sorted: [Value] = []
    sorted.reserveCapacity(elements.count)
    var (first, second) = (0, 0)
    while first < left.count, second < right.count {
      guard case .boolean(let isSecond) = precedes.call([right[second], left[first]], &evaluation)
      else { throw arguments.kind(1) }
      sorted.append(isSecond ? right[second] : left[first])
      if isSecond { second += 1 } else { first += 1 }
    }
    return sorted + left[first...] + right[second...]
  }
}
