// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Identity
import Journal
import Site

extension ConsultationTurn {
  static let steps: [CaseStep] = [consult, answer, record, remind, withdraw]

  private static let section = "section"
  private static let body = "body"
  private static let days = "days"
  private static let consultation = "consultation"
  private static let stance = "stance"

  /// The sections that can be asked, to choose from.
  @Sendable
  private static func sections(_ file: CaseFile) -> [StepInput.Choice] {
    let names = file.colleagues.filter(\.isActive).compactMap(\.department)
    return Set(names).subtracting([file.row.department]).sorted()
      .map { .init($0, .verbatim($0)) }
  }

  private static let consult = CaseStep(
    "consult", .consult,
    lead: { _ in "出具征求意见函。期限届满以前等待答复；届满没有答复的，可以继续决定，但应当在理由中写明没有答复，不得视为同意。期限不停止计算。" },
    inputs: [
      StepInput(section, "本机关的科室", .pick(sections), isRequired: false),
      StepInput(
        body, "其他单位", .line(max: 60), isRequired: false, help: "向本机关以外的单位征求意见的，填写单位名称。"),
      StepInput(
        days, "答复期限（工作日）", .number(ConsultationTurn.daysAllowed), isRequired: false,
        help: "不填写的，为 \(CaseworkSettings.consultingDays) 个工作日。"),
      .reasons("征求意见的内容", help: "写入征求意见函。"),
    ],
    trial: { file, _ in
      .consulting(
        .ask(
          .body(CaseStep.anyWords.text), days: CaseworkSettings.consultingDays,
          question: CaseStep.anyWords))
    },
    read: { values, _ throws(SiteRefusal) in
      let asked: Asked
      switch (values[section], values[body]) {
      case (let section?, nil): asked = .section(section)
      case (nil, let body?): asked = .body(body)
      default: throw .invalid([Fault(section, "请选择一个科室，或者填写一个单位。")])
      }
      let days = values[Self.days].flatMap { Int($0) } ?? CaseworkSettings.consultingDays
      let command = Command.ask(asked, days: days, question: values.reasons)
      return StepOrder(.consulting(command), values.reasons.text)
    })

  // MARK: Answers

  private static let answer = CaseStep(
    "answer-consultation", .answerConsultation, .asked, button: "提交意见",
    lead: { file in
      let open = mine(file).first
      return
        "征求意见的内容：\(file.text(open?.question))（最迟 \(open?.due(file.calendar) ?? file.clock.asOf) 答复）"
    },
    inputs: answering(mine),
    trial: { file, _ in trialAnswer(mine(file).first, file) }, read: readAnswer)

  private static let record = CaseStep(
    "record-answer", .recordAnswer,
    lead: { _ in "登记其他单位的书面答复，原件归入本件。" },
    inputs: answering(bodies),
    trial: { file, _ in trialAnswer(bodies(file).first, file) }, read: readAnswer)

  /// What was asked of the reader's own section.
  @Sendable
  private static func mine(_ file: CaseFile) -> [Consultation] {
    open(file) { $0.asked == .section(file.reader.department ?? "") }
  }

  /// What was asked of bodies outside.
  @Sendable
  private static func bodies(_ file: CaseFile) -> [Consultation] {
    open(file) { if case .body = $0.asked { true } else { false } }
  }

  private static func open(
    _ file: CaseFile, where isMeant: (Consultation) -> Bool = { _ in true }
  ) -> [Consultation] {
    file.state.consulting.open.map(\.consultation).filter(isMeant)
  }

  private static func place(_ consultation: Consultation?, _ file: CaseFile) -> Int {
    file.state.consulting.open.first { $0.consultation == consultation }?.place ?? 0
  }

  /// One of some consultations, to choose from.
  private static func picking(
    _ some: @escaping @Sendable (CaseFile) -> [Consultation]
  ) -> StepInput {
    StepInput(
      consultation, "征求意见",
      .pick { file in
        some(file).map { .init("\(place($0, file))", .verbatim($0.asked.name)) }
      })
  }

  private static func answering(
    _ some: @escaping @Sendable (CaseFile) -> [Consultation]
  ) -> [StepInput] {
    [
      picking(some),
      StepInput(
        stance, "意见", .choice(Stance.allCases.map { .init($0.rawValue, $0.phrase) })),
      .reasons("意见和理由"),
    ]
  }

  private static func trialAnswer(_ open: Consultation?, _ file: CaseFile) -> Case.Command {
    .consulting(.answer(place(open, file), .agrees, opinion: CaseStep.anyWords))
  }

  @Sendable
  private static func readAnswer(
    _ values: StepValues, _ file: CaseFile
  ) throws(SiteRefusal) -> StepOrder {
    let stance: Stance = try values.choice(Self.stance)
    let command = Command.answer(values.number(consultation), stance, opinion: values.reasons)
    return StepOrder(.consulting(command), values.reasons.text)
  }

  // MARK: Reminders and withdrawals

  private static let remind = CaseStep(
    "remind-consultation", .remindConsultation,
    lead: { _ in "提醒被征求意见的科室答复；期限不变。" }, inputs: [picking { open($0) }],
    trial: { file, _ in .consulting(.remind(place(open(file).first, file))) },
    read: { values, _ in StepOrder(.consulting(.remind(values.number(consultation)))) })

  private static let withdraw = CaseStep(
    "withdraw-consultation", .withdrawConsultation,
    lead: { _ in "不再需要这项意见的，撤回；决定不再等待。" },
    inputs: [picking { open($0) }, .reasons("撤回征求意见的理由")],
    trial: { file, _ in
      .consulting(.withdraw(place(open(file).first, file), reasons: CaseStep.anyWords))
    },
    read: { values, _ throws(SiteRefusal) in
      let command = Command.withdraw(values.number(consultation), reasons: values.reasons)
      return StepOrder(.consulting(command), values.reasons.text)
    })
}
