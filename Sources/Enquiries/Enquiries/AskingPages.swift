// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// Where anybody asks, signed in or not, and where a visitor finds his question again by its code.
struct AskingPages: Sendable {
  let desk: EnquiryDesk
  let limits: EnquiryLimits

  var routes: [Route] {
    [
      .page(.get, EnquiryLink.new.path, .anyone, "我要咨询") { visit, _ in
        let subject = try Self.subject { visit.query($0) }
        return .page(try asking(about: subject, visit, FormState(visit)))
      },
      .page(.post, EnquiryLink.new.path, .anyone, "提交咨询", bodyLimit: 32 * 1024) { visit, _ in
        try await ask(visit)
      },
      .page(.get, EnquiryLink.find.path, .anyone, "查看咨询的答复") { visit, _ in
        .page(finding(visit, FormState(visit)))
      },
      .page(.post, EnquiryLink.find.path, .anyone, "查看咨询的答复") { visit, _ in
        try await find(visit)
      },
    ]
  }

  /// What a form or an address says that the question is about.
  static func subject(_ value: (String) -> String?) throws -> Enquiry.Subject {
    for kind in [Enquiry.Subject.Kind.item, .bundle] {
      if let code = value(kind.rawValue) { return Enquiry.Subject(kind: kind, code: code) }
    }
    return .general
  }

  // MARK: Asking

  private func asking(
    about subject: Enquiry.Subject, _ visit: Visit, _ state: FormState
  ) throws -> Page {
    guard let described = desk.described(subject) else { throw EnquiryRefusal.subjectUnknown }
    let field = UI.Field(
      EnquiryField.question, visit.t("您的问题"), .area(max: desk.settings.questionMax),
      required: true, help: visit.t("请不要写姓名、证件号码、电话等个人信息。"))
    let about: HTML =
      subject.kind == .general
      ? .empty
      : "<input type=\"hidden\" name=\"\(subject.kind.rawValue)\" value=\"\(subject.code)\">"
    let days = desk.settings.answer.number
    let items: HTML = """
      <p class="muted">\(visit.t("问某个事项的，从它的办事指南里咨询，由承办科室答复。")) \
      <a href="\(CatalogueLink.items.path)">\(visit.t("查找事项"))</a></p>
      """
    return Page(
      "我要咨询", section: "enquiries",
      body: """
        \(UI.head(
          visit.t("我要咨询"), lead: visit.pick(described.name),
          actions: UI.link(visit.t("用查询码查看答复"), EnquiryLink.find.path)))
        <div class="narrow stack">
        <p>\(visit.t("由\(zh: described.unit.zh, en: described.unit.en)在 \(days) 个工作日内答复（行政许可法第三十条第二款）。"))</p>
        \(if: subject.kind == .general, items)
        \(UI.form(EnquiryLink.new.path, state, visit, """
          \(about)\(UI.field(field, state, visit))
          <div class="actions">\(UI.button(visit.t("提交咨询")))</div>
          """))
        </div>
        """)
  }

  private func ask(_ visit: Visit) async throws -> Reply {
    let subject = try Self.subject { visit.form[$0] }
    do {
      let question = visit.form[EnquiryField.question] ?? ""
      let receipt = try await limits.asking(visit) {
        try await desk.ask(question, about: subject, by: visit.principal, key: visit.command)
      }
      guard let code = receipt.code else {
        return .see(EnquiryLink.enquiry(receipt.id).path, notice: "咨询已经提交。")
      }
      return .page(asked(code, visit))
    } catch let refusal as any Refusal {
      // Whoever has to wait keeps his words.
      guard refusal.isShownWithForm || refusal.kind == .tooMany else { throw refusal }
      let shown = desk.described(subject) == nil ? .general : subject
      var page = try asking(about: shown, visit, FormState(visit, failed: refusal))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  /// The one time that a code is shown.
  private func asked(_ code: String, _ visit: Visit) -> Page {
    Page(
      "咨询已经提交", section: "enquiries",
      body: """
        \(UI.head(visit.t("咨询已经提交")))
        \(UI.notice(.success, title: visit.t("您的查询码"), body: """
          <p>\(UI.number(code, visit))</p>\
          <p>\(visit.t("查询码只显示这一次，请记下来；凭它查看答复。"))</p>
          """))
        <p>\(UI.link(visit.t("用查询码查看答复"), EnquiryLink.find.path))</p>
        """)
  }

  // MARK: Finding again

  private func finding(_ visit: Visit, _ state: FormState) -> Page {
    let field = UI.Field(
      EnquiryField.code, visit.t("查询码"), .code(max: 20), required: true,
      help: visit.t("提交咨询时显示的 12 个字母和数字。"))
    return Page(
      "查看咨询的答复", section: "enquiries",
      body: """
        \(UI.head(visit.t("查看咨询的答复")))
        <div class="narrow stack">\(UI.form(EnquiryLink.find.path, state, visit, """
          \(UI.field(field, state, visit))
          <div class="actions">\(UI.button(visit.t("查看")))</div>
          """))</div>
        """)
  }

  private func find(_ visit: Visit) async throws -> Reply {
    do {
      try limits.takeFinding(visit)
      let file = try await desk.open(code: visit.form[EnquiryField.code] ?? "")
      let part = EnquiryPart(desk: desk, file: file, visit: visit)
      return .page(
        Page("查看咨询的答复", section: "enquiries", body: "\(part.head())\(part.body())"))
    } catch let refusal as any Refusal {
      guard refusal.isShownWithForm || refusal.kind == .tooMany else { throw refusal }
      var page = finding(visit, FormState(visit, failed: refusal))
      page.status = refusal.kind.status
      return .page(page)
    }
  }
}
