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
    /// What a section decides on some items, by their codes.
    case items(String, [String])
    /// What he or his section was asked about, as long as it is.
    case asked(Addressee)
    /// What somebody applied for.
    case applicant(String)
    /// What somebody filed for another.
    case filer(String)
  }

  /// Every reason that holds; a case is seen for any of them.
  let ways: [Way]
  /// The ways by which he is asked about cases, whether or not he sees them anyhow.
  let asked: [Way]

  package init(of actor: Actor) {
    let section = actor.holds(anyOf: Case.sectional) ? actor.department : nil
    asked =
      (section.map { [.asked(.section($0))] } ?? [])
      + (actor.holds(anyOf: Case.handlers) ? [.asked(.colleague(actor.id))] : [])
    // The integrated window receives for all sections (行政许可法 article 26 ¶1).
    if actor.holds(anyOf: [
      .system, .supervisor, .auditor, .clerk, .helper, .hallManager, .agencyHead,
    ]) {
      ways = [.everything]
      return
    }
    var ways =
      (section.map { [Way.department($0)] } ?? []) + asked
      + Self.lent(to: actor, beside: section)
    if actor.holds(anyOf: [.applicant, .agent]) {
      ways += [.applicant(actor.id), .filer(actor.id)]
    }
    self.ways = ways
  }

  /// What he sees because others have delegated their part to him.
  private static func lent(to actor: Actor, beside section: String?) -> [Way] {
    var ways: [Way] = []
    for mandate in actor.mandates {
      if mandate.parts.contains(.signature) {
        ways.append(.asked(.colleague(mandate.principal)))
      }
      guard !mandate.parts.isDisjoint(with: [.review, .decision]),
        let department = mandate.department, department != section
      else { continue }
      ways.append(mandate.items.map { .items(department, $0.sorted()) } ?? .department(department))
    }
    return ways.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// A condition on the row `c` of `case_row`: for one row, which something else has found.
  package static func condition(for actor: Actor) -> Statement {
    let parts = CaseScope(of: actor).ways.map(\.condition)
    return parts.isEmpty ? "FALSE" : "(\(parts.joined(by: " OR ")))"
  }

  /// The section that all cases in sight belong to, but those that he is asked about; nil where there are several, or single cases.
  var department: String? {
    let own = ways.filter { !asked.contains($0) }
    guard own.count == 1, case .department(let department) = own[0] else { return nil }
    return department
  }
}

extension CaseScope.Way {
  /// What the row `c` has of somebody's in `case_asked`.
  private static func entries(of addressee: Addressee) -> Statement {
    let (kind, who) = addressee.columns
    return
      "(SELECT 1 FROM case_asked x WHERE x.id = c.id AND x.kind = \(kind) AND x.who = \(who))"
  }

  /// The rows `c` that it leads to.
  ///
  /// A case that somebody filed for himself is his as the applicant's, so these two share no row. The indexes of
  /// filers repeat this condition word by word.
  var condition: Statement {
    switch self {
    case .everything: "TRUE"
    case .department(let name): "c.department = \(name)"
    case .items(let name, let codes):
      "(c.department = \(name) AND c.item_code IN (\(list: codes)))"
    case .asked(let addressee): "EXISTS \(Self.entries(of: addressee))"
    case .applicant(let id): "c.applicant = \(id)"
    case .filer(let id):
      "(c.filer = \(id) AND (c.applicant IS NULL OR c.applicant <> c.filer))"
    }
  }

  /// The same, for rows that something else has found: no engine seeks them by it.
  var narrowing: Statement {
    switch self {
    case .everything, .asked: condition
    case .department(let name): "(c.department || '') = \(name)"
    case .items(let name, let codes):
      "((c.department || '') = \(name) AND (c.item_code || '') IN (\(list: codes)))"
    case .applicant(let id): "(c.applicant || '') = \(id)"
    case .filer(let id):
      "((c.filer || '') = \(id) AND (c.applicant IS NULL OR c.applicant <> c.filer))"
    }
  }
}
