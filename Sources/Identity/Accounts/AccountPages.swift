// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Journal
import Site

/// What somebody sees of his own account: his data, his sessions, his password.
struct AccountPages: Sendable {
  let accounts: Accounts
  let signIn: SignIn

  var routes: [Route] {
    [
      .page(
        .get, "/account", .signedIn, "我的账户", navigation: Navigation("account", order: 900)
      ) { visit, actor in
        .page(try await account(visit, actor))
      },
      .page(.post, "/account/sessions/{id}/end", .signedIn, "结束一个登录", bodyLimit: 8 * 1024) {
        visit, actor in
        let id = visit.parameter("id")
        try await signIn.end(id, of: actor)
        let isThis = id == visit.session?.id
        return isThis
          ? .see("/", notice: "您已退出登录。").signingOut()
          : .see(IdentityLink.account.path, notice: "这个登录已经结束。")
      },
      .page(.post, "/account/sessions/end-others", .signedIn, "结束其他登录", bodyLimit: 8 * 1024) {
        visit, actor in
        let ended = try await signIn.endOthers(than: visit.session?.id ?? "", of: actor)
        return .see(IdentityLink.account.path, notice: "已结束其他 \(ended) 个登录。")
      },
      .page(.get, "/account/password", .signedIn, "修改密码") { visit, _ in
        .page(Self.password(visit, FormState(visit)))
      },
      .page(.post, "/account/password", .signedIn, "提交新密码", bodyLimit: 8 * 1024) {
        visit, actor in try await changePassword(visit, actor)
      },
    ]
  }

  private func account(_ visit: Visit, _ actor: Actor) async throws -> Page {
    guard let account = try await accounts.account(actor.id) else { throw SiteRefusal.notFound }
    let sessions = try await signIn.sessions(of: actor)
    let state = FormState(visit)
    let others = sessions.contains { $0.id != visit.session?.id }
    return Page(
      "我的账户", section: "account",
      body: """
        \(UI.head(visit.t("我的账户"), actions: UI.link(visit.t("修改密码"), IdentityLink.password.path)))
        \(UI.section(visit.t("账户信息"), Self.facts(AccountView(account), visit)))
        \(UI.section(visit.t("登录的设备"), id: "sessions", """
          <p class="muted">\(visit.t("不认得的登录请马上结束，并修改密码。"))</p>
          \(Self.list(sessions, state, visit))
          \(if: others, UI.buttonForm(
            visit.t("结束其他所有登录"), action: IdentityLink.endOtherSessions.path, state, .danger))
          """))
        """)
  }

  private static func facts(_ account: AccountView, _ visit: Visit) -> HTML {
    let roles = account.roles.map { visit.t($0.phrase) }.joined(separator: " · ")
    let code: HTML? = account.code.map { "<span class=\"number\">\($0)</span>" }
    return UI.facts([
      (visit.t("用户名"), "\(account.login)"),
      (visit.t("类别"), "\(visit.t(account.kind.phrase))"),
      (visit.t("姓名或名称"), "\(account.name)"),
      (visit.t(account.kind == .entity ? "统一社会信用代码" : "公民身份号码"), code),
      (visit.t("联系电话"), account.phone.map { "<span class=\"number\">\($0)</span>" }),
      (visit.t("科室"), account.department.map { "\($0)" }),
      (visit.t("身份"), "\(roles)"),
    ])
  }

  private static func list(
    _ sessions: [SessionEntry], _ state: FormState, _ visit: Visit
  ) -> HTML {
    let rows = sessions.map { session -> UI.Row in
      let device = session.device.isEmpty ? visit.t("未知设备") : session.device
      let isThis = session.id == visit.session?.id
      let way: Phrase = session.kind == .browser ? "网页" : "接口"
      return UI.Row([
        "\(device) \(if: isThis, UI.badge(visit.t("本次登录"), .info))",
        "\(visit.t(way))",
        UI.moment(session.createdAt, visit), UI.moment(session.seenAt, visit),
        UI.buttonForm(
          visit.t(isThis ? "退出" : "结束登录"), action: IdentityLink.endSession(session.id).path, state),
      ])
    }
    let columns = [
      UI.Column(visit.t("设备")), UI.Column(visit.t("登录途径")), UI.Column(visit.t("登录时间")),
      UI.Column(visit.t("最近使用")), UI.Column(visit.t("操作")),
    ]
    return UI.table(caption: visit.t("登录的设备"), columns: columns, rows: rows)
  }

  private func changePassword(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    do {
      guard let old = visit.form.password("password_old") else {
        throw SiteRefusal.invalid([Fault("password_old", "请填写现在的密码。")])
      }
      let new = visit.form.password("password") ?? ""
      guard new == visit.form.password("password_again") ?? "" else {
        throw SiteRefusal.invalid([Fault("password_again", "两次填写的密码不同，请重新填写。")])
      }
      let account = try await signIn.confirm(actor, password: old, remote: visit.remote)
      try await accounts.setPassword(new, of: account, keeping: visit.session?.id, by: actor)
      return .see(IdentityLink.account.path, notice: "密码已修改，其他设备上的登录都已结束。")
    } catch IdentityRefusal.wrongPassword {
      let refusal = IdentityRefusal.incomplete([Fault("password_old", "现在的密码不正确。")])
      return .failed(refusal, Self.password(visit, FormState(visit, failed: refusal)))
    } catch let refusal as any Refusal {
      return .failed(refusal, Self.password(visit, FormState(visit, failed: refusal)))
    }
  }

  private static func password(_ visit: Visit, _ state: FormState) -> Page {
    let fields: [UI.Field] = [
      UI.Field("password_old", visit.t("现在的密码"), .password(), required: true),
      UI.Field(
        "password", visit.t("新密码"), .password(new: true), required: true,
        help: visit.t("至少 \(Passwords.length.lowerBound) 个字符；几个不相干的词比短而复杂的更好。")),
      UI.Field("password_again", visit.t("再次填写新密码"), .password(new: true), required: true),
    ]
    return Page(
      "修改密码", section: "account",
      body: """
        \(UI.crumbs(
          [(visit.t("我的账户"), IdentityLink.account.path)], here: visit.t("修改密码"), visit))
        \(UI.head(visit.t("修改密码"), lead: visit.t("修改后，其他设备上的登录都会结束。")))
        \(UI.form(IdentityLink.password.path, state, visit, """
          \(UI.fields(fields, state, visit))
          <div class="actions">\(UI.button(visit.t("修改密码"), large: true))</div>
          """))
        """)
  }
}
