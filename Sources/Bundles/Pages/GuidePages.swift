// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import HTTPTypes
import Identity
import Journal
import Site

/// A few questions, and exactly what somebody needs: which items, one form, one set of materials (一次告知); and from there
/// the beginning of the application.
///
/// The form is sent by GET: the answers are in the address, so the notice can be kept, shared and printed. Where an answer
/// leads to further questions, these come with the next page.
struct GuidePages: Sendable {
  let desk: JointDesk
  let accounts: Accounts

  /// Who applies, and who of the staff fills in for those who stand before him (帮办).
  static let applicants = Gate.only(.applicant, .agent, .clerk, .helper)

  /// The field that names an optional member that is wanted.
  static let wanted = "with"

  var routes: [Route] {
    [
      .page(.get, BundleLink.guide("{code}").path, .anyone, "一次告知") { visit, _ in
        .page(try page(visit))
      },
      .page(.get, BundleLink.apply("{code}").path, Self.applicants, "开始联办申请") {
        visit, _ in
        .page(try confirmation(visit))
      },
      .page(.post, BundleLink.apply("{code}").path, Self.applicants, "开始联办申请") {
        visit, actor in
        try await begin(visit, actor)
      },
    ]
  }

  private func page(_ visit: Visit) throws -> Page {
    let bundle = try desk.bundle(visit.parameter("code"))
    let answers = Dictionary(visit.queryItems.map { ($0.name, $0.value) }) { _, last in last }
    let leftOut = Self.leftOut(of: bundle, visit.query(all: Self.wanted), asked: !answers.isEmpty)
    let form = JointForm(
      bundle, items: desk.openItems(of: bundle), answers: answers, leftOut: leftOut)
    let name = visit.pick(bundle.name)
    return Page(
      "一次告知", section: "bundles",
      body: """
        \(UI.crumbs(
          [(visit.t("一件事"), BundleLink.bundles.path), (name, BundleLink.bundle(bundle.code).path)],
          here: visit.t("一次告知"), visit))
        \(UI.head(name, lead: visit.t("回答下面的问题，得到恰好需要的事项、表单和材料。")))
        \(questions(form, bundle, leftOut, visit))
        \(if: form.isComplete && (!answers.isEmpty || form.questions.isEmpty), notice(form, leftOut, visit))
        """)
  }

  /// The optional members that are not ticked; before anything was asked, none.
  private static func leftOut(
    of bundle: Bundle, _ wanted: [String], asked: Bool
  ) -> Set<String> {
    guard asked else { return [] }
    return Set(bundle.members.filter(\.isOptional).map(\.key)).subtracting(wanted)
  }

  private func questions(
    _ form: JointForm, _ bundle: Bundle, _ leftOut: Set<String>, _ visit: Visit
  ) -> HTML {
    let optional = bundle.members.filter(\.isOptional)
    guard !form.questions.isEmpty || !optional.isEmpty else { return .empty }
    let state = FormState(visit, values: form.answers)
    let fields = form.questions.map { question in
      UI.Field(
        question.key, visit.pick(question.ask),
        .choice(question.options.map { UI.Option($0.key, visit.pick($0.label)) }),
        required: true, help: question.help.map { visit.pick($0) },
        when: question.when.options ?? [:])
    }
    let items = desk.openItems(of: bundle)
    let ticks = optional.compactMap { member -> HTML? in
      items[member.item].map { item in
        """
        <label class="choice"><input type="checkbox" name="\(Self.wanted)" value="\(member.key)"\
        \(attribute: "checked", !leftOut.contains(member.key))>\
        <span>\(visit.pick(item.name))</span></label>
        """
      }
    }
    return """
      <form class="form" method="get" action="\(BundleLink.guide(bundle.code).path)" novalidate>\
      \(UI.fields(fields, state, visit))\
      \(if: !ticks.isEmpty, UI.group(visit.t("自愿选办的事项"), HTML.join(ticks)))\
      <div class="actions">\(UI.button(
        form.isComplete ? visit.t("更新清单") : visit.t("下一步")))</div></form>
      """
  }

