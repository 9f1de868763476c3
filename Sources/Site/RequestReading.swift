// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ShangMi

/// The address of a request, decoded.
struct Target {
  let path: String
  let segments: [String]
  let query: [(name: String, value: String)]

  /// Reads the path and the query string; nil when they are no valid text.
  init?(_ request: Request) {
    let text = request.head.path ?? ""
    guard text.utf8.first == UInt8(ascii: "/"), text.utf8.count <= 16 * 1024 else { return nil }
    let parts = text.utf8.split(
      separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
    var segments: [String] = []
    for part in parts[0].dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    {
      guard let segment = PercentCoding.decode(part) else { return nil }
      segments.append(segment)
    }
    if segments == [""] { segments = [] }
    self.segments = segments
    path = "/" + segments.joined(separator: "/")
    guard parts.count == 2 else {
      query = []
      return
    }
    guard let pairs = try? PercentCoding.pairs(parts[1]) else { return nil }
    query = pairs
  }
}

extension Visit {
  /// A visit before anything but the headers has been looked at.
  init(
    _ request: Request, id: String, now: Instant, texts: Texts, links: AssetLinks,
    logger: Logger, remote: String?
  ) {
    let cookies = Self.cookies(request.headers)
    self.init(
      method: request.method, path: "/", parameters: [:], queryItems: [],
      headers: request.headers, cookies: cookies, session: nil,
      language: Self.language(request.headers, cookies), now: now, requestID: id, remote: remote,
      body: [], form: Form(), texts: texts, assets: links, logger: logger,
      formToken: FormToken(value: cookies[Cookie.form].flatMap(Self.token) ?? Token.random()),
      digest: "")
  }

  mutating func take(_ target: Target) {
    path = target.path
    queryItems = target.query
    if let chosen = query(Language.parameter).flatMap(Language.init(rawValue:)) {
      language = chosen
    }
  }

  /// Reads the body, as far as the route takes one.
  mutating func read(_ request: Request, _ route: Route) async throws {
    guard !SiteResponder.isSafe(request.method) else { return }
    let contentType = request.headers[.contentType] ?? ""
    let media = contentType.prefix { $0 != ";" }.lowercased()
    switch (route.kind, route.operation?.body) {
    case (.page, _):
      if media == "multipart/form-data" {
        form = try await Self.multipart(request, contentType, limit: route.bodyLimit)
      } else {
        let bytes = try await Self.collect(request, limit: route.bodyLimit)
        guard bytes.isEmpty || media == "application/x-www-form-urlencoded" else {
          throw Self.unsupported("application/x-www-form-urlencoded, multipart/form-data")
        }
        form = Form(try PercentCoding.pairs(bytes))
      }
    case (.api, .multipart(let properties)):
      guard media == "multipart/form-data" else { throw Self.unsupported("multipart/form-data") }
      form = try await Self.multipart(request, contentType, limit: route.bodyLimit)
      try Operation.check(form, properties)
    case (.api, .json(let schema)):
      guard media == "application/json" else { throw Self.unsupported("application/json") }
      body = try await Self.collect(request, limit: route.bodyLimit)
      let faults = schema.faults(try JSON(parsing: body), at: "")
      guard faults.isEmpty else { throw SiteRefusal.invalid(Array(faults.prefix(Self.faultsMax))) }
    case (.api, nil):
      break
    }
    digest = requestDigest()
  }

  /// How many faults of one body are told: nobody reads more, and each is longer than what caused it.
  private static let faultsMax = 100

  /// The digest of all that a request asks for.
  ///
  /// Of a form it takes the values and files, not the bytes around them: a browser that sends a form again
  /// chooses another boundary, and the session's token asks for nothing. Every piece goes in with its length,
  /// so that no two requests look alike.
  private func requestDigest() -> String {
    var pieces: [[UInt8]] = [Array(method.rawValue.utf8), Array(path.utf8), body]
    for (name, values) in form.values.sorted(by: { $0.key < $1.key }) where name != "csrf" {
      for value in values { pieces += [[0], Array(name.utf8), Array(value.utf8)] }
    }
    for file in form.files {
      pieces += [[1], Array(file.field.utf8), Array(file.name.utf8), SM3.digest(file.bytes).bytes]
    }
    let bytes = pieces.flatMap { piece in
      withUnsafeBytes(of: UInt64(piece.count).littleEndian, Array.init) + piece
    }
    return SM3.digest(bytes).description
  }

  /// Refuses a form that was not drawn by this site for this visitor.
  func checkToken() throws(SiteRefusal) {
    if let site = header("Sec-Fetch-Site"), site == "cross-site" { throw .staleForm }
    let sent = form["csrf"] ?? header("X-CSRF-Token") ?? ""
    // Without a session the token is compared with the cookie that came along, never with a fresh one.
    guard let expected = session?.csrf ?? cookies[Cookie.form].flatMap(Self.token),
      Token.equal(sent, expected)
    else { throw .staleForm }
  }

  private static func unsupported(_ media: String) -> SiteRefusal {
    SiteRefusal(.unsupported, "site/media", "请求正文的格式不受支持，应当是 \(media)。")
  }

