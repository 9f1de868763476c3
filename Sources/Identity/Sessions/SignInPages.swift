// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Journal
import Site

/// Signing in and out in a browser.
struct SignInPages: Sendable {
  let signIn: SignIn
  /// Where somebody goes who was not on the way to a page.
  let landing: @Sendable (Actor) -> String

  var routes: [Route] {
    [
      .page(.get, "/sign-in", .anyone, "登录") { visit, _ in
        .page(try await page(visit, FormState(visit)))
      },
      // A form with a login and a password is small; nothing larger is read.
      .page(.post, "/sign-in", .anyone, "提交登录", bodyLimit: 8 * 1024) { visit, _ in
        try await start(visit)
      },
      .page(.post, "/sign-out", .signedIn, "退出登录", bodyLimit: 8 * 1024) { visit, _ in
        if let session = visit.session { try await leave(session) }
        return .see("/", notice: "您已退出登录。").signingOut()
      },
    ]
  }

  private func start(_ visit: Visit) async throws -> Reply {
    do {
      let login = try visit.form.required("login", "请填写用户名。")
      guard let password = visit.form.password("password") else {
        throw SiteRefusal.invalid([Fault("password", "请填写密码。")])
      }
      let started = try await signIn.start(
        login: login, password: password, kind: .browser,
        device: Device.name(userAgent: visit.header("User-Agent")), remote: visit.remote)
      // Whoever was signed in here before leaves: one browser, one session.
      if let old = visit.session { try await leave(old) }
      let next = Self.next(visit.form["next"]) ?? landing(started.account.actor)
      return .see(next, notice: "登录成功。").signingIn(started.token)
    } catch let refusal as any Refusal {
      return .failed(refusal, try await page(visit, FormState(visit, failed: refusal)))
    }
  }

  /// Ends a session, which may have been ended elsewhere in the same instant: that is what was wanted.
  private func leave(_ session: Session) async throws {
    do {
      try await signIn.end(session.id, of: session.actor)
    } catch IdentityRefusal.sessionNotFound {}
  }

  /// Where to go on: a page of this site, and not one of signing in or out.
  private static func next(_ text: String?) -> String? {
    Visit.localPath(text).flatMap { $0.hasPrefix("/sign-") ? nil : $0 }
  }

  private func page(_ visit: Visit, _ state: FormState) async throws -> Page {
    let next = Self.next(visit.form["next"] ?? visit.query("next"))
    let fields: [UI.Field] = [
      UI.Field("login", visit.t("用户名"), .text(max: 40), required: true, autocomplete: "username"),
      UI.Field("password", visit.t("密码"), .password(), required: true),
    ]
    let main: HTML = """
      \(UI.head(visit.t("登录"), lead: visit.t("申请人和工作人员都从这里进入。")))
      \(UI.form(IdentityLink.signIn(next: nil).path, state, visit, """
        \(Self.hidden(next))\(UI.fields(fields, state, visit))
        <div class="actions">\(UI.button(visit.t("登录"), large: true))\
        \(UI.link(visit.t("开设账户"), IdentityLink.register.path))</div>
        """))
      """
    let accounts = try await signIn.demoAccounts()
    guard !accounts.isEmpty else { return Page("登录", section: "account", body: main) }
    return Page(
      "登录", section: "account",
      body: """
        <div class="split split-even"><div class="stack">\(main)</div>\
        \(demonstration(accounts, next: next, state, visit))</div>
        """)
  }

  private func demonstration(
    _ accounts: [Account], next: String?, _ state: FormState, _ visit: Visit
  ) -> HTML {
    let isMain = { (account: Account) in
      account.department == nil || account.department == DemoAccounts.department
    }
    let others = accounts.filter { !isMain($0) }
    return UI.card(
      visit.t("演示账户"),
      """
      <p class="muted">\(visit.t("服务正以演示模式运行：人物都是虚构的，点一下即可登录。密码都是："))\
      <code>\(DemoAccounts.password)</code></p>
      \(table(accounts.filter(isMain), next: next, state, visit))
      <details class="more"><summary>\(visit.t("其他科室的演示账户"))</summary>\
      \(table(others, next: next, state, visit))</details>
      """)
  }

  private func table(
    _ accounts: [Account], next: String?, _ state: FormState, _ visit: Visit
  ) -> HTML {
    let rows = accounts.map { account -> UI.Row in
      let roles = account.roles.map(\.phrase).map(visit.t).sorted().joined(separator: " · ")
      let enter = visit.t("以“\(account.name)”登录")
      return UI.Row([
        "<code>\(account.login)</code>", "\(account.name)<br><small>\(roles)</small>",
        """
        <form method="post" action="\(IdentityLink.signIn(next: nil).path)">\(state.hidden)\
        \(Self.hidden(next))<input type="hidden" name="login" value="\(account.login)">\
        <input type="hidden" name="password" value="\(DemoAccounts.password)">\
        <button class="button button-plain" type="submit" aria-label="\(enter)">\
        \(visit.t("登录"))</button></form>
        """,
      ])
    }
    let columns = ["用户名", "身份", "登录"].map { UI.Column(visit.t($0)) }
    return UI.table(caption: visit.t("演示账户"), columns: columns, rows: rows)
  }

  private static func hidden(_ next: String?) -> HTML {
    "\(with: next, { "<input type=\"hidden\" name=\"next\" value=\"\($0)\">" })"
  }
}

extension Form {
  /// A password as it was typed, blanks at its ends among it; nil when empty.
  func password(_ name: String) -> String? {
    guard let text = values[name]?.first, !text.isEmpty else { return nil }
    return text
  }
}

extension Reply {
  /// A form's page again, with what was wrong.
  static func failed(_ refusal: any Refusal, _ page: Page) -> Reply {
    var page = page
    // 401 asks a browser for another kind of credential; here the form was filled in wrongly.
    page.status = refusal.kind == .unauthenticated ? 422 : refusal.kind.status
    let reply = Reply.page(page)
    guard let seconds = (refusal as? SiteRefusal)?.retryAfter else { return reply }
    return reply.setting(.retryAfter, String(seconds))
  }
}
