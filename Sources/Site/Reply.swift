// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

/// What a handler answers with.
package struct Reply: Sendable {
  enum Body: Sendable {
    case page(Page)
    case document(PrintPage)
    case json(any Encodable & Sendable)
    case bytes([UInt8], media: String)
    case html(HTML)
    case stream(any AsyncSequence<String, Never> & Sendable, media: String)
    case none
  }

  let body: Body
  package var status: Int
  package var headers: HTTPFields = [:]
  var cookies: [Cookie] = []
  /// Shown once on the page that the visitor sees next.
  var notice: Phrase?

  init(_ body: Body, status: Int) {
    self.body = body
    self.status = status
  }

  /// A page in the shell.
  package static func page(_ page: Page) -> Reply {
    Reply(.page(page), status: page.status)
  }

  /// Sends the visitor on after a form was accepted (303), with a notice that the next page shows once.
  ///
  /// The path is one of this site, not yet encoded.
  package static func see(_ path: String, notice: Phrase? = nil) -> Reply {
    var reply = Reply(.none, status: 303)
    reply.headers[.location] = encodedLocation(path)
    reply.notice = notice
    return reply
  }

  /// A value as JSON.
  ///
  /// `etag` is the version of what is sent, without quotation marks; `location` is where a created thing
  /// is found, for status 201.
  package static func json(
    _ value: some Encodable & Sendable, status: Int = 200, etag: String? = nil,
    location: String? = nil
  ) -> Reply {
    var reply = Reply(.json(value), status: status)
    if let etag { reply.headers[.eTag] = "\"\(etag)\"" }
    if let location { reply.headers[.location] = encodedLocation(location) }
    return reply
  }

  /// A file.
  ///
  /// `name` is the name to save it under. With `inline` the browser may show it: only for media that
  /// cannot run anything.
  package static func file(
    _ bytes: [UInt8], media: String, name: String, inline: Bool = false, etag: String? = nil
  ) -> Reply {
    var reply = Reply(.bytes(bytes, media: media), status: 200)
    let ascii = String(
      name.unicodeScalars.map { scalar in
        scalar.isASCII
          && (scalar.properties.isAlphabetic || "0123456789.-_".unicodeScalars.contains(scalar))
          ? Character(scalar) : "_"
      })
    reply.headers[.contentDisposition] =
      "\(inline ? "inline" : "attachment"); filename=\"\(ascii)\"; "
      + "filename*=UTF-8''\(PercentCoding.encode(name))"
    if let etag { reply.headers[.eTag] = "\"\(etag)\"" }
    return reply
  }

  /// A document of its own for the printer: receipts, notices, decisions.
  package static func print(_ page: PrintPage) -> Reply {
    Reply(.document(page), status: 200)
  }

  /// A whole document, sent as it is.
  package static func html(_ html: HTML, status: Int = 200) -> Reply {
    Reply(.html(html), status: status)
  }

  package static func text(_ text: String, status: Int = 200) -> Reply {
    Reply(.bytes(Array(text.utf8), media: "text/plain; charset=utf-8"), status: status)
  }

  /// A drawing.
  package static func svg(_ drawing: HTML) -> Reply {
    Reply(.bytes(drawing.bytes, media: "image/svg+xml; charset=utf-8"), status: 200)
  }

  /// A text that is made while it is sent; kept by nobody.
  package static func stream(
    _ parts: any AsyncSequence<String, Never> & Sendable, media: String
  ) -> Reply {
    Reply(.stream(parts, media: media), status: 200)
      .setting(.cacheControl, "no-store")
  }

  package static var noContent: Reply { Reply(.none, status: 204) }

  /// The same reply, setting a cookie.
  package func setting(_ cookie: Cookie) -> Reply {
    var reply = self
    reply.cookies.append(cookie)
    return reply
  }

  /// The same reply, with one more header.
  package func setting(_ name: HTTPField.Name, _ value: String) -> Reply {
    var reply = self
    reply.headers[name] = value
    return reply
  }

  /// The same reply, starting a session in this browser.
  ///
  /// `authenticate` will be given `.session(token)`. The browser keeps it for so many seconds, or until it
  /// is closed.
  package func signingIn(_ token: String, seconds: Int? = nil) -> Reply {
    setting(Cookie(name: Cookie.session, value: token, maxAge: seconds))
  }

  /// The same reply, ending the session in this browser.
  package func signingOut() -> Reply {
    setting(Cookie(name: Cookie.session, value: "", maxAge: 0))
  }

  /// A location may hold Chinese; a header may not.
  private static func encodedLocation(_ path: String) -> String {
    PercentCoding.encode(path, keeping: "/?&=#%:@!$'()*+,;")
  }
}

/// A page in the shell: its title and its main content.
package struct Page: Sendable {
  package var title: Phrase
  /// Which entry of the navigation is marked as current.
  package var section: String?
  /// Uses the whole width: worklists and hall screens.
  package var wide: Bool
  /// Shows by itself what changes while it is looked at (``LivePages``).
  package var live: Bool
  package var status: Int
  package var body: HTML

  package init(
    _ title: Phrase, section: String? = nil, wide: Bool = false, live: Bool = false,
    status: Int = 200, body: HTML
  ) {
    self.title = title
    self.section = section
    self.wide = wide
    self.live = live
    self.status = status
    self.body = body
  }
}

/// A cookie that a reply sets; always `HttpOnly` and for the whole site.
package struct Cookie: Sendable, Hashable {
  package let name: String
  package let value: String
  /// Seconds to live; nil until the browser is closed, 0 removes it.
  package let maxAge: Int?

  package init(name: String, value: String, maxAge: Int? = nil) {
    self.name = name
    self.value = value
    self.maxAge = maxAge
  }

  /// The session of somebody signed in.
  package static let session = "banjie_session"
  /// The token of forms sent before signing in.
  static let form = "banjie_form"
  /// A notice for the next page.
  static let notice = "banjie_notice"
  /// The chosen language.
  static let language = "banjie_lang"

  func header(secure: Bool) -> String {
    var text = "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax"
    if let maxAge { text += "; Max-Age=\(maxAge)" }
    return secure ? text + "; Secure" : text
  }
}

/// An entry of the navigation, as the shell draws it.
package struct NavigationEntry: Sendable, Hashable {
  package let path: String
  package let phrase: Phrase
  package let section: String
  package let current: Bool

  package init(path: String, phrase: Phrase, section: String, current: Bool) {
    self.path = path
    self.phrase = phrase
    self.section = section
    self.current = current
  }
}
