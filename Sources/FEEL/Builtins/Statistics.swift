// SPDX-License-Identifier: Apache-2.0

// Figures over lists of numbers (DMN 1.5, clause 10.3.4.4); of an empty list there are none.

extension Builtins {
  static let statistics: [Builtin] = [
    overNumbers("sum") { numbers in total(numbers) },
    overNumbers("product") { numbers in
      numbers.reduce(.one) { product, number in product.flatMap { $0 * number } }
    },
    overNumbers("mean") { numbers in mean(numbers) },
    overNumbers("median") { numbers in
      let sorted = numbers.sorted()
      let middle = sorted.count / 2
      return sorted.count % 2 == 1
        ? sorted[middle] : (sorted[middle - 1] + sorted[middle]).flatMap { $0 / 2 }
    },
    overNumbers("stddev") { numbers in
      guard numbers.count > 1, let mean = mean(numbers) else { return nil }
      let squares = numbers.compactMap { ($0 - mean).flatMap { $0 * $0 } }
      guard squares.count == numbers.count else { return nil }
      return total(squares).flatMap { $0 / Decimal128(numbers.count - 1) }?.squareRoot
    },
    mode,
  ]

  private static func total(_ numbers: [Decimal128]) -> Decimal128? {
    numbers.reduce(.zero) { sum, number in sum.flatMap { $0 + number } }
  }

  private static func mean(_ numbers: [Decimal128]) -> Decimal128? {
    total(numbers).flatMap { $0 / Decimal128(numbers.count) }
  }

  private static func overNumbers(
    _ name: String, _ figure: @escaping @Sendable ([Decimal128]) -> Decimal128?
  ) -> Builtin {
    overList(name, gives: .number) { arguments, elements, _ throws(Fault) in
      let numbers = try arguments.numbers(elements)
      guard !numbers.isEmpty, let result = figure(numbers) else {
        throw arguments.domain("\(numbers.count) numbers")
      }
      return .number(result)
    }
  }

  private static let mode = overList("mode", gives: .list(.number)) {
    arguments, elements, _ throws(Fault) in
    var counts: [Decimal128: Int] = [:]
    for number in try arguments.numbers(elements) {
      counts[number, default: 0] += 1
    }
    let most = counts.values.max() ?? 0
    let modes = counts.filter { $0.value == most }.keys.sorted()
    return .list(modes.map(Value.number))
  }
}

extension Arguments {
  /// Elements that are all numbers.
  fileprivate func numbers(_ elements: [Value]) throws(Fault) -> [Decimal128] {
    var numbers: [Decimal128] = []
    numbers.reserveCapacity(elements.count)
    for element in elements {
      guard case .number(let number) = element else {
        throw .kinds(operation: function, [element.kind])
      }
      numbers.append(number)
    }
    return numbers
  }
}
