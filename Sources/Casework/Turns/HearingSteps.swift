// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Identity
import Journal
import ShangMi
import Site

extension HearingTurn {
  static let steps: [CaseStep] = [
    tell, request, waive, challenge, recordRequest, recordWaiver, recordChallenge, announce, call,
    move, rule, hold,
  ]

  private static let ground = "ground"
  private static let day = "day"
  private static let time = "time"
  private static let place = "place"
  private static let presider = "presider"
  private static let isPublished = "published"
  private static let isUpheld = "upheld"
  private static let successor = "successor"
  private static let participants = "participants"
  private static let presented = "presented"
  private static let debated = "debated"
  private static let isSigned = "signed"
  private static let unsigned = "unsigned"

  // MARK: The right to one

  private static let tell = CaseStep(
    "tell-hearing-right", .tellHearingRight,
    lead: { _ in
      "行政许可直接涉及申请人与他人之间重大利益关系的，应当告知申请人、利害关系人享有要求听证的权利；他们在五个工作日内申请的，应当组织听证（行政许可法第四十七条第一款）。"
    },
    inputs: [.reasons("涉及的重大利益关系", help: "写入听证权利告知书，申请人、利害关系人会看到这段文字。")],
    trial: { _, _ in .hearing(.tell(CaseStep.anyWords)) },
    read: { values, _ throws(SiteRefusal) in
      StepOrder(.hearing(.tell(values.reasons)), values.reasons.text)
    })

  private static let request = CaseStep(
    "request-hearing", .requestHearing,
    lead: { file in
      let due = file.state.hearingDue(of: .applicant)
      return due.map {
        "您可以申请听证，最迟 \($0)。您不承担组织听证的费用（行政许可法第四十七条）。"
      } ?? "本件涉及他人的重大利益，您可以申请听证。您不承担组织听证的费用（行政许可法第四十七条）。"
    },
    inputs: [.reasons("申请听证的理由", isRequired: false)],
    trial: { _, _ in .hearing(.request(.applicant, CaseStep.anyWords)) },
    read: { values, _ throws(SiteRefusal) in
      StepOrder(.hearing(.request(.applicant, values.reasons)), values.reasons.text)
    })

  private static let waive = CaseStep(
    "waive-hearing", .waiveHearing, isDangerous: true,
    lead: { _ in "放弃听证以后不能再申请；您仍然可以陈述、申辩。" },
    inputs: [.reasons("说明", isRequired: false)],
    trial: { _, _ in .hearing(.waive(.applicant, CaseStep.anyWords)) },
    read: { values, _ throws(SiteRefusal) in
      StepOrder(.hearing(.waive(.applicant, values.reasons)), values.reasons.text)
    })

  private static let challenge = CaseStep(
    "challenge-presider", .challengePresider,
    lead: { _ in
      "认为听证主持人与本件有直接利害关系的，您有权申请其回避（行政许可法第四十八条第一款第三项）。"
    },
    inputs: [.reasons("申请回避的理由")],
    trial: { _, _ in .hearing(.challenge(.applicant, CaseStep.anyWords)) },
    read: { values, _ throws(SiteRefusal) in
      StepOrder(.hearing(.challenge(.applicant, values.reasons)), values.reasons.text)
    })

  // MARK: What the staff write down for somebody

  private static let recordRequest = CaseStep(
    "record-hearing-request", .recordHearingRequest,
    lead: { _ in "登记申请人、利害关系人以书面或者口头提出的听证申请（行政许可法第四十七条第一款）。" },
    inputs: [.voice, .reasons("申请听证的理由", isRequired: false)],
    trial: { file, now in
      .hearing(.request(voice(in: file) { $0.mayRequest($1, on: now.day) }, CaseStep.anyWords))
    },
    read: { values, _ throws(SiteRefusal) in
      let voice = try values.voice()
      return StepOrder(.hearing(.request(voice, values.reasons)), values.reasons.text)
    })

  private static let recordWaiver = CaseStep(
    "record-hearing-waiver", .recordHearingWaiver,
    lead: { _ in "登记申请人、利害关系人放弃听证；申请人无正当理由不出席的，可以作为放弃登记，并写明情况。" },
    inputs: [.voice, .reasons("怎样放弃的", isRequired: false)],
    trial: { file, now in
      .hearing(.waive(voice(in: file) { $0.mayWaive($1, on: now.day) }, CaseStep.anyWords))
    },
    read: { values, _ throws(SiteRefusal) in
      let voice = try values.voice()
      return StepOrder(.hearing(.waive(voice, values.reasons)), values.reasons.text)
    })

