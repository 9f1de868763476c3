// SPDX-License-Identifier: Apache-2.0

import CPostgres

/// The statements that a session has prepared, by their text.
struct PostgresStatements {
  typealias Command = PostgresConnection.Command

  /// What the server will answer to something that was sent.
  struct Answer {
    let command: Command
    /// Whether it answers the preparation of the statement, not its execution.
    let isPreparation: Bool
  }

  private struct Prepared {
    let name: String
    /// The types that its parameters were declared with.
    let types: [Oid]
    /// When it was last used, in uses of the session.
    var lastUse: Int
  }

  /// How many statements a session keeps.
  static let capacity = 256

  private var known: [String: Prepared] = [:]
  /// The names of statements that the server may forget.
  private var dropped: [String] = []
  private var uses = 0

  /// Sends a command, its preparation before it where it is new.
  /// - Returns: whether it could be sent.
  mutating func send(
    _ command: Command, on handle: OpaquePointer, _ answers: inout [Answer]
  ) -> Bool {
    guard command.recurs else {
      guard PQsendQueryParams(handle, command.text, 0, nil, nil, nil, nil, 1) != 0 else {
        return false
      }
      answers.append(Answer(command: command, isPreparation: false))
      return true
    }
    uses += 1
    if let prepared = known[command.text], !PostgresType.fits(command.values, prepared.types) {
      dropped.append(prepared.name)
      known[command.text] = nil
    }
    var prepared =
      known[command.text]
      ?? Prepared(
        name: "s\(uses)", types: command.values.map(PostgresType.declared(for:)), lastUse: uses)
    if known[command.text] == nil {
      let isSent = PQsendPrepare(
        handle, prepared.name, command.text, Int32(prepared.types.count), prepared.types)
      guard isSent != 0 else { return false }
      answers.append(Answer(command: command, isPreparation: true))
    }
    prepared.lastUse = uses
    known[command.text] = prepared
    let parameters = PostgresParameters(command.values, declared: prepared.types)
    let isSent = parameters.withPointers { values, lengths, formats in
      PQsendQueryPrepared(
        handle, prepared.name, parameters.count, values, lengths, formats, 1)
    }
    guard isSent != 0 else { return false }
    answers.append(Answer(command: command, isPreparation: false))
    return true
  }

  /// Takes an answer in: a preparation that failed, or came after a failure in the same trip, has prepared nothing.
  mutating func answered(_ answer: Answer, isDone: Bool) {
    if answer.isPreparation, !isDone { known[answer.command.text] = nil }
  }

  /// The names of the statements that are no longer kept, for the server to forget: as a transaction begins, since in
  /// one that has failed it would not.
  mutating func forgotten() -> [String] {
    if known.count > Self.capacity {
      let oldest = known.sorted { $0.value.lastUse < $1.value.lastUse }
        .prefix(known.count - Self.capacity * 3 / 4)
      for (text, prepared) in oldest {
        dropped.append(prepared.name)
        known[text] = nil
      }
    }
    defer { dropped = [] }
    return dropped
  }
}
