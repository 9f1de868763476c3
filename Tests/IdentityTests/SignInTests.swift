// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import SQL
import Site
import Testing

@testable import Identity

@Suite
struct SignInTests {
  let counter: Counter

  init() async throws { counter = try await Counter() }

  @Test("The right password opens a session that pages accept")
  func right() async throws {
    try await counter.add("zhang")
    let answer = try await counter.signIn("zhang", Counter.password)
    #expect(answer.status == 303)
    #expect(answer.header("Location") == "/start/id-zhang")
    let token = try #require(answer.cookie("banjie_session"))
    let page = try await Rehearsal.browser(counter.site, session: token).get("/account")
    #expect(page.status == 200)
    #expect(page.text.contains("zhang"))
  }

  @Test("A wrong password, an unknown login and a disabled account get one and the same answer")
  func wrong() async throws {
    try await counter.add("zhang")
    let disabled = try await counter.add("nobody-2")
    #expect(try await counter.accounts.disable(disabled.id, by: .system))
    var pages: [String] = []
    var problems: [String] = []
    for (login, password) in [
      ("zhang", "not the password"), ("nobody-1", "not the password"),
      ("nobody-2", Counter.password),
    ] {
      let page = try await counter.signIn(login, password)
      #expect(page.status == 422)
      #expect(page.cookie("banjie_session") == nil)
      #expect(!page.text.contains(password))
      pages.append(page.steady.replacing(login, with: "?"))
      let problem = try await counter.stranger.send(
        .post, "/api/v1/sessions",
        json: "{\"login\":\"\(login)\",\"password\":\"\(password)\"}")
      #expect(problem.status == 401)
      problems.append(problem.steady)
    }
    #expect(Set(pages).count == 1)
    #expect(Set(problems).count == 1)
    #expect(pages.first?.contains("用户名或密码不正确") == true)
  }

  @Test("An empty form names what is missing and asks nothing of the database")
  func empty() async throws {
    let answer = try await counter.signIn("", "")
    #expect(answer.status == 422)
    #expect(answer.text.contains("请填写用户名。"))
  }

  @Test("After ten tries in a row a login waits, whether it exists or not")
  func limit() async throws {
    try await counter.add("zhang")
    for login in ["zhang", "nobody"] {
      for _ in 0..<10 { #expect(try await counter.signIn(login, "wrong password").status == 422) }
      let refused = try await counter.signIn(login, Counter.password)
      #expect(refused.status == 429)
      #expect(refused.header("Retry-After") == "10")
      #expect(refused.text.contains("尝试次数过多"))
    }
    counter.wait(minutes: 1)
    #expect(try await counter.signIn("zhang", Counter.password).status == 303)
  }

  @Test("A form without its token is refused")
  func forged() async throws {
    try await counter.add("zhang")
    let stranger = try await counter.stranger.post(
      "/sign-in", form: ["login": "zhang", "password": Counter.password], csrf: "")
    #expect(stranger.status == 403)
    let browser = try await counter.browser("zhang")
    #expect(try await browser.post("/sign-out", form: [:], csrf: "wrong").status == 403)
    #expect(
      try await browser.post("/account/sessions/end-others", form: [:], csrf: "").status == 403)
    #expect(try await browser.get("/account").status == 200)
  }

  @Test(
    "After signing in the way goes on to a page of this site and nowhere else",
    arguments: [
      ("/cases/1?x=1", "/cases/1?x=1"), ("https://evil.example/", "/start/id-zhang"),
      ("//evil.example", "/start/id-zhang"), ("/\\evil.example", "/start/id-zhang"),
      ("/sign-in", "/start/id-zhang"),
    ])
  func next(asked: String, given: String) async throws {
    try await counter.add("zhang")
    let answer = try await counter.post(
      "/sign-in", ["login": "zhang", "password": Counter.password, "next": asked])
    #expect(answer.header("Location") == given)
    let link = IdentityLink.signIn(next: asked).path
    let page = try await counter.stranger.get(link)
    #expect(page.text.contains("name=\"next\"") == (asked == given))
  }

  @Test("Passwords and tokens stand in no table")
  func kept() async throws {
    try await counter.add("zhang")
    let token = try #require(
      try await counter.signIn("zhang", Counter.password).cookie("banjie_session"))
    let rows = try await counter.journal.database.read { reader in
      let passwords: [String] = try reader.rows("SELECT password FROM identity_account") {
        try $0[0]
      }
      let tokens: [String] = try reader.rows("SELECT token FROM identity_session") { try $0[0] }
      let events: [String] = try reader.rows("SELECT body FROM journal_event") { try $0[0] }
      return passwords + tokens + events
    }
    #expect(rows.count == 3)
    for row in rows {
      #expect(!row.contains(Counter.password) && !row.contains(token))
      #expect(!row.contains("42010319900101001X") && !row.contains("张三丰"))
    }
  }
}

@Suite
struct DemonstrationTests {
  @Test("In demo mode the accounts are listed, and one click signs in")
  func listed() async throws {
    let counter = try await Counter(isDemo: true)
    try await DemoAccounts.install(in: counter.accounts)
    try await DemoAccounts.install(in: counter.accounts)
    let page = try await counter.stranger.get("/sign-in")
    for account in DemoAccounts.all() { #expect(page.text.contains("value=\"\(account.login)\"")) }
    #expect(try await counter.signIn("demo-clerk", DemoAccounts.password).status == 303)
    let started = try await counter.signIn.start(
      login: "demo-clerk", password: DemoAccounts.password, kind: .browser, device: "", remote: nil)
    let browser = Rehearsal.browser(counter.site, session: started.token)
    let changed = try await browser.post(
      "/account/password",
      form: [
        "password_old": DemoAccounts.password, "password": "another password",
        "password_again": "another password",
      ], csrf: try await browser.csrf())
    #expect(changed.status == 403)
  }

  @Test(
    "Outside of demo mode they are neither listed nor let in, even when they are in the database")
  func absent() async throws {
    let counter = try await Counter()
    try await DemoAccounts.install(in: counter.accounts)
    let page = try await counter.stranger.get("/sign-in")
    #expect(!page.text.contains("demo-"))
    #expect(!page.text.contains(DemoAccounts.password))
    #expect(try await counter.signIn("demo-clerk", DemoAccounts.password).status == 422)
  }

  @Test("A session of a demonstration is worth nothing to a server outside of demo mode")
  func session() async throws {
    let counter = try await Counter(isDemo: true)
    try await DemoAccounts.install(in: counter.accounts)
    let started = try await counter.signIn.start(
      login: "demo-clerk", password: DemoAccounts.password, kind: .browser, device: "", remote: nil)
    let plain = try SignIn(journal: counter.journal)
    #expect(try await counter.signIn.session(.session(started.token)) != nil)
    #expect(try await plain.session(.session(started.token)) == nil)
  }

  @Test("Every demonstration account has a number whose check is right")
  func codes() throws {
    for account in DemoAccounts.all() where account.kind != .staff {
      let registration = Accounts.Registration(
        login: account.login, password: Counter.password, kind: account.kind, name: account.name,
        code: try #require(account.code), phone: try #require(account.phone))
      #expect(Accounts.faults(of: registration, asOf: Day(number: 20_780)).isEmpty)
    }
  }
}
