// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import Site

@testable import Casework

/// All that the exploration of a case has found, and the two ways in which a person reads it.
struct CaseMap {
  /// What comes of a move.
  enum Outcome {
    case follows([String])
    case refused(CaseworkRefusal)

    var text: String {
      switch self {
      case .follows(let events): "+ " + events.joined(separator: ", ")
      case .refused(let refusal): "- " + refusal.code.dropFirst("casework/".count)
      }
    }
  }

  private typealias Row = [String: Set<String>]

  /// phase → move → outcome → who.
  private var moves: [Case.Phase: [String: Row]] = [:]
  /// An example of each refusal, by its code.
  private var refusals: [String: CaseworkRefusal] = [:]
  var next: [CaseSituation: Set<CaseSituation>] = [:]
  /// The first situation of each phase that was come to, and when.
  var examples: [Case.Phase: (state: Case, at: Instant)] = [:]

  /// What came of one trial.
  struct Result {
    let move: String
    let actor: String
    let phase: Case.Phase
    let now: Instant
    var outcome = Outcome.follows([])
    /// The case after it, where it was let through.
    var after: Case?
  }

  mutating func note(_ result: Result) {
    let text = result.outcome.text
    moves[result.phase, default: [:]][result.move, default: [:]][text, default: []]
      .insert(result.actor)
    if case .refused(let refusal) = result.outcome, refusals[text] == nil {
      refusals[text] = refusal
    }
  }

  /// Whether somebody was ever told something else about a move than that it is not his part; who applies is asked
  /// again in every case, since it may be his own.
  func isPart(of actor: Actor, _ move: CaseMove) -> Bool {
    !actor.roles.isDisjoint(with: [.applicant, .agent])
      || moves.values.contains { rows in
        (rows[move.name] ?? [:]).contains { outcome, actors in
          outcome != "- not-your-part" && actors.contains(actor.id)
        }
      }
  }
}

extension CaseMap {
  /// The map as a table that a person can check against the law.
  var table: String {
    var lines = [
      "# Every move in every phase: + the events that follow, - the refusal; for whom; the moves.",
      "# Rewritten by RECORD=1; a change here is a change of the law as the program keeps it.",
    ]
    for phase in Case.Phase.allCases {
      lines.append("\n\(phase.rawValue)")
      var rows: [String: [String]] = [:]
      for move in CaseMove.all {
        let outcomes = moves[phase]?[move.name] ?? [:]
        let tried = outcomes.values.reduce(into: Set<String>()) { $0.formUnion($1) }
        for (outcome, actors) in outcomes {
          rows["  \(outcome) [\(names(of: actors, among: tried))]", default: []].append(move.name)
        }
      }
      for (row, moves) in rows.sorted(by: { $0.key < $1.key }) {
        lines.append("\(row): \(moves.joined(separator: ", "))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Who of those that have tried, the shorter way round.
  private func names(of actors: Set<String>, among tried: Set<String>) -> String {
    let others = tried.subtracting(actors)
    if others.isEmpty { return "everybody" }
    return actors.count > others.count
      ? "everybody but " + others.sorted().joined(separator: ", ")
      : actors.sorted().joined(separator: ", ")
  }
}

extension CaseMap {
  /// Stands before and after the table in the guide.
  static let seam = "<!-- printed by RECORD=1 make test; not written by hand -->\n"

  /// A row for each move, a column for each phase: what the best placed person gets.
  var matrix: String {
    let codes = Set(
      CaseMove.all.flatMap { move in Case.Phase.allCases.flatMap { told(move, in: $0) } }
    ).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(codes, 1...))
    let head = "| | \(Case.Phase.allCases.map(\.rawValue).joined(separator: " | ")) |"
    let rule = "|---|" + Case.Phase.allCases.map { _ in "---|" }.joined()
    let rows = CaseMove.all.map { move in
      let cells = Case.Phase.allCases.map { phase in
        isOpen(move, in: phase)
          ? "✓"
          : told(move, in: phase).compactMap { numbers[$0].map(String.init) }
            .joined(separator: " ")
      }
      return "| \(move.name) | \(cells.joined(separator: " | ")) |"
    }
    let legend = codes.map { code in
      "\(numbers[code] ?? 0). `\(code.dropFirst(2))` \(refusals[code]?.legalBasis?.text ?? "")："
        + (refusals[code]?.phrase.chinese ?? "")
    }
    return ([head, rule] + rows + [""] + legend).joined(separator: "\n") + "\n"
  }

  private func isOpen(_ move: CaseMove, in phase: Case.Phase) -> Bool {
    moves[phase]?[move.name]?.keys.contains { $0.hasPrefix("+ ") && $0 != "+ " } ?? false
  }

  /// What is said to those whose part it is; where it is nobody's of those who try, what they are told.
  private func told(_ move: CaseMove, in phase: Case.Phase) -> [String] {
    guard !isOpen(move, in: phase) else { return [] }
    let outcomes = (moves[phase]?[move.name] ?? [:]).keys.filter { $0.hasPrefix("- ") }
    let reasons = outcomes.filter { !Self.strangers.contains($0) }
    return (reasons.isEmpty ? outcomes : reasons).sorted()
  }

  /// What is said to those whose part it is not.
  private static let strangers: Set = ["- not-your-part", "- other-department", "- case-not-found"]
}
