// SPDX-License-Identifier: Apache-2.0

import Yams

extension YAMLMap {
  /// A list of lists of numbers, as the coordinates of a line are written: `[[114.25, 30.6], …]`.
  package func numbers(_ key: String) -> [[Double]] {
    guard let node = required(key) else { return [] }
    guard let sequence = node.sequence else {
      complain(of: node, key)
      return []
    }
    return sequence.compactMap { element in
      let numbers = element.sequence?.map { $0.scalar.flatMap { Double($0.string) } }
      guard let numbers, !numbers.contains(where: { $0?.isFinite != true }) else {
        complain(of: element, key)
        return nil
      }
      return numbers.compactMap(\.self)
    }
  }

  private func complain(of node: Node, _ key: String) {
    log.add(
      "value", at: node.mark, "“\(key)” 应为数的列表，写作 [[114.25, 30.6], [114.26, 30.6]]",
      "`\(key)` must be lists of numbers, written [[114.25, 30.6], [114.26, 30.6]]")
  }
}
