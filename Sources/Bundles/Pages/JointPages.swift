// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import HTTPTypes
import Identity
import Journal
import ShangMi
import Site

/// The joint cases that somebody may see, the page that all share, and the steps with one.
struct JointPages: Sendable {
  let desk: JointDesk
  let accounts: Accounts
  let additions: [JointAddition]

  private static let filesMax = 25 * 1024 * 1024

  var routes: [Route] {
    [
      .page(.get, BundleLink.joints.path, .signedIn, "联办件") { visit, actor in
        .page(try await list(visit, actor))
      },
      .page(.get, BundleLink.joint("{id}").path, .signedIn, "联办件详情") { visit, actor in
        let file = try await desk.open(visit.parameter("id"), for: actor)
        return .page(
          try await page(file, actor, visit, FormState(visit, version: file.version)))
      },
      .page(
        .get, BundleLink.jointFile(joint: "{id}", digest: "{digest}").path, .signedIn,
        "查看联办件的文件"
      ) { visit, actor in
        let (file, bytes) = try await desk.file(
          Digest(visit.parameter("digest")), of: visit.parameter("id"), for: actor)
        return CasePages.download(file, bytes)
      },
      .page(.get, BundleLink.add("{id}", part: "{part}").path, GuidePages.applicants, "增办一项") {
        visit, actor in
        .page(try await addition(visit, actor, FormState(visit)))
      },
      .page(
        .post, BundleLink.add("{id}", part: "{part}").path, GuidePages.applicants, "增办一项",
        bodyLimit: Self.filesMax
      ) { visit, actor in
        try await add(visit, actor)
      },
    ] + steps.map(route)
  }

  // MARK: - The list

