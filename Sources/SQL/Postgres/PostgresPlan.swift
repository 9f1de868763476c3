// SPDX-License-Identifier: Apache-2.0

extension PostgresConnection {
  /// What the planner must not fall back on: over the few rows of a test it would, and be right.
  private static let fallbacks = [
    "enable_seqscan", "enable_sort", "enable_incremental_sort", "enable_hashjoin",
    "enable_mergejoin", "enable_material",
  ]

  /// How the statement would be carried out over many rows: what is still read whole or sorted when that is held to be
  /// dear, cannot be had otherwise.
  func plan(of statement: Statement) throws -> Plan {
    for name in Self.fallbacks { try control("SET LOCAL \(name) = off") }
    var steps: [String] = []
    let question = Statement(parts: [.text("EXPLAIN (COSTS OFF) ")] + statement.parts)
    try run(question) { row in
      steps.append(try row[0])
      return true
    }
    for name in Self.fallbacks { try control("SET LOCAL \(name) = on") }
    return Plan(postgres: steps)
  }
}

extension Plan {
  /// Reads what `EXPLAIN` says of each step: `->  Index Scan using case_row_open on case_row c`, `Sort`, `Seq Scan on …`.
  init(postgres steps: [String]) {
    let names = steps.map { step in
      step.drop { $0 == " " || $0 == "-" || $0 == ">" }
    }
    let scanned = names.compactMap { name -> String? in
      guard name.hasPrefix("Seq Scan on ") else { return nil }
      return name.split(separator: " ").last.map(String.init)
    }
    self.init(
      steps: steps, scanned: scanned,
      isSorting: names.contains { $0 == "Sort" || $0 == "Incremental Sort" })
  }
}
