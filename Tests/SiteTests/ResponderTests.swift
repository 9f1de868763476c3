// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import NIOCore
import NIOEmbedded
import Logging
import Testing

@testable import Site

@Suite
struct ResponderTests {
  let counter: Counter

  init() throws { counter = try Counter() }

  @Test("A page comes in the shell, in the visitor's language, with strict headers")
  func page() async throws {
    let answer = try await counter.stranger.get("/", ["Accept-Language": "en-GB, zh;q=0.5"])
    #expect(answer.status == 200)
    #expect(answer.text.contains("<html lang=\"en\">"))
    #expect(answer.text.contains("<h1>One-time notice</h1>"))
    #expect(answer.header("Content-Type") == "text/html; charset=utf-8")
    let policy = try #require(answer.header("Content-Security-Policy"))
    #expect(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"))
    #expect(!policy.contains("unsafe"))
    #expect(answer.header("X-Content-Type-Options") == "nosniff")
    #expect(answer.header("X-Request-ID")?.count == 16)
  }

  @Test("The language chosen by ?lang= is kept in a cookie, which goes before the browser's wish")
  func language() async throws {
    let chosen = try await counter.stranger.get("/?lang=en")
    #expect(chosen.cookie("banjie_lang") == "en")
    let kept = try await counter.stranger.get(
      "/", ["Cookie": "banjie_lang=en", "Accept-Language": "zh"])
    #expect(kept.text.contains("One-time notice"))
    #expect(try await counter.stranger.get("/?lang=xx").cookie("banjie_lang") == nil)
    #expect(try await counter.stranger.get("/").text.contains("<html lang=\"zh-CN\">"))
  }

  @Test("An unknown path is a page for people and a problem for programs")
  func notFound() async throws {
    let page = try await counter.stranger.get("/nowhere")
    #expect(page.status == 404)
    #expect(page.text.contains("<html") && page.text.contains("没有找到"))
    let problem = try await counter.stranger.get("/api/v1/nowhere")
    #expect(problem.status == 404)
    #expect(problem.header("Content-Type") == "application/problem+json")
    #expect(problem.text.contains("\"status\":404"))
  }

  @Test("A wrong method is told which are allowed")
  func method() async throws {
    let answer = try await counter.stranger.send(.delete, "/form")
    #expect(answer.status == 405)
    #expect(answer.header("Allow") == "GET, HEAD, POST")
  }

  @Test("HEAD gives the headers of GET and no body")
  func head() async throws {
    let get = try await counter.stranger.get("/")
    let head = try await counter.stranger.send(.head, "/")
    #expect(head.status == 200 && head.bytes.isEmpty)
    #expect(head.header("Content-Length") == String(get.bytes.count))
  }

  @Test(
    "Paths that are no text are refused as malformed",
    arguments: [
      "/%ff", "/%", "/a%00b", "/?q=%ff",
    ])
  func malformedPath(path: String) async throws {
    #expect(try await counter.stranger.get(path).status == 400)
  }

  @Test("An unexpected error tells its number and nothing else")
  func failure() async throws {
    for path in ["/odd", "/api/v1/odd"] {
      let answer = try await counter.stranger.get(path)
      #expect(answer.status == 500)
      #expect(!answer.text.contains("420103") && !answer.text.contains("Odd"))
      let id = try #require(answer.header("X-Request-ID"))
      #expect(answer.text.contains(id))
    }
  }

  @Test("A refusal carries its article, on the page and in the problem")
  func legalBasis() async throws {
    let page = try await counter.stranger.get("/late")
    #expect(page.status == 409)
    #expect(page.text.contains("补正告知只能作出一次") && page.text.contains("行政许可法第三十二条"))
    let problem = try await counter.stranger.get("/api/v1/late")
    #expect(problem.status == 409)
    #expect(problem.text.contains("\"type\":\"/problems/counter/second-notice\""))
    #expect(problem.text.contains("\"law\":\"行政许可法\""))
  }

  @Test("What another has changed in the meantime is a conflict, not a failure")
  func changed() async throws {
    #expect(try await counter.stranger.get("/changed").status == 409)
  }

  @Test("The same page is not sent twice to a visitor who has it")
  func notModified() async throws {
    let tag = try #require(try await counter.stranger.get("/").header("ETag"))
    let again = try await counter.stranger.get("/", ["If-None-Match": "\"x\", W/\(tag)"])
    #expect(again.status == 304 && again.bytes.isEmpty)
    let note = try await counter.stranger.get("/api/v1/notes/1", ["If-None-Match": "\"7\""])
    #expect(note.status == 304)
  }

