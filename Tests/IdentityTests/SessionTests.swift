// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import SQL
import Site
import Testing

@testable import Identity

@Suite
struct SessionTests {
  let counter: Counter

  init() async throws {
    counter = try await Counter()
    try await counter.add("zhang")
  }

  @Test("A session ends after two hours without use, and lives on while it is used")
  func idle() async throws {
    let browser = try await counter.browser("zhang")
    counter.wait(minutes: 119)
    #expect(try await browser.get("/account").status == 200)
    counter.wait(minutes: 119)
    #expect(try await browser.get("/account").status == 200)
    counter.wait(minutes: 121)
    let late = try await browser.get("/account")
    #expect(late.status == 303)
    #expect(late.header("Location") == "/sign-in?next=%2Faccount")
  }

  @Test("A session ends after twelve hours, however much it is used")
  func whole() async throws {
    let browser = try await counter.browser("zhang")
    for _ in 0..<11 {
      counter.wait(minutes: 60)
      #expect(try await browser.get("/account").status == 200)
    }
    counter.wait(minutes: 60)
    #expect(try await browser.get("/account").status == 303)
  }

  @Test("The list shows every device; one can be ended, and is at once worth nothing")
  func ending() async throws {
    let here = try await counter.browser("zhang")
    let there = try await counter.browser("zhang", device: "Edge · Windows")
    let page = try await here.get("/account")
    #expect(page.text.contains("Firefox · Linux") && page.text.contains("Edge · Windows"))
    let actor = Actor(id: "id-zhang", name: nil, roles: [.applicant], department: nil)
    let entries = try await counter.signIn.sessions(of: actor)
    let other = try #require(entries.first { $0.device == "Edge · Windows" })
    let csrf = try await here.csrf()
    let ended = try await here.post("/account/sessions/\(other.id)/end", form: [:], csrf: csrf)
    #expect(ended.status == 303)
    #expect(try await there.get("/account").status == 303)
    #expect(try await here.get("/account").status == 200)
    let again = try await here.post("/account/sessions/\(other.id)/end", form: [:], csrf: csrf)
    #expect(again.status == 404)
  }

  @Test("All others can be ended with one button")
  func endingOthers() async throws {
    let here = try await counter.browser("zhang")
    let there = try await counter.browser("zhang")
    let program = try await counter.program("zhang")
    let answer = try await here.post(
      "/account/sessions/end-others", form: [:], csrf: try await here.csrf())
    #expect(answer.status == 303)
    #expect(try await here.get("/account").status == 200)
    #expect(try await there.get("/account").status == 303)
    #expect(try await program.get("/api/v1/account").status == 401)
  }

  @Test("Nobody ends another's session")
  func foreign() async throws {
    try await counter.add("li")
    let mine = try await counter.browser("zhang")
    let actor = Actor(id: "id-zhang", name: nil, roles: [.applicant], department: nil)
    let id = try #require(try await counter.signIn.sessions(of: actor).first).id
    let other = try await counter.browser("li")
    let page = try await other.post(
      "/account/sessions/\(id)/end", form: [:], csrf: try await other.csrf())
    #expect(page.status == 404)
    let program = try await counter.program("li")
    #expect(try await program.send(.delete, "/api/v1/sessions/\(id)").status == 404)
    #expect(try await mine.get("/account").status == 200)
  }

  @Test("Signing out ends the session in the database, not only in the browser")
  func signOut() async throws {
    let browser = try await counter.browser("zhang")
    let answer = try await browser.post("/sign-out", form: [:], csrf: try await browser.csrf())
    #expect(answer.status == 303)
    #expect(answer.cookie("banjie_session") == "")
    #expect(try await browser.get("/account").status == 303)
  }