  private static func collect(_ request: Request, limit: Int) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    try await pieces(of: request) { buffer in
      guard bytes.count + buffer.readableBytes <= limit else {
        throw SiteRefusal.tooLarge(limit: limit)
      }
      bytes.append(contentsOf: buffer.readableBytesView)
    }
    return bytes
  }

  /// Hands over the body as it arrives; a sender who hangs up before its end is no failure of ours.
  private static func pieces(
    of request: Request, _ take: (ByteBuffer) throws -> Void
  ) async throws {
    var iterator = request.body.makeAsyncIterator()
    while true {
      let piece: ByteBuffer?
      do {
        piece = try await iterator.next()
      } catch {
        throw SiteRefusal.malformed("请求没有传完就中断了，请重新发送。")
      }
      guard let piece else { return }
      try take(piece)
    }
  }

  private static func multipart(
    _ request: Request, _ contentType: String, limit: Int
  ) async throws -> Form {
    guard var reader = Multipart(contentType: contentType) else {
      throw SiteRefusal.malformed("表单缺少分隔标记，无法读取。")
    }
    var size = 0
    try await pieces(of: request) { buffer in
      size += buffer.readableBytes
      guard size <= limit else { throw SiteRefusal.tooLarge(limit: limit) }
      try reader.feed(buffer.readableBytesView)
    }
    return try reader.finish()
  }

  private static func cookies(_ headers: HTTPFields) -> [String: String] {
    var cookies: [String: String] = [:]
    for header in headers[values: .cookie] {
      for pair in header.split(separator: ";").prefix(100) {
        let sides = pair.split(separator: "=", maxSplits: 1)
        guard sides.count == 2 else { continue }
        let name = sides[0].drop { $0 == " " }
        if cookies[String(name)] == nil { cookies[String(name)] = String(sides[1]) }
      }
    }
    return cookies
  }

  /// A token that this site could have made: anything else in the cookie is not sent back.
  private static func token(_ text: String) -> String? {
    text.utf8.count == 32 && text.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
      ? text : nil
  }

  /// The language by cookie, then by what the browser prefers.
  static func language(_ headers: HTTPFields, _ cookies: [String: String]) -> Language {
    if let chosen = cookies[Cookie.language].flatMap(Language.init(rawValue:)) { return chosen }
    let wanted = (headers[.acceptLanguage] ?? "").split(separator: ",").prefix(20)
      .compactMap { entry -> (Language, Double)? in
        let parts = entry.split(separator: ";")
        let tag = parts.first.map { $0.drop { $0 == " " }.prefix(2).lowercased() } ?? ""
        guard let language = Language(rawValue: tag) else { return nil }
        let weight = parts.dropFirst().compactMap { part in
          part.split(separator: "=").last.flatMap { Double(String($0)) }
        }.first
        return (language, weight ?? 1)
      }
    // The first of the heaviest, as the header lists them.
    return wanted.reduce((Language.zh, 0)) { $1.1 > $0.1 ? $1 : $0 }.0
  }
}

extension Operation {
  /// Checks what stands in the path, the query string and the headers.
  ///
  /// - Throws: `SiteRefusal`: 404 for the path, 422 for the rest.
  func check(_ visit: Visit) throws(SiteRefusal) {
    var faults: [Fault] = []
    for parameter in parameters {
      switch parameter.place {
      case .path:
        let text = visit.parameters[parameter.name] ?? ""
        guard parameter.schema.faults(text: text, at: parameter.name).isEmpty else {
          throw .notFound
        }
      case .query:
        let given = visit.queryItems.filter { $0.name == parameter.name }.map(\.value)
        faults += parameter.faults(given)
      case .header:
        faults += parameter.faults(visit.header(parameter.name).map { [$0] } ?? [])
      }
    }
    faults += unknown(visit)
    guard faults.isEmpty else { throw .invalid(faults) }
  }

  /// A name that the operation does not have: a filter that nobody reads would let through what was to be left out.
  private func unknown(_ visit: Visit) -> [Fault] {
    let known = Set(parameters.filter { $0.place == .query }.map(\.name) + [Language.parameter])
    return Set(visit.queryItems.map(\.name)).subtracting(known).sorted()
      .map { Fault($0, "没有这一项，请检查名称。") }
  }

  /// Checks a form with files.
  static func check(_ form: Form, _ properties: [Schema.Property]) throws(SiteRefusal) {
    var faults: [Fault] = []
    for property in properties {
      let texts = form.all(property.name)
      if property.schema == .file {
        let isMissing = property.isRequired && form.file(property.name) == nil
        if isMissing || !texts.isEmpty { faults.append(Fault(property.name, "请选择文件。")) }
      } else if texts.isEmpty, property.isRequired {
        faults.append(Fault(property.name, "缺少这一项。"))
      } else {
        faults += texts.flatMap { property.schema.faults(text: $0, at: property.name) }
      }
    }
    guard faults.isEmpty else { throw .invalid(faults) }
  }
}

extension Operation.Parameter {
  fileprivate func faults(_ given: [String]) -> [Fault] {
    if given.isEmpty { return isRequired ? [Fault(name, "缺少这一项。")] : [] }
    if given.count > 1, !schema.isArray { return [Fault(name, "这一项只能出现一次。")] }
    return given.flatMap { schema.faults(text: $0, at: name) }
  }
}
