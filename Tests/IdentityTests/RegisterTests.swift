// SPDX-License-Identifier: Apache-2.0

import Codes
import Deadlines
import HTTPTypes
import Journal
import SQL
import Site
import Testing

@testable import Identity

@Suite
struct RegisterTests {
  let counter: Counter

  init() async throws { counter = try await Counter() }

  /// A registration that is right.
  static let right = Accounts.Registration(
    login: "wang.wu", password: Counter.password, kind: .person, name: "王五",
    code: "11010519491231002x", phone: "13800000002")

  private func send(
    _ change: (inout Accounts.Registration) -> Void = { _ in }, again: String? = nil
  ) async throws -> Rehearsal.Answer {
    var sent = Self.right
    change(&sent)
    return try await counter.post(
      "/register",
      [
        "login": sent.login, "password": sent.password, "password_again": again ?? sent.password,
        "kind": sent.kind.rawValue, "name": sent.name, "code": sent.code, "phone": sent.phone,
      ])
  }

  @Test("Whoever fills everything in rightly has an account, and only as an applicant")
  func right() async throws {
    #expect(try await send().status == 303)
    let account = try #require(try await counter.accounts.account(login: "wang.wu"))
    #expect(account.roles == [.applicant])
    #expect(account.code == "11010519491231002X")
    #expect(try await counter.signIn("wang.wu", Counter.password).status == 303)
  }

  @Test("A number whose check character is wrong is refused, with the place and what to do")
  func check() async throws {
    let answer = try await send { $0.code = "110105194912310021" }
    #expect(answer.status == 422)
    #expect(answer.text.contains("校验位应为 X，现为 1"))
    #expect(answer.text.contains("value=\"wang.wu\""))
    #expect(!answer.text.contains(Counter.password))
    #expect(try await counter.accounts.account(login: "wang.wu") == nil)
  }

  @Test("A birth on a date that does not exist, or that is still to come, is refused")
  func date() async throws {
    let never = try await send { $0.code = "420103199002310016" }
    #expect(never.text.contains("日期 19900231 不存在"))
    let future = try await send { $0.code = "42010320270101001X" }
    #expect(future.status == 422)
    #expect(future.text.contains("晚于今天"))
  }

  @Test("An entity is known by its credit code, not by an identity number")
  func entity() async throws {
    let wrong = try await send { $0.kind = .entity }
    #expect(wrong.status == 422)
    let right = try await send {
      $0.kind = .entity
      $0.code = "91110000600037341L"
      $0.phone = "027-00000000"
    }
    #expect(right.status == 303)
  }

  @Test("Every fault is told at once")
  func faults() async throws {
    let answer = try await send(
      {
        $0.login = "王"
        $0.password = "short"
        $0.name = ""
        $0.phone = "12"
      }, again: "other")
    #expect(answer.status == 422)
    for field in ["login", "password", "password_again", "name", "phone"] {
      #expect(answer.text.contains("href=\"#f-\(field)\""), "\(field)")
    }
  }

  @Test("Nobody makes himself a member of staff")
  func staff() async throws {
    #expect(try await send { $0.kind = .staff }.status == 422)
    await #expect(throws: IdentityRefusal.self) {
      var staff = Self.right
      staff.kind = .staff
      _ = try await counter.accounts.register(staff)
    }
    let sent = """
      {"login":"wang.wu","password":"\(Counter.password)","kind":"staff","name":"王五",\
      "code":"11010519491231002X","phone":"13800000002"}
      """
    #expect(try await counter.stranger.send(.post, "/api/v1/accounts", json: sent).status == 422)
  }

  @Test("A login is taken once; the API opens accounts as the page does")
  func taken() async throws {
    #expect(try await send().status == 303)
    #expect(try await send().status == 409)
    func open(_ login: String) async throws -> Rehearsal.Answer {
      try await counter.stranger.send(
        .post, "/api/v1/accounts",
        json: """
          {"login":"\(login)","password":"\(Counter.password)","kind":"person","name":"王五",\
          "code":"11010519491231002X","phone":"13800000002"}
          """)
    }
    #expect(try await open("wang.wu").status == 409)
    let opened = try await open("wang.liu")
    #expect(opened.status == 201)
    #expect(try opened.member("name") == "王*")
  }

  @Test("One place opens a few accounts in a row and then waits")
  func limit() async throws {
    var statuses: [Int] = []
    for number in 0..<12 { statuses.append(try await send { $0.login = "user-\(number)" }.status) }
    #expect(statuses.filter { $0 == 303 }.count == 10)
    #expect(statuses.suffix(2) == [429, 429])
  }
}

