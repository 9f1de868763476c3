// SPDX-License-Identifier: Apache-2.0

import ShangMi
import Catalogue
import Deadlines
import Identity
import Journal
import Site

/// How much of a filing is done: the parties, every required field and every required material.
struct DraftProgress: Sendable, Hashable {
  let done: Int
  let total: Int

  init(_ filing: Filing, _ form: FilingForm, on today: Day) {
    let wrong = Set(FilingRules.faults(of: filing, for: form.item, on: today).map(\.field))
    let parties = filing.agent == nil ? ["applicant"] : ["applicant", "agent"]
    let fields = form.fields.filter(\.required).map { FilingField.answer($0.key) }
    let replaced = filing.committed(of: form.item)?.replaces ?? []
    let materials = form.uploads.filter { $0.required && !replaced.contains($0.key) }
      .map { FilingField.files($0.key) }
    let open =
      parties.count { part in wrong.contains { $0.hasPrefix(part + ".") } }
      + (fields + materials).count { wrong.contains($0) }
    total = parties.count + fields.count + materials.count
    done = total - open
  }

  var isComplete: Bool { done == total }
}

/// One page with all of an application: who, the form, the materials, and the way to submit it.
struct DraftPage {
  let draft: Draft
  let form: FilingForm
  /// Whose draft it is.
  let account: Account?
  /// What the window has found, where its owner has asked.
  let preReview: PreReviewFile?
  let calendar: WorkCalendar
  let visit: Visit
  let state: FormState
  /// The controls of the fields that are chosen and not typed, by key.
  let picked: [String: HTML]
  /// What is known of the licence that it is about.
  let licence: HTML
  /// The choice between the ways to apply.
  let way: WayPart

  /// How much one sending of the form may hold, in units of 1,048,576 bytes: two files of the usual 10 MB and
  /// what surrounds them.
  static let megabytesMax = 25

  private var filing: Filing { draft.filing }

  /// Whether a value of somebody's own is typed here, because his account does not hold it.
  static func isOpen(_ value: String?) -> Bool { value?.isEmpty ?? true }

  static func values(of filing: Filing, _ form: FilingForm) -> [String: String] {
    var values: [String: String] = [:]
    for (part, party) in [("applicant", filing.applicant), ("agent", filing.agent)] {
      guard let party else { continue }
      values["\(part).name"] = party.name
      values["\(part).code"] = party.code
      values["\(part).phone"] = party.phone
    }
    for field in form.fields {
      values[FilingField.answer(field.key)] = filing.answers[field.key]
    }
    return values
  }

  func page() -> Page {
    let name = visit.pick(form.item.name)
    let progress = DraftProgress(filing, form, on: visit.now.day)
    return Page(
      "申请书：\(name)", section: "cases", wide: true,
      body: """
        \(UI.crumbs([(visit.t("草稿"), CaseLink.drafts.path)], here: name, visit))
        \(UI.head(name, lead: visit.t("填写的内容可以随时保存，提交以前都能修改。")))
        \(ApplyPages.steps(at: .filling, visit))
        \(rules.eligibility(filing.facts(of: form.item)))\(licence)
        \(with: preReview, { PreReviewPart(file: $0, visit: visit).html() })
        \(UI.split(
          UI.form(CaseLink.draft(draft.id).path, state, visit, files: true, """
            \(parties)
            \(answers)
            \(way.html())
            \(materials)
            \(submission)
            """),
          aside: aside(progress)))
        """)
  }

  // MARK: Who applies

  private var parties: HTML {
    guard let agent = filing.agent else {
      return part("applicant", visit.t("申请人"), filing.applicant, own: account)
    }
    return """
      \(part("applicant", visit.t("申请人（被代办人）"), filing.applicant, own: nil))
      \(part("agent", visit.t("代办人"), agent, own: account))
      """
  }

