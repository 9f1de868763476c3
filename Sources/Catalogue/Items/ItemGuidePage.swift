// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// The guide of one item (办事指南): everything that 行政许可法 article 30 wants published, on one page that
/// prints.
struct ItemGuidePage: Sendable {
  let item: ItemVersion
  let published: PublishedVersion
  let history: [PublishedVersion]
  /// Whether this version can be applied for today.
  let isOpen: Bool
  let visit: Visit
  let added: [GuideAddition.Section]

  /// The guide that a visitor asks for: the version of today, or the one named in the query string.
  static func page(
    _ visit: Visit, _ catalogue: CatalogueSnapshot, _ additions: [GuideAddition]
  ) async throws -> Page {
    let code = visit.parameter("code")
    let history = catalogue.history(code)
    let current = catalogue.current(code, on: visit.now.day)
    let wanted = try visit.query("version", as: Int.self) ?? current?.version
    // Without a version in force the latest is shown, with a word that it is not open.
    let found = wanted.map { number in history.first { $0.item.version == number } } ?? history.last
    guard let published = found else { throw CatalogueRefusal.unknownItem(code: code) }
    var added: [GuideAddition.Section] = []
    for addition in additions {
      if let section = try await addition.section(published.item, visit) { added.append(section) }
    }
    let guide = ItemGuidePage(
      item: published.item, published: published, history: history,
      isOpen: current?.version == published.item.version, visit: visit, added: added)
    return Page(
      .verbatim(visit.pick(published.item.name)), section: "items", wide: true, body: guide.body)
  }

  private var body: HTML {
    let sections = sections.filter { !$0.body.isEmpty }
    return """
      \(UI.crumbs([(visit.t("办事指南"), CatalogueLink.items.path)], here: visit.pick(item.name), visit))
      \(UI.head(visit.pick(item.name), lead: item.summary.map { visit.pick($0) }, above: badges,
        actions: actions))
      \(standing)\(figures)
      \(UI.split(
        HTML.join(sections.map { UI.section(visit.t($0.title), id: $0.id, $0.body) }),
        aside: aside(sections)))
      """
  }

  private typealias Section = (title: Phrase, id: String, body: HTML)

  /// The order of the standard for guides: what, on what ground, under what conditions, with what, how,
  /// by when, at what price, with what result, where, and what to do if it goes wrong.
  private var sections: [Section] {
    [
      ("基本信息", "about", about), ("设定依据", "basis", basis), ("受理条件", "conditions", conditions),
      ("申请材料", "materials", materials),
      ("告知承诺", "commitment", PromisePart(item, visit).commitment()),
      ("容缺受理", "deferral", PromisePart(item, visit).deferral()), ("申请书内容", "form", form),
      ("办理流程", "process", process), ("办理时限", "terms", terms), ("收费", "fee", fee),
      ("办理结果", "result", result), ("办理地点与咨询投诉", "window", window),
    ] + added.map { ($0.title, $0.id, $0.body) } + [
      ("救济途径", "remedies", remedies), ("常见问题", "faq", questions),
      ("版本与数据来源", "versions", versions),
    ]
  }

  // MARK: - Head

  private var badges: HTML {
    """
    \(UI.badge(visit.t(item.type)))\(UI.badge(visit.t(item.handling), .info))\
    \(if: item.ways.contains(.streamlined), UI.badge(visit.t("极简审批"), .good))\
    \(if: item.onlineDepth == .whole, UI.badge(visit.t("全程网办"), .good))\
    \(if: item.agents, UI.badge(visit.t("可以代办")))\
    \(if: item.commitment != nil, UI.badge(visit.t("可以告知承诺"), .good))\
    \(if: item.deferral != nil, UI.badge(visit.t("可以容缺受理"), .good))
    """
  }

  private var actions: HTML {
    """
    \(if: isOpen, UI.link(
      visit.t("在线办理"), CatalogueLink.apply(item.code, [:]).path, .primary, large: true))\
    \(UI.printButton(visit))
    """
  }