  @Test("A disabled account loses its sessions at once")
  func disabled() async throws {
    let browser = try await counter.browser("zhang")
    let program = try await counter.program("zhang")
    try await AccountCommand.disable(login: "zhang", in: counter.accounts)
    #expect(try await browser.get("/account").status == 303)
    #expect(try await program.get("/api/v1/account").status == 401)
    await #expect(throws: IdentityRefusal.accountNotFound) {
      try await AccountCommand.disable(login: "zhang", in: counter.accounts)
    }
  }

  @Test("A browser's cookie is no bearer token, and a bearer token no cookie")
  func kinds() async throws {
    let started = try await counter.signIn.start(
      login: "zhang", password: Counter.password, kind: .api, device: "", remote: nil)
    #expect(try await counter.signIn.session(.session(started.token)) == nil)
    #expect(try await counter.signIn.session(.bearer(started.token)) != nil)
  }

  @Test("What can no longer be used is forgotten when its owner signs in again")
  func forgotten() async throws {
    _ = try await counter.browser("zhang")
    counter.wait(minutes: 24 * 60)
    _ = try await counter.browser("zhang")
    let rows = try await counter.journal.database.read { reader in
      try reader.rows("SELECT id FROM identity_session") { row -> String in try row[0] }
    }
    #expect(rows.count == 1)
  }

  @Test(
    "A device is named by its program and its system",
    arguments: [
      (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
          + "Chrome/130.0 Safari/537.36 Edg/130.0", "Edge · Windows"
      ),
      ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox · Linux"),
      ("curl/8.14.1", "curl/8.14.1"), ("<script>", ""), ("", ""), ("Mozilla/5.0", ""),
    ])
  func device(agent: String, name: String) {
    #expect(Device.name(userAgent: agent) == name)
  }
}

@Suite
struct TokenTests {
  let counter: Counter

  init() async throws {
    counter = try await Counter()
    try await counter.add("zhang")
  }

  @Test("The API gives a token for a password, and takes it back")
  func token() async throws {
    let sent = "{\"login\":\"zhang\",\"password\":\"\(Counter.password)\"}"
    let started = try await counter.stranger.send(.post, "/api/v1/sessions", json: sent)
    #expect(started.status == 201)
    #expect(started.header("Cache-Control") == "no-store")
    #expect(try started.member("idleSeconds") == "7200")
    #expect(!started.text.contains("42010319900101001X"))
    let token = try #require(try started.member("token"))
    let program = Rehearsal.program(counter.site, bearer: token)
    let account = try await program.get("/api/v1/account")
    #expect(account.status == 200)
    #expect(try account.member("login") == "zhang")
    #expect(try account.member("name") == "张**")
    #expect(try account.member("code") == "420103********001X")
    #expect(try account.member("phone") == "138****0001")
    let list = try await program.get("/api/v1/sessions")
    #expect(list.text.contains("\"current\":true"))
    #expect(try await program.send(.delete, "/api/v1/sessions/current").status == 204)
    #expect(try await program.get("/api/v1/account").status == 401)
  }

  @Test("A request of the wrong shape is told where, and never what it sent")
  func shape() async throws {
    let answer = try await counter.stranger.send(
      .post, "/api/v1/sessions", json: "{\"login\":\"zhang\",\"password\":17}")
    #expect(answer.status == 422)
    #expect(answer.text.contains("\"pointer\":\"/password\""))
    #expect(try await counter.stranger.get("/api/v1/account").status == 401)
  }

  @Test("A program changes the password of its owner, who must give the old one")
  func password() async throws {
    let program = try await counter.program("zhang")
    let other = try await counter.browser("zhang")
    func change(_ old: String, _ new: String) async throws -> Rehearsal.Answer {
      try await program.send(
        .put, "/api/v1/account/password",
        json: "{\"oldPassword\":\"\(old)\",\"password\":\"\(new)\"}")
    }
    #expect(try await change("wrong password", "staple the horse").status == 422)
    #expect(try await change(Counter.password, "aaaaaaaaaaaa").status == 422)
    #expect(try await other.get("/account").status == 200)
    #expect(try await change(Counter.password, "staple the horse").status == 204)
    #expect(try await program.get("/api/v1/account").status == 200)
    #expect(try await other.get("/account").status == 303)
    #expect(try await counter.signIn("zhang", Counter.password).status == 422)
    #expect(try await counter.signIn("zhang", "staple the horse").status == 303)
  }
}