  private func part(_ part: String, _ title: String, _ party: Party, own: Account?) -> HTML {
    let isPerson = own?.kind != .entity
    let codeLabel: Phrase =
      own == nil ? "公民身份号码或统一社会信用代码" : isPerson ? "公民身份号码" : "统一社会信用代码"
    var known: [(name: String, value: HTML?)] = []
    var fields: [UI.Field] = []
    if Self.isOpen(own?.name) {
      fields.append(
        UI.Field("\(part).name", visit.t("姓名或名称"), .text(max: 120), required: true))
    } else {
      known.append((visit.t("姓名或名称"), "\(party.name)"))
    }
    if Self.isOpen(own?.code) {
      fields.append(UI.Field("\(part).code", visit.t(codeLabel), .code(max: 18), required: true))
    } else {
      known.append((visit.t(codeLabel), "<span class=\"number\">\(party.code)</span>"))
    }
    fields.append(
      UI.Field(
        "\(part).phone", visit.t("联系电话"), .phone, required: true,
        help: visit.t("办理进度和补正告知会发到这里。")))
    return UI.group(
      title,
      """
      \(if: !known.isEmpty, UI.facts(known))\(UI.fields(fields, state, visit))
      """)
  }

  // MARK: The form

  private var answers: HTML {
    let summary = Guide.summary(of: form.item, situation: filing.situation)
    let situation: HTML = """
      <details class="more"><summary>\(visit.t("已确定的情形"))</summary>\
      \(UI.facts(summary.map { (name: visit.pick($0.question), value: "\(visit.pick($0.answer))") }))\
      </details>
      """
    return UI.group(
      visit.t("申请书"),
      """
      \(if: !summary.isEmpty, situation)
      \(HTML.join(fields, separator: "\n"))
      <div class="actions">\(UI.button(
        visit.t("保存"), .plain, value: (FilingField.action, "save")))</div>
      """)
  }

  private var fields: [HTML] {
    Self.controls(form, preReview, visit).map { field, control in
      picked[field.key] ?? UI.field(control, state, visit)
    }
  }

  /// Each field with its control, and what the window has found wrong with it below what is always said of it.
  static func controls(
    _ form: FilingForm, _ preReview: PreReviewFile?, _ visit: Visit
  ) -> [(field: FormField, control: UI.Field)] {
    form.fields.map { field in
      let help = found(field.key, preReview, visit).map { finding in
        [field.help.map { visit.pick($0) }, finding].compactMap(\.self).joined(separator: " ")
      }
      return (field, field.control(visit, help: help))
    }
  }

  private static func found(
    _ target: String, _ preReview: PreReviewFile?, _ visit: Visit
  ) -> String? {
    preReview?.notice?.entries.first { $0.target == target }
      .map { visit.t("预审意见：\($0.problem)") }
  }

  // MARK: The materials

  private var materials: HTML {
    guard !form.materials.isEmpty else { return .empty }
    let entries = form.materials.map { requirement in
      (
        name: visit.pick(requirement.name),
        badges: MaterialPart.badges(requirement.material, visit),
        body: requirement.isFetched
          ? fetched(requirement)
          : isReplaced(requirement) ? replaced(requirement) : upload(requirement)
      )
    }
    let hint: HTML = """
      <p class="muted">\(visit.t("一次保存的文件合计不超过 \(Self.megabytesMax) MB；文件多时请分几次选择、保存。"))</p>
      """
    return UI.group(
      visit.t("材料"), "\(if: !form.uploads.isEmpty, hint)\(UI.materials(entries))")
  }

  /// What another authority holds is not asked of the applicant.
  private func fetched(_ requirement: MaterialRequirement) -> HTML {
    """
    <p class="muted">\(visit.t("免提交：由本机关通过政务数据共享取得，您不需要上传。"))</p>\
    \(explanation(requirement))
    """
  }

  private func isReplaced(_ requirement: MaterialRequirement) -> Bool {
    filing.committed(of: form.item)?.replaces.contains(requirement.key) == true
  }

  /// What the commitment stands for is not asked of the applicant either.
  private func replaced(_ requirement: MaterialRequirement) -> HTML {
    """
    <p class="muted">\(visit.t("已经以告知承诺代替，您不需要上传。"))</p>\(explanation(requirement))
    """
  }

  private func upload(_ requirement: MaterialRequirement) -> HTML {
    let material = requirement.material
    let files = filing.files.filter { $0.material == material.key }
    return """
      \(explanation(requirement))\
      \(with: Self.found(material.key, preReview, visit), { "<p class=\"field-fault\"><span>\($0)</span></p>" })\
      \(if: !files.isEmpty, UI.files(files.map { link($0) }))\
      \(UI.field(material.control(visit, required: material.required), state, visit))
      """
  }