@Suite
struct AccountTests {
  let counter: Counter

  init() async throws {
    counter = try await Counter()
    try await counter.add("zhang")
  }

  @Test("One's own data is shown masked")
  func masked() async throws {
    let page = try await counter.browser("zhang").get("/account")
    let main = try #require(page.text.split(separator: "<main").last)
    #expect(main.contains("张**") && !main.contains("张三丰"))
    #expect(main.contains("420103********001X") && !main.contains("19900101"))
    #expect(main.contains("138****0001") && !main.contains("13800000001"))
  }

  @Test("Masking leaves enough to recognise, and the name of an entity whole")
  func masking() {
    #expect(Masking.name("欧阳锋", ofPerson: true) == "欧**")
    #expect(Masking.name("武汉某公司", ofPerson: false) == "武汉某公司")
    #expect(Masking.code("11010519491231002X") == "110105********002X")
    #expect(Masking.code("1101051949") == "**********")
    #expect(Masking.phone("13800000001") == "138****0001")
    #expect(Masking.phone("110") == "***")
  }

  @Test("Who changes his password knows the old one; every other session ends")
  func password() async throws {
    let here = try await counter.browser("zhang")
    let there = try await counter.browser("zhang")
    let csrf = try await here.csrf()
    func change(_ old: String, _ new: String, _ again: String) async throws -> Rehearsal.Answer {
      try await here.post(
        "/account/password",
        form: ["password_old": old, "password": new, "password_again": again], csrf: csrf)
    }
    let wrong = try await change("not the password", "a much better one", "a much better one")
    #expect(wrong.status == 422)
    #expect(wrong.text.contains("现在的密码不正确。") && !wrong.text.contains("a much better one"))
    #expect(try await change(Counter.password, "one of them", "the other one").status == 422)
    #expect(try await change(Counter.password, "short", "short").status == 422)
    #expect(try await there.get("/account").status == 200)
    let done = try await change(Counter.password, "a much better one", "a much better one")
    #expect(done.status == 303)
    #expect(try await here.get("/account").status == 200)
    #expect(try await there.get("/account").status == 303)
  }

  @Test("The command line adds staff with roles that exist, and gives new passwords")
  func command() async throws {
    func add(_ login: String, _ roles: [String]) async throws -> Account {
      try await AccountCommand.add(
        login: login, name: "李四", roles: roles, department: "社会民生科",
        password: Counter.password, in: counter.accounts)
    }
    let account = try await add("li.si", ["reviewer", "clerk"])
    #expect(account.roles == [.reviewer, .clerk])
    for wrong in [[], ["boss"], ["system"]] {
      await #expect(throws: IdentityRefusal.self) { try await add("li.wu", wrong) }
    }
    await #expect(throws: IdentityRefusal.loginTaken) { try await add("li.si", ["clerk"]) }
    let browser = try await counter.browser("li.si")
    try await AccountCommand.setPassword(
      "a much better one", login: "li.si", in: counter.accounts)
    #expect(try await browser.get("/account").status == 303)
    #expect(try await counter.signIn("li.si", "a much better one").status == 303)
  }

  @Test("What is noted of an account names roles and nothing of the person")
  func noted() async throws {
    try await AccountCommand.disable(login: "zhang", in: counter.accounts)
    let bodies = try await counter.journal.database.read { reader in
      try reader.rows("SELECT body FROM journal_event ORDER BY position") { row -> String in
        try row[0]
      }
    }
    #expect(bodies.count == 2)
    #expect(bodies.first?.contains("applicant") == true)
  }
}