  /// Says so when this version cannot be applied for, or another one is coming.
  private var standing: HTML {
    if published.isWithdrawn {
      let reason = published.withdrawnReason ?? ""
      return UI.notice(
        .warning, title: visit.t("本事项已停止办理"),
        body: "<p>\(visit.t("不能再提交申请；已经受理的办件继续按原版本办理。理由：\(reason)"))</p>")
    }
    let today = visit.now.day
    if !isOpen {
      let text: Phrase =
        item.effective > today
        ? "本版本自 \(item.effective) 起生效，现在还不能按它申请。" : "本版本已被新版本替代或者已经失效，仅供查阅。"
      return UI.notice(.warning, body: "<p>\(visit.t(text))</p>")
    }
    guard let next = history.first(where: { $0.item.effective > today }), !next.isWithdrawn else {
      return .empty
    }
    let path = CatalogueLink.version(item.code, next.item.version).path
    return UI.notice(
      .info,
      body: """
        <p>\(visit.t("新版本自 \(next.item.effective) 起生效。")) \
        <a href="\(path)">\(visit.t("查看新版本"))</a></p>
        """)
  }

  private var figures: HTML {
    UI.figures([
      (visit.t("承诺时限"), "<b>\(visit.term(item.terms.promised))</b>"),
      (visit.t("法定时限"), "\(visit.term(item.terms.statutory))"),
      (visit.t("到现场次数"), "\(visit.t("\(item.visits) 次"))"),
      (visit.t("收费"), "\(visit.fee(item.fee))"),
      (visit.t("申请材料"), "\(visit.t("最多 \(item.materials.count) 种"))"),
    ])
  }

  private func aside(_ sections: [Section]) -> HTML {
    let entries = sections.map { (title: visit.t($0.title), id: $0.id) }
    let card = UI.card(
      visit.t("我需要哪些材料？"),
      """
      <p>\(visit.t("回答几个问题，得到恰好适合您情形的材料清单。"))</p>\
      <p>\(UI.link(visit.t("情形导办"), CatalogueLink.situation(item.code, [:]).path))</p>
      """)
    let rules = CatalogueLink.rules(item.code).path
    return """
      \(if: isOpen && !item.questions.isEmpty, card)\(UI.contents(entries, visit))\
      \(if: isOpen, "<p class=\"small\"><a href=\"\(rules)\">\(visit.t("本事项的规则"))</a></p>")
      """
  }

  // MARK: - What, on what ground, under what conditions

  private var about: HTML {
    UI.facts([
      (visit.t("实施编码"), UI.number(item.code, visit)),
      (visit.t("业务办理项编码"), UI.number(item.handlingItemCode, visit)),
      (visit.t("事项类型"), "\(visit.t(item.type))"),
      (visit.t("实施主体"), "\(item.body.name)"),
      (visit.t("承办部门"), "\(visit.pick(item.department))"),
      (visit.t("行使层级"), "\(visit.t(item.level))"),
      (visit.t("服务对象"), "\(visit.t(item.served))"),
      (visit.t("主题"), "\(visit.list(item.subjects.map { visit.pick($0) }))"),
      (visit.t("办件类型"), "\(visit.t(item.handling))"),
      (visit.t("数量限制"), "\(visit.pick(item.quantityLimit))"),
      (visit.t("网办深度"), "\(visit.t(item.onlineDepth))"),
      (visit.t("到现场原因"), item.visitsReason.map { "\(visit.pick($0))" }),
      (visit.t("通办范围"), "\(visit.t(item.crossRegion))"),
      (visit.t("物流快递"), "\(visit.yes(item.express))"),
      (visit.t("自助终端"), "\(visit.yes(item.kiosk))"),
      (visit.t("可以代办"), "\(visit.yes(item.agents))"),
    ])
  }

