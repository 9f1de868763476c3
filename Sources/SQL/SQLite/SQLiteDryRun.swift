// SPDX-License-Identifier: Apache-2.0

extension SQLiteConnection {
  func shadow(_ table: String) throws {
    var texts: [String] = []
    try run(
      """
      SELECT sql FROM main.sqlite_schema WHERE tbl_name = \(table)
        AND (type = 'table' OR sql LIKE 'CREATE UNIQUE INDEX %') ORDER BY type = 'table' DESC
      """
    ) { row in
      texts.append(try row[0])
      return true
    }
    guard !texts.isEmpty else { throw SQLFailure.misuse("there is no table \(table)") }
    // SQLite keeps the text from the name on, behind a beginning of its own.
    for text in texts {
      let made = text.replacing(/^CREATE (UNIQUE INDEX |TABLE )/) { beginning in
        beginning.output.1 == "TABLE " ? "CREATE TEMP TABLE " : "CREATE UNIQUE INDEX temp."
      }
      try run(Statement(stringLiteral: made)) { _ in true }
    }
  }

  func names(of table: String) -> (kept: Statement, shadow: Statement) {
    (Statement(stringLiteral: "main.\(table)"), Statement(stringLiteral: "temp.\(table)"))
  }

  /// How many faults of the file are listed; who has a hundred wants a backup, not a longer list.
  private static let faultsMax = 100

  func soundness() throws -> Soundness {
    var found = Soundness()
    do {
      try run(Statement(stringLiteral: "PRAGMA main.integrity_check(\(Self.faultsMax))")) { row in
        let words: String = try row[0]
        if words != "ok" { found.faults.append(words) }
        return true
      }
      try run("PRAGMA main.foreign_key_check") { row in
        let (table, parent): (String, String) = (try row[0], try row[2])
        let place = try row.isNull(1) ? "" : " \(try row.get(1, as: Int64.self))"
        found.faults.append(
          "row\(place) of \(table) refers to a row of \(parent) that is not there")
        return found.faults.count < Self.faultsMax
      }
    } catch SQLFailure.corrupt(let words) {
      found.faults.append(words)
    }
    return found
  }
}
