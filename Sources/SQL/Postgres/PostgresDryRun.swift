// SPDX-License-Identifier: Apache-2.0

extension PostgresConnection {
  func shadow(_ table: String) throws {
    try run(
      Statement(
        stringLiteral: "CREATE TEMPORARY TABLE \(table) (LIKE \(table) INCLUDING DEFAULTS "
          + "INCLUDING CONSTRAINTS INCLUDING INDEXES INCLUDING IDENTITY)")
    ) { _ in true }
  }

  func names(of table: String) throws -> (kept: Statement, shadow: Statement) {
    // The schema that tables are made in, which the shadows do not change.
    var schema = ""
    try run("SELECT quote_ident(current_schema())") { row in
      schema = try row[0]
      return false
    }
    return (
      Statement(stringLiteral: "\(schema).\(table)"), Statement(stringLiteral: "pg_temp.\(table)")
    )
  }

  /// Checks tables and indexes by the extension amcheck, where it is installed and may be used.
  func soundness() throws -> Soundness {
    guard let amcheck = try amcheck() else {
      return Soundness(
        unchecked: "PostgreSQL’s tables and indexes themselves: as the server's superuser run "
          + "CREATE EXTENSION amcheck in this database and grant its functions, or run pg_amcheck")
    }
    var found = Soundness()
    for index in try relations(
      "pg_class.relam = (SELECT oid FROM pg_am WHERE amname = 'btree') AND relkind = 'i'")
    {
      try note(
        index, "SELECT \(amcheck).bt_index_check($1::oid::regclass, true)", in: &found)
    }
    for table in try relations("relkind = 'r'") {
      try note(
        table, "SELECT msg FROM \(amcheck).verify_heapam($1::oid::regclass)", in: &found)
    }
    return found
  }

  /// The schema of the extension; nil where it is not there or not for us.
  private func amcheck() throws -> String? {
    var schema: String?
    try run(
      """
      SELECT quote_ident(nspname) FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
      WHERE extname = 'amcheck' AND NOT EXISTS (
        SELECT 1 FROM pg_proc WHERE pronamespace = pg_namespace.oid
          AND proname IN ('bt_index_check', 'verify_heapam')
          AND NOT has_function_privilege(pg_proc.oid, 'EXECUTE'))
      """
    ) { row in
      schema = try row[0]
      return false
    }
    return schema
  }

  private func relations(_ kind: String) throws -> [(oid: Int64, name: String)] {
    var found: [(oid: Int64, name: String)] = []
    let text = """
      SELECT pg_class.oid, relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
      WHERE nspname = current_schema() AND \(kind) ORDER BY relname
      """
    try run(Statement(stringLiteral: text)) { row in
      found.append((try row[0], try row[1]))
      return true
    }
    return found
  }

  /// Runs one check, which tells of a fault by a row or by its failure.
  private func note(
    _ relation: (oid: Int64, name: String), _ check: String, in found: inout Soundness
  ) throws {
    let parts = check.split(separator: "$1", maxSplits: 1).map(String.init)
    let statement = Statement(parts: [
      .text(parts[0]), .value(.integer(relation.oid)), .text(parts[1]),
    ])
    try control("SAVEPOINT look")
    do {
      try run(statement) { row in
        if case .text(let words) = try row.get(0, as: Value.self) {
          found.faults.append("\(relation.name): \(words)")
        }
        return true
      }
    } catch SQLFailure.busy {
      // A state of the data that is older than the index cannot be held against it.
      found.unchecked = "\(relation.name), which is younger than this check; check again"
    } catch SQLFailure.corrupt(let words) {
      found.faults.append("\(relation.name): \(words)")
    }
    try control("ROLLBACK TO SAVEPOINT look")
  }
}
