// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL

/// What the concluded joint cases of a bundle have saved in a year, together.
package struct ReductionsSum: Sendable, Hashable {
  package let bundle: String
  package let year: Int
  /// How many cases were measured.
  package let cases: Int
  /// The sums over them.
  package let sums: Reductions
}

/// The sums of measured reductions by bundle and year, so that reading them costs the same whatever has been handled.
enum ReductionsTable {
  static let sums = Projection(JointCase.self, tables: ["bundle_reductions"]) {
    entry, state, transaction in
    guard case .measured(let saved) = entry.event, let bundle = state.submission?.bundle.code
    else { return }
    try transaction.run(
      """
      INSERT INTO bundle_reductions (bundle_code, year, cases, steps_before, steps_after,
        materials_before, materials_after, days_before, days_after, visits_before, visits_after)
      VALUES (\(bundle), \(entry.moment.at.day.year), 1,
        \(saved.steps.before), \(saved.steps.after), \(saved.materials.before),
        \(saved.materials.after), \(saved.days.before), \(saved.days.after),
        \(saved.visits.before), \(saved.visits.after))
      ON CONFLICT (year, bundle_code) DO UPDATE SET cases = bundle_reductions.cases + 1,
        steps_before = bundle_reductions.steps_before + excluded.steps_before,
        steps_after = bundle_reductions.steps_after + excluded.steps_after,
        materials_before = bundle_reductions.materials_before + excluded.materials_before,
        materials_after = bundle_reductions.materials_after + excluded.materials_after,
        days_before = bundle_reductions.days_before + excluded.days_before,
        days_after = bundle_reductions.days_after + excluded.days_after,
        visits_before = bundle_reductions.visits_before + excluded.visits_before,
        visits_after = bundle_reductions.visits_after + excluded.visits_after
      """)
  }

  /// The sums of a year, of all bundles or of one.
  ///
  /// - Complexity: the number of bundles.
  static func sums(
    in year: Int, of bundle: String? = nil, in reader: some Reading
  ) throws -> [ReductionsSum] {
    let which: Statement = bundle.map { "AND bundle_code = \($0)" } ?? ""
    return try reader.rows(
      """
      SELECT bundle_code, year, cases, steps_before, steps_after, materials_before,
        materials_after, days_before, days_after, visits_before, visits_after
      FROM bundle_reductions WHERE year = \(year) \(which) ORDER BY bundle_code
      """
    ) { row in
      func measure(_ place: Int) throws -> Reductions.Measure {
        Reductions.Measure(before: try row[place], after: try row[place + 1])
      }
      return ReductionsSum(
        bundle: try row[0], year: try row[1], cases: try row[2],
        sums: Reductions(
          steps: try measure(3), materials: try measure(5), days: try measure(7),
          visits: try measure(9)))
    }
  }
}