  private func notice(_ form: JointForm, _ leftOut: Set<String>, _ visit: Visit) -> HTML {
    let brought = form.papers.count(where: \.isBrought)
    return """
      \(UI.section(visit.t("您需要办理的事项"), id: "items", """
        <ol>\(each: form.parts, { part in
          "<li>\(visit.pick(part.item.name))（\(visit.pick(part.item.department))）</li>"
        })</ol>
        """))
      \(UI.section(visit.t("一套材料"), id: "papers", """
        <p>\(visit.t("共 \(form.papers.count) 种材料，其中 \(brought) 种由您提交；一张表填写 \(form.fields.count) 项。"))</p>
        \(UI.materials(form.papers.map { paper in
          (
            name: visit.pick(paper.requirement.name),
            badges: MaterialPart.badges(paper.requirement.material, visit),
            body: MaterialPart.body(
              paper.requirement.material,
              note: ("用于", names(paper.wantedBy, form, visit)), visit)
          )
        }))
        """))
      \(UI.section(visit.t("四减"), id: "saved",
        ReductionsPart(reductions: Reductions(of: form), visit: visit).html()))
      <div class="actions">\(UI.link(
        visit.t("按此情形一表申请"), Self.address(of: form, leftOut), .primary, large: true))\
      \(UI.printButton(visit))</div>
      """
  }

  /// Where the application begins, with the answers in the address: so it outlasts a sign-in.
  private static func address(of form: JointForm, _ leftOut: Set<String>) -> String {
    let pairs = kept(form, leftOut).map { "\($0)=\(PercentCoding.encode($1))" }
    return "\(BundleLink.apply(form.bundle.code).path)?\(pairs.joined(separator: "&"))"
  }

  private func names(_ keys: [String], _ form: JointForm, _ visit: Visit) -> String {
    form.parts.filter { keys.contains($0.member.key) }.map { visit.pick($0.item.name) }
      .joined(separator: visit.pick("、", ", "))
  }

  private static func kept(_ form: JointForm, _ leftOut: Set<String>) -> [(String, String)] {
    form.answers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      + form.bundle.members.filter { $0.isOptional && !leftOut.contains($0.key) }
      .map { (wanted, $0.key) }
  }

  // MARK: - The beginning

  /// What is about to be applied for, and the button that begins it.
  private func confirmation(_ visit: Visit) throws -> Page {
    let bundle = try desk.bundle(visit.parameter("code"))
    let answers = Dictionary(visit.queryItems.map { ($0.name, $0.value) }) { _, last in last }
    let leftOut = Self.leftOut(of: bundle, visit.query(all: Self.wanted), asked: true)
    let form = JointForm(
      bundle, items: desk.openItems(of: bundle), answers: answers, leftOut: leftOut)
    let name = visit.pick(bundle.name)
    let hidden = Self.kept(form, leftOut).map { pair -> HTML in
      "<input type=\"hidden\" name=\"\(pair.0)\" value=\"\(pair.1)\">"
    }
    let guide = BundleLink.guide(bundle.code).path
    let open = UI.notice(
      .warning,
      body: "<p>\(visit.t("还有问题没有回答。")) <a href=\"\(guide)\">\(visit.t("回到问题"))</a></p>")
    return Page(
      "开始联办申请", section: "bundles",
      body: """
        \(UI.crumbs(
          [(visit.t("一件事"), BundleLink.bundles.path), (name, BundleLink.bundle(bundle.code).path)],
          here: visit.t("开始联办申请"), visit))
        \(UI.head(name, lead: visit.t("一张表、一套材料，同时申请下列事项。")))
        <ol>\(each: form.parts, { part in
          "<li>\(visit.pick(part.item.name))（\(visit.pick(part.item.department))）</li>"
        })</ol>
        \(form.isComplete ? UI.form(BundleLink.apply(bundle.code).path, FormState(visit), visit, """
          \(hidden)<div class="actions">\(UI.button(visit.t("开始填写"), large: true))</div>
          """) : open)
        """)
  }

  private func begin(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let bundle = try desk.bundle(visit.parameter("code"))
    guard let account = try await accounts.account(actor.id) else {
      throw SiteRefusal.signInFirst
    }
    let answers = visit.form.values.compactMapValues(\.last)
    let id = try await desk.beginDraft(
      of: bundle.code, answers: answers,
      leftOut: Self.leftOut(of: bundle, visit.form.all(Self.wanted), asked: true), for: account,
      key: visit.command)
    return .see(BundleLink.draft(id).path, notice: "情形已经确定，请填写一张表、上传一套材料。")
  }
}