  private static let recordChallenge = CaseStep(
    "record-challenge", .recordChallenge,
    lead: { _ in "登记申请人、利害关系人提出的回避申请（行政许可法第四十八条第一款第三项）。" },
    inputs: [.voice, .reasons("申请回避的理由")],
    trial: { file, _ in
      .hearing(
        .challenge(
          voice(in: file) { !$0.hearing.denied.contains($1) }, CaseStep.anyWords))
    },
    read: { values, _ throws(SiteRefusal) in
      let voice = try values.voice()
      return StepOrder(.hearing(.challenge(voice, values.reasons)), values.reasons.text)
    })

  /// The first for whom a step is open; the applicant, where it is for nobody.
  private static func voice(in file: CaseFile, where isOpen: (Case, Voice) -> Bool) -> Voice {
    file.state.voices.first { isOpen(file.state, $0) } ?? .applicant
  }

  // MARK: Calling it

  private static let announce = CaseStep(
    "announce-hearing", .announceHearing,
    lead: { _ in
      "法律、法规、规章规定应当听证的事项，或者本机关认为需要听证的其他涉及公共利益的重大行政许可事项，应当向社会公告，并举行听证（行政许可法第四十六条）。"
    },
    inputs: [
      StepInput(
        ground, "听证的理由",
        .choice(HearingGround.allCases.map { .init($0.rawValue, $0.phrase) })),
      .reasons("公告的内容", help: "在公示页面向社会公开，请不要写入个人信息。"),
    ],
    trial: { _, _ in .hearing(.announce(.law, CaseStep.anyWords)) },
    read: { values, _ throws(SiteRefusal) in
      let ground: HearingGround = try values.choice(Self.ground)
      return StepOrder(.hearing(.announce(ground, values.reasons)), values.reasons.text)
    })

  /// Every half hour in which a hearing can begin.
  private static let times: [StepInput.Choice] = (17...33).map { half in
    let text = "\(half / 2 < 10 ? "0" : "")\(half / 2):\(half.isMultiple(of: 2) ? "00" : "30")"
    return .init(text, .verbatim(text))
  }

  private static let sitting: [StepInput] = [
    StepInput(day, "听证日期", .day, help: "应当在通知之后第七个工作日以后。"),
    StepInput(time, "开始时间", .choice(times)),
    StepInput(place, "听证地点", .line(max: 100)),
    StepInput(
      presider, "听证主持人", .pick(\.presiderChoices),
      help: "由审查本件的工作人员以外的人员主持。"),
    StepInput(
      isPublished, "是否向社会公告", .either(yes: "公告", no: "不公告"),
      help: "听证公开举行；公告的，时间、地点列入公示页面。"),
  ]

  private static let call = CaseStep(
    "call-hearing", .callHearing,
    lead: { file in
      guard let due = file.clock[.hearing]?.due else { return notice }
      return "\(notice)应当在 \(due) 以前组织听证（第四十七条第一款）。"
    },
    inputs: sitting,
    trial: { file, now in .hearing(.call(trialSitting(file, now))) },
    read: { values, file throws(SiteRefusal) in
      let read = try read(values, file)
      return StepOrder(.hearing(.call(read.sitting)), read.place, read.name)
    })

  private static let notice: Phrase =
    "应当于举行听证的七个工作日前将时间、地点通知申请人、利害关系人，必要时予以公告（行政许可法第四十八条第一款第一项）。"

  private static let move = CaseStep(
    "move-hearing", .moveHearing,
    lead: { _ in "改期、变更地点或者主持人的，应当重新通知，并同样提前七个工作日（行政许可法第四十八条第一款第一项）。" },
    inputs: sitting + [.reasons("改期的理由", help: "写入听证通知书，申请人、利害关系人会看到这段文字。")],
    trial: { file, now in .hearing(.move(trialSitting(file, now), CaseStep.anyWords)) },
    read: { values, file throws(SiteRefusal) in
      let read = try read(values, file)
      return StepOrder(
        .hearing(.move(read.sitting, values.reasons)), read.place, read.name,
        values.reasons.text)
    })

  private static func read(
    _ values: StepValues, _ file: CaseFile
  ) throws(SiteRefusal) -> (sitting: HearingSitting, place: String, name: String) {
    let day = try values.day(Self.day)
    let place = values[Self.place] ?? ""
    let colleague = try file.presider(values[presider], at: presider)
    let sitting = HearingSitting(
      day: day, time: values[Self.time] ?? "", place: SM3.digest(place),
      presider: colleague.presider, isPublished: values.isTrue(isPublished))
    return (sitting, place, colleague.name)
  }

