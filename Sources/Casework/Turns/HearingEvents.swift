// SPDX-License-Identifier: Apache-2.0

import Deadlines
import ShangMi
import Site

extension HearingTurn {
  /// What somebody is told with his right to a hearing.
  static func right(until: Day) -> [TurnDetail] {
    [
      TurnDetail("听证权利", "享有要求听证的权利"),
      TurnDetail("申请听证的期限", "自被告知之日起五个工作日内，最迟 \(until)"),
      costs,
    ]
  }

  /// 行政许可法 article 47 ¶2.
  fileprivate static let costs = TurnDetail(
    "听证费用", "申请人、利害关系人不承担行政机关组织听证的费用（行政许可法第四十七条第二款）")
}

extension HearingTurn.Event {
  package var phrase: Phrase {
    switch self {
    case .told: "告知听证权利"
    case .requested(let voice, _): "\(voice.phrase)申请听证"
    case .waived(let voice, _): "\(voice.phrase)放弃听证"
    case .announced: "公告举行听证"
    case .called: "通知听证的时间、地点"
    case .moved: "听证改期"
    case .challenged(let voice, _): "\(voice.phrase)申请听证主持人回避"
    case .ruled(let isUpheld, _, _): isUpheld ? "决定听证主持人回避" : "驳回回避申请"
    case .held: "举行听证"
    }
  }

  package var step: CaseworkRefusal.Step? {
    switch self {
    case .told: .tellHearingRight
    case .requested: .requestHearing
    case .waived: .waiveHearing
    case .announced: .announceHearing
    case .called: .callHearing
    case .moved: .moveHearing
    case .challenged: .challengePresider
    case .ruled: .ruleOnChallenge
    case .held: .holdHearing
    }
  }

  package var part: CasePart {
    switch self {
    case .told, .announced: .review
    case .called, .moved: .approval
    case .requested(let voice, _), .waived(let voice, _), .challenged(let voice, _): voice.part
    case .ruled: .head
    case .held: .presider
    }
  }

  package var text: Digest? {
    switch self {
    case .told(_, _, let text), .requested(_, let text), .waived(_, let text),
      .announced(_, let text), .moved(_, let text), .challenged(_, let text),
      .ruled(_, _, let text):
      text
    case .called, .held: nil
    }
  }

  private var sitting: HearingSitting? {
    switch self {
    case .called(let sitting), .moved(let sitting, _): sitting
    default: nil
    }
  }

  package var texts: [Digest] {
    var named = [text, sitting?.place, sitting?.presider.name]
    if case .ruled(_, let successor, _) = self { named.append(successor?.name) }
    if case .held(let record) = self { named.append(record) }
    return named.compactMap(\.self)
  }

  /// The account of who is to preside.
  private var presider: String? {
    if case .ruled(_, let successor, _) = self { return successor?.account }
    return sitting?.presider.account
  }

  package var colleagues: [String] { presider.map { [$0] } ?? [] }
  package var addressees: [Addressee] { colleagues.map(Addressee.colleague) }

  package var details: [TurnDetail] {
    switch self {
    case .told(_, let until, _): HearingTurn.right(until: until)
    case .announced(let ground, _):
      [TurnDetail("听证的理由", ground.phrase), TurnDetail("听证方式", "公开举行"), HearingTurn.costs]
    case .called(let sitting), .moved(let sitting, _):
      [
        TurnDetail("听证日期", "\(sitting.day) \(sitting.time)"),
        TurnDetail("听证方式", "公开举行"),
      ]
    case .requested, .waived, .challenged, .ruled, .held: []
    }
  }

  package func details(in evidence: CaseEvidence) -> [TurnDetail] {
    switch self {
    case .told(let voices, _, _):
      voices.map { TurnDetail("被告知人", evidence.label(of: $0)) } + details
    case .called(let sitting), .moved(let sitting, _):
      details + [
        TurnDetail("听证地点", .verbatim(evidence.text(sitting.place))),
        TurnDetail("听证主持人", .verbatim(evidence.text(sitting.presider.name))),
        TurnDetail("回避", "认为主持人与本件有直接利害关系的，有权申请回避（行政许可法第四十八条第一款第三项）"),
        HearingTurn.costs,
      ]
    case .ruled(_, let successor, _):
      successor.map { [TurnDetail("听证主持人", .verbatim(evidence.text($0.name)))] } ?? []
    case .held(let digest):
      evidence.record(digest)?.details ?? []
    case .requested, .waived, .announced, .challenged: details
    }
  }

  package var document: DocumentKind? {
    switch self {
    case .told: .hearingRightNotice
    case .announced: .hearingAnnouncement
    case .called, .moved: .hearingNotice
    case .ruled: .recusalDecision
    case .held: .hearingRecord
    case .requested, .waived, .challenged: nil
    }
  }

  package var recipients: [Recipient] {
    if case .announced = self { [.everybody] } else { [.applicant, .interested] }
  }
}

extension HearingRecord {
  /// The record in the order in which it is read.
  var details: [TurnDetail] {
    [
      TurnDetail("听证参加人", .verbatim(participants)),
      TurnDetail("审查人员提出的审查意见、证据和理由", .verbatim(presented)),
      TurnDetail("申请人、利害关系人的证据、申辩和质证", .verbatim(debated)),
      TurnDetail(
        "确认和签字", unsigned.map { .verbatim($0) } ?? "听证笔录已经交听证参加人确认无误并签字或者盖章"),
    ]
  }
}

extension HearingGround {
  package var phrase: Phrase {
    switch self {
    case .law: "法律、法规、规章规定应当听证"
    case .publicInterest: "涉及公共利益的重大行政许可事项，本机关认为需要听证"
    }
  }
}
