// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// The questions: of the staff's sections by their last day, one's own of anybody else; one of them with its steps; and what
/// is written down at the counter and on the telephone.
struct EnquiryPages: Sendable {
  let desk: EnquiryDesk

  var routes: [Route] {
    [
      .page(
        .get, EnquiryLink.enquiries.path, .signedIn, "咨询",
        navigation: Navigation("enquiries", order: 28)
      ) { visit, actor in
        .page(try await list(visit, actor))
      },
      .page(.get, EnquiryLink.record.path, .only(EnquiryScope.answerers), "登记咨询") {
        visit, _ in
        .page(recording(visit, FormState(visit)))
      },
      .page(.post, EnquiryLink.record.path, .only(EnquiryScope.answerers), "登记咨询") {
        visit, actor in
        try await record(visit, actor)
      },
      .page(.get, EnquiryLink.enquiry("{id}").path, .signedIn, "咨询详情") { visit, actor in
        let file = try await desk.open(visit.parameter("id"), for: actor)
        return .page(page(file, actor, visit))
      },
    ]
      + EnquiryStep.withOne.map { step in
        .page(
          .post, EnquiryLink.step("{id}", step).path, .only(EnquiryScope.answerers), step.phrase
        ) { visit, actor in
          try await take(step, visit, actor)
        }
      }
  }

  // MARK: Lists

