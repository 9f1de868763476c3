// SPDX-License-Identifier: Apache-2.0

import Deadlines
import ShangMi
import Site

extension ConsultationTurn.Event {
  package var phrase: Phrase {
    switch self {
    case .asked(let asked, _, _): "向 \(asked.name) 征求意见"
    case .answered(_, let asked, let stance, _, _): "\(asked.name) 答复：\(stance.phrase)"
    case .reminded(_, let asked): "催请 \(asked.name) 答复"
    case .withdrawn(_, let asked, _): "撤回向 \(asked.name) 的征求意见"
    }
  }

  package var step: CaseworkRefusal.Step? {
    switch self {
    case .asked: .consult
    case .answered(_, .section, _, _, _): .answerConsultation
    case .answered: .recordAnswer
    case .reminded: .remindConsultation
    case .withdrawn: .withdrawConsultation
    }
  }

  package var part: CasePart {
    switch self {
    case .answered(_, .section, _, _, _): .consulted
    default: .section
    }
  }

  package var text: Digest? {
    switch self {
    case .asked(_, _, let text), .answered(_, _, _, let text, _), .withdrawn(_, _, let text): text
    case .reminded: nil
    }
  }

  package var details: [TurnDetail] {
    switch self {
    case .asked(let asked, let days, _):
      [
        TurnDetail("征求意见的对象", .verbatim(asked.name)),
        TurnDetail("答复期限", "\(days) 个工作日"),
      ]
    case .answered(_, _, let stance, _, _): [TurnDetail("意见", stance.phrase)]
    case .reminded, .withdrawn: []
    }
  }

  package var document: DocumentKind? {
    switch self {
    case .asked: .consultationLetter
    case .answered, .reminded, .withdrawn: nil
    }
  }

  package var addressees: [Addressee] {
    switch self {
    case .asked(.section(let name), _, _), .reminded(_, .section(let name)),
      .withdrawn(_, .section(let name), _):
      [.section(name)]
    case .answered(_, _, _, _, let addressee): [addressee]
    case .asked, .reminded, .withdrawn: []
    }
  }

  package var isInternal: Bool { true }
}

extension ConsultationTurn.Stance {
  package var phrase: Phrase {
    switch self {
    case .agrees: "同意"
    case .conditions: "附条件同意"
    case .objects: "不同意"
    }
  }
}
