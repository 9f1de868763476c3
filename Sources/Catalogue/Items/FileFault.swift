// SPDX-License-Identifier: Apache-2.0

import Yams

/// Something wrong in a file of the catalogue: where, by which rule, and what to do.
package struct FileFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file as the reader named it, for instance `catalogue/jianghan/x.yaml`.
  package let file: String
  /// The line, from 1; nil when the fault concerns the file as a whole.
  package let line: Int?
  package let column: Int?
  /// The short name of the rule, for instance `value` or `R4`.
  package let rule: String
  package let message: Words

  package init(file: String, line: Int?, column: Int?, rule: String, message: Words) {
    self.file = file
    self.line = line
    self.column = column
    self.rule = rule
    self.message = message
  }

  /// `catalogue/jianghan/x.yaml:41:7: [R4] …`, as compilers write it, so that editors can jump there.
  package func text(english: Bool) -> String {
    let place = [file, line.map(String.init), column.map(String.init)].compactMap { $0 }
    let words = english ? message.en ?? message.zh : message.zh
    return "\(place.joined(separator: ":")): [\(rule)] \(words)"
  }

  package var description: String { text(english: false) }
}

/// All that is wrong in one file, in the order of its lines.
package struct FileFaults: Error, Sendable, CustomStringConvertible {
  package let faults: [FileFault]

  package init(_ faults: [FileFault]) { self.faults = faults }

  package var description: String { faults.map(\.description).joined(separator: "\n") }
}

/// Collects the faults of one file while it is read, so that all are told at once.
///
/// It stays within one call and one thread.
final class FaultLog {
  let file: String
  private(set) var faults: [FileFault] = []

  init(file: String) { self.file = file }

  func add(_ rule: String, at mark: Mark?, _ zh: String, _ en: String) {
    let fault = FileFault(
      file: file, line: mark?.line, column: mark?.column, rule: rule,
      message: Words(zh, en: en))
    faults.append(fault)
  }

  /// The faults in the order of the lines they stand on.
  var sorted: FileFaults {
    FileFaults(
      faults.enumerated().sorted {
        ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset)
      }.map(\.element))
  }
}
