// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Codes
import Deadlines
import HTTPTypes
import Journal
import Site

/// Entering somebody whom another authority has listed as seriously discredited (严重失信主体名单): he applies in the
/// ordinary way until he is struck off.
struct DiscreditPages: Sendable {
  let desk: CaseDesk

  // The names of the fields, and of the members of the API's JSON.
  private static let name = "name"
  private static let code = "code"
  private static let decision = "decision"
  private static let from = "from"
  private static let reasons = "reasons"

  var routes: [Route] {
    [
      .page(.get, CaseLink.discredit.path, .only(Bar.lifters), "登记严重失信主体") { visit, _ in
        .page(page(visit, FormState(visit)))
      },
      .page(
        .post, CaseLink.discredit.path, .only(Bar.lifters), "登记列入名单的决定",
        bodyLimit: 32 * 1024
      ) { visit, actor in
        do {
          let bar = try await note({ visit.form[$0] }, visit, actor)
          return .see(CaseLink.bar(bar).path, notice: "已经登记，告知书已作出。")
        } catch let error {
          guard let refusal = FormRefusal.shown(error) else { throw error }
          var page = page(visit, FormState(visit, failed: refusal))
          page.status = refusal.kind.status
          return .page(page)
        }
      },
      .api(
        .post, "/api/v1/bars", .only(Bar.lifters), "登记严重失信主体",
        Operation(
          "noteDiscredit", tag: "bars", parameters: [.idempotencyKey],
          body: .json(Self.schema), returns: BarJSON.schema, status: 201)
      ) { visit, actor in
        let sent: [String: String] = try visit.json()
        let bar = try await desk.bar(try await note({ sent[$0] }, visit, actor), for: actor)
        return .json(
          BarJSON(bar.row, for: actor, on: visit.now.day, reasons: bar.reasons), status: 201,
          etag: String(bar.row.version), location: "/api/v1/bars/\(bar.row.id)")
      },
    ]
  }

  private static let schema: Schema = .named(
    "Discredit",
    .object([
      .required(name, .string(length: 1...120)),
      .required(code, .string(length: 18...18), "Identity number or credit code."),
      .required(decision, .string(length: 1...120), "The decision by which the authority lists."),
      .required(from, .date, "The day of that decision."),
      .required(reasons, .string(length: 1...2000)),
    ]))

  private func note(
    _ sent: (String) -> String?, _ visit: Visit, _ actor: Actor
  ) async throws -> String {
    let party = Party(
      name: (sent(Self.name) ?? "").trimmed,
      code: (sent(Self.code) ?? "").filter { !$0.isWhitespace }.uppercased(), phone: "")
    let decision = (sent(Self.decision) ?? "").trimmed
    let day = sent(Self.from).flatMap { Day($0) }
    let text = sent(Self.reasons) ?? ""
    var faults = FilingRules.faults(of: party, as: "party", on: visit.now.day)
      .filter { $0.field != "party.phone" }
      .map { Fault(String($0.field.dropFirst("party.".count)), $0.phrase) }
    if !Reasons(decision).isGiven {
      faults.append(Fault(Self.decision, "请写明列入名单的机关和决定的编号。"))
    }
    if day.map({ $0 > visit.now.day }) ?? true {
      faults.append(Fault(Self.from, "请填写决定的日期，不能晚于今天。"))
    }
    if !Reasons(text).isGiven || text.count > BarPages.textMax {
      faults.append(Fault(Self.reasons, "请写明列入名单的事实，最多 \(BarPages.textMax) 个字。"))
    }
    guard faults.isEmpty, let day else { throw SiteRefusal.invalid(faults) }
    return try await desk.noteDiscredit(
      party, decision: decision, on: day, reasons: text, by: actor, key: visit.command)
  }

  private func page(_ visit: Visit, _ state: FormState) -> Page {
    let fields = [
      UI.Field(Self.name, visit.t("姓名或名称"), .text(max: 120), required: true),
      UI.Field(Self.code, visit.t("公民身份号码或统一社会信用代码"), .code(max: 18), required: true),
      UI.Field(Self.decision, visit.t("列入名单的机关和决定编号"), .text(max: 120), required: true),
      UI.Field(Self.from, visit.t("决定的日期"), .date, required: true),
      UI.Field(
        Self.reasons, visit.t("列入名单的事实"), .area(max: BarPages.textMax), required: true,
        help: visit.t("写入告知书，当事人会看到这段文字。")),
    ]
    let form = UI.form(
      CaseLink.discredit.path, state, visit,
      """
      \(UI.fields(fields, state, visit))
      <div class="actions">\(UI.button(visit.t("登记"), .primary))\
      \(UI.link(visit.t("返回"), CaseLink.bars.path))</div>
      """)
    return Page(
      "登记严重失信主体", section: "bars",
      body: """
        \(UI.crumbs([(visit.t("失信与禁入"), CaseLink.bars.path)], here: visit.t("登记严重失信主体"), visit))
        \(UI.head(
          visit.t("登记严重失信主体"),
          lead: visit.t("只登记有关机关依法列入严重失信主体名单的决定。登记后，当事人按一般方式申请，移出名单后办理信用修复。")))
        <div class="narrow stack">\(form)</div>
        """)
  }
}

extension CaseDesk {
  /// Enters somebody whom another authority has listed, until he is struck off.
  ///
  /// - Returns: the name of the entry.
  package func noteDiscredit(
    _ party: Party, decision: String, on day: Day, reasons: String, by actor: Actor,
    key: CommandKey? = nil
  ) async throws -> String {
    guard let department = actor.department, actor.holds(anyOf: Bar.lifters) else {
      throw BarRefusal.notYourPart
    }
    return try await journal.perform(as: actor, key: key) { unit in
      try BarRegister.enter(
        BarRegister.Ground(
          reason: .seriousDiscredit, item: nil, isSafety: false, department: department,
          decision: decision, day: day),
        against: party, person: nil, reasons: reasons, calendar, unit)
    }
  }
}
