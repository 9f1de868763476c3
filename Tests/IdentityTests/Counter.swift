// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Journal
import SQL
import ShangMi
import Site
import TestEngines
import TestKit
import Testing

@testable import Identity

/// A site with nothing but identity, on an empty database, called without a socket, whose clock is turned by
/// hand.
final class Counter: Sendable {
  static let password = "correct horse battery"
  /// Made once, since each costs 0.1 s.
  private static let stored = Result { try Scrypt.hash(password) }

  let journal: Journal
  let accounts: Accounts
  let signIn: SignIn
  let site: SiteResponder
  private let hand = Hand(Day(number: 20_780))

  init(isDemo: Bool = false) async throws {
    let clock = hand.clock
    let database = try await TestEngine.current.open()
    try await database.migrate(JournalSchema.migrations + IdentitySchema.migrations, at: clock.now)
    journal = Journal(database: database, clock: clock, parts: [])
    accounts = Accounts(journal: journal)
    let signIn = try SignIn(journal: journal, isDemo: isDemo)
    self.signIn = signIn
    site = try SiteResponder(
      rooms: [IdentityRoom.room(accounts: accounts, signIn: signIn) { "/start/\($0.id)" }],
      settings: SiteSettings(), clock: clock, logger: .silent,
      authenticate: { try await signIn.session($0) })
  }

  var stranger: Rehearsal { Rehearsal(site) }

  var now: Instant { hand.now }

  func wait(minutes: Int64) { hand.wait(minutes: minutes) }

  /// Somebody with an account of his own.
  @discardableResult
  func add(
    _ login: String, kind: Account.Kind = .person, roles: Set<Role> = [.applicant]
  ) async throws -> Account {
    let account = Account(
      id: "id-\(login)", login: login, kind: kind, name: "张三丰", code: "42010319900101001X",
      phone: "13800000001", roles: roles, department: nil, isDemo: false)
    try await accounts.add(account, stored: try Self.stored.get(), by: .system)
    return account
  }

  /// Somebody's browser, signed in without the form.
  func browser(_ login: String, device: String = "Firefox · Linux") async throws -> Rehearsal {
    let started = try await signIn.start(
      login: login, password: Self.password, kind: .browser, device: device, remote: nil)
    return .browser(site, session: started.token)
  }

  /// Somebody's program, signed in by the API.
  func program(_ login: String) async throws -> Rehearsal {
    let started = try await signIn.start(
      login: login, password: Self.password, kind: .api, device: "test/1", remote: nil)
    return .program(site, bearer: started.token)
  }

  /// Sends a stranger's form with the token of its cookie.
  func post(
    _ path: String, _ form: KeyValuePairs<String, String>
  ) async throws -> Rehearsal.Answer {
    let token = "0123456789abcdef0123456789abcdef"
    let browser = Rehearsal(site, headers: ["Cookie": "banjie_form=\(token)"])
    return try await browser.post(path, form: form, csrf: token)
  }

  /// Sends the sign-in form.
  func signIn(_ login: String, _ password: String) async throws -> Rehearsal.Answer {
    try await post("/sign-in", ["login": login, "password": password])
  }
}

extension Rehearsal {
  /// The token of this session's forms, as a page carries it.
  func csrf() async throws -> String {
    let page = try await get("/account")
    return try #require(page.text.firstMatch(of: /name="csrf" value="([^"]+)"/)).1.description
  }
}

extension Rehearsal.Answer {
  /// The body without what is random: tokens of forms, the name of the request, the order of members.
  var steady: String {
    ordered.replacing(/(name="(?:csrf|key)" value=")[^"]*/) { $0.1 }
      .replacing(/urn:request:[0-9a-f]+/, with: "urn:request:")
  }

  /// The body, the members of a JSON object by name.
  private var ordered: String {
    guard let value = try? JSONSerialization.jsonObject(with: Data(bytes)),
      let sorted = try? JSONSerialization.data(
        withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes])
    else { return text }
    return String(decoding: sorted, as: UTF8.self)
  }

  /// A member of a JSON object.
  func member(_ name: String) throws -> String? {
    let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    return object?[name].map { "\($0)" }
  }
}