  private func link(_ file: FiledFile) -> UI.FileLink {
    let label = visit.t("移除 \(file.name)")
    let button: HTML = """
      <button class="button button-quiet" type="submit" name="\(FilingField.remove)" \
      value="\(file.material)/\(file.digest.description)" aria-label="\(label)">\
      \(visit.t("移除"))</button>
      """
    let path = CaseLink.draftFile(draft: draft.id, digest: file.digest.description).path
    return UI.FileLink(file.name, path: path, note: file.note, extra: button)
  }

  private func explanation(_ requirement: MaterialRequirement) -> HTML {
    let material = requirement.material
    let facts = UI.facts([
      (visit.t("需要的原因"), "\(rules.reason(requirement) ?? visit.t("每件申请都需要"))"),
      (visit.t("受理标准"), material.standard.map { "\(visit.pick($0))" }),
      (visit.t("填报须知"), material.fill.map { "\(visit.pick($0))" }),
      (visit.t("示例样表"), material.sample.map { "\(visit.pick($0))" }),
      (visit.t("要求提交的依据"), material.basis.map { "<span lang=\"zh-CN\">\($0)</span>" }),
    ])
    return "<details class=\"more\"><summary>\(visit.t("要求和样表"))</summary>\(facts)</details>"
  }

  // MARK: The way to submit it

  private var submission: HTML {
    let truth = UI.Field(
      FilingField.truth,
      visit.t("我确认所填内容和所交材料真实，知道提供虚假材料的法律责任（行政许可法第三十一条第一款、第七十八条）。"),
      .check, required: true)
    return """
      \(UI.field(truth, state, visit))
      <div class="actions">\
      \(UI.button(visit.t("提交申请"), value: (FilingField.action, "submit"), large: true))\
      \(UI.button(visit.t("保存，以后再提交"), .plain, value: (FilingField.action, "save"), large: true))\
      \(if: preReview?.row.isOpen != true, UI.button(
        visit.t("保存，先请窗口预审"), .plain, value: (FilingField.action, FilingField.preReview),
        large: true))\
      </div>
      """
  }

  /// That the draft is being looked through, and the way to take the asking back.
  private var waiting: HTML {
    let lead: HTML = "<p class=\"muted\">\(visit.t(PreReviewPages.meaning))</p>"
    guard let row = preReview?.row, row.isOpen else {
      return UI.card(visit.t("网上预审"), lead)
    }
    return UI.card(
      visit.t("正在预审"),
      """
      <p>\(visit.t("申请时间")) \(UI.moment(row.askedAt, visit))，\
      \(visit.t("预计最迟 \(row.due(calendar)) 答复。"))</p>\(lead)\
      \(UI.buttonForm(
        visit.t("撤回预审申请"), action: CaseLink.withdrawPreReview(draft.id).path,
        FormState(visit), .quiet))
      """)
  }

  private var rules: RulePart { RulePart(form.item, visit) }

  private func aside(_ progress: DraftProgress) -> HTML {
    let ruling = filing.ruling(of: form.item)
    let promised = ruling.promised
    let rest: Phrase =
      progress.isComplete ? "已经填齐，可以提交。" : "还有 \(progress.total - progress.done) 项没有完成。"
    return """
      \(UI.card(visit.t("已完成 \(progress.done)/\(progress.total)"), """
        <p>\(visit.t(rest))</p>\
        <p class="faint">\(visit.t("最近保存")) \(UI.moment(draft.updatedAt, visit))</p>
        """))\
      \(waiting)\
      \(if: !form.item.tables.isEmpty, UI.card(visit.t("按所填内容"), rules.ruling(ruling)))\
      \(UI.card(visit.t("提交以后"), """
        <p>\(visit.t("五个工作日内告知是否受理或者需要补正的全部内容（行政许可法第三十二条）。"))</p>\
        <p>\(visit.t("受理后承诺 \(visit.term(promised)) 内办结。"))</p>
        """))
      """
  }
}
