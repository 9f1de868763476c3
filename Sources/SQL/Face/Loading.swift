// SPDX-License-Identifier: Apache-2.0

/// The columns of a table into which rows are appended: fixed in the program.
package struct Columns: Sendable, Hashable {
  /// The name of the table.
  let table: String
  /// The names of the columns, in the order of the values.
  let names: [String]
  /// The command that adds one row, the values as parameters.
  let insertion: String

  /// - Parameter names: the columns, in the order in which values are given.
  package init(of table: StaticString, _ names: StaticString...) {
    self.table = table.description
    self.names = names.map(\.description)
    let places = (1...names.count).map { "$\($0)" }.joined(separator: ", ")
    insertion =
      "INSERT INTO \(table) (\(self.names.joined(separator: ", "))) VALUES (\(places))"
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(table) }
}

extension Transaction {
  /// Adds a row that is new, to a table whose rows it does not touch.
  ///
  /// Like ``run(_:)``, it may be sent together with what comes next.
  package func append(_ values: [any Storable], to columns: Columns) throws {
    let values = values.map(\.stored)
    watcher?(.appending(values, to: columns))
    try connection.append(values, to: columns)
  }

  /// Runs `body`, in which appended rows may go by the engine's bulk way: they are in their tables once it has ended,
  /// and may not be before.
  ///
  /// For loads of many rows only: what `body` reads must not depend on what it appends.
  package func loading<T>(_ body: () throws -> T) throws -> T {
    try connection.beginLoad()
    do {
      let value = try body()
      try connection.endLoad()
      return value
    } catch {
      connection.abandonLoad()
      throw error
    }
  }
}

extension Statement {
  /// What an appended row comes to, for who watches.
  fileprivate static func appending(_ values: [Value], to columns: Columns) -> Statement {
    let names = columns.names.joined(separator: ", ")
    var parts: [Part] = [.text("INSERT INTO \(columns.table) (\(names)) VALUES (")]
    for (index, value) in values.enumerated() {
      if index > 0 { parts.append(.text(", ")) }
      parts.append(.value(value))
    }
    return Statement(parts: parts + [.text(")")])
  }
}
