// SPDX-License-Identifier: Apache-2.0

import CPostgres

extension SQLFailure {
  /// The failure behind a result that reports one, to the statement `text`.
  static func postgres(_ result: OpaquePointer, _ text: String) -> SQLFailure {
    func field(_ code: Int32) -> String {
      PQresultErrorField(result, code).map { String(cString: $0) } ?? ""
    }
    return .postgres(
      state: field(PostgresField.state), message: field(PostgresField.message),
      subject: (
        field(PostgresField.constraint), field(PostgresField.table), field(PostgresField.column)
      ), text)
  }

  /// The failure behind an SQLSTATE and the server's message for it.
  ///
  /// The detail is left out: it quotes the row.
  static func postgres(
    state: String, message: String,
    subject: (constraint: String, table: String, column: String) = ("", "", ""), _ text: String
  ) -> SQLFailure {
    switch state {
    case "23505": return .unique(subject.constraint)
    case "23503", "23001": return .foreignKey
    case "23514": return .check(subject.constraint)
    case "23502": return .notNull("\(subject.table).\(subject.column)")
    case "55P03", "40001", "40P01": return .busy
    case "57014": return .timedOut
    case "25006": return .readOnly
    case "53100": return .full
    case "25P02":
      return .misuse(
        "a statement failed before this one and was passed over; run it in savepoint { }: \(text)")
    case "42601" where message.hasPrefix("cannot insert multiple commands"):
      return .misuse("one command per statement, not several: \(text)")
    case "08P01" where message.hasPrefix("bind message supplies"):
      return .misuse("interpolate values, do not write $1: \(text)")
    default: break
    }
    switch state.prefix(2) {
    case "XX" where state != "XX000": return .corrupt(message)
    case "58": return .disk(message)
    case "08", "57", "53": return .unreachable(message)
    // A value that does not fit is quoted, and may be personal.
    case "22": return .other(code: state, message: "\(unquoted(message)): \(text)")
    default: return .other(code: state, message: "\(message): \(text)")
    }
  }

  private static func unquoted(_ message: String) -> String {
    message.replacing(/:? "[^"]*"?/, with: "")
  }
}

/// The parts of a failure that libpq is asked for: its PG_DIAG_… macros, which are characters.
private enum PostgresField {
  static let state = Int32(UInt8(ascii: "C"))
  static let message = Int32(UInt8(ascii: "M"))
  static let constraint = Int32(UInt8(ascii: "n"))
  static let table = Int32(UInt8(ascii: "t"))
  static let column = Int32(UInt8(ascii: "c"))
}

/// What a failure says about the transaction and the connection that it came from.
enum PostgresDoom: Error {
  /// The connection is gone, or of no more use.
  case lost(SQLFailure)
  /// Another session stood in the way: nothing was kept, and a second try may well succeed.
  case conflict
  /// The transaction could not even begin.
  case refused(SQLFailure)

  /// What is thrown where nothing more can be done about it.
  var failure: SQLFailure {
    switch self {
    case .lost(let failure), .refused(let failure): failure
    case .conflict: .busy
    }
  }

  /// What the SQLSTATE says of the connection, nil where it can go on.
  init?(state: String, message: String) {
    switch state {
    case "40001", "40P01": self = .conflict
    // Another node has changed a table under a statement that was prepared: a new connection prepares anew.
    case "0A000" where message.hasPrefix("cached plan"), "26000":
      self = .lost(.unreachable(message))
    default: return nil
    }
  }

  /// What a result that reports a failure says of the connection.
  init?(_ result: OpaquePointer) {
    let state = PQresultErrorField(result, PostgresField.state).map { String(cString: $0) }
    let message = PQresultErrorField(result, PostgresField.message).map { String(cString: $0) }
    self.init(state: state ?? "", message: message ?? "")
  }
}
