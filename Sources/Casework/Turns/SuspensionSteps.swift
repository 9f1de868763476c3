// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

extension SuspensionTurn {
  static let steps: [CaseStep] = [askMore]

  static let askMore = CaseStep(
    "ask-more", .askMore, in: [.accepted], .turn, reasonsField: StepField.told,
    form: { $0.askMore() },
    trial: .suspending(
      .ask(SupplementNotice(entries: [.init(target: "", problem: CaseStep.anyWords.text)])))
  ) { form, file throws(SiteRefusal) in
    let notice = try NoticeForm.notice(form, NoticeTarget.all(of: file.filing, file.item))
    return StepOrder(.suspending(.ask(notice)), notice.canonical)
  }
}

extension StepForms {
  /// What the applicant is asked for after acceptance, item by item.
  func askMore() -> HTML {
    let basis = file.state.terms.suspension
    return """
      <p>\(with: basis, {
        "\(visit.t("本事项依\(visit.pick($0.text, $0.english))可以在受理后要求补件一次，补件期间不计算在期限内。请一次列清。"))"
      })</p>\
      \(targets(of: SuspensionTurn.askMore, button: visit.t("通知补件")))
      """
  }
}
