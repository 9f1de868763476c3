// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// Turns what a handler answers, or why it does not, into a response.
struct ReplyWriter {
  let responder: SiteResponder

  func write(_ reply: Reply, kind: Route.Kind, _ visit: Visit) throws -> Response {
    var headers = reply.headers
    var bytes: [UInt8] = []
    var stream: ResponseBody?
    var cookies = reply.cookies
    switch reply.body {
    case .page(let page):
      let notice = visit.cookies[Cookie.notice].flatMap(Self.notice)
      if visit.cookies[Cookie.notice] != nil {
        cookies.append(Cookie(name: Cookie.notice, value: "", maxAge: 0))
      }
      bytes = render(page, visit, notice: notice).bytes
      headers[.contentType] = "text/html; charset=utf-8"
      headers[.contentLanguage] = visit.language.tag
    case .document(let document):
      bytes = document.render(assets: visit.assets).bytes
      headers[.contentType] = "text/html; charset=utf-8"
      headers[.contentLanguage] = document.language.tag
    case .html(let html):
      bytes = html.bytes
      headers[.contentType] = "text/html; charset=utf-8"
    case .json(let value):
      bytes = try Self.encode(value)
      headers[.contentType] = headers[.contentType] ?? "application/json"
    case .bytes(let content, let media):
      bytes = content
      headers[.contentType] = media
    case .stream(let parts, let media):
      headers[.contentType] = media
      stream = Self.body(parts)
      // nginx would else collect what is to be seen at once.
      if let name = HTTPField.Name("X-Accel-Buffering") { headers[name] = "no" }
    case .none:
      break
    }
    if let notice = reply.notice {
      let text = Data(visit.t(notice).utf8.prefix(1500)).base64EncodedString()
      cookies.append(Cookie(name: Cookie.notice, value: text, maxAge: 60))
    }
    if kind == .page { cookies += pageCookies(visit) }
    for cookie in cookies {
      headers.append(
        HTTPField(name: .setCookie, value: cookie.header(secure: responder.settings.isSecure)))
    }
    protect(&headers, kind: kind, reply)
    if let stream { return Response(status: .ok, headers: headers, body: stream) }
    return finish(bytes, status: reply.status, headers, kind: kind, visit)
  }

  /// A refusal, as a page in the same shell or as a problem (RFC 9457).
  func write(_ refusal: any Refusal, kind: Route.Kind, _ visit: Visit) -> Response {
    if kind == .page, refusal.kind == .unauthenticated {
      let next =
        visit.method == .get ? "?next=\(PercentCoding.encode(visit.address(changing: [:])))" : ""
      return plain(.see(responder.settings.signInPath + next), kind: kind, visit)
    }
    var reply: Reply
    switch kind {
    case .page:
      reply = .page(RefusalPage.page(refusal, visit))
    case .api:
      reply = .json(Problem(refusal, visit), status: refusal.kind.status)
      reply.headers[.contentType] = "application/problem+json"
      if refusal.kind == .unauthenticated { reply.headers[.wwwAuthenticate] = "Bearer" }
    }
    if let seconds = (refusal as? SiteRefusal)?.retryAfter {
      reply.headers[.retryAfter] = String(seconds)
    }
    return plain(reply, kind: kind, visit)
  }

  /// The path exists, but does not take this method.
  func write(methods: [HTTPRequest.Method], kind: Route.Kind, _ visit: Visit) -> Response {
    let refusal = SiteRefusal(
      .methodNotAllowed, "site/method", "这个地址不支持这种操作，请从页面上的按钮或链接重新进入。")
    var response = write(refusal, kind: kind, visit)
    response.headers[.allow] = methods.map(\.rawValue).joined(separator: ", ")
    return response
  }

  /// Something went wrong in the program: a fixed text, and the number under which the log has the rest.
  func writeFailure(kind: Route.Kind, _ visit: Visit) -> Response {
    var reply: Reply
    switch kind {
    case .page:
      reply = .page(RefusalPage.failure(visit))
    case .api:
      reply = .json(Problem(failureOf: visit), status: 500)
      reply.headers[.contentType] = "application/problem+json"
    }
    return plain(reply, kind: kind, visit)
  }