  /// The words of a law are Chinese in every language; a reader is told so by the attribute.
  private var basis: HTML {
    "<ol class=\"stack\">\(each: item.basis, article)</ol>"
  }

  private func article(_ basis: Basis) -> HTML {
    """
    <li lang="zh-CN"><strong>\(basis.law)\(basis.article)</strong>\
    \(with: basis.text, { "<p>\($0)</p>" })\
    \(with: basis.url, { "<p><a href=\"\($0)\" rel=\"external\">\(visit.t("查看原文"))</a></p>" })</li>
    """
  }

  private var conditions: HTML {
    """
    <ol>\(each: item.conditions, { "<li>\(visit.pick($0))</li>" })</ol>\(with: item.safety, bars)
    """
  }

  /// What becomes of an applicant who deceives, where the item directly concerns safety.
  private func bars(_ reason: Words) -> HTML {
    let consequence: Phrase =
      "隐瞒有关情况或者提供虚假材料申请的，一年内不得再次申请（行政许可法第七十八条）；以欺骗、贿赂等不正当手段取得许可的，三年内不得再次申请（第七十九条）。"
    return "<p>\(visit.pick(reason))\(visit.pick("", " "))\(visit.t(consequence))</p>"
  }

  // MARK: - With what

  private var materials: HTML {
    guard !item.materials.isEmpty else { return "<p>\(visit.t("不需要提交材料。"))</p>" }
    let entries = item.materials.map { material in
      (
        name: visit.pick(material.name), badges: MaterialPart.badges(material, visit),
        body: MaterialPart.body(
          material, note: visit.condition(material.when, of: item).map { ("适用情形", $0) }, visit)
      )
    }
    return UI.materials(entries)
  }

  /// The specimen of the application form: every field with how it is filled in.
  private var form: HTML {
    guard !item.form.isEmpty else { return .empty }
    let rows = item.form.map { field in
      UI.Row([
        "\(visit.pick(field.label))", "\(visit.t(field.type))",
        "\(field.required ? visit.t("必填") : visit.t("选填"))",
        """
        \(with: field.help, { "\(visit.pick($0)) " })\
        \(if: !field.options.isEmpty, "\(visit.list(field.options.map { visit.pick($0.label) }))")\
        \(with: visit.condition(field.when, of: item), { "<small>\(visit.t("适用情形"))：\($0)</small>" })
        """,
      ])
    }
    return """
      <p>\(visit.t("申请书在线填写，按下表内容生成，不需要另外下载。"))</p>
      \(UI.table(
        caption: visit.t("申请书内容"), columns: [
          UI.Column(visit.t("项目")), UI.Column(visit.t("类型")), UI.Column(visit.t("是否必填")),
          UI.Column(visit.t("填写说明")),
        ], rows: rows))
      """
  }

  // MARK: - How, by when, at what price

  private var process: HTML {
    let rows = item.process.map { step in
      UI.Row([
        "\(visit.pick(step.step))", "\(visit.pick(step.who))",
        "\(step.days == 0 ? visit.t("当场") : visit.t("\(Self.number(step.days)) 个工作日"))",
        "\(with: step.what, { "\(visit.pick($0))" })",
      ])
    }
    return UI.table(
      caption: visit.t("办理流程"),
      columns: [
        UI.Column(visit.t("环节")), UI.Column(visit.t("办理人")), UI.Column(visit.t("用时")),
        UI.Column(visit.t("说明")),
      ], rows: rows)
  }

  /// 1, 0.5: without a fraction that says nothing.
  private static func number(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
  }

