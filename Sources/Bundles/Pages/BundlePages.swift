// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import HTTPTypes
import Site

/// The bundles: which there are, which somebody needs for what he has in mind, and what one is made of.
struct BundlePages: Sendable {
  let desk: JointDesk
  /// What other rooms add to the guide of one.
  let additions: [BundleAddition]

  var routes: [Route] {
    [
      .page(
        .get, BundleLink.bundles.path, .anyone, "一件事",
        navigation: Navigation("bundles", order: 12)
      ) { visit, _ in
        .page(list(visit))
      },
      .page(.get, BundleLink.bundle("{code}").path, .anyone, "一件事办事指南") { visit, _ in
        .page(try await page(visit))
      },
      .page(.get, BundleLink.reductions.path, .anyone, "四减成效") { visit, _ in
        .page(try await reductions(visit))
      },
    ]
  }

  // MARK: - All of them

  private func list(_ visit: Visit) -> Page {
    let snapshot = desk.bundles.snapshot
    let text = visit.query("q")
    let all = snapshot.current(on: visit.now.day)
    let found = text.map { snapshot.find($0, on: visit.now.day) } ?? all
    let kind = visit.query("kind").flatMap(BundleKind.init)
    let shown = found.filter { kind == nil || $0.kind == kind }
    let tabs =
      [
        UI.Tab(
          visit.t("全部"), path: BundleLink.bundles.path, current: kind == nil, count: "\(all.count)")
      ]
      + BundleKind.allCases.compactMap { each -> UI.Tab? in
        let count = all.count { $0.kind == each }
        guard count > 0 else { return nil }
        return UI.Tab(
          visit.t(each), path: "\(BundleLink.bundles.path)?kind=\(each.rawValue)",
          current: kind == each, count: "\(count)")
      }
    return Page(
      "一件事", section: "bundles",
      body: """
        \(UI.head(visit.t("高效办成一件事"),
          lead: visit.t("说出您要办的事，例如“开饭店”“生孩子”“挖马路”，一次告知、一表申请、一套材料、一窗受理。")))
        \(UI.search(
          BundleLink.bundles.path, value: text, placeholder: visit.t("您要办什么事？"), visit))
        \(if: text == nil, UI.tabs(tabs, label: visit.t("一件事的种类")))
        \(shown.isEmpty ? nothing(visit) : table(shown, visit))
        <p><a href="\(BundleLink.reductions.path)">\(visit.t("四减成效"))</a></p>
        """)
  }

  private func nothing(_ visit: Visit) -> HTML {
    UI.empty(
      visit.t("没有找到这样的一件事"), visit.t("换一个说法试试，或者在办事指南中查找单个事项。"),
      actions: UI.link(visit.t("查找事项"), CatalogueLink.items.path))
  }

  private func table(_ bundles: [Bundle], _ visit: Visit) -> HTML {
    let columns: [Phrase] = ["一件事", "种类", "牵头部门", "涉及事项", "承诺时限"]
    let rows = bundles.map { bundle -> UI.Row in
      let list = bundle.list.map { UI.badge(visit.t($0.level), .seal) } ?? .empty
      return UI.Row([
        """
        <a href="\(BundleLink.bundle(bundle.code).path)">\(visit.pick(bundle.name))</a> \(list)\
        \(if: bundle.street, UI.badge(visit.t("街道可办"), .info))
        """,
        "\(visit.t(bundle.kind))", "\(visit.pick(bundle.lead))", "\(bundle.members.count)",
        "\(visit.term(bundle.promised))",
      ])
    }
    return UI.table(
      caption: visit.t("一件事"), columns: columns.map { UI.Column(visit.t($0)) }, rows: rows)
  }

  // MARK: - One of them

  private func page(_ visit: Visit) async throws -> Page {
    let bundle = try desk.bundle(visit.parameter("code"))
    let items = desk.openItems(of: bundle)
    let whole = JointForm(bundle, items: items, answers: [:])
    let measured = try await desk.reductions(in: visit.now.day.year, of: bundle.code).first
    let added = try await additions.html(bundle, visit)
    return Page(
      "一件事办事指南", section: "bundles",
      body: """
        \(UI.crumbs([(visit.t("一件事"), BundleLink.bundles.path)], here: visit.pick(bundle.name), visit))
        \(UI.head(
          visit.pick(bundle.name), lead: bundle.summary.map { visit.pick($0) },
          actions: UI.link(
            visit.t("看看我需要什么"), BundleLink.guide(bundle.code).path, .primary)))
        \(UI.split(
          """
          \(UI.section(visit.t("包含的事项"), id: "members", members(bundle, items, visit)))
          \(UI.section(visit.t("部门职责"), id: "duties", duties(bundle, visit)))
          \(if: !bundle.lifeCycle.isEmpty, UI.section(
            visit.t("标准和推广"), id: "life", lifeCycle(bundle, visit)))
          \(added)
          """, aside: aside(bundle, visit)))
        \(if: whole.isComplete, UI.section(
          visit.t("四减"), id: "saved",
          ReductionsPart(reductions: Reductions(of: whole), visit: visit).html()))
        \(measured.map { sum in
          UI.section(
            visit.t("实际办理的四减"), id: "measured",
            ReductionsPart(reductions: sum.sums, cases: sum.cases, visit: visit).html())
        })
        """)
  }

