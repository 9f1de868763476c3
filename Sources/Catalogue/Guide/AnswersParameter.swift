// SPDX-License-Identifier: Apache-2.0

import Site

/// The answers to the questions of a guide, as one value of a query string: `business:catering,entity:enterprise`.
package enum AnswersParameter {
  package static let declared: Operation.Parameter = .query(
    "answers", .string(length: 0...1000),
    "The answers to the questions of the guide: `business:catering,entity:enterprise`.")

  /// - Throws: ``CatalogueRefusal`` for what is no pair, or answers a question twice.
  package static func read(_ visit: Visit) throws(CatalogueRefusal) -> [String: String] {
    try read(visit.query(declared.name) ?? "")
  }

  static func read(_ text: String) throws(CatalogueRefusal) -> [String: String] {
    var answers: [String: String] = [:]
    for pair in text.split(separator: ",") {
      let parts = pair.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, answers[String(parts[0])] == nil else {
        throw .invalidParameter(name: declared.name, value: String(pair))
      }
      answers[String(parts[0])] = String(parts[1])
    }
    return answers
  }
}
