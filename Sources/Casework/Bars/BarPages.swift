// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Identity
import Journal
import Site

/// The register of bars: the list, an entry's page with the ways to end it, its document, and how a refusal becomes
/// an entry.
struct BarPages: Sendable {
  let desk: CaseDesk

  /// The longest text of one field, in characters.
  static let textMax = 2000
  private static let formMax = 32 * 1024

  /// Who has the register before him; everybody sees in it what is his to see.
  private static let readers: Gate<Actor> = .only([
    .applicant, .agent, .clerk, .reviewer, .chiefApprover, .departmentHead, .supervisor, .auditor,
    .hallManager,
  ])

  var routes: [Route] {
    [
      .page(
        .get, CaseLink.bars.path, Self.readers, "失信与禁入",
        navigation: Navigation("bars", order: 60)
      ) { visit, actor in
        .page(try await list(visit, actor))
      },
      .page(.get, CaseLink.bar("{id}").path, Self.readers, "失信与禁入记录") { visit, actor in
        let file = try await desk.bar(visit.parameter("id"), for: actor)
        return .page(BarPage(file: file, actor: actor, visit: visit).page())
      },
      .page(.get, CaseLink.barDocument("{id}", .page).path, Self.readers, "失信与禁入告知书") {
        visit, actor in
        let id = visit.parameter("id")
        let sheet = try await desk.sheet(of: try await desk.bar(id, for: actor))
        return .sheet(
          sheet, back: CaseLink.bar(id).path, pdf: CaseLink.barDocument(id, .pdf).path, visit)
      },
      .page(.get, CaseLink.barDocument("{id}", .pdf).path, Self.readers, "失信与禁入告知书（PDF）") {
        visit, actor in
        let file = try await desk.bar(visit.parameter("id"), for: actor)
        return try await .pdf(try await desk.sheet(of: file))
      },
      .page(
        .post, CaseLink.liftBar("{id}").path, .only(Bar.lifters), "解除禁入", bodyLimit: Self.formMax
      ) { visit, actor in
        let reasons = try Self.text(BarPage.reasons, visit.form)
        let document = visit.form[BarPage.document] ?? ""
        return try await end(
          .lift(document: document, Reasons(reasons)), reasons, visit, actor)
      },
      .page(
        .post, CaseLink.repairBar("{id}").path, .only(Bar.lifters), "信用修复",
        bodyLimit: Self.formMax
      ) { visit, actor in
        try await repair(visit, actor)
      },
    ] + FalsehoodPages(desk: desk).routes + DiscreditPages(desk: desk).routes
  }

  /// A text of a form, no longer than it may be.
  static func text(_ name: String, _ form: Form) throws(SiteRefusal) -> String {
    let text = form[name] ?? ""
    guard text.count <= textMax else {
      throw .invalid([Fault(name, "最多 \(textMax) 个字，请精简。")])
    }
    return text
  }

  private func repair(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let evidence = try Self.text(BarPage.reasons, visit.form)
    guard let corrected = visit.form[BarPage.corrected].flatMap({ Day($0) }) else {
      let refusal = SiteRefusal.invalid([
        Fault(BarPage.corrected, "请填写改正的日期，例如 2026-03-01。")
      ])
      return try await shown(refusal, visit, actor)
    }
    return try await end(
      .repair(evidence: Reasons(evidence), corrected: corrected), evidence, visit, actor)
  }

  private func end(
    _ command: Bar.Command, _ text: String, _ visit: Visit, _ actor: Actor
  ) async throws -> Reply {
    let id = visit.parameter("id")
    do {
      _ = try await desk.endBar(
        id, command, text: text, by: actor, expecting: try visit.seenVersion(),
        key: visit.command)
      return .see(CaseLink.bar(id).path, notice: "记录已经解除。")
    } catch let error {
      guard let refusal = FormRefusal.shown(error) else { throw error }
      return try await shown(refusal, visit, actor)
    }
  }

