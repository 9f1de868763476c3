// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Site

/// The steps that every case takes, from the receipt to the delivery, each with a form of its own.
extension CaseStep {
  static let desk: [CaseStep] = [
    accept, notice, correct, notRequired, refuse, review, decide, deliver,
  ]

  static let accept = CaseStep(
    "accept", .accept, in: [.received], .open, form: { $0.accept() }, trial: .accept
  ) { _, _ in StepOrder(.accept) }

  static let notice = CaseStep(
    "notice", .noticeSupplement, in: [.received], .folded, reasonsField: StepField.told,
    form: { $0.notice() },
    trial: .noticeSupplement(SupplementNotice(entries: [.init(target: "", problem: anyWords.text)]))
  ) { form, file throws(SiteRefusal) in
    let notice = try NoticeForm.notice(form, NoticeTarget.all(of: file.filing, file.item))
    return StepOrder(.noticeSupplement(notice), notice.canonical)
  }

  /// A correction on the spot is not one command: `DeskPages` reads its form and its files.
  static let correct = CaseStep(
    "correct", .correct, in: [.received, .accepted], .folded,
    isIn: { $0.phase == .received || $0.isAtWindow }, form: { CorrectionForm(forms: $0).html() },
    trial: .correct(filing: anyWords.digest)
  ) { _, _ in nil }

  static let notRequired = CaseStep(
    "not-required", .findNotRequired, in: [.received], .folded,
    reasonsField: StepField.notRequiredReasons, form: { $0.notRequired() },
    trial: .findNotRequired(anyWords)
  ) { form, _ throws(SiteRefusal) in
    let reasons = try StepOrder.reasons(StepField.notRequiredReasons, form)
    return StepOrder(.findNotRequired(reasons), reasons.text)
  }

  static let refuse = CaseStep(
    "refuse", .refuseAcceptance, in: [.received], .folded, reasonsField: StepField.refusalReasons,
    form: { $0.refuse() }, trial: .refuseAcceptance(anyWords)
  ) { form, file throws(SiteRefusal) in
    let reasons = try StepOrder.refusal(form, file)
    return StepOrder(.refuseAcceptance(reasons), reasons.text)
  }

  static let review = CaseStep(
    "review", .review, in: [.accepted], .open, isIn: { !$0.isAtWindow },
    reasonsField: StepField.opinion,
    form: { $0.review() }, trial: .review(passed: true, opinion: anyWords)
  ) { form, _ throws(SiteRefusal) in
    let passed = try StepOrder.choice(StepField.passed, form, "请选择审查结论：通过或者不通过。")
    let opinion = try StepOrder.reasons(StepField.opinion, form)
    return StepOrder(.review(passed: passed, opinion: opinion), opinion.text)
  }

  static let decide = CaseStep(
    "decide", .decide, in: [.accepted], .open, isIn: { !$0.isAtWindow },
    reasonsField: StepField.decisionReasons,
    form: { $0.decide() },
    trial: .decide(granted: true, anyWords, confirmed: Set(Confirmation.allCases))
  ) { form, _ throws(SiteRefusal) in
    let granted = try StepOrder.choice(StepField.granted, form, "请选择决定：准予或者不予。")
    let reasons = try StepOrder.reasons(StepField.decisionReasons, form)
    let confirmed = Set(form.all(StepField.confirmed).compactMap(Confirmation.init))
    var order = StepOrder(
      .decide(granted: granted, reasons, confirmed: confirmed), reasons.text)
    if form[StepField.falsehood] == "true" {
      guard !granted else {
        throw .invalid([Fault(StepField.falsehood, "准予的，不能登记申请人弄虚作假。请核对决定。")])
      }
      order.falsehood = reasons
    }
    return order
  }

  static let deliver = CaseStep(
    "deliver", .deliver, in: [.granted, .refused], .open, form: { $0.deliver() },
    trial: .deliver(.window)
  ) { form, _ throws(SiteRefusal) in
    guard let method = form[StepField.method].flatMap(DeliveryMethod.init(rawValue:)) else {
      throw .invalid([Fault(StepField.method, "请选择送达方式。")])
    }
    return StepOrder(.deliver(method))
  }
}

/// The names of the fields in the forms of these steps; all differ, because the forms share a page.
enum StepField {
  static let step = "step"
  static let told = "told"
  static let notRequiredReasons = "notRequiredReasons"
  static let refusalReasons = "refusalReasons"
  static let competentBody = "competentBody"
  static let passed = "passed"
  static let opinion = "opinion"
  static let granted = "granted"
  static let decisionReasons = "decisionReasons"
  static let falsehood = "falsehood"
  static let method = "method"
  static let confirmed = "confirmed"

  /// What is wrong with a material or a field of the form.
  static func problem(_ target: String) -> String { "problem.\(target)" }

  /// The fields whose words are worth keeping when somebody else was faster.
  static func isWritten(_ name: String) -> Bool {
    [notRequiredReasons, refusalReasons, competentBody, opinion, decisionReasons].contains(name)
      || name.hasPrefix(problem("")) || CaseStep.all.contains { $0.isWritten(name) }
  }
}