  private func list(_ visit: Visit, _ actor: Actor) async throws -> Page {
    let limit = try visit.limit()
    let place = try visit.cursor().map(CaseFilter.ReceiptPlace.init)
    let open: Bool? = actor.isStaff ? visit.query("list") != "closed" : nil
    let found = try await desk.list(open: open, before: place, limit: limit + 1, for: actor)
    let (rows, next) = found.page(limit) { entry in
      CaseFilter.ReceiptPlace(at: entry.row.receivedAt, id: entry.row.id).cursor
    }
    let drafts = try await desk.drafts(of: actor)
    let tabs = UI.tabs(
      [
        UI.Tab(visit.t("办理中"), path: BundleLink.joints.path, current: open == true),
        UI.Tab(
          visit.t("已办结"), path: "\(BundleLink.joints.path)?list=closed", current: open == false),
      ], label: visit.t("联办件"))
    let empty = UI.empty(
      visit.t("没有联办件"), visit.t("从“一件事”开始，几个事项一次申请。"),
      actions: UI.link(visit.t("一件事"), BundleLink.bundles.path))
    return Page(
      "联办件", section: actor.isStaff ? "desk" : "cases", wide: actor.isStaff,
      body: """
        \(UI.head(
          visit.t("联办件"), actions: UI.link(visit.t("办新的事"), BundleLink.bundles.path, .primary)))
        \(if: actor.isStaff, tabs)\(self.drafts(drafts, visit))
        \(rows.isEmpty ? empty : table(rows, visit))
        \(UI.pagination(
          previous: place == nil ? nil : BundleLink.joints.path,
          next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }

  private func drafts(_ drafts: [JointDraft], _ visit: Visit) -> HTML {
    guard !drafts.isEmpty else { return .empty }
    let items = drafts.map { draft -> HTML in
      let name = (try? desk.bundle(draft.filing.bundle)).map { visit.pick($0.name) }
      return """
        <li><a href="\(BundleLink.draft(draft.id).path)">\(name ?? draft.filing.bundle.code)</a> \
        <small class="faint">\(UI.moment(draft.updatedAt, visit))</small></li>
        """
    }
    return UI.card(visit.t("没有提交的草稿"), "<ul class=\"plain\">\(items)</ul>")
  }

  private func table(_ rows: [(row: JointRow, state: JointCase)], _ visit: Visit) -> HTML {
    let columns: [Phrase] = ["联办件", "进度", "子件", "联合办理期限", "收件时间"]
    let today = visit.now.day
    let lines = rows.map { row, state -> UI.Row in
      let bundle = try? desk.bundle(row.bundle)
      let clock = state.clock(desk.cases.calendar, asOf: today)
      let due = row.standing.isDecided ? nil : clock.nearest
      let done = state.parts.count { $0.fate.isEnded }
      return UI.Row(
        [
          """
          <a href="\(BundleLink.joint(row.id).path)">\(bundle.map { visit.pick($0.name) } ?? row.bundle.code)</a>\
          <br><span class="number faint">\(row.number)</span>
          """,
          UI.badge(visit.t(state.phrase), row.standing.tone),
          "\(done)/\(state.parts.count)", due.map { UI.day($0.due, visit) } ?? "—",
          UI.moment(row.receivedAt, visit),
        ], light: row.standing.isDecided ? nil : clock.light)
    }
    return UI.table(
      caption: visit.t("联办件"), columns: columns.map { UI.Column(visit.t($0)) }, rows: lines)
  }

  private func page(
    _ file: JointFile, _ actor: Actor, _ visit: Visit, _ state: FormState
  ) async throws -> Page {
    JointPage(
      file: file, actor: actor, calendar: desk.cases.calendar, visit: visit, state: state,
      added: try await additions.html(file, actor, visit)
    ).page()
  }

  // MARK: - Steps

  /// A step that a form on the page takes.
  private struct Step: Sendable {
    let step: JointStep
    var limit = 256 * 1024
    let take: @Sendable (Visit, Actor, JointFile) async throws -> JointDesk.Receipt
  }

  private func route(_ step: Step) -> Route {
    .page(
      .post, BundleLink.step("{id}", step.step).path, .only(JointCase.roles(for: step.step)),
      step.step.phrase, bodyLimit: step.limit
    ) { visit, actor in
      let id = visit.parameter("id")
      let file = try await desk.open(id, for: actor)
      do {
        let receipt = try await step.take(visit, actor, file)
        return .see(BundleLink.joint(receipt.id).path, notice: "已办理：\(step.step.phrase)。")
      } catch let error {
        guard let refusal = FormRefusal.shown(error) else { throw error }
        let fresh = try await desk.open(id, for: actor)
        var page = try await page(
          fresh, actor, visit, FormState(visit, failed: refusal, version: fresh.version))
        page.status = refusal.kind.status
        return .page(page)
      }
    }
  }

  private var steps: [Step] {
    [
      Step(step: .accept) { visit, actor, file in
        try await desk.accept(
          file.row.id, by: actor, expecting: try visit.seenVersion(), key: visit.command)
      },
      Step(step: .ask) { visit, actor, file in
        try await desk.ask(
          try JointPage.notice(visit.form, file), for: visit.form["part"] ?? "",
          with: file.row.id, by: actor, expecting: try visit.seenVersion(), key: visit.command)
      },
      Step(step: .notice) { visit, actor, file in
        try await desk.notice(
          try JointPage.notice(visit.form, file), with: file.row.id, by: actor,
          expecting: try visit.seenVersion(), key: visit.command)
      },
      Step(step: .supplement, limit: Self.filesMax) { visit, actor, file in
        let (values, files) = try await sent(visit, actor, file)
        return try await desk.supplement(
          file.row.id, values: values, files: files, by: actor,
          expecting: try visit.seenVersion(), key: visit.command)
      },
      Step(step: .fill) { visit, actor, file in
        let part = visit.form["part"] ?? ""
        let fields = file.bundle.member(part)?.gives.fields.keys.sorted() ?? []
        var values: [String: String] = [:]
        for field in fields { values[field] = visit.form[FilingField.answer(field)] ?? "" }
        return try await desk.fill(
          part, values: values, with: file.row.id, by: actor,
          expecting: try visit.seenVersion(), key: visit.command)
      },
      Step(step: .deliver) { visit, actor, file in
        let method = DeliveryMethod(rawValue: visit.form["method"] ?? "") ?? .electronic
        return try await desk.deliver(
          file.row.id, by: method, as: actor, expecting: try visit.seenVersion(),
          key: visit.command)
      },
      textStep(.share) { form, text in .share(part: form["part"] ?? "", text) },
      textStep(.planVisit) { form, text in
        guard let day = Day(form["day"] ?? "") else {
          throw SiteRefusal.invalid([Fault("day", "请填写存在的日期。")])
        }
        return .planVisit(day: day, parts: form.all("parts"), text)
      },
      textStep(.noteVisit) { form, text in .noteVisit(parts: form.all("parts"), text) },
      textStep(.extend) { form, text in
        .extend(reference: form["reference"] ?? "", text)
      },
      Step(step: .withdraw) { visit, actor, file in
        guard visit.form["confirm"] == "true" else {
          throw SiteRefusal.invalid([Fault("confirm", "请确认撤回。")])
        }
        return try await desk.withdraw(
          file.row.id, Reasons(visit.form["text"] ?? ""), by: actor,
          expecting: try visit.seenVersion(), key: visit.command)
      },
    ]
  }

  /// A step that rests on a text.
  private func textStep(
    _ step: JointStep,
    _ command: @escaping @Sendable (Form, Reasons) throws -> JointCase.Command
  ) -> Step {
    Step(step: step) { visit, actor, file in
      let text = Reasons(visit.form["text"] ?? "")
      return try await desk.take(
        try command(visit.form, text), text: text, with: file.row.id, by: actor,
        expecting: try visit.seenVersion(), key: visit.command)
    }
  }

  /// What the form of a supplement or an addition has brought.
  private func sent(
    _ visit: Visit, _ actor: Actor, _ file: JointFile, form whole: JointForm? = nil
  ) async throws -> (values: [String: String], files: [FiledFile]) {
    guard let form = whole ?? file.form else { throw BundleRefusal.jointNotFound }
    let materials = form.papers.filter(\.isBrought).map(\.requirement.material)
    let files = try await desk.cases.takeFiles(of: visit.form, for: materials, by: actor)
    if let refused = files.refused { throw refused }
    return (form.values(in: visit.form), files.taken)
  }

  // MARK: - An item taken up later

  private func addition(_ visit: Visit, _ actor: Actor, _ state: FormState) async throws -> Page {
    let file = try await desk.open(visit.parameter("id"), for: actor)
    let part = visit.parameter("part")
    let form = try desk.form(of: file, takingUp: part)
    guard let filing = file.filing, let chosen = form.parts.first(where: { $0.member.key == part })
    else { throw BundleRefusal.unknownPart(part) }
    let asked = form.asked(of: part, beside: filing)
    let shown =
      state.failed
      ? state : FormState(visit, values: FilingControls.values(of: filing, form))
    let controls = FilingControls(form: form, filing: filing, visit: visit, state: shown) {
      BundleLink.jointFile(joint: file.row.id, digest: $0.digest.description).path
    }
    let name = visit.pick(chosen.item.name)
    return Page(
      "增办一项", section: "cases",
      body: """
        \(UI.crumbs(
          [(visit.t("联办件"), BundleLink.joints.path),
           (file.row.number, BundleLink.joint(file.row.id).path)], here: name, visit))
        \(UI.head(name, lead: visit.t("已经填过、交过的不用再填、再交，只补本项需要的。")))
        \(UI.form(BundleLink.add(file.row.id, part: part).path, state, visit, files: true, """
          \(controls.fields(asked.fields))\(controls.papers(asked.papers))
          <div class="actions">\(UI.button(visit.t("增办这一项"), large: true))</div>
          """))
        """)
  }

  private func add(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let file = try await desk.open(visit.parameter("id"), for: actor)
    let part = visit.parameter("part")
    do {
      let (values, files) = try await sent(
        visit, actor, file, form: try desk.form(of: file, takingUp: part))
      let receipt = try await desk.add(
        part, to: file.row.id, values: values, files: files, by: actor,
        expecting: try visit.seenVersion(), key: visit.command)
      return .see(BundleLink.joint(receipt.id).path, notice: "已办理：\(JointStep.add.phrase)。")
    } catch let refusal as any Refusal where refusal.isShownWithForm {
      var page = try await addition(visit, actor, FormState(visit, failed: refusal))
      page.status = refusal.kind.status
      return .page(page)
    }
  }
}
