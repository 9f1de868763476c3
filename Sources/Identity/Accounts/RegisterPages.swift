// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import Site

/// Opening an account, for whoever applies: a person or an entity.
struct RegisterPages: Sendable {
  let accounts: Accounts
  /// How many accounts may be opened from one place.
  let limit: RateLimit

  var routes: [Route] {
    [
      .page(.get, "/register", .anyone, "开设账户") { visit, _ in
        .page(Self.page(visit, FormState(visit, values: ["kind": Account.Kind.person.rawValue])))
      },
      .page(.post, "/register", .anyone, "提交开户", bodyLimit: 8 * 1024) { visit, _ in
        do {
          try await register(visit)
          return .see(
            IdentityLink.signIn(next: nil).path, notice: "账户已开设，请用刚才填写的用户名和密码登录。")
        } catch let refusal as any Refusal {
          return .failed(refusal, Self.page(visit, FormState(visit, failed: refusal)))
        }
      },
    ]
  }

  private func register(_ visit: Visit) async throws {
    let form = visit.form
    var faults: [Fault] = []
    let kind = form["kind"].flatMap(Account.Kind.init(rawValue:))
    if kind == nil { faults.append(Fault("kind", "请选择个人，或者法人和其他组织。")) }
    let password = form.password("password") ?? ""
    if password != form.password("password_again") {
      faults.append(Fault("password_again", "两次填写的密码不同，请重新填写。"))
    }
    let registration = Accounts.Registration(
      login: form["login"] ?? "", password: password, kind: kind ?? .person,
      name: form["name"] ?? "", code: form["code"] ?? "", phone: form["phone"] ?? "")
    faults += Accounts.faults(of: registration, asOf: visit.now.day)
    guard faults.isEmpty else { throw IdentityRefusal.incomplete(faults) }
    try limit.take(visit.remote ?? "", at: visit.now)
    _ = try await accounts.register(registration)
  }

  private static func page(_ visit: Visit, _ state: FormState) -> Page {
    let kinds = [Account.Kind.person, .entity].map { UI.Option($0.rawValue, visit.t($0.phrase)) }
    let who: [UI.Field] = [
      UI.Field("kind", visit.t("为谁开设"), .either(kinds), required: true),
      UI.Field("name", visit.t("姓名或单位名称"), .text(max: 100), required: true, autocomplete: "name"),
      UI.Field(
        "code", visit.t("公民身份号码或统一社会信用代码"), .code(max: 18), required: true,
        help: visit.t("个人填写身份证上的 18 位号码，单位填写营业执照等证照上的 18 位代码。")),
      UI.Field("phone", visit.t("联系电话"), .phone, required: true, autocomplete: "tel"),
    ]
    let access: [UI.Field] = [
      UI.Field(
        "login", visit.t("用户名"), .text(max: 40), required: true,
        help: visit.t("3 到 40 个字母、数字或 . _ -，请不要使用身份证号或手机号。"), autocomplete: "username"),
      UI.Field(
        "password", visit.t("密码"), .password(new: true), required: true,
        help: visit.t("至少 \(Passwords.length.lowerBound) 个字符；几个不相干的词比短而复杂的更好。")),
      UI.Field("password_again", visit.t("再次填写密码"), .password(new: true), required: true),
    ]
    return Page(
      "开设账户", section: "account",
      body: """
        \(UI.head(visit.t("开设账户"), lead: visit.t("个人和单位都可以开设账户，在网上申请和查询进度。")))
        \(UI.form(IdentityLink.register.path, state, visit, """
          \(UI.group(visit.t("申请人"), UI.fields(who, state, visit)))
          \(UI.group(visit.t("登录方式"), UI.fields(access, state, visit)))
          <p class="muted">\(visit.t("身份信息只用于办理您的事项，页面上只显示其中几位。"))</p>
          <div class="actions">\(UI.button(visit.t("开设账户"), large: true))\
          \(UI.link(visit.t("已有账户，去登录"), IdentityLink.signIn(next: nil).path))</div>
          """))
        """)
  }
}
