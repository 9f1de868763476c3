// SPDX-License-Identifier: Apache-2.0

import Journal
import SQL

/// The one rule of who may see which cases: list, detail, search, counts, documents, files, export and API all
/// splice it, and nothing reads `case_row` for a person without it.
package struct CaseScope: Sendable, Hashable {
  /// A reason for which somebody sees cases; each leads to them by an index.
  enum Way: Sendable, Hashable {
    case everything
    /// What a section of the bureau decides.
    case department(String)
    /// What somebody applied for.
    case applicant(String)
    /// What somebody filed for another.
    case filer(String)
  }

  /// Every reason that holds; a case is seen for any of them.
  let ways: [Way]

  package init(of actor: Actor) {
    // The integrated window receives for all sections (行政许可法 article 26 ¶1).
    if actor.holds(anyOf: [
      .system, .supervisor, .auditor, .clerk, .helper, .hallManager, .agencyHead,
    ]) {
      ways = [.everything]
      return
    }
    var ways: [Way] = []
    if actor.holds(anyOf: [.reviewer, .chiefApprover, .departmentHead, .inspector]),
      let department = actor.department
    {
      ways.append(.department(department))
    }
    if actor.holds(anyOf: [.applicant, .agent]) {
      ways += [.applicant(actor.id), .filer(actor.id)]
    }
    self.ways = ways
  }

  /// A condition on the row `c` of `case_row`: for one row, which something else has found.
  package static func condition(for actor: Actor) -> Statement {
    let parts = CaseScope(of: actor).ways.map(\.condition)
    return parts.isEmpty ? "FALSE" : "(\(parts.joined(by: " OR ")))"
  }

  /// The section that all cases in sight belong to; nil where there are several, or single cases.
  var department: String? {
    guard ways.count == 1, case .department(let department) = ways[0] else { return nil }
    return department
  }
}

extension CaseScope.Way {
  /// The rows `c` that it leads to.
  ///
  /// A case that somebody filed for himself is his as the applicant's, so these two share no row. The indexes of
  /// filers repeat this condition word by word.
  var condition: Statement {
    switch self {
    case .everything: "TRUE"
    case .department(let name): "c.department = \(name)"
    case .applicant(let id): "c.applicant = \(id)"
    case .filer(let id):
      "(c.filer = \(id) AND (c.applicant IS NULL OR c.applicant <> c.filer))"
    }
  }

  /// The rows that it does not lead to.
  var exclusion: Statement {
    switch self {
    case .everything: "FALSE"
    case .department(let name): "c.department <> \(name)"
    case .applicant(let id): "(c.applicant IS NULL OR c.applicant <> \(id))"
    case .filer(let id): "(c.filer <> \(id) OR c.applicant = c.filer)"
    }
  }
}