  /// What the joint cases of a year have saved, bundle by bundle.
  private func reductions(_ visit: Visit) async throws -> Page {
    let year = try visit.query("year", as: Int.self) ?? visit.now.day.year
    let sums = try await desk.reductions(in: year)
    let rows = sums.map { sum -> UI.Row in
      let bundle = desk.bundles.snapshot.current(sum.bundle, on: visit.now.day)
      let measures = [sum.sums.steps, sum.sums.materials, sum.sums.days, sum.sums.visits]
      return UI.Row(
        [
          "<a href=\"\(BundleLink.bundle(sum.bundle).path)\">\(bundle.map { visit.pick($0.name) } ?? sum.bundle)</a>",
          "\(sum.cases)",
        ] + measures.map { "\($0.before) → \($0.after)" })
    }
    let columns: [Phrase] = ["一件事", "办结件数", "减环节", "减材料", "减时限", "减跑动"]
    return Page(
      "四减成效", section: "bundles",
      body: """
        \(UI.crumbs([(visit.t("一件事"), BundleLink.bundles.path)], here: visit.t("四减成效"), visit))
        \(UI.head(
          visit.t("四减成效"),
          lead: visit.t("\(year) 年办结的联办件合计：按目录逐项办理所需，和实际所用。")))
        \(rows.isEmpty
          ? UI.empty(visit.t("这一年还没有办结的联办件"), visit.t("联办件全部办结、送达后，这里自动统计。"))
          : UI.table(
            caption: visit.t("四减成效"),
            columns: columns.enumerated().map { UI.Column(visit.t($0.element), number: $0.offset > 0) },
            rows: rows))
        <p class="row"><a href="\(BundleLink.reductions.path)?year=\(year - 1)">\(visit.t("上一年"))</a></p>
        """)
  }

  private func members(
    _ bundle: Bundle, _ items: [String: ItemVersion], _ visit: Visit
  ) -> HTML {
    let picture = OrderPicture(
      boxes: bundle.members.map { member in
        let item = items[member.item]
        return OrderPicture.Box(
          key: member.key, title: item.map { visit.pick($0.name) } ?? member.key,
          note: item.map { visit.pick($0.department) } ?? "", after: member.after,
          tone: member.isOptional || member.when != .always ? .plain : .info)
      }, label: visit.t("各事项的先后次序"))
    let columns: [Phrase] = ["事项", "部门", "何时需要", "承诺时限"]
    let rows = bundle.members.map { member -> UI.Row in
      let item = items[member.item]
      let when: Phrase =
        member.isOptional ? "自愿选办" : member.when == .always ? "都需要" : "按情形需要"
      let name: HTML =
        item.map {
          "<a href=\"\(CatalogueLink.item($0.code).path)\">\(visit.pick($0.name))</a>"
        } ?? "\(member.key) \(UI.badge(visit.t("暂停办理"), .warn))"
      return UI.Row([
        name, "\(item.map { visit.pick($0.department) })", "\(visit.t(when))",
        "\(item.map { visit.term($0.terms.promised) })",
      ])
    }
    return """
      \(picture.html())\(UI.table(
        caption: visit.t("包含的事项"), columns: columns.map { UI.Column(visit.t($0)) }, rows: rows))
      """
  }

  private func duties(_ bundle: Bundle, _ visit: Visit) -> HTML {
    UI.table(
      caption: visit.t("部门职责"),
      columns: [UI.Column(visit.t("部门")), UI.Column(visit.t("职责"))],
      rows: bundle.departments.map { department in
        let isLead = department.name.zh == bundle.lead.zh
        return UI.Row([
          "\(visit.pick(department.name)) \(if: isLead, UI.badge(visit.t("牵头"), .seal))",
          "\(visit.pick(department.duty))",
        ])
      })
  }

  private func lifeCycle(_ bundle: Bundle, _ visit: Visit) -> HTML {
    let done = bundle.lifeCycle.map(\.step)
    return UI.steps(
      LifeCycleEntry.Step.allCases.map { step in
        UI.Step(
          visit.t(step), step == done.last ? .now : done.contains(step) ? .done : .coming)
      })
      + UI.facts(
        bundle.lifeCycle.map { entry in
          (
            visit.t(entry.step),
            "\(UI.day(entry.on, visit)) \(entry.document)"
          )
        })
  }

  private func aside(_ bundle: Bundle, _ visit: Visit) -> HTML {
    let listed: HTML? = bundle.list.map { list in
      "\(visit.t(list.level)) · \(list.year) · \(visit.pick(list.title))"
    }
    return UI.card(
      visit.t("要点"),
      UI.facts([
        (visit.t("种类"), "\(visit.t(bundle.kind))"),
        (visit.t("牵头部门"), "\(visit.pick(bundle.lead))"),
        (visit.t("承诺时限"), "\(visit.term(bundle.promised))"),
        (visit.t("法定时限"), "\(visit.t("四十五个工作日（行政许可法第四十二条第二款）"))"),
        (visit.t("部分通过时"), "\(visit.t(bundle.outcome))"),
        (visit.t("综合许可证"), bundle.certificate.map { "\(visit.pick($0.name))" }),
        (visit.t("清单"), listed),
      ]))
  }
}
