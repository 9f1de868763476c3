// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Site

extension LicenceStanding {
  /// The standing as people name it.
  package var phrase: Phrase {
    switch self {
    case .valid: "有效"
    case .notYet: "尚未生效"
    case .expired: "已过期"
    case .suspended: "已暂扣"
    case .cancelled: "已注销"
    case .revoked: "已撤销"
    case .withdrawn: "已撤回"
    case .annulled: "已吊销"
    case .superseded: "旧版，已换发"
    }
  }
}

extension LicenceMeasure {
  package var phrase: Phrase {
    switch self {
    case .revoke: "撤销许可"
    case .withdraw: "撤回许可"
    case .cancel: "注销许可"
    case .annul: "吊销证件"
    case .suspend: "暂扣证件"
    case .resume: "恢复证件"
    }
  }

  /// The word of the law, for documents.
  var chinese: String {
    switch self {
    case .revoke: "撤销"
    case .withdraw: "撤回"
    case .cancel: "注销"
    case .annul: "吊销"
    case .suspend: "暂扣"
    case .resume: "恢复"
    }
  }
}

extension LicenceGround {
  package var phrase: Phrase {
    switch self {
    case .abuse: "工作人员滥用职权、玩忽职守作出准予决定"
    case .beyondCompetence: "超越法定职权作出准予决定"
    case .procedure: "违反法定程序作出准予决定"
    case .unqualified: "对不具备申请资格或者不符合法定条件的申请人准予许可"
    case .otherRevocable: "依法可以撤销的其他情形"
    case .fraud: "以欺骗、贿赂等不正当手段取得许可（应当撤销）"
    case .lawChanged: "所依据的法律、法规、规章修改或者废止"
    case .circumstancesChanged: "所依据的客观情况发生重大变化"
    case .expired: "有效期届满未延续"
    case .personGone: "公民死亡或者丧失行为能力"
    case .entityEnded: "法人或者其他组织依法终止"
    case .struck: "许可被撤销、撤回，或者证件被吊销"
    case .forceMajeure: "因不可抗力无法实施"
    case .otherCancellable: "法律、法规规定应当注销的其他情形"
    case .application: "持证人申请注销"
    case .penalty: "有权机关的行政处罚决定"
    }
  }
}

extension LicenceOutcome {
  /// The outcome of a proceeding about a measure.
  func phrase(of measure: LicenceMeasure) -> Phrase {
    switch self {
    case .carriedOut: "决定\(measure.phrase)"
    case .spared: "不予撤销：可能对公共利益造成重大损害"
    case .declined: "事由成立，但是不\(measure.phrase)"
    case .unfounded: "事由不成立，终止程序"
    }
  }
}

extension LicenceDocumentKind {
  /// What the document is called, on screens and above its text.
  package var title: Phrase {
    switch self {
    case .notice: "撤销（撤回）行政许可事先告知书"
    case .revocation: "撤销行政许可决定书"
    case .sparing: "不予撤销行政许可决定书"
    case .withdrawal: "撤回行政许可决定书"
    case .annulment: "行政许可证件吊销登记书"
    case .suspension: "行政许可证件暂扣登记书"
    case .resumption: "行政许可证件恢复登记书"
    case .cancellation: "注销行政许可决定书"
    case .closing: "终止程序通知书"
    }
  }
}

extension Visit {
  /// How a licence stands, in a small frame.
  package func badge(_ standing: LicenceStanding) -> HTML {
    let tone: UI.Tone =
      switch standing {
      case .valid: .good
      case .notYet: .info
      case .expired, .suspended, .superseded: .warn
      case .cancelled, .revoked, .withdrawn, .annulled: .bad
      }
    return UI.badge(t(standing.phrase), tone)
  }

  /// From when until when a licence is valid.
  func validity(_ row: LicenceRow) -> String {
    guard let until = row.until else { return t("自 \(row.from) 起长期有效") }
    return t("\(row.from) 至 \(until)")
  }
}
