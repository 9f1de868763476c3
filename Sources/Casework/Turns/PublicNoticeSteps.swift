// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Site

extension PublicNoticeTurn {
  static let steps: [CaseStep] = [publish, withdraw, answer]

  private static let days = "days"
  private static let objection = "objection"
  private static let isJustified = "justified"

  /// The item's days, or the bureau's.
  private static func term(of file: CaseFile) -> TermRule {
    file.item.terms.publicNotice ?? CaseworkSettings.publicNotice
  }

  private static let publish = CaseStep(
    "publish-notice", .publishNotice,
    lead: { file in
      let term = term(of: file)
      return "公示 \(term.length)，任何人可以在公示页面查看并提出异议；公示期届满、异议全部答复以后才能作出决定。"
    },
    inputs: [
      .reasons("公示的内容", help: "在公示页面向社会公开，请不要写入个人信息。"),
      StepInput(
        days, "公示天数", .number(1...daysMax), isRequired: false, help: "不填写的，按本事项的公示期限；可以更长。"),
    ],
    trial: { file, _ in
      .publicNotice(.publish(CaseStep.anyWords, days: nil, term: term(of: file)))
    },
    read: { values, file throws(SiteRefusal) in
      StepOrder(
        .publicNotice(
          .publish(
            values.reasons, days: values[days].flatMap { Int($0) }, term: term(of: file))),
        values.reasons.text)
    })

  private static let withdraw = CaseStep(
    "withdraw-notice", .withdrawNotice, isDangerous: true,
    lead: { _ in "公示有误或者不再需要的，撤回公示；公示过的内容仍然列在公示页面，注明已经撤回。" },
    inputs: [.reasons("撤回的理由", help: "在公示页面公开。")],
    trial: { _, _ in .publicNotice(.withdraw(CaseStep.anyWords)) },
    read: { values, _ throws(SiteRefusal) in
      StepOrder(.publicNotice(.withdraw(values.reasons)), values.reasons.text)
    })

  private static let answer = CaseStep(
    "answer-objection", .answerObjection,
    lead: { _ in "每件异议都应当核实、答复；异议的内容见“经过”。" },
    inputs: [
      StepInput(
        objection, "异议",
        .pick { file in
          let open = file.state.publicNotices
          return open.unanswered.map { number in
            let objector = file.evidence.name(of: open.objections[number - 1].by)
            return .init("\(number)", "异议 \(number)：\(objector)")
          }
        }),
      StepInput(isJustified, "异议是否成立", .either(yes: "成立", no: "不成立")),
      .reasons("答复", help: "写入异议答复书，异议人会看到这段文字。"),
    ],
    trial: { file, _ in
      .publicNotice(
        .answer(
          file.state.publicNotices.unanswered.first ?? 0, isJustified: false,
          CaseStep.anyWords))
    },
    read: { values, _ throws(SiteRefusal) in
      StepOrder(
        .publicNotice(
          .answer(
            values[objection].flatMap { Int($0) } ?? 0,
            isJustified: values.isTrue(isJustified), values.reasons)),
        values.reasons.text)
    })
}

extension TermRule {
  /// How long it is: 7 个工作日.
  fileprivate var length: Phrase {
    "\(zh: "\(number) \(unit.chinese)", en: "\(number) \(unit.english(number))")"
  }
}
