// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// Noting that an application was refused because of a deceit: a page that says what follows, and the step.
struct FalsehoodPages: Sendable {
  let desk: CaseDesk

  var routes: [Route] {
    [
      .page(
        .get, CaseLink.falsehood("{id}").path, .only(CaseDesk.falsehoodFinders), "登记虚假申请"
      ) { visit, actor in
        let file = try await desk.open(visit.parameter("id"), for: actor)
        return .page(page(file, visit, actor, FormState(visit)))
      },
      .page(
        .post, CaseLink.falsehood("{id}").path, .only(CaseDesk.falsehoodFinders), "确认登记",
        bodyLimit: 32 * 1024
      ) { visit, actor in
        try await note(visit, actor)
      },
    ]
  }

  private func note(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let id = visit.parameter("id")
    do {
      let reasons = Reasons(try BarPages.text(BarPage.reasons, visit.form))
      let bar = try await desk.noteFalsehood(
        of: id, reasons: reasons, by: actor, key: visit.command)
      return .see(CaseLink.bar(bar).path, notice: "已经登记，告知书已作出。")
    } catch let error {
      guard let refusal = FormRefusal.shown(error) else { throw error }
      let file = try await desk.open(id, for: actor)
      var page = page(file, visit, actor, FormState(visit, failed: refusal))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  private func page(
    _ file: CaseFile, _ visit: Visit, _ actor: Actor, _ state: FormState
  ) -> Page {
    let path = CaseLink.case(file.row.id).path
    let field = UI.Field(
      BarPage.reasons, visit.t("隐瞒的情况或者虚假的材料，以及证据"), .area(max: BarPages.textMax),
      required: true, help: visit.t("写入告知书，申请人会看到这段文字。"))
    let form = UI.form(
      CaseLink.falsehood(file.row.id).path, state, visit,
      """
      \(UI.field(field, state, visit))
      <div class="actions">\(UI.button(visit.t("确认登记"), .danger))\
      \(UI.link(visit.t("返回"), path))</div>
      """)
    let obstacle = desk.falsehoodObstacle(file.state, for: actor).map { refusal in
      UI.notice(.info, body: "<p>\(visit.t(refusal.phrase))</p>")
    }
    return Page(
      "登记虚假申请", section: "desk",
      body: """
        \(UI.crumbs(
          [(visit.t("工作台"), CaseLink.desk.path), (file.row.number, path)],
          here: visit.t("登记虚假申请"), visit))
        \(UI.head(
          visit.t("登记虚假申请"),
          lead: visit.t("申请人隐瞒有关情况或者提供虚假材料的，给予警告；直接关系公共安全、人身健康、生命财产安全的，一年内不得再次申请（行政许可法第七十八条）。")))
        <div class="narrow stack">\(obstacle ?? form)</div>
        """)
  }
}
