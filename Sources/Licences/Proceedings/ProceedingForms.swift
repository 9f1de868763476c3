// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import Site

/// The names of the fields in the forms of a proceeding.
enum ProceedingField {
  static let ground = "ground"
  static let facts = "facts"
  static let requested = "requested"
  static let authority = "authority"
  static let document = "document"
  static let decidedOn = "decidedOn"
  static let hearing = "hearing"
  static let statement = "statement"
  static let outcome = "outcome"
  static let reasons = "reasons"
  static let compensation = "compensation"

  /// The longest text of one field, in characters.
  static let textMax = 2000
}

/// A measure with a ground that it may rest on, as one choice of a form: `revoke.fraud`.
struct MeasureChoice: Hashable {
  let measure: LicenceMeasure
  let ground: LicenceGround

  static let all = LicenceMeasure.allCases.flatMap { measure in
    LicenceGround.allCases.filter { $0.measures.contains(measure) }.map {
      MeasureChoice(measure: measure, ground: $0)
    }
  }

  var value: String { "\(measure.rawValue).\(ground.rawValue)" }
}

/// What the bureau is about to do to a licence, and the forms for whoever has a part in it: to propose, to be heard, to
/// decide.
struct ProceedingForms {
  let page: LicencePage

  private var file: LicenceFile { page.file }
  private var visit: Visit { page.visit }
  private var actor: Actor { page.actor }
  private var number: String { file.row.number }

  func html() -> HTML {
    guard let proceeding = file.state.proceeding else { return proposing }
    let proposal = proceeding.proposal
    let mayRead = actor.isStaff || proposal.measure.isHeard
    guard mayRead else { return .empty }
    return UI.section(
      visit.t("正在办理：\(proposal.measure.phrase)"), id: "proceeding",
      """
      \(summary(proceeding))\(hearing(proceeding))\(deciding(proceeding))
      """)
  }

  private func summary(_ proceeding: Licence.Proceeding) -> HTML {
    let proposal = proceeding.proposal
    let statement = proceeding.statement
    let said: HTML? = statement.map { statement in
      statement.kind == .waived ? "\(visit.t("放弃陈述、申辩"))" : "\(file.text(statement.text))"
    }
    return UI.facts([
      (visit.t("事由"), "\(visit.t(proposal.ground.phrase))"),
      (visit.t("依据"), "<span lang=\"zh-CN\">\(proposal.ground.basis.text)</span>"),
      (visit.t("事实和证据"), "\(file.text(proposal.facts))"),
      (visit.t("提出时间"), UI.moment(proceeding.at, visit)),
      (
        visit.t("决定机关"),
        proposal.decision.map { "\($0.authority) \($0.document)（\($0.decidedOn.description)）" }
      ),
      (visit.t("陈述、申辩截止"), proposal.hearingUntil.map { UI.day($0, visit) }),
      (visit.t("持证人的意见"), said),
    ])
  }

  // MARK: Being heard

  private func hearing(_ proceeding: Licence.Proceeding) -> HTML {
    guard proceeding.proposal.measure.isHeard, proceeding.statement == nil,
      obstacle(.hear(.waived, nil)) == nil
    else { return .empty }
    let isHolder = file.row.holder == actor.id
    let fields = [
      UI.Field(
        ProceedingField.hearing, visit.t("陈述、申辩"),
        .either([
          UI.Option(Defence.Kind.stated.rawValue, visit.t("陈述、申辩")),
          UI.Option(Defence.Kind.waived.rawValue, visit.t("放弃")),
        ]), required: true),
      UI.Field(
        ProceedingField.statement, visit.t("内容"), .area(max: ProceedingField.textMax),
        help: visit.t("写明不同意的理由和证据。"),
        when: [ProceedingField.hearing: [Defence.Kind.stated.rawValue]]),
    ]
    let title: Phrase = isHolder ? "您有权陈述、申辩（行政许可法第七条）" : "记录持证人的陈述、申辩（行政许可法第七条）"
    return UI.card(
      visit.t(title), form(LicenceLink.hear(number), visit.t("提交"), .primary, fields))
  }

  // MARK: Deciding

