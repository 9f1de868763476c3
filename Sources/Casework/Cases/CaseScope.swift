// SPDX-License-Identifier: Apache-2.0

import Journal
import SQL

/// The one rule of who may see which cases: list, detail, search, documents, files, export and API all
/// splice it, and nothing reads `case_row` for a person without it.
package enum CaseScope {
  /// A condition on the row `c` of `case_row`.
  package static func condition(for actor: Actor) -> Statement {
    // The integrated window receives for all sections (行政许可法 article 26 ¶1).
    if actor.holds(anyOf: [.system, .supervisor, .auditor, .clerk, .helper, .hallManager]) {
      return "TRUE"
    }
    var parts: [Statement] = []
    if actor.holds(anyOf: [.reviewer, .chiefApprover, .departmentHead, .inspector]),
      let department = actor.department
    {
      parts.append("c.department = \(department)")
    }
    if actor.holds(anyOf: [.applicant, .agent]) {
      parts.append("c.applicant = \(actor.id)")
      parts.append("c.filer = \(actor.id)")
    }
    return parts.isEmpty ? "FALSE" : "(\(parts.joined(by: " OR ")))"
  }
}