  /// A sitting that keeps every rule on days and persons, to ask whether one could be called now.
  private static func trialSitting(_ file: CaseFile, _ now: Instant) -> HearingSitting {
    let context = Case.Context(actor: .system, now: now, calendar: file.calendar)
    return HearingSitting(
      day: earliest(file.state.terms.hearing.notice, context), time: "09:00",
      place: CaseStep.anyWords.digest,
      presider: file.anyPresider
        ?? .init(account: "", name: CaseStep.anyWords.digest),
      isPublished: false)
  }

  private static let rule = CaseStep(
    "rule-on-challenge", .ruleOnChallenge,
    lead: { file in
      let name = file.text(file.state.hearing.sitting?.presider.name)
      return "有人认为听证主持人\(name)与本件有直接利害关系，申请回避（行政许可法第四十八条第一款第三项）。决定回避的，同时指定另一位主持人。"
    },
    inputs: [
      StepInput(isUpheld, "决定", .either(yes: "回避", no: "不回避")),
      StepInput(
        successor, "另行指定的主持人", .pick(\.presiderChoices), isRequired: false,
        help: "决定回避的，应当指定。"),
      .reasons("决定的理由", help: "写入回避决定书，申请人、利害关系人会看到这段文字。"),
    ],
    trial: { _, _ in
      .hearing(.rule(isUpheld: false, successor: nil, CaseStep.anyWords))
    },
    read: { values, file throws(SiteRefusal) in
      let colleague = try values[successor].map { id throws(SiteRefusal) in
        try file.presider(id, at: successor)
      }
      return StepOrder(
        .hearing(
          .rule(
            isUpheld: values.isTrue(isUpheld), successor: colleague?.presider, values.reasons)),
        values.reasons.text, colleague?.name ?? "")
    })

  private static let hold = CaseStep(
    "hold-hearing", .holdHearing, button: "提交听证笔录",
    lead: { _ in
      "听证公开举行：审查人员提供审查意见的证据、理由，申请人、利害关系人提出证据，进行申辩和质证；笔录交参加人确认无误后签字或者盖章，决定根据笔录作出（行政许可法第四十八条）。"
    },
    inputs: [
      StepInput(participants, "听证参加人", .text(max: 2_000), help: "写明姓名和身份。"),
      StepInput(presented, "审查人员提出的审查意见、证据和理由", .text(max: 10_000)),
      StepInput(debated, "申请人、利害关系人的证据、申辩和质证", .text(max: 20_000)),
      StepInput(
        isSigned, "参加人是否都已确认无误并签字或者盖章", .either(yes: "是", no: "有人没有签字")),
      StepInput(
        unsigned, "没有签字的情况", .line(max: 500), isRequired: false,
        help: "有人没有签字的，写明是谁、为什么。"),
    ],
    trial: { _, _ in
      .hearing(
        .hold(
          HearingRecord(
            participants: CaseStep.anyWords.text, presented: CaseStep.anyWords.text,
            debated: CaseStep.anyWords.text, unsigned: nil)))
    },
    read: { values, _ throws(SiteRefusal) in
      let record = HearingRecord(
        participants: values[participants] ?? "", presented: values[presented] ?? "",
        debated: values[debated] ?? "",
        unsigned: values.isTrue(isSigned) ? nil : values[unsigned] ?? "")
      return StepOrder(.hearing(.hold(record)), record.canonical)
    })
}

extension Case {
  fileprivate func mayRequest(_ voice: Voice, on day: Day) -> Bool {
    !hearing.requests.contains(voice) && !hearing.waivers.contains(voice)
      && hearingDue(of: voice).map { day <= $0 } ?? true
  }

  fileprivate func mayWaive(_ voice: Voice, on day: Day) -> Bool {
    hearing.requests.contains(voice)
      || !hearing.waivers.contains(voice) && hearingDue(of: voice).map { day <= $0 } ?? false
  }
}

extension StepInput {
  /// Who is heard: the applicant, or one of the interested parties.
  static let voice = StepInput(
    voiceName, "谁",
    .pick { file in
      file.state.voices.map { .init($0.name, file.evidence.label(of: $0)) }
    })

  fileprivate static let voiceName = "voice"
}

extension StepValues {
  func voice() throws(SiteRefusal) -> Voice {
    guard let voice = self[StepInput.voiceName].flatMap({ Voice($0) }) else {
      throw .invalid([Fault(StepInput.voiceName, "没有这个选项，请从列表中选择。")])
    }
    return voice
  }
}