  private func deciding(_ proceeding: Licence.Proceeding) -> HTML {
    guard actor.holds(anyOf: Licence.deciders) else { return .empty }
    let proposal = proceeding.proposal
    let outcomes = proposal.measure.outcomes(on: proposal.ground)
    let words = Reasons("——")
    if let obstacle = obstacle(.conclude(.unfounded, words, compensation: nil)) {
      return "<p class=\"faint\">\(visit.t(obstacle.phrase))</p>"
    }
    var fields = [
      UI.Field(
        ProceedingField.outcome, visit.t("决定"),
        .choice(
          outcomes.map { UI.Option($0.rawValue, visit.t($0.phrase(of: proposal.measure))) }),
        required: true),
      UI.Field(
        ProceedingField.reasons, visit.t("理由"), .area(max: ProceedingField.textMax), required: true,
        help: visit.t("写入决定书，持证人会看到这段文字。")),
    ]
    if proposal.measure.isHeard, proposal.ground != .fraud {
      let label: Phrase =
        proposal.measure == .withdraw
        ? "补偿的处理（行政许可法第八条第二款）" : "赔偿的处理（行政许可法第六十九条第四款）"
      fields.append(
        UI.Field(
          ProceedingField.compensation, visit.t(label), .area(max: ProceedingField.textMax),
          help: visit.t("没有损失的也请写明。"),
          when: [ProceedingField.outcome: [LicenceOutcome.carriedOut.rawValue]]))
    }
    return UI.card(
      visit.t("作出决定"), form(LicenceLink.conclude(number), visit.t("作出决定"), .danger, fields))
  }

  // MARK: Proposing

  private var proposing: HTML {
    guard actor.holds(anyOf: Licence.proposers) else { return .empty }
    let trial = Proposing(
      measure: .cancel, ground: .otherCancellable, facts: Reasons("——"))
    if let obstacle = obstacle(.propose(trial)) {
      return file.state.status.isEnded
        ? .empty : "<p class=\"faint\">\(visit.t(obstacle.phrase))</p>"
    }
    let isSuspended = file.row.status == .suspended
    let choices = MeasureChoice.all.filter {
      $0.measure == .suspend ? !isSuspended : $0.measure == .resume ? isSuspended : true
    }
    let recorded = choices.filter(\.measure.isRecorded).map(\.value)
    let fields = [
      UI.Field(
        ProceedingField.ground, visit.t("措施和事由"),
        .list(choices.map { UI.Option($0.value, title(of: $0)) }), required: true),
      UI.Field(
        ProceedingField.facts, visit.t("事实和证据"), .area(max: ProceedingField.textMax),
        required: true, help: visit.t("撤销、撤回的，写入事先告知书，持证人会看到这段文字。")),
      UI.Field(ProceedingField.requested, visit.t("根据利害关系人的请求（行政许可法第六十九条第一款）"), .check),
      UI.Field(
        ProceedingField.authority, visit.t("作出处罚决定的机关"), .text(max: 120),
        when: [ProceedingField.ground: recorded]),
      UI.Field(
        ProceedingField.document, visit.t("处罚决定书编号"), .text(max: 120),
        when: [ProceedingField.ground: recorded]),
      UI.Field(
        ProceedingField.decidedOn, visit.t("处罚决定日期"), .date,
        when: [ProceedingField.ground: recorded]),
    ]
    let body = form(LicenceLink.propose(number), visit.t("提出"), .primary, fields)
    return """
      <details class="more"\(attribute: "open", isSent(LicenceLink.propose(number)))>\
      <summary>\(visit.t("提出撤销、撤回、注销等措施（由另一名审批人员决定）"))</summary>\(body)</details>
      """
  }

  private func title(of choice: MeasureChoice) -> String {
    let (measure, ground) = (visit.t(choice.measure.phrase), visit.t(choice.ground.phrase))
    return visit.pick(
      "\(measure)：\(ground)（\(choice.ground.basis.article)）",
      "\(measure): \(ground) (\(choice.ground.basis.article))")
  }

  // MARK: The frame

  /// Why somebody may not take a step, asked of the rules themselves.
  private func obstacle(_ command: Licence.Command) -> LicenceRefusal? {
    do throws(LicenceRefusal) {
      _ = try file.state.decide(command, page.desk.context(of: file, for: actor))
      return nil
    } catch {
      return error
    }
  }

  private func isSent(_ link: LicenceLink) -> Bool {
    page.failed != nil && visit.path.hasSuffix(link.step)
  }

  private func form(
    _ link: LicenceLink, _ button: String, _ kind: UI.ButtonKind, _ fields: [UI.Field]
  ) -> HTML {
    let fresh = FormState(visit, version: file.row.version)
    let state = isSent(link) ? page.failed ?? fresh : fresh
    return UI.form(
      link.path, state, visit,
      """
      \(UI.fields(fields, state, visit))
      <div class="actions">\(UI.button(button, kind))</div>
      """)
  }
}