  @Test("What somebody signed in sees is kept in no cache")
  func noStore() async throws {
    let answer = try await counter.desk.get("/desk")
    #expect(answer.header("Cache-Control") == "no-store")
    #expect(answer.header("ETag") == nil)
  }

  @Test("A file of the site is immutable under the name of its content")
  func asset() async throws {
    let asset = try #require(Asset.all.first)
    let answer = try await counter.stranger.get(asset.path)
    #expect(answer.status == 200 && answer.bytes == asset.bytes)
    #expect(answer.header("Cache-Control") == "public, max-age=31536000, immutable")
    let plain = try await counter.stranger.get("/assets/\(asset.name)")
    #expect(plain.header("Cache-Control") == "no-cache")
    #expect(try await counter.stranger.get("/assets/nothing.css").status == 404)
  }

  @Test("The router answers through Hummingbird's own interface")
  func hummingbird() async throws {
    let channel = NIOAsyncTestingChannel()
    let context = SiteContext(
      source: ApplicationRequestContextSource(channel: channel, logger: Logger(label: "test")))
    let head = HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: "/health")
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
    let response = try await counter.site.respond(to: request, context: context)
    #expect(response.status == .ok)
    _ = try? await channel.finish()
  }
}

@Suite
struct GateTests {
  let counter: Counter

  init() throws { counter = try Counter() }

  @Test("A page sends strangers to sign in and back, and refuses who lacks the role")
  func pages() async throws {
    let stranger = try await counter.stranger.get("/desk?day=2026-11-23&q=办")
    #expect(stranger.status == 303)
    #expect(
      stranger.header("Location")
        == "/sign-in?next=%2Fdesk%3Fday%3D2026-11-23%26q%3D%25E5%258A%259E")
    #expect(try await counter.desk.get("/desk").status == 200)
    let other = Rehearsal.browser(counter.site, session: "applicant")
    #expect(try await other.get("/desk").status == 403)
  }

  @Test("The API takes bearer tokens and never cookies")
  func api() async throws {
    let body = "{\"name\":\"x\"}"
    let path = "/api/v1/notes"
    let stranger = try await counter.stranger.send(.post, path, json: body)
    #expect(stranger.status == 401)
    #expect(stranger.header("WWW-Authenticate") == "Bearer")
    #expect(try await counter.desk.send(.post, path, json: body).status == 401)
    #expect(try await counter.program.send(.post, path, json: body).status == 201)
    let other = Rehearsal.program(counter.site, bearer: "applicant")
    #expect(try await other.send(.post, path, json: body).status == 403)
    let stale = Rehearsal.program(counter.site, bearer: "stale")
    #expect(try await stale.get("/api/v1/notes/1").status == 401)
  }

  @Test("A page takes no bearer token")
  func bearerOnPage() async throws {
    #expect(try await counter.program.get("/desk").status == 303)
  }

  @Test("The navigation shows what is open to the visitor")
  func navigation() async throws {
    #expect(!(try await counter.stranger.get("/").text.contains("href=\"/desk\"")))
    #expect(try await counter.desk.get("/").text.contains("href=\"/desk\""))
  }
}

@Suite
struct FormTests {
  let counter: Counter

  init() throws { counter = try Counter() }

  @Test("A signed-in form needs the token of its session")
  func sessionToken() async throws {
    let csrf = Counter.clerk.csrf
    #expect(try await counter.desk.post("/desk", form: [:], csrf: csrf).status == 200)
    for wrong in ["", "x", Counter.applicant.csrf] {
      #expect(try await counter.desk.post("/desk", form: [:], csrf: wrong).status == 403)
    }
  }

  @Test("A form from another site is refused even with the token")
  func crossSite() async throws {
    var desk = counter.desk
    desk.headers["Sec-Fetch-Site"] = "cross-site"
    #expect(try await desk.post("/desk", form: [:], csrf: Counter.clerk.csrf).status == 403)
  }

  @Test("A stranger's form needs the token of its cookie, and then answers with a notice")
  func doubleSubmit() async throws {
    let form = try await counter.stranger.get("/form")
    let token = try #require(form.cookie("banjie_form"))
    #expect(form.text.contains("name=\"csrf\" value=\"\(token)\""))
    #expect(try await counter.stranger.post("/form", form: [:], csrf: token).status == 403)

    let browser = Rehearsal(counter.site, headers: ["Cookie": "banjie_form=\(token)"])
    let sent = try await browser.post("/form", form: ["q": "开店 <b>"], csrf: token)
    #expect(sent.status == 303)
    #expect(sent.header("Location")?.hasPrefix("/%E5%8A%9E%E7%BB%93?q=") == true)
    let notice = try #require(sent.cookie("banjie_notice"))

    let next = try await counter.stranger.get("/", ["Cookie": "banjie_notice=\(notice)"])
    #expect(next.text.contains("已收到：开店 &lt;b&gt;"))
    #expect(next.cookie("banjie_notice") == "")
  }

