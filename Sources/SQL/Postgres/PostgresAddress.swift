// SPDX-License-Identifier: Apache-2.0

import CPostgres
import Foundation

/// How a PostgreSQL database is reached: libpq's own parameters, checked, and a password that is never shown.
package struct PostgresAddress: Sendable, Hashable {
  /// What was given, by libpq's keywords; may hold a password.
  private let given: [String: String]
  /// A file with nothing in it but the password.
  private var passwordFile: String?

  /// Reads `postgres://user@host:port/database?parameter=value`, or libpq's `host=… dbname=…`.
  ///
  /// - Throws: `SQLFailure.cannotOpen` with what is wrong, and without the password.
  init(_ text: String) throws(SQLFailure) {
    var message: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(text, &message) else {
      defer { PQfreemem(message) }
      let reason = message.map { String(cString: $0) } ?? "out of memory"
      throw Self.wrong(Self.withoutSecrets(reason))
    }
    defer { PQconninfoFree(options) }
    var given: [String: String] = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { given[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    let ports = (given["port"] ?? "").split(separator: ",")
    guard ports.allSatisfy({ (1...65_535).contains(Int($0) ?? 0) }) else {
      throw Self.wrong("the port must be a number from 1 to 65535")
    }
    self.given = given
  }

  private static func wrong(_ reason: String) -> SQLFailure {
    .cannotOpen(
      "the address of the PostgreSQL database is not right: \(reason); "
        + "write for instance postgres://banjie@db.example:5432/banjie")
  }

  /// Whether a text is one of libpq's own, `keyword=value …`, rather than the path of a file.
  static func isKeywords(_ text: String) -> Bool {
    guard let end = text.firstIndex(of: "=") else { return false }
    let word = text[..<end].drop { $0 == " " }
    return !word.isEmpty
      && word.allSatisfy { ($0.isASCII && $0.isLetter) || $0 == "_" || $0 == " " }
  }

  /// The same, with the password in a file of its own that is read at every connection.
  func readingPassword(from path: String) -> PostgresAddress {
    var address = self
    address.passwordFile = path
    return address
  }

  /// libpq's message without what it quotes: that may be a piece of the password.
  ///
  /// A misspelt parameter is quoted by its name alone, which is what one wants to know.
  private static func withoutSecrets(_ message: String) -> String {
    let text = message.trimmingCharacters(in: .whitespacesAndNewlines)
    let namesOnly = ["invalid URI query parameter:", "invalid connection option"]
    if namesOnly.contains(where: text.hasPrefix) { return text }
    return text.replacing(/[:,]? in URI:? "[^"]*"|:? ?"[^"]*"/, with: "")
  }

  /// What is given to libpq: the address, the password, and what the promises of the engine need.
  func parameters() throws(SQLFailure) -> [String: String] {
    // A server that is gone without a word is noticed in a quarter of a minute.
    var all = [
      "fallback_application_name": "banjie", "connect_timeout": "10", "keepalives_idle": "15",
      "keepalives_interval": "5", "keepalives_count": "3", "tcp_user_timeout": "15000",
    ]
    // Of several hosts the one is wanted that takes writes; of one, the refusal below is the better word.
    if isSeveral { all["target_session_attrs"] = "read-write" }
    all.merge(given) { _, given in given }
    all["client_encoding"] = "UTF8"
    if let passwordFile { all["password"] = try Self.password(in: passwordFile) }
    return all
  }

  private var isSeveral: Bool {
    (given["host"] ?? given["hostaddr"] ?? "").contains(",")
  }

  private static func password(in path: String) throws(SQLFailure) -> String {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8),
      let line = text.split(whereSeparator: \.isNewline).first
    else {
      throw .cannotOpen(
        "there is no password to be read in \(path); write it there, alone on one line, for you alone to read"
      )
    }
    return String(line)
  }
}

extension PostgresAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
  /// The database and where it is, without a password.
  package var description: String {
    let host = given["host"] ?? given["hostaddr"] ?? "local socket"
    let port = given["port"].flatMap { Int($0) }.map { ":\($0)" } ?? ""
    let user = given["user"].map { "\($0)@" } ?? ""
    return "postgres://\(user)\(host)\(port)/\(given["dbname"] ?? "")"
  }

  package var debugDescription: String { description }

  /// Nothing of it is printed but the description.
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
