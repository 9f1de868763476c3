// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import ShangMi
import Site

/// The steps with a lift.
package enum LiftStep: String, MatterStep {
  case register
  case revise
  case vote
  case callReview
  case giveOpinion
  case concludeReview
  case complete
  case dispute
  case meet
  case settle

  package static let opening = LiftStep.register

  package var phrase: Phrase {
    switch self {
    case .register: "登记单元和业主"
    case .revise: "更正单元和业主"
    case .vote: "登记业主表决"
    case .callReview: "组织联合审查"
    case .giveOpinion: "提出审查意见"
    case .concludeReview: "出具联合审查意见"
    case .complete: "出具综合验收合格通知书"
    case .dispute: "登记纠纷"
    case .meet: "记录调解"
    case .settle: "登记调解结果"
    }
  }

  package var roles: Set<Role> {
    switch self {
    case .register: MatterRoles.applicants.union(MatterRoles.window)
    case .revise, .vote, .dispute:
      MatterRoles.applicants.union(MatterRoles.window).union(MatterRoles.office)
    case .callReview, .giveOpinion, .concludeReview, .complete: MatterRoles.office
    case .meet, .settle: MatterRoles.window.union(MatterRoles.office)
    }
  }

  package var questions: [Question<Lift>] {
    switch self {
    case .register, .revise: Self.staircase
    case .vote:
      [
        Question("on", "表决日期", .day),
        Question(
          "ballots", "表决票",
          .rows([
            Column("unit", "房号"),
            Column(
              "choice", "意见", words: ["同意": "agree", "不同意": "against", "弃权": "abstain"]),
          ]), help: "每行一户：房号，同意、不同意或者弃权。没有参与表决的不填。"),
      ]
    case .callReview:
      [
        Question(
          "departments", "参加的部门和单位",
          .several { _, context in context.rules.reviewers.map { Choice($0, .verbatim($0)) } })
      ]
    case .giveOpinion:
      [
        Question(
          "department", "部门或者单位",
          .pick { lift, context in
            lift.asked.filter { context.leads || context.isOf($0) }
              .map { Choice($0, .verbatim($0)) }
          }),
        Question("favourable", "意见", .either(yes: "同意", no: "不同意")),
        .text("理由和要求"),
      ]
    case .concludeReview:
      [Question("favourable", "审查结论", .either(yes: "同意", no: "不同意")), .text("联合审查意见")]
    case .complete: [.text("验收情况")]
    case .dispute: [.text("当事人和诉求", help: "写明各方是谁、住哪一户、各自的诉求。")]
    case .meet: [Self.openDispute, Question("on", "调解日期", .day), .text("调解情况")]
    case .settle:
      [
        Self.openDispute,
        Question(
          "outcome", "结果",
          .choice(Lift.Dispute.Outcome.allCases.map { Choice($0.rawValue, $0.phrase) })),
        .text("结果说明"),
      ]
    }
  }

  private static let staircase: [Question<Lift>] = [
    Question("address", "住宅坐落（小区、楼栋、单元）", .line(max: 200)),
    Question("storeys", "层数", .number(1...99)),
    Question(
      "units", "各户",
      .rows([
        Column("number", "房号"), Column("area", "专有部分面积"), Column("owner", "业主"),
        Column("code", "证件号码"),
      ]), help: "每行一户：房号，面积（平方米），业主，证件号码。共有的填一名代表；同一证件号码的按一名业主计算。"),
  ]

  private static let openDispute = Question<Lift>(
    "dispute", "纠纷",
    .pick { lift, _ in lift.openDisputes.map { Choice(String($0), "第 \($0) 件") } })

  package func order(_ answers: Answers, _ scene: Scene<Lift>) throws -> Order<Lift> {
    let text = answers.reasons
    switch self {
    case .register, .revise: return try register(answers, scene)
    case .vote: return try vote(answers, scene)
    case .callReview: return Order(command: .callReview(answers.all("departments")))
    case .giveOpinion:
      let opinion = Lift.Opinion(
        department: answers.line("department"), isFavourable: answers.isYes("favourable"),
        text: text.digest)
      return Order(command: .give(opinion), texts: [text.text])
    case .concludeReview:
      return Order(
        command: .conclude(
          isFavourable: answers.isYes("favourable"), text: text.digest,
          number: try LiftDocument.review.number(scene.unit)), texts: [text.text])
    case .complete:
      return Order(
        command: .complete(
          text: text.digest, number: try LiftDocument.completion.number(scene.unit)),
        texts: [text.text])
    case .dispute: return Order(command: .dispute(text.digest), texts: [text.text])
    case .meet:
      return Order(
        command: .meet(
          answers.number("dispute") ?? 0, on: try answers.day("on", through: scene.context.today),
          text: text.digest), texts: [text.text])
    case .settle:
      guard let outcome = Lift.Dispute.Outcome(rawValue: answers.line("outcome")) else {
        throw ProjectRefusal.unanswered([Fault("outcome", "没有这个选项，请从列表中选择。")])
      }
      return Order(
        command: .settle(answers.number("dispute") ?? 0, outcome, text: text.digest),
        texts: [text.text])
    }
  }

  /// Where the staircase is; who owns what is personal, and entered anew.
  package func known(
    of file: MatterFile<Lift>, _: ProjectsDesk, _: Actor
  ) async throws -> [String: String] {
    guard self == .revise, let register = file.state.register else { return [:] }
    return ["address": register.address, "storeys": String(register.storeys)]
  }

  private func register(_ answers: Answers, _ scene: Scene<Lift>) throws -> Order<Lift> {
    var owners: [OwnerList.Owner] = []
    var units: [OwnedUnit] = []
    for (place, row) in answers.rows("units").enumerated() {
      guard let area = Area(row["area"] ?? "") else {
        throw ProjectRefusal.unanswered([
          Fault("units", "第 \(place + 1) 行的面积应当是数字，最多两位小数，例如 95.50。")
        ])
      }
      let owner = OwnerList.Owner(name: row["owner"] ?? "", code: row["code"] ?? "")
      // One identity is one owner, however many flats are his.
      let known = owners.firstIndex { $0.code == owner.code }
      if known == nil { owners.append(owner) }
      units.append(
        OwnedUnit(
          number: row["number"] ?? "", area: area, owner: known.map { $0 + 1 } ?? owners.count))
    }
    let list = OwnerList(owners: owners)
    let isApplicant = scene.actor.holds(anyOf: MatterRoles.applicants)
    let register = Lift.Register(
      address: answers.line("address"), storeys: answers.number("storeys") ?? 0,
      applicant: scene.state.register.map(\.applicant) ?? (isApplicant ? scene.actor.id : nil),
      units: units, owners: list.digest)
    return Order(command: .register(register), texts: [list.canonical])
  }

  private func vote(_ answers: Answers, _ scene: Scene<Lift>) throws -> Order<Lift> {
    let list = BallotList(
      ballots: answers.rows("ballots").map { row in
        Vote.Ballot(
          unit: row["unit"] ?? "", choice: Vote.Choice(rawValue: row["choice"] ?? "") ?? .abstain)
      })
    let vote = try Vote(list.ballots, among: scene.state.register?.units ?? [])
    let held = Lift.Held(
      on: try answers.day("on", through: scene.context.today), vote: vote, ballots: list.digest)
    return Order(command: .vote(held), texts: [list.canonical])
  }
}
