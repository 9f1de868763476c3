// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Calls the site without a socket: for the tests of rooms.
package struct Rehearsal: Sendable {
  /// What came back.
  package struct Answer: Sendable {
    package let status: Int
    package let headers: HTTPFields
    package let bytes: [UInt8]

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package func header(_ name: String) -> String? {
      HTTPField.Name(name).flatMap { headers[$0] }
    }

    /// The value of a cookie that was set.
    package func cookie(_ name: String) -> String? {
      headers[values: .setCookie].first { $0.hasPrefix(name + "=") }
        .map { String($0.dropFirst(name.count + 1).prefix { $0 != ";" }) }
    }
  }

  package let site: SiteResponder
  /// Sent with every request.
  package var headers: [String: String]

  package init(_ site: SiteResponder, headers: [String: String] = [:]) {
    self.site = site
    self.headers = headers
  }

  /// Somebody's browser.
  package static func browser(_ site: SiteResponder, session token: String) -> Rehearsal {
    Rehearsal(site, headers: ["Cookie": "\(Cookie.session)=\(token)"])
  }

  /// Somebody's program.
  package static func program(_ site: SiteResponder, bearer token: String) -> Rehearsal {
    Rehearsal(site, headers: ["Authorization": "Bearer \(token)"])
  }

  package func get(_ path: String, _ more: [String: String] = [:]) async throws -> Answer {
    try await send(.get, path, more)
  }

  /// Sends a form; `csrf` is the session's token.
  package func post(
    _ path: String, form: KeyValuePairs<String, String>, csrf: String
  ) async throws -> Answer {
    let pairs = form.map { (name: $0.key, value: $0.value) } + [(name: "csrf", value: csrf)]
    return try await send(
      .post, path, ["Content-Type": "application/x-www-form-urlencoded"],
      body: PercentCoding.query(pairs))
  }

  /// Sends a body of JSON.
  package func send(
    _ method: HTTPRequest.Method, _ path: String, json: String, _ more: [String: String] = [:]
  ) async throws -> Answer {
    try await send(
      method, path, more.merging(["Content-Type": "application/json"]) { given, _ in given },
      body: json)
  }

  package func send(
    _ method: HTTPRequest.Method, _ path: String, _ more: [String: String] = [:],
    body: String = ""
  ) async throws -> Answer {
    try await send(
      method, path, more, stream: RequestBody(buffer: ByteBuffer(string: body)))
  }

  package func send(
    _ method: HTTPRequest.Method, _ path: String, _ more: [String: String], stream: RequestBody
  ) async throws -> Answer {
    var fields = HTTPFields()
    for (name, value) in headers.merging(more, uniquingKeysWith: { _, own in own }) {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    let head = HTTPRequest(
      method: method, scheme: "http", authority: "localhost", path: path, headerFields: fields)
    let response = await site.answer(Request(head: head, body: stream))
    let keeper = Keeper()
    try await response.body.write(keeper)
    return Answer(
      status: response.status.code, headers: response.headers,
      bytes: keeper.bytes.withLock { $0 })
  }

  private final class Keeper: ResponseBodyWriter, Sendable {
    let bytes = Mutex<[UInt8]>([])

    func write(_ buffer: ByteBuffer) async throws {
      bytes.withLock { $0.append(contentsOf: buffer.readableBytesView) }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
  }
}