  /// A static file; a name that holds a digest never changes its content.
  static func asset(_ asset: Asset, to request: Request) -> Response {
    var headers: HTTPFields = [
      .contentType: asset.media,
      .xContentTypeOptions: "nosniff",
      .eTag: "\"\(Digest.text(asset.bytes))\"",
      .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'",
    ]
    let isNamedByContent = request.uri.path == asset.path
    headers[.cacheControl] = isNamedByContent ? "public, max-age=31536000, immutable" : "no-cache"
    guard request.method == .get || request.method == .head else {
      return Response(status: .methodNotAllowed, headers: [.allow: "GET, HEAD"])
    }
    if matches(request.headers[.ifNoneMatch], headers[.eTag]) {
      return Response(status: .notModified, headers: headers)
    }
    return Response(
      status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes)))
  }

  private func plain(_ reply: Reply, kind: Route.Kind, _ visit: Visit) -> Response {
    // Pages and problems always encode; the empty answer only satisfies the compiler.
    (try? write(reply, kind: kind, visit)) ?? Response(status: .internalServerError)
  }

  private func render(_ page: Page, _ visit: Visit, notice: String?) -> HTML {
    let entries = responder.navigation.compactMap { route -> NavigationEntry? in
      guard let place = route.navigation, route.access.admits(visit.principal) else { return nil }
      return NavigationEntry(
        path: route.path, phrase: place.label ?? route.summary, section: place.section,
        current: place.section == page.section)
    }
    return Shell.render(
      page, visit: visit, notice: notice, navigation: entries, assets: visit.assets)
  }

  private func pageCookies(_ visit: Visit) -> [Cookie] {
    var cookies: [Cookie] = []
    if visit.formToken.isUsed, visit.cookies[Cookie.form] != visit.formToken.value {
      cookies.append(Cookie(name: Cookie.form, value: visit.formToken.value))
    }
    if let chosen = visit.query(Language.parameter).flatMap(Language.init(rawValue:)),
      visit.cookies[Cookie.language] != chosen.rawValue
    {
      cookies.append(
        Cookie(name: Cookie.language, value: chosen.rawValue, maxAge: 365 * 24 * 3600))
    }
    return cookies
  }

  private func protect(_ headers: inout HTTPFields, kind: Route.Kind, _ reply: Reply) {
    if headers[.contentSecurityPolicy] == nil {
      headers[.contentSecurityPolicy] =
        switch reply.body {
        case .page, .document, .html:
          "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'"
        case .bytes(_, let media) where media.hasPrefix("image/svg"):
          "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
        case .json, .bytes, .stream, .none:
          "default-src 'none'; frame-ancestors 'none'"
        }
    }
    headers[.xContentTypeOptions] = "nosniff"
    for (name, value) in Self.always where headers[name] == nil { headers[name] = value }
    if responder.settings.isSecure {
      headers[.strictTransportSecurity] = "max-age=31536000"
    }
  }

  private static let always: [(HTTPField.Name, String)] = [
    ("Referrer-Policy", "same-origin"), ("X-Frame-Options", "DENY"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
  ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }

  /// A body that is made while it is sent; it is cut off when the server is told to end.
  private static func body<Parts: AsyncSequence & Sendable>(_ parts: Parts) -> ResponseBody
  where Parts.Element == String {
    ResponseBody(asyncSequence: parts.map { ByteBuffer(string: $0) }.cancelOnGracefulShutdown())
  }

  /// Decides on caching, answers 304 where the caller has it already, and makes the response.
  private func finish(
    _ bytes: [UInt8], status: Int, _ headers: HTTPFields, kind: Route.Kind, _ visit: Visit
  ) -> Response {
    var headers = headers
    let isPublic = visit.session == nil && headers[.setCookie] == nil
    if headers[.cacheControl] == nil {
      // What somebody sees who has signed in stays on no shared machine.
      headers[.cacheControl] = isPublic || kind == .api ? "no-cache" : "no-store"
    }
    headers[.vary] = kind == .page ? "Cookie, Accept-Language" : "Authorization, Accept-Language"
    let isRead = SiteResponder.isSafe(visit.method) && status == 200
    if isRead, headers[.eTag] == nil, isPublic || kind == .api {
      headers[.eTag] = "\"\(Digest.text(bytes))\""
    }
    if isRead, Self.matches(visit.headers[.ifNoneMatch], headers[.eTag]) {
      headers[.contentType] = nil
      return Response(status: .notModified, headers: headers)
    }
    let body =
      bytes.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    return Response(status: HTTPResponse.Status(code: status), headers: headers, body: body)
  }

  private static func matches(_ wanted: String?, _ tag: String?) -> Bool {
    guard let wanted, let tag else { return false }
    return wanted.split(separator: ",").contains { candidate in
      let bare = candidate.trimmingCharacters(in: .whitespaces)
      return bare == "*" || bare == tag || bare == "W/\(tag)"
    }
  }

  private static func notice(_ cookie: String) -> String? {
    Data(base64Encoded: cookie).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    // Sorted, so that the same answer has the same bytes, and with them the same entity tag.
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
  }
}