  @Test("A token that this site cannot have made is not sent back")
  func forgedCookie() async throws {
    let answer = try await counter.stranger.get("/form", ["Cookie": "banjie_form=evil"])
    #expect(answer.cookie("banjie_form")?.count == 32)
  }

  @Test("A page without a form sets no cookie")
  func noCookie() async throws {
    #expect(try await counter.stranger.get("/").header("Set-Cookie") == nil)
  }

  @Test("A form with a file is read")
  func upload() async throws {
    let body = """
      --x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n\(Counter.clerk.csrf)\r\n\
      --x\r\nContent-Disposition: form-data; name="f"; filename="图.pdf"\r\n\r\nabc\r\n--x--\r\n
      """
    let answer = try await counter.desk.send(
      .post, "/desk", ["Content-Type": "multipart/form-data; boundary=x"], body: body)
    #expect(answer.text == "图.pdf 3")
  }

  @Test("Another type of body is unsupported")
  func media() async throws {
    let answer = try await counter.desk.send(
      .post, "/desk", ["Content-Type": "text/plain"], body: "x")
    #expect(answer.status == 415)
  }
}

@Suite
struct BodyTests {
  /// A body of 100 MB in pieces, which counts the pieces that are asked for.
  final class Flood: AsyncSequence, Sendable {
    typealias Element = ByteBuffer
    let read = NIOLockedValueBox(0)

    struct Iterator: AsyncIteratorProtocol {
      let flood: Flood

      mutating func next() async throws -> ByteBuffer? {
        let count = flood.read.withLockedValue { count in
          count += 1
          return count
        }
        return count <= 1600 ? ByteBuffer(repeating: 97, count: 65_536) : nil
      }
    }

    func makeAsyncIterator() -> Iterator { Iterator(flood: self) }
  }

  let counter: Counter

  init() throws { counter = try Counter() }

  @Test("A body that says it is too large is refused before any of it is read")
  func declared() async throws {
    let flood = Flood()
    let answer = try await counter.program.send(
      .post, "/api/v1/notes",
      ["Content-Type": "application/json", "Content-Length": "104857600"],
      stream: RequestBody(asyncSequence: flood))
    #expect(answer.status == 413)
    #expect(flood.read.withLockedValue { $0 } == 0)
  }

  @Test(
    "A body that does not say its size is refused when it passes the limit",
    arguments: [
      "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
    ])
  func undeclared(media: String) async throws {
    let flood = Flood()
    let answer = try await counter.desk.send(
      .post, "/desk", ["Content-Type": media], stream: RequestBody(asyncSequence: flood))
    #expect(answer.status == 413)
    #expect(flood.read.withLockedValue { $0 } <= 2)
  }

  @Test("Nothing is read for somebody who may not come")
  func gateFirst() async throws {
    let flood = Flood()
    let answer = try await counter.stranger.send(
      .post, "/api/v1/notes", ["Content-Type": "application/json"],
      stream: RequestBody(asyncSequence: flood))
    #expect(answer.status == 401)
    #expect(flood.read.withLockedValue { $0 } == 0)
  }

  @Test("Malformed JSON is 400, the wrong shape is 422 with its place, another type is 415")
  func json() async throws {
    let path = "/api/v1/notes"
    #expect(try await counter.program.send(.post, path, json: "{\"name\":").status == 400)
    #expect(try await counter.program.send(.post, path, json: "").status == 400)
    let wrong = try await counter.program.send(.post, path, json: "{\"nome\":\"x\"}")
    #expect(wrong.status == 422)
    #expect(wrong.text.contains("\"pointer\":\"/name\""))
    let text = try await counter.program.send(
      .post, path, ["Content-Type": "text/plain"], body: "{}")
    #expect(text.status == 415)
  }

  @Test("Parameters are checked before the handler: 404 in the path, 422 in the query")
  func parameters() async throws {
    #expect(try await counter.stranger.get("/api/v1/notes/0").status == 404)
    #expect(try await counter.stranger.get("/api/v1/notes/x").status == 404)
    for query in ["limit=0", "limit=x", "limit=", "limit=1&limit=2", "cursor=", "x=1"] {
      let answer = try await counter.stranger.get("/api/v1/notes/1?\(query)")
      #expect(answer.status == 422, "\(query)")
    }
    #expect(try await counter.stranger.get("/api/v1/notes/1?limit=100&lang=en").status == 200)
  }
}
