// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Site

/// The public notices (公示) and announced hearings (听证公告), which anybody reads and objects to without an account.
struct PublicNoticePages: Sendable {
  let desk: CaseDesk
  /// Objections from one address: a few in a row, then one in two minutes.
  private let limit = RateLimit(burst: 5, perMinute: 0.5)

  init(desk: CaseDesk) {
    self.desk = desk
  }

  private static let name = "name"
  private static let contact = "contact"
  private static let text = "text"

  var routes: [Route] {
    [
      .page(
        .get, CaseLink.notices.path, .anyone, "公示公告",
        navigation: Navigation("notices", order: 80)
      ) { visit, _ in
        .page(try await list(visit))
      },
      .page(.get, CaseLink.notice("{notice}").path, .anyone, "公示内容") { visit, _ in
        let notice = try await desk.notice(visit.parameter("notice"))
        return .page(page(notice, visit, FormState(visit)))
      },
      .page(
        .post, CaseLink.notice("{notice}").path, .anyone, "提出异议", bodyLimit: 32 * 1024
      ) { visit, _ in
        try await object(visit)
      },
    ]
  }

  // MARK: The list

  private func list(_ visit: Visit) async throws -> Page {
    let (notices, cursor) = try await desk.notices(
      before: try visit.cursor().map(CaseFilter.ReceiptPlace.init),
      limit: try visit.limit())
    let columns = [
      UI.Column(visit.t("事项")), UI.Column(visit.t("种类")), UI.Column(visit.t("公示时间")),
      UI.Column(visit.t("截止")), UI.Column(visit.t("状态")),
    ]
    let rows = notices.map { notice in
      UI.Row([
        """
        <a href="\(CaseLink.notice(notice.id).path)">\(itemName(notice, visit))</a>\
        \(with: notice.number, { "<br><span class=\"number faint\">\($0)</span>" })
        """,
        "\(visit.t(notice.kind.phrase))", UI.day(notice.begunAt.day, visit),
        notice.until.map { UI.day($0, visit) } ?? "—", badge(notice, visit),
      ])
    }
    let empty = UI.empty(visit.t("没有公示"), visit.t("公示和听证公告发布以后列在这里。"))
    return Page(
      "公示公告", section: "notices",
      body: """
        \(UI.head(
          visit.t("公示公告"),
          lead: visit.t("办件的公示和听证公告。公示期内任何人都可以提出异议，听证公开举行。")))
        \(rows.isEmpty ? empty : UI.table(caption: visit.t("公示公告"), columns: columns, rows: rows))
        \(UI.pagination(
          previous: visit.query("cursor") == nil ? nil : CaseLink.notices.path,
          next: cursor.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }

  private func itemName(_ notice: PublicNotice, _ visit: Visit) -> String {
    (try? desk.item(notice.item)).map { visit.pick($0.name) } ?? notice.item.code
  }

  private func badge(_ notice: PublicNotice, _ visit: Visit) -> HTML {
    if let ending = notice.ending { return UI.badge(visit.t(ending.phrase), .plain) }
    let isOpen = notice.isOpen(on: visit.now.day)
    return switch notice.kind {
    case .notice: UI.badge(visit.t(isOpen ? "正在公示" : "公示期满"), isOpen ? .info : .plain)
    case .hearing: UI.badge(visit.t(notice.until == nil ? "待定时间" : "即将举行"), .info)
    }
  }

  // MARK: One of them

  private func page(_ notice: PublicNotice, _ visit: Visit, _ state: FormState) -> Page {
    let item = try? desk.item(notice.item)
    let isOpen = notice.kind == .notice && notice.isOpen(on: visit.now.day)
    let lines = (notice.text ?? "").split(separator: "\n").map { "<p>\(String($0))</p>" as HTML }
    return Page(
      .verbatim("\(visit.t(notice.kind.phrase)) · \(itemName(notice, visit))"),
      section: "notices",
      body: """
        \(UI.crumbs(
          [(visit.t("公示公告"), CaseLink.notices.path)], here: visit.t(notice.kind.phrase), visit))
        \(UI.head(itemName(notice, visit), above: badge(notice, visit)))
        \(facts(notice, item, visit))
        \(if: !lines.isEmpty, UI.section(visit.t("内容"), "<div class=\"prose\">\(lines)</div>"))
        \(if: isOpen, UI.section(visit.t("提出异议"), id: "object", form(notice, visit, state)))
        \(if: !isOpen && state.failed, UI.faults(state, visit))
        \(with: item, { contact($0, visit) })
        """)
  }

  private func facts(_ notice: PublicNotice, _ item: ItemVersion?, _ visit: Visit) -> HTML {
    let isEntity = Party.isEntity(notice.applicantCode)
    let applicant = isEntity ? notice.applicantName : visit.t("自然人（姓名不公开）")
    var pairs: [(name: String, value: HTML?)] = [
      (visit.t("文号"), notice.number.map { UI.number($0, visit) }),
      (visit.t("办理机关"), item.map { "\($0.body.name) · \(visit.pick($0.department))" }),
      (visit.t("申请人"), "\(applicant)"),
      (visit.t("公示时间"), UI.moment(notice.begunAt, visit)),
    ]
    switch notice.kind {
    case .notice:
      pairs += [
        (visit.t("公示截止"), notice.until.map { UI.day($0, visit) }),
        (visit.t("异议"), "\(visit.t("收到 \(notice.objections) 件，已答复 \(notice.answered) 件"))"),
      ]
    case .hearing:
      let day = notice.until.map { UI.day($0, visit) }
      pairs += [
        (visit.t("听证时间"), day.map { "\($0) \(notice.time ?? "")" } ?? "\(visit.t("另行公告"))"),
        (visit.t("听证地点"), notice.room.map { "\($0)" }),
        (visit.t("听证方式"), "\(visit.t("公开举行（行政许可法第四十八条第一款第二项）"))"),
      ]
    }
    pairs.append((visit.t("结束时间"), notice.endedAt.map { UI.moment($0, visit) }))
    return UI.facts(pairs)
  }

  private func contact(_ item: ItemVersion, _ visit: Visit) -> HTML {
    """
    <p class="muted">\(visit.t("联系电话 \(item.window.phone)，监督投诉电话 \(item.window.complaints)。"))</p>
    """
  }

  // MARK: Objecting

  private func form(_ notice: PublicNotice, _ visit: Visit, _ state: FormState) -> HTML {
    let fields = [
      UI.Field(
        Self.name, visit.t("您的姓名或名称"), .text(max: 120), required: true,
        help: visit.t("不公开，只用于核实和答复。"), autocomplete: "name"),
      UI.Field(
        Self.contact, visit.t("您的联系电话"), .phone, required: true,
        help: visit.t("不公开，只用于核实和答复。"), autocomplete: "tel"),
      UI.Field(
        Self.text, visit.t("异议的内容和理由"), .area(max: StepOrder.textMax), required: true),
    ]
    return """
      <div class="narrow stack">\(UI.form(CaseLink.notice(notice.id).path, state, visit, """
        \(UI.fields(fields, state, visit))
        <div class="actions">\(UI.button(visit.t("提交异议"), .primary))</div>
        """))</div>
      """
  }

  private func object(_ visit: Visit) async throws -> Reply {
    let notice = try await desk.notice(visit.parameter("notice"))
    do {
      try limit.take(visit.remote ?? "", at: visit.now)
      let (party, text) = try read(visit)
      try await desk.object(to: notice, by: party, text, key: visit.command)
      return .see(
        CaseLink.notice(notice.id).path, notice: "异议已经收到，本机关核实后答复您。")
    } catch let error {
      // Whoever has to wait keeps his words.
      let isTooSoon = (error as? SiteRefusal)?.kind == .tooMany
      let shown: (any Refusal)? =
        isTooSoon ? error as? any Refusal : FormRefusal.shown(error)
      guard let refusal = shown else { throw error }
      var page = page(
        try await desk.notice(notice.id), visit, FormState(visit, failed: refusal))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  private func read(_ visit: Visit) throws(SiteRefusal) -> (Party, Reasons) {
    let party = Party(
      name: (visit.form[Self.name] ?? "").trimmed, code: "",
      phone: (visit.form[Self.contact] ?? "").trimmed)
    let text = (visit.form[Self.text] ?? "").withOneLineBreak
    var faults = FilingRules.faults(ofOther: party, on: visit.now.day)
      .map { $0.field == "phone" ? Fault(Self.contact, $0.phrase) : $0 }
    if !Reasons(text).isGiven {
      faults.append(Fault(Self.text, "请写明异议的内容和理由。"))
    } else if text.count > StepOrder.textMax {
      faults.append(Fault(Self.text, "最多 \(StepOrder.textMax) 个字，请精简。"))
    }
    guard faults.isEmpty else { throw .invalid(faults) }
    return (party, Reasons(text))
  }
}

extension PublicNotice.Kind {
  var phrase: Phrase {
    switch self {
    case .notice: "公示"
    case .hearing: "听证公告"
    }
  }
}

extension PublicNotice.Ending {
  var phrase: Phrase {
    switch self {
    case .withdrawn: "已撤回"
    case .held: "已举行"
    case .cancelled: "已取消"
    case .closed: "已结束"
    }
  }
}
