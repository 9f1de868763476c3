// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

extension StatementTurn {
  static let steps: [CaseStep] = [state, name, tell, drop, invite, record]

  private static let personName = "name"
  private static let code = "code"
  private static let phone = "phone"
  private static let number = "party"
  private static let until = "until"
  private static let hearing = "hearing"
  private static let hasView = "stated"

  private static let name = CaseStep(
    "name-party", .nameParty,
    lead: { _ in "审查时发现行政许可事项直接关系他人重大利益的，应当告知该利害关系人，听取其意见（行政许可法第三十六条）。" },
    inputs: [
      StepInput(personName, "姓名或名称", .line(max: 120)),
      StepInput(code, "公民身份号码或统一社会信用代码", .line(max: 20), isRequired: false),
      StepInput(phone, "联系电话", .line(max: 20)),
      .reasons("关系到什么重大利益"),
    ],
    trial: { _, _ in
      .statement(.name(Party(name: "", code: "", phone: ""), interest: CaseStep.anyWords))
    },
    read: { values, file throws(SiteRefusal) in
      let party = Party(
        name: PartyField(.applicant, .name).stored(values[personName] ?? ""),
        code: PartyField(.applicant, .code).stored(values[code] ?? ""),
        phone: PartyField(.applicant, .phone).stored(values[phone] ?? ""))
      let faults = FilingRules.faults(ofOther: party, on: file.clock.asOf)
      guard faults.isEmpty else { throw .invalid(faults) }
      return StepOrder(
        .statement(.name(party, interest: values.reasons)), party.canonical,
        values.reasons.text)
    })

  private static let drop = CaseStep(
    "drop-party", .dropParty, isDangerous: true,
    lead: { _ in "登记有误，或者查明行政许可事项与其没有直接的重大利益关系的，不再作为利害关系人。" },
    inputs: [
      StepInput(
        number, "利害关系人",
        .pick { file in
          file.state.statements.standing.map { .init("\($0)", file.evidence.label(of: .party($0))) }
        }),
      .reasons("理由"),
    ],
    trial: { file, _ in
      .statement(.drop(file.state.statements.standing.first ?? 0, CaseStep.anyWords))
    },
    read: { values, _ throws(SiteRefusal) in
      StepOrder(
        .statement(.drop(values[number].flatMap { Int($0) } ?? 0, values.reasons)),
        values.reasons.text)
    })

  /// When statements are due, where nobody says otherwise.
  private static let dueHelp: Phrase = "不填写的，为自告知之日起 \(CaseworkSettings.stating.number) 个工作日。"

  private static func due(_ values: StepValues, _ file: CaseFile) throws(SiteRefusal) -> Day {
    guard values[until] == nil else { return try values.day(until) }
    return CaseworkSettings.stating.due(after: file.clock.asOf, in: file.calendar)
  }

  private static let tell = CaseStep(
    "tell-parties", .tellParties,
    lead: { file in
      "告知还没有被告知的利害关系人（\(file.state.statements.untold.count) 位）申请的内容，并听取其陈述、申辩（行政许可法第三十六条）；涉及重大利益关系的，同时告知听证权利（第四十七条第一款）。"
    },
    inputs: [
      StepInput(until, "陈述、申辩的最后日期", .day, isRequired: false, help: dueHelp),
      StepInput(hearing, "是否告知听证权利", .either(yes: "告知", no: "不告知")),
      .reasons("告知的内容", help: "写入利害关系人告知书：申请的内容、关系到的利益。"),
    ],
    trial: { _, now in
      .statement(.tell(until: now.day, withHearing: false, CaseStep.anyWords))
    },
    read: { values, file throws(SiteRefusal) in
      let due = try due(values, file)
      return StepOrder(
        .statement(.tell(until: due, withHearing: values.isTrue(hearing), values.reasons)),
        values.reasons.text)
    })

  private static let invite = CaseStep(
    "invite-statement", .inviteStatement,
    lead: { _ in "拟作出对申请人不利的决定的，告知其事实、理由，听取其陈述、申辩（行政许可法第七条、第三十六条）。" },
    inputs: [
      StepInput(until, "陈述、申辩的最后日期", .day, isRequired: false, help: dueHelp),
      .reasons("拟作决定的事实和理由", help: "写入陈述申辩告知书，申请人会看到这段文字。"),
    ],
    trial: { _, now in .statement(.invite(until: now.day, CaseStep.anyWords)) },
    read: { values, file throws(SiteRefusal) in
      let due = try due(values, file)
      return StepOrder(
        .statement(.invite(until: due, values.reasons)), values.reasons.text)
    })

  private static let stance = StepInput(
    hasView, "意见", .either(yes: "提出意见", no: "没有意见"))

  private static let state = CaseStep(
    "state", .state,
    lead: { _ in "您有权陈述、申辩，本机关应当听取您的意见（行政许可法第七条、第三十六条）。" },
    inputs: [stance, .reasons("陈述、申辩的内容", isRequired: false)],
    trial: { _, _ in .statement(.state(.applicant, CaseStep.anyWords)) },
    read: { values, _ throws(SiteRefusal) in statement(of: .applicant, values) })

  private static let record = CaseStep(
    "record-statement", .recordStatement,
    lead: { _ in "登记申请人、利害关系人的陈述、申辩（行政许可法第三十六条）。" },
    inputs: [.voice, stance, .reasons("陈述、申辩的内容", isRequired: false)],
    trial: { _, _ in .statement(.state(.applicant, CaseStep.anyWords)) },
    read: { values, _ throws(SiteRefusal) in statement(of: try values.voice(), values) })

  private static func statement(of voice: Voice, _ values: StepValues) -> StepOrder {
    let words = values.reasons
    return StepOrder(
      .statement(values.isTrue(hasView) ? .state(voice, words) : .decline(voice, words)),
      words.text)
  }
}
