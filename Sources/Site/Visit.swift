// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import HTTPTypes
import Journal
import Logging
import Synchronization

/// One request, read and checked: all that a handler knows of the outside.
package struct Visit: Sendable {
  package let method: HTTPRequest.Method
  /// The path as it was asked for, decoded.
  package internal(set) var path: String
  /// The values in the path, by name, decoded.
  package internal(set) var parameters: [String: String]
  /// The pairs of the query string in their order.
  package internal(set) var queryItems: [(name: String, value: String)]
  package let headers: HTTPFields
  package let cookies: [String: String]
  package internal(set) var session: Session?
  package internal(set) var language: Language
  package let now: Instant
  /// Names this request in the log and in messages of failure.
  package let requestID: String
  /// The address of the other end, for rate limits; never logged.
  package let remote: String?
  /// The body, within the route's limit; empty for forms, which are in `form`.
  package internal(set) var body: [UInt8]
  package internal(set) var form: Form
  package let texts: Texts
  package let assets: AssetLinks
  package let logger: Logger
  let formToken: FormToken
  /// SM3 of method, path and what was sent, so that a key is not used for two different requests.
  var digest: String

  /// Who has signed in.
  package var principal: Actor? { session?.actor }

  /// The phrase in the visitor's language.
  package func t(_ phrase: Phrase) -> String {
    texts.render(phrase, in: language)
  }

  /// The one of two texts that the visitor reads: data that carries its own English.
  package func pick(_ chinese: String, _ english: String?) -> String {
    if language == .en, let english, !english.isEmpty { return english }
    return chinese
  }

  /// A value of the path, which the route's pattern names.
  package func parameter(_ name: String) -> String {
    guard let value = parameters[name] else {
      assertionFailure("the pattern of this route has no {\(name)}")
      return ""
    }
    return value
  }

  /// A value of the path as another type; the page does not exist when it cannot be read.
  package func parameter<T: LosslessStringConvertible>(
    _ name: String, as _: T.Type
  ) throws(SiteRefusal) -> T {
    guard let value = T(parameter(name)) else { throw .notFound }
    return value
  }

  /// The first value of a name in the query string; an empty value counts as absent.
  package func query(_ name: String) -> String? {
    let value = queryItems.first { $0.name == name }?.value
    return value?.isEmpty == true ? nil : value
  }

  /// Every value of a name in the query string.
  package func query(all name: String) -> [String] {
    queryItems.compactMap { $0.name == name && !$0.value.isEmpty ? $0.value : nil }
  }

  /// A value of the query string as another type, nil when absent.
  package func query<T: LosslessStringConvertible>(
    _ name: String, as _: T.Type
  ) throws(SiteRefusal) -> T? {
    guard let text = query(name) else { return nil }
    guard let value = T(text) else {
      throw .invalid([Fault(name, "“\(text)”不是有效的取值，请更正后重试。")])
    }
    return value
  }

  package func header(_ name: String) -> String? {
    HTTPField.Name(name).flatMap { headers[$0] }
  }

  /// The JSON body as a value.
  ///
  /// - Throws: `SiteRefusal` with the place of what is missing or of the wrong type.
  package func json<T: Decodable>(_ type: T.Type = T.self) throws -> T {
    do {
      return try JSONDecoder().decode(type, from: Data(body))
    } catch let error as DecodingError {
      throw SiteRefusal(error)
    }
  }

  /// The token that every form of this page carries in its hidden field `csrf`.
  package var csrf: String {
    session?.csrf ?? formToken.use()
  }

  /// The caller's name for this request: the header `Idempotency-Key`, or a form's field `key`.
  package var idempotencyKey: String? {
    guard let key = header("Idempotency-Key") ?? form["key"], !key.isEmpty, key.utf8.count <= 200
    else { return nil }
    return key
  }

  /// The key for `Journal.perform`, so that the same request sent twice is done once.
  package var command: CommandKey? {
    idempotencyKey.map { CommandKey($0, request: digest) }
  }

  /// The version that the caller has seen: `If-Match: "7"`, or a form's field `version`.
  package func seenVersion() throws(SiteRefusal) -> Int? {
    guard let text = headers[.ifMatch] ?? form["version"], text != "*", !text.isEmpty else {
      return nil
    }
    guard let version = Int(text.trimmingPrefix("W/").filter { $0 != "\"" }) else {
      throw .malformed("版本号无法读取，请刷新后重试。")
    }
    return version
  }

  /// How many rows a page of a list has: the query's `limit`, 1 to 100.
  package func limit(default standard: Int = 20) throws(SiteRefusal) -> Int {
    guard let limit = try query("limit", as: Int.self) else { return standard }
    guard (1...100).contains(limit) else {
      throw .invalid([Fault("limit", "每页条数应当在 1 到 100 之间。")])
    }
    return limit
  }

  /// Where a list goes on: the query's `cursor`.
  package func cursor() throws(SiteRefusal) -> Cursor? {
    guard let text = query("cursor") else { return nil }
    guard let cursor = Cursor(text) else { throw .foreignCursor }
    return cursor
  }

  /// The address of this page with some values of the query string changed, nil removing one.
  package func address(changing changes: KeyValuePairs<String, String?>) -> String {
    var pairs = queryItems.filter { item in !changes.contains { $0.key == item.name } }
    for (name, value) in changes {
      if let value { pairs.append((name, value)) }
    }
    // A path that begins with two slashes, sent back as a link, would name another machine.
    let base = "/" + PercentCoding.encode(path, keeping: "/").drop { $0 == "/" }
    guard !pairs.isEmpty else { return base }
    return base + "?" + PercentCoding.query(pairs)
  }

  /// A path of this site that a visitor has brought, for going on after signing in; nil when it leads
  /// anywhere else.
  package static func localPath(_ text: String?) -> String? {
    guard let text, text.hasPrefix("/"), !text.hasPrefix("//"),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: "\\") && $0 != 0x7F })
    else { return nil }
    return text
  }
}

/// The token of anonymous forms: kept in a cookie, and set only when a page has used it.
final class FormToken: Sendable {
  let value: String
  private let used: Mutex<Bool>

  init(value: String) {
    self.value = value
    used = Mutex(false)
  }

  func use() -> String {
    used.withLock { $0 = true }
    return value
  }

  var isUsed: Bool { used.withLock { $0 } }
}

extension SiteRefusal {
  /// What a decoder says, in words for the sender.
  init(_ error: DecodingError) {
    func pointer(_ path: [any CodingKey], _ last: (any CodingKey)? = nil) -> String {
      (path + (last.map { [$0] } ?? [])).map { $0.intValue.map(String.init) ?? $0.stringValue }
        .joined(separator: "/")
    }
    switch error {
    case .keyNotFound(let key, let context):
      self = .invalid([Fault(pointer(context.codingPath, key), "缺少这一项。")])
    case .valueNotFound(_, let context):
      self = .invalid([Fault(pointer(context.codingPath), "这一项不能为空。")])
    case .typeMismatch(_, let context):
      self = .invalid([Fault(pointer(context.codingPath), "这一项的类型不对。")])
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      self = .invalid([Fault(pointer(context.codingPath), "这一项的取值无效。")])
    default:
      self = .malformed("请求正文不是有效的 JSON，请检查后重新发送。")
    }
  }
}