  private func list(_ visit: Visit, _ actor: Actor) async throws -> Page {
    let isOpen = visit.query("show") != "all"
    let list: EnquiryDesk.List = actor.isStaff ? (isOpen ? .open : .all) : .own
    let (rows, next) = try await desk.page(
      list, from: try visit.cursor(), limit: try visit.limit(default: 50), for: actor)
    let all = "\(EnquiryLink.enquiries.path)?show=all"
    let ask = UI.link(visit.t("我要咨询"), EnquiryLink.new.path, .primary)
    let mayRecord = actor.holds(anyOf: EnquiryScope.answerers)
    let staff: HTML = actor.isStaff ? try await head(isOpen, all, visit) : .empty
    let none = UI.empty(visit.t(list == .open ? "没有等待答复的咨询" : "还没有咨询"))
    return Page(
      "咨询", section: "enquiries", wide: actor.isStaff, live: true,
      body: """
        \(UI.head(
          visit.t("咨询"),
          actions: actor.isStaff
            ? mayRecord
              ? UI.link(visit.t("登记咨询"), EnquiryLink.record.path, .primary) : .empty
            : ask))
        \(staff)\(rows.isEmpty ? none : table(rows, visit))
        \(UI.pagination(
          previous: visit.query("cursor") == nil
            ? nil : isOpen ? EnquiryLink.enquiries.path : all,
          next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }

  /// How many questions came and how, and the lists of the staff.
  private func head(_ isOpen: Bool, _ all: String, _ visit: Visit) async throws -> HTML {
    let period = try Period.asked(by: visit)
    let figures = try await desk.figures(period)
    let most = figures.subjects.prefix(5).map { entry -> HTML in
      "<li>\(EnquiryPart.name(of: entry.subject, desk, visit))：\(entry.count)</li>"
    }
    let tabs = UI.tabs(
      [
        UI.Tab(visit.t("等待答复"), path: EnquiryLink.enquiries.path, current: isOpen),
        UI.Tab(visit.t("全部咨询"), path: all, current: !isOpen),
      ], label: visit.t("咨询"))
    return """
      \(Period.tabs(EnquiryLink.enquiries.path, chosen: period, visit))
      \(UI.figures(Enquiry.Channel.allCases.map { channel in
        (visit.t(channel.phrase), "<b>\(figures.count(through: channel))</b>")
      }))
      \(if: !most.isEmpty, UI.card(visit.t("问得最多的事项"), "<ol>\(most)</ol>"))
      \(tabs)
      """
  }

  private func table(
    _ rows: [(row: EnquiryRow, text: String?)], _ visit: Visit
  ) -> HTML {
    let columns: [Phrase] = ["问题", "关于", "科室", "状态", "最后一日", "提问时间"]
    let units = Dictionary(desk.units.map { ($0.zh, $0) }) { one, _ in one }
    let today = visit.now.day
    return UI.table(
      caption: visit.t("咨询"), dense: true, columns: columns.map { UI.Column(visit.t($0)) },
      rows: rows.map { row, text in
        let light: Light? =
          row.isOpen ? (today > row.due ? .red : today == row.due ? .yellow : .green) : nil
        let title = text.map { String($0.prefix(60)) } ?? visit.t("内容已经依法删除。")
        return UI.Row(
          [
            "<a href=\"\(EnquiryLink.enquiry(row.id).path)\">\(title)</a>",
            "\(EnquiryPart.name(of: row.subject, desk, visit))",
            "\(visit.pick(row.unit, units[row.unit]?.en))", EnquiryPart.badges(of: row, visit),
            light.map { UI.light($0, visit, text: visit.language.text(of: row.due)) } ?? "—",
            UI.moment(row.askedAt, visit),
          ], light: light)
      })
  }

  // MARK: One of them

  private func page(
    _ file: EnquiryFile, _ actor: Actor, _ visit: Visit, refused: FormState? = nil
  ) -> Page {
    let part = EnquiryPart(desk: desk, file: file, visit: visit)
    let forms = EnquiryForms(desk: desk, file: file, actor: actor, visit: visit, refused: refused)
    let aside = file.isInside ? forms.html() : .empty
    return Page(
      "咨询详情", section: "enquiries", wide: file.isInside, live: refused == nil,
      body: """
        \(UI.crumbs(
          [(visit.t("咨询"), EnquiryLink.enquiries.path)], here: visit.t("咨询详情"), visit))
        \(part.head())
        \(aside.isEmpty
          ? part.body() : UI.split(part.body(), aside: "<div class=\"stack\">\(aside)</div>"))
        """)
  }

  private func take(_ step: EnquiryStep, _ visit: Visit, _ actor: Actor) async throws -> Reply {
    let id = visit.parameter("id")
    do {
      _ = try await desk.take(
        EnquiryForms.command(step, visit.form), with: id, by: actor,
        expecting: try visit.seenVersion(), key: visit.command)
      // Whoever has forwarded it may not see it any more.
      let path = step == .forward ? EnquiryLink.enquiries : .enquiry(id)
      return .see(path.path, notice: "已完成：\(step.phrase)。")
    } catch let refusal as any Refusal where refusal.isShownWithForm {
      let file = try await desk.open(id, for: actor)
      var page = page(
        file, actor, visit,
        refused: FormState(visit, failed: refusal, version: file.version))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  // MARK: At the counter, on the telephone

  private func recording(_ visit: Visit, _ state: FormState) -> Page {
    let channels = [Enquiry.Channel.counter, .telephone].map {
      UI.Option($0.rawValue, visit.t($0.phrase))
    }
    let fields = [
      UI.Field(EnquiryField.channel, visit.t("怎样来的"), .either(channels), required: true),
      UI.Field(
        EnquiryField.item, visit.t("事项的实施编码"), .code(max: 31),
        help: visit.t("一般咨询的，不用填写。")),
      UI.Field(
        EnquiryField.question, visit.t("问题"), .area(max: desk.settings.questionMax),
        required: true, help: visit.t("请不要写姓名、证件号码、电话等个人信息。")),
      UI.Field(
        EnquiryField.text, visit.t("答复"), .area(max: desk.settings.answerMax), required: true),
    ]
    return Page(
      "登记咨询", section: "enquiries",
      body: """
        \(UI.crumbs([(visit.t("咨询"), EnquiryLink.enquiries.path)], here: visit.t("登记咨询"), visit))
        \(UI.head(visit.t("登记咨询"), lead: visit.t("来访、来电的咨询和当场的答复，一步登记。")))
        <div class="narrow stack">\(UI.form(EnquiryLink.record.path, state, visit, """
          \(UI.fields(fields, state, visit))
          <div class="actions">\(UI.button(visit.t("登记")))</div>
          """))</div>
        """)
  }

  private func record(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    do {
      guard let channel = visit.form[EnquiryField.channel].flatMap(Enquiry.Channel.init) else {
        throw EnquiryRefusal.channelMissing
      }
      _ = try await desk.record(
        visit.form[EnquiryField.question] ?? "",
        about: try AskingPages.subject { visit.form[$0] }, through: channel,
        answer: Reasons(visit.form[EnquiryField.text] ?? ""), by: actor, key: visit.command)
      return .see(EnquiryLink.record.path, notice: "咨询已经登记。")
    } catch let refusal as any Refusal where refusal.isShownWithForm {
      var page = recording(visit, FormState(visit, failed: refusal))
      page.status = refusal.kind.status
      return .page(page)
    }
  }
}
