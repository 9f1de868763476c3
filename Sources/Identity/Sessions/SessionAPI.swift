// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import Site

/// Accounts and sessions for programs: a bearer token for a login and a password.
struct SessionAPI: Sendable {
  let accounts: Accounts
  let signIn: SignIn
  /// As ``RegisterPages/limit``, and shared with it.
  let limit: RateLimit

  /// What is sent to start a session.
  struct Start: Decodable, Sendable {
    let login: String
    let password: String

    static let schema = Schema.named(
      "SessionStart",
      .object([
        .required("login", .string(length: 1...40)),
        .required("password", .string(length: 1...Passwords.length.upperBound)),
      ]))
  }

  /// A session that has begun.
  struct Started: Encodable, Sendable {
    let token: String
    let tokenType: String
    let expiresAt: String
    let idleSeconds: Int
    let account: AccountView

    static let schema = Schema.named(
      "SessionStarted",
      .object([
        .required("token", .string(), "For the header `Authorization: Bearer`; shown only now."),
        .required("tokenType", .choice(["Bearer"])),
        .required("expiresAt", .string(format: "date-time"), "When it ends at the latest."),
        .required("idleSeconds", .integer(), "After so long without a request it ends earlier."),
        .required("account", AccountView.schema),
      ]))
  }

  /// One of the sessions of a list.
  struct Entry: Encodable, Sendable {
    let id: String
    let kind: SessionKind
    let device: String
    let createdAt: String
    let seenAt: String
    let current: Bool

    static let schema = Schema.named(
      "Session",
      .object([
        .required("id", .string()),
        .required("kind", .choice(of: SessionKind.self)),
        .required("device", .string(), "Program and system; empty when not known."),
        .required("createdAt", .string(format: "date-time")),
        .required("seenAt", .string(format: "date-time"), "The last use, to five minutes."),
        .required("current", .boolean, "Whether this request belongs to it."),
      ]))
  }

  private struct Entries: Encodable, Sendable { let items: [Entry] }

  /// What is sent to open an account.
  private struct Opening: Decodable, Sendable {
    let login: String
    let password: String
    let kind: Account.Kind
    let name: String
    let code: String
    let phone: String

    static let schema = Schema.named(
      "AccountOpening",
      .object([
        .required("login", .string(pattern: "^[A-Za-z0-9._-]{3,40}$")),
        .required(
          "password",
          .string(length: Passwords.length.lowerBound...Passwords.length.upperBound)),
        .required("kind", .choice([Account.Kind.person.rawValue, Account.Kind.entity.rawValue])),
        .required("name", .string(length: 1...100)),
        .required("code", .string(length: 18...18), "GB 11643 of a person, GB 32100 of an entity."),
        .required("phone", .string(length: 10...20)),
      ]))
  }

  /// What is sent to change a password.
  private struct PasswordChange: Decodable, Sendable {
    let oldPassword: String
    let password: String

    static let schema = Schema.named(
      "PasswordChange",
      .object([
        .required("oldPassword", .string(length: 1...Passwords.length.upperBound)),
        .required(
          "password", .string(length: Passwords.length.lowerBound...Passwords.length.upperBound)),
      ]))
  }

  private static let tag = "identity"

  var routes: [Route] { sessionRoutes + accountRoutes }

  private var sessionRoutes: [Route] {
    [
      .api(
        .post, "/api/v1/sessions", .anyone, "登录，取得访问令牌",
        Operation(
          "startSession", tag: Self.tag, body: .json(Start.schema), returns: Started.schema,
          status: 201),
        bodyLimit: 8 * 1024
      ) { visit, _ in
        try await start(visit)
      },
      .api(
        .get, "/api/v1/sessions", .signedIn, "自己的登录",
        Operation(
          "listSessions", tag: Self.tag,
          returns: .named("Sessions", .object([.required("items", .array(Entry.schema))])))
      ) { visit, actor in
        let entries = try await signIn.sessions(of: actor).map { entry in
          Entry(
            id: entry.id, kind: entry.kind, device: entry.device,
            createdAt: entry.createdAt.iso8601, seenAt: entry.seenAt.iso8601,
            current: entry.id == visit.session?.id)
        }
        return .json(Entries(items: entries))
      },
      .api(
        .delete, "/api/v1/sessions/current", .signedIn, "退出登录",
        Operation("endCurrentSession", tag: Self.tag, returns: nil, status: 204)
      ) { visit, actor in
        try await signIn.end(visit.session?.id ?? "", of: actor)
        return .noContent
      },
      .api(
        .delete, "/api/v1/sessions/{id}", .signedIn, "结束一个登录",
        Operation("endSession", tag: Self.tag, returns: nil, status: 204)
      ) { visit, actor in
        try await signIn.end(visit.parameter("id"), of: actor)
        return .noContent
      },
    ]
  }

  private var accountRoutes: [Route] {
    [
      .api(
        .post, "/api/v1/accounts", .anyone, "开设账户",
        Operation(
          "openAccount", tag: Self.tag, body: .json(Opening.schema), returns: AccountView.schema,
          status: 201),
        bodyLimit: 8 * 1024
      ) { visit, _ in
        let sent: Opening = try visit.json()
        let registration = Accounts.Registration(
          login: sent.login, password: sent.password, kind: sent.kind, name: sent.name,
          code: sent.code, phone: sent.phone)
        let faults = Accounts.faults(of: registration, asOf: visit.now.day)
        guard faults.isEmpty else { throw IdentityRefusal.incomplete(faults) }
        try limit.take(visit.remote ?? "", at: visit.now)
        let account = try await accounts.register(registration)
        return .json(AccountView(account), status: 201, location: "/api/v1/account")
      },
      .api(
        .get, "/api/v1/account", .signedIn, "自己的账户",
        Operation("getAccount", tag: Self.tag, returns: AccountView.schema)
      ) { _, actor in
        guard let account = try await accounts.account(actor.id) else { throw SiteRefusal.notFound }
        return .json(AccountView(account))
      },
      .api(
        .put, "/api/v1/account/password", .signedIn, "修改密码",
        Operation(
          "changePassword", tag: Self.tag, body: .json(PasswordChange.schema), returns: nil,
          status: 204),
        bodyLimit: 8 * 1024
      ) { visit, actor in
        try await changePassword(visit, actor)
      },
    ]
  }

  private func start(_ visit: Visit) async throws -> Reply {
    let sent: Start = try visit.json()
    let started = try await signIn.start(
      login: sent.login, password: sent.password, kind: .api,
      device: Device.name(userAgent: visit.header("User-Agent")), remote: visit.remote)
    let answer = Started(
      token: started.token, tokenType: "Bearer", expiresAt: started.expiresAt.iso8601,
      idleSeconds: Int(signIn.lifetime.idleMilliseconds / 1000),
      account: AccountView(started.account))
    return Reply.json(answer, status: 201, location: "/api/v1/sessions/current")
      .setting(.cacheControl, "no-store")
  }

  private func changePassword(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let sent: PasswordChange = try visit.json()
    do {
      let account = try await signIn.confirm(
        actor, password: sent.oldPassword, remote: visit.remote)
      try await accounts.setPassword(
        sent.password, of: account, keeping: visit.session?.id, by: actor)
      return .noContent
    } catch IdentityRefusal.wrongPassword {
      // 401 would say that the token is not accepted.
      throw IdentityRefusal.incomplete([Fault("oldPassword", "现在的密码不正确。")])
    }
  }
}
