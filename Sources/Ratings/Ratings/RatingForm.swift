// SPDX-License-Identifier: Apache-2.0

import Casework
import Journal
import Site

/// The forms of this room, and how what they send is read.
struct RatingForm {
  let settings: RatingSettings
  let visit: Visit
  let state: FormState

  static let grade = "grade"
  static let reasons = "reasons"
  static let text = "text"
  static let named = "named"
  static let isTrue = "isTrue"
  static let calledBack = "calledBack"
  static let measure = "measure"
  static let isContent = "isContent"

  // MARK: Giving

  func giving(of service: Service) -> HTML {
    let bad = Rating.Grade.allCases.filter(\.isBad).map(\.rawValue)
    let fields = [
      UI.Field(
        Self.grade, visit.t("您对这次服务满意吗？"),
        .choice(Rating.Grade.allCases.map { UI.Option($0.rawValue, visit.t($0.phrase)) }),
        required: true),
      UI.Field(
        Self.reasons, visit.t("您评价的是哪些方面，有哪些问题？"),
        .several(Rating.Reason.allCases.map { UI.Option($0.rawValue, visit.t($0.phrase)) })),
      UI.Field(
        Self.text, visit.t("想说的话"), .area(max: settings.textMax),
        help: visit.t("科室会看到这段话，请不要写姓名、电话等个人信息。")),
      UI.Field(
        Self.named, visit.t("实名评价，评价管理人员可以回访我"), .check,
        help: visit.t("办件人员看不到是谁评价的，无论是否实名。"),
        when: [Self.grade: bad]),
    ]
    return UI.form(
      RatingsLink.give(service.kind, service.id).path, state, visit,
      """
      \(UI.fields(fields, state, visit))
      <div class="actions">\(UI.button(visit.t("提交评价")))</div>
      """)
  }

  /// What a form on its first showing has in it.
  static let initial = [named: "true"]

  static func order(
    _ form: Form, _ settings: RatingSettings
  ) throws -> RatingsDesk.Order {
    guard let grade = form[grade].flatMap(Rating.Grade.init) else {
      throw RatingsRefusal.gradeMissing
    }
    var order = RatingsDesk.Order(grade)
    order.reasons = form.all(reasons).compactMap(Rating.Reason.init)
    order.text = try limited(form[text] ?? "", settings)
    order.isNamed = form[named] == "true"
    return order
  }

  static func limited(_ text: String, _ settings: RatingSettings) throws -> String {
    guard text.count <= settings.textMax else {
      throw SiteRefusal.invalid([Fault(Self.text, "最多 \(settings.textMax) 个字，请精简。")])
    }
    return text
  }

  // MARK: Handling

  func step(_ step: RatingStep, with id: String, isGiver: Bool) -> HTML {
    let title = visit.t(isGiver ? "说说处理的结果" : step.phrase)
    return UI.card(
      title,
      UI.form(
        RatingsLink.step(id, step).path, state, visit,
        """
        \(UI.fields(fields(of: step, isGiver: isGiver), state, visit))
        <div class="actions">\(UI.button(title))</div>
        """))
  }

  private func fields(of step: RatingStep, isGiver: Bool) -> [UI.Field] {
    func either(_ name: String, _ label: Phrase, _ yes: Phrase, _ no: Phrase) -> UI.Field {
      UI.Field(
        name, visit.t(label),
        .either([UI.Option("yes", visit.t(yes)), UI.Option("no", visit.t(no))]), required: true)
    }
    func text(_ label: Phrase) -> UI.Field {
      UI.Field(Self.text, visit.t(label), .area(max: settings.textMax), required: true)
    }
    switch step {
    case .verify:
      return [
        UI.Field(Self.calledBack, visit.t("已经回访评价人"), .check),
        either(Self.isTrue, "差评是否属实", "属实", "不属实"), text("核实的情况和要求"),
      ]
    case .answer:
      let options = Rating.Measure.allCases.map { UI.Option($0.rawValue, visit.t($0.phrase)) }
      return [
        UI.Field(Self.measure, visit.t("怎样处理"), .either(options), required: true),
        text("处理的情况"),
      ]
    case .followUp:
      return [
        either(Self.isContent, "对处理是否满意", "满意", "仍不满意"),
        text(isGiver ? "想说的话" : "回访的情况"),
      ]
    }
  }

  /// The command of a step, and the text that it is put into.
  static func command(
    _ step: RatingStep, _ form: Form, _ settings: RatingSettings
  ) throws -> (Rating.Command, Reasons) {
    let text = Reasons(try limited(form[text] ?? "", settings))
    switch step {
    case .verify:
      let isTrue = try answer(form, isTrue)
      return (.verify(isTrue: isTrue, isCalledBack: form[calledBack] == "true", text), text)
    case .answer:
      guard let measure = form[measure].flatMap(Rating.Measure.init) else {
        throw SiteRefusal.invalid([Fault(measure, "请选择怎样处理。")])
      }
      return (.answer(measure, text), text)
    case .followUp:
      return (.followUp(isContent: try answer(form, isContent), text), text)
    }
  }

  private static func answer(_ form: Form, _ name: String) throws -> Bool {
    switch form[name] {
    case "yes": return true
    case "no": return false
    default: throw SiteRefusal.invalid([Fault(name, "请选择一项。")])
    }
  }
}