  private var terms: HTML {
    UI.facts([
      (
        visit.t("法定时限"),
        """
        \(visit.term(item.terms.statutory))\
        <br><small lang="zh-CN">\(item.terms.statutory.basis.text)</small>
        """
      ),
      (visit.t("承诺时限"), "\(visit.term(item.terms.promised))"),
      (visit.t("公示期限"), item.terms.publicNotice.map { "\(visit.term($0))" }),
      (visit.t("检验、检测、检疫"), item.test.map(test)),
      (
        visit.t("材料不齐时"),
        "\(visit.t("当场或者五日内一次告知需要补正的全部内容；逾期不告知的，自收到申请材料之日起即为受理（行政许可法第三十二条）。"))"
      ),
      (
        visit.t("期限的计算"), "\(visit.t("按工作日计算，不含法定节假日；现场勘验的时间计算在内（行政许可法第四十五条、第八十二条）。"))"
      ),
    ])
  }

  /// What is found on the spot before the decision, and by which standards (行政许可法 article 55).
  private func test(_ rule: TestRule) -> HTML {
    """
    \(visit.t("\(Phrase(key: rule.kind.label))：自受理之日起五个工作日内指派两名以上工作人员进行（行政许可法第五十五条），不停止计时。"))\
    <ul>\(rule.standards.map { "<li>\(visit.pick($0))</li>" as HTML })</ul>\
    <small lang="zh-CN">\(rule.basis.text)</small>
    """
  }

  private var fee: HTML {
    UI.facts([
      (visit.t("是否收费"), "\(visit.fee(item.fee))"),
      (visit.t("收费依据"), item.fee.basis.map { "\($0)" }),
      (visit.t("网上支付"), item.fee.charged ? "\(visit.yes(item.fee.payOnline))" : nil),
    ])
  }

  // MARK: - With what result, where, and what if

  private var result: HTML {
    UI.facts([
      (visit.t("结果名称"), "\(visit.pick(item.result.name))"),
      (visit.t("结果类型"), "\(visit.t(item.result.kind))"),
      (
        visit.t("有效期"),
        item.result.validity.map { "\(visit.length($0.number, $0.unit))" }
      ),
      (visit.t("结果样本"), item.result.sample.map { "\(visit.pick($0))" }),
      (
        visit.t("送达方式"),
        "\(item.express ? visit.t("电子证照网上送达，可以邮寄或者窗口领取") : visit.t("电子证照网上送达，可以窗口领取"))"
      ),
    ])
  }

  private var window: HTML {
    UI.facts([
      (visit.t("办理地点"), "\(visit.pick(item.window.place))"),
      (visit.t("办理时间"), "\(visit.pick(item.window.hours))"),
      (visit.t("咨询电话"), "\(item.window.phone)"),
      (visit.t("监督投诉电话"), "\(item.window.complaints)"),
    ])
  }

  private var remedies: HTML {
    "<p>\(item.remedies.map { visit.pick($0) } ?? visit.t(ItemVersion.usualRemedies))</p>"
  }

  private var questions: HTML {
    guard !item.faq.isEmpty else { return .empty }
    return "<dl class=\"stack\">\(each: item.faq, answer)</dl>"
  }

  private func answer(_ entry: Answer) -> HTML {
    """
    <div><dt><strong>\(visit.pick(entry.question))</strong></dt>\
    <dd>\(visit.pick(entry.answer))</dd></div>
    """
  }

  private var versions: HTML {
    let rows = history.reversed().map { entry in
      UI.Row([
        """
        <a href="\(CatalogueLink.version(item.code, entry.item.version).path)">\
        \(visit.t("第 \(entry.item.version) 版"))</a>
        """,
        UI.day(entry.item.effective, visit),
        "\(with: entry.item.expires, { UI.day($0, visit) })",
        UI.day(entry.importedAt.day, visit),
      ])
    }
    return """
      \(UI.table(
        caption: visit.t("版本"), columns: [
          UI.Column(visit.t("版本")), UI.Column(visit.t("生效日期")), UI.Column(visit.t("失效日期")),
          UI.Column(visit.t("发布日期")),
        ], rows: rows))
      <p class="faint">\(visit.t("依据、条件和法定时限摘自公开的法律、法规、规章；窗口、电话、承诺时限和编码为演示数据。"))</p>
      """
  }
}
