// SPDX-License-Identifier: Apache-2.0

extension SQLiteConnection {
  func plan(of statement: Statement) throws -> Plan {
    var steps: [String] = []
    let question = Statement(parts: [.text("EXPLAIN QUERY PLAN ")] + statement.parts)
    try run(question) { row in
      steps.append(try row[3])
      return true
    }
    return Plan(sqlite: steps)
  }
}

extension Plan {
  /// Reads what `EXPLAIN QUERY PLAN` says of each step: `SCAN c`, `SEARCH c USING INDEX …`, `USE TEMP B-TREE FOR …`.
  init(sqlite steps: [String]) {
    var made: Set<Substring> = []
    var scanned: [String] = []
    for step in steps {
      let words = step.split(separator: " ")
      guard words.count > 1 else { continue }
      switch words[0] {
      // What a step makes by itself is read from end to end because it is made to be.
      case "CO-ROUTINE", "MATERIALIZE": made.insert(words[1])
      case "SCAN" where !words.contains("CONSTANT") && !made.contains(words[1]):
        scanned.append(String(words[1]))
      default: break
      }
    }
    self.init(
      steps: steps, scanned: scanned,
      isSorting: steps.contains { $0.hasPrefix("USE TEMP B-TREE") })
  }
}
