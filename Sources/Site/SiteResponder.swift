// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTypes
import Hummingbird
import Journal
import Logging
import SQL

/// What a site is set up with.
package struct SiteSettings: Sendable {
  /// Whether browsers reach the site over TLS: cookies are then sent over nothing else.
  package var isSecure: Bool
  /// Whether a reverse proxy of ours stands before it, whose `X-Forwarded-For` names the other end.
  package var isBehindProxy: Bool
  /// Where visitors are sent who have to sign in first; it is given `?next=`.
  package var signInPath: String
  /// The title of the OpenAPI document.
  package var title: String
  package var version: String

  package init(
    isSecure: Bool = false, isBehindProxy: Bool = false, signInPath: String = "/sign-in",
    title: String = "Banjie", version: String = "1"
  ) {
    self.isSecure = isSecure
    self.isBehindProxy = isBehindProxy
    self.signInPath = signInPath
    self.title = title
    self.version = version
  }
}

/// The site without a socket: takes a request, finds the route, and answers.
package struct SiteResponder: HTTPResponder {
  package typealias Context = SiteContext

  /// Finds out who sends a request; nil when the credential is unknown or has expired.
  package typealias Authenticate = @Sendable (Credential) async throws -> Session?

  package let routes: [Route]
  package let texts: Texts
  let settings: SiteSettings
  let router: Router
  let clock: Clock
  let authenticate: Authenticate
  let logger: Logger
  let assets: [String: Asset]
  let links: AssetLinks
  let navigation: [Route]

  /// - Throws: `RouteFault` or `TextsFault` when the rooms contradict one another.
  package init(
    rooms: [Room], settings: SiteSettings, clock: Clock, logger: Logger,
    isReady: @escaping @Sendable () async -> Bool = { true },
    authenticate: @escaping Authenticate
  ) throws {
    let listed = rooms.flatMap(\.routes)
    let document = Once { OpenAPI(routes: listed, settings: settings).bytes }
    routes = listed + OwnRoutes.all(document: document, isReady: isReady)
    texts = try Texts(english: [Embedded.enYAML] + rooms.map(\.english))
    router = try Router(routes)
    self.settings = settings
    self.clock = clock
    self.logger = logger
    self.authenticate = authenticate
    assets = Dictionary(Asset.all.flatMap { [($0.path, $0), ("/assets/\($0.name)", $0)] }) { $1 }
    links = AssetLinks(Asset.all)
    navigation = routes.filter { $0.navigation != nil }
      .sorted { ($0.navigation?.order ?? 0) < ($1.navigation?.order ?? 0) }
  }

  package func respond(to request: Request, context: SiteContext) async throws -> Response {
    await answer(request, remote: context.remote)
  }

  /// Answers a request; whatever goes wrong becomes an answer too.
  ///
  /// `remote` is the address of the other end of the connection.
  package func answer(_ request: Request, remote: String? = nil) async -> Response {
    let began = ContinuousClock.now
    let id = String(Token.random().prefix(16))
    var pattern = "-"
    var response: Response
    if let asset = assets[request.uri.path] {
      pattern = "/assets"
      response = ReplyWriter.asset(asset, to: request)
    } else {
      var visit = Visit(
        request, id: id, now: clock.now, texts: texts, links: links, logger: logger,
        remote: settings.isBehindProxy ? Self.forwarded(request) ?? remote : remote)
      response = await respond(to: request, &visit, &pattern)
    }
    if let field = HTTPField.Name("X-Request-ID") { response.headers[field] = id }
    let took = (ContinuousClock.now - began) / .milliseconds(1)
    // Neither the path nor the query string: both can hold personal data.
    logger.info(
      "request",
      metadata: [
        "id": "\(id)", "method": "\(request.method.rawValue)", "route": "\(pattern)",
        "status": "\(response.status.code)",
        "ms": "\((took * 100).rounded() / 100)",
      ])
    return request.method == .head ? response.createHeadResponse() : response
  }

  private func respond(
    to request: Request, _ visit: inout Visit, _ pattern: inout String
  ) async -> Response {
    let writer = ReplyWriter(responder: self)
    var kind: Route.Kind = request.uri.path.hasPrefix("/api/") ? .api : .page
    do {
      guard let target = Target(request) else {
        throw SiteRefusal.malformed("网址无法识别，请检查后重试。")
      }
      visit.take(target)
      let route: Route
      switch router.match(request.method, target.segments) {
      case .found(let found, let parameters):
        route = found
        visit.parameters = parameters
      case .otherMethods(let methods):
        return writer.write(methods: methods, kind: kind, visit)
      case .none:
        throw SiteRefusal.notFound
      }
      kind = route.kind
      pattern = route.path
      try Self.checkLength(request, route)
      visit.session = try await session(request, visit, kind)
      guard route.access.admits(visit.principal) else {
        throw visit.session == nil ? SiteRefusal.signInFirst : SiteRefusal.forbidden
      }
      if let operation = route.operation { try operation.check(visit) }
      try await visit.read(request, route)
      if kind == .page, !Self.isSafe(request.method) { try visit.checkToken() }
      let reply = try await route.handle(visit)
      return try writer.write(reply, kind: kind, visit)
    } catch let refusal as any Refusal {
      return writer.write(refusal, kind: kind, visit)
    } catch {
      let refusal = Self.refusal(for: error)
      // What only the keeper of the machine can mend is told to him too.
      if refusal == nil || refusal == .full || refusal == .storage {
        logger.error(
          "request failed",
          metadata: [
            "id": "\(visit.requestID)", "route": "\(pattern)",
            "error": "\(type(of: error)): \(error)",
          ])
      }
      guard let refusal else { return writer.writeFailure(kind: kind, visit) }
      return writer.write(refusal, kind: kind, visit)
    }
  }

  private func session(
    _ request: Request, _ visit: Visit, _ kind: Route.Kind
  ) async throws -> Session? {
    switch kind {
    case .page:
      guard let token = visit.cookies[Cookie.session], !token.isEmpty else { return nil }
      return try await authenticate(.session(token))
    case .api:
      guard let header = request.headers[.authorization] else { return nil }
      let parts = header.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "bearer",
        let session = try await authenticate(.bearer(String(parts[1])))
      else {
        throw SiteRefusal(
          .unauthenticated, "site/bad-token", "访问令牌无效或者已经过期，请重新获取。")
      }
      return session
    }
  }

  static func isSafe(_ method: HTTPRequest.Method) -> Bool {
    method == .get || method == .head
  }

  /// Refuses a body that says itself that it is too large, before any of it is read.
  private static func checkLength(_ request: Request, _ route: Route) throws(SiteRefusal) {
    guard let text = request.headers[.contentLength] else { return }
    guard let length = Int(text), length >= 0 else { throw .malformed("请求的长度无法识别。") }
    guard length <= route.bodyLimit else { throw .tooLarge(limit: route.bodyLimit) }
  }

  /// The last address in the header: the one that our own proxy has added.
  private static func forwarded(_ request: Request) -> String? {
    HTTPField.Name("X-Forwarded-For").flatMap { request.headers[$0] }?
      .split(separator: ",").last?.trimmingCharacters(in: .whitespaces)
  }

  /// What the floors below say, in words for a person.
  private static func refusal(for error: any Error) -> SiteRefusal? {
    switch error {
    case JournalFailure.changed:
      SiteRefusal(
        .conflict, "site/changed", "刚刚有其他人办理了这一项，内容已经变化。请刷新页面，核对后再操作。")
    case JournalFailure.keyReused:
      SiteRefusal(
        .conflict, "site/key-reused", "这个幂等键已经用于另一个请求。请换用新的幂等键后再提交。")
    case SQLFailure.nulInText: SiteRefusal.malformed("提交的内容不是有效的 UTF-8 文字。")
    case SQLFailure.busy, SQLFailure.closed, SQLFailure.unreachable, SQLFailure.timedOut:
      SiteRefusal(
        .unavailable, "site/busy", "系统正忙，您的操作没有生效。请稍后再试。", retryAfter: 2)
    case SQLFailure.outcomeUnknown:
      SiteRefusal(
        .unavailable, "site/outcome-unknown",
        "与数据库的连接刚刚中断，不能确定您的操作是否已经生效。请先查看是否已经办成，再决定是否重新提交。")
    case SQLFailure.full: SiteRefusal.full
    case SQLFailure.disk, SQLFailure.corrupt, SQLFailure.readOnly, SQLFailure.cannotOpen:
      SiteRefusal.storage
    case let error as POSIXError: refusal(for: error.code)
    case let error as CocoaError: refusal(for: error)
    default: nil
    }
  }

  /// What the system says of a file that could not be kept or read.
  private static func refusal(for code: POSIXErrorCode) -> SiteRefusal? {
    switch code {
    case .ENOSPC, .EDQUOT, .EFBIG: SiteRefusal.full
    case .EIO, .EROFS, .EACCES, .EPERM, .EMFILE, .ENFILE: SiteRefusal.storage
    default: nil
    }
  }

  /// What Foundation says of it: its own code, or the system's behind it.
  private static func refusal(for error: CocoaError) -> SiteRefusal? {
    switch error.code {
    case .fileWriteOutOfSpace: SiteRefusal.full
    case .fileWriteNoPermission, .fileReadNoPermission, .fileWriteVolumeReadOnly:
      SiteRefusal.storage
    default: (error.underlying as? POSIXError).flatMap { refusal(for: $0.code) }
    }
  }
}

extension SiteRefusal {
  /// There is no room left for what was sent.
  fileprivate static let full = SiteRefusal(
    .unavailable, "site/full", "系统的存储空间已满，您的操作没有生效。请联系管理员。")
  /// The data cannot be read or written, and waiting does not help.
  fileprivate static let storage = SiteRefusal(
    .unavailable, "site/storage", "系统的存储发生故障，您的操作没有生效。请联系管理员。")
}

/// What the connection knows of a request.
package struct SiteContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  let remote: String?

  package init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    remote = source.channel.remoteAddress?.ipAddress
  }
}