  /// The entry again, with what was entered and why it was refused.
  private func shown(
    _ refusal: any Refusal, _ visit: Visit, _ actor: Actor
  ) async throws -> Reply {
    let file = try await desk.bar(visit.parameter("id"), for: actor)
    let state = FormState(visit, failed: refusal, version: file.row.version)
    var page = BarPage(file: file, actor: actor, visit: visit, failed: state).page()
    page.status = refusal.kind.status
    return .page(page)
  }

  // MARK: The list

  private func list(_ visit: Visit, _ actor: Actor) async throws -> Page {
    let place = try visit.cursor().map(CaseFilter.ReceiptPlace.init)
    let (rows, next) = try await desk.bars(
      before: place, limit: try visit.limit(), for: actor)
    let lead: Phrase =
      actor.isStaff
      ? "申请人隐瞒情况、提供虚假材料的，一年内不得再次申请；以欺骗、贿赂等不正当手段取得许可的，三年内不得再次申请（行政许可法第七十八条、第七十九条）。系统在提交申请时自动核对。"
      : "与您有关的警告、禁入和失信记录。对所依据的决定不服的，可以依法申请行政复议或者提起行政诉讼。"
    let body =
      rows.isEmpty
      ? UI.empty(visit.t("没有记录"), visit.t("依法作出的警告、禁入和失信记录会列在这里。"))
      : table(rows, visit, actor)
    return Page(
      "失信与禁入", section: "bars", wide: true,
      body: """
        \(UI.head(
          visit.t("失信与禁入"), lead: visit.t(lead),
          actions: actor.holds(anyOf: Bar.lifters)
            ? UI.link(visit.t("登记严重失信主体"), CaseLink.discredit.path) : .empty))
        \(body)
        \(UI.pagination(
          previous: place == nil ? nil : CaseLink.bars.path,
          next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }

  private func table(_ rows: [BarRow], _ visit: Visit, _ actor: Actor) -> HTML {
    let columns = [
      UI.Column(visit.t("编号")), UI.Column(visit.t("当事人")), UI.Column(visit.t("事由")),
      UI.Column(visit.t("许可事项")), UI.Column(visit.t("期限")), UI.Column(visit.t("状态")),
    ]
    return UI.table(
      caption: visit.t("失信与禁入"), dense: actor.isStaff, columns: columns,
      rows: rows.map { row in
        let item = row.item.flatMap { desk.shelf.version($0.code, $0.version) }
        return UI.Row([
          "<a class=\"number\" href=\"\(CaseLink.bar(row.id).path)\">\(row.number)</a>",
          "\(row.shownName(to: actor))", "\(visit.t(row.reason.phrase))",
          "\(item.map { visit.pick($0.name) } ?? visit.t("全部事项"))",
          "\(visit.period(row))", visit.badge(row.standing(on: visit.now.day)),
        ])
      })
  }
}

extension BarRow {
  /// The name as somebody may read it: in full for himself, masked for all others unless it is an entity's.
  func shownName(to actor: Actor) -> String {
    person == actor.id ? name : Masking.name(name, ofPerson: !Party.isEntity(code))
  }

  func shownCode(to actor: Actor) -> String {
    person == actor.id || Party.isEntity(code) ? code : Masking.code(code)
  }
}

extension BarRow.Standing {
  package var phrase: Phrase {
    switch self {
    case .standing: "生效中"
    case .noted: "警告（不限制申请）"
    case .over: "已期满"
    case .lifted: "已解除"
    }
  }
}

extension Visit {
  /// How an entry stands, in a small frame.
  func badge(_ standing: BarRow.Standing) -> HTML {
    let tone: UI.Tone =
      switch standing {
      case .standing: .bad
      case .noted: .warn
      case .over: .plain
      case .lifted: .good
      }
    return UI.badge(t(standing.phrase), tone)
  }

  /// From when until when an entry stands.
  func period(_ row: BarRow) -> String {
    if let until = row.until { return t("\(row.from) 至 \(until)") }
    return row.gates.isEmpty ? t("\(row.from)") : t("自 \(row.from) 起，至信用修复")
  }
}
