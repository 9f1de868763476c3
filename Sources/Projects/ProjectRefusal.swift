// SPDX-License-Identifier: Apache-2.0

import Casework
import Codes
import Deadlines
import Identity
import Journal
import Site

/// Why this room says no: in the reader's words, with what to do.
package enum ProjectRefusal: Refusal, Hashable {
  case notFound
  case notYourPart(Phrase)
  case wrongStanding(step: Phrase, standing: Phrase)
  case unanswered([Fault])

  // Projects and their phases.
  case codeUnreadable(CodeFault)
  case projectExists(String)
  case projectUnknown(String)
  case caseNotOfProject(String)
  case previousPhaseMissing(Phrase)
  case wholeIssued(number: String)
  case scopeOverlap(part: String, caseNumber: String)
  case scopeMissing
  case projectUnreadable(String)
  case startTooLate(Day)
  case extensionsUsedUp
  case recheckMissing

  // Starting on commitment.
  case conditionsUnmet(count: Int)
  case nothingRequired
  case promiseChanged
  case caseJoined(String)
  case requirementUnknown(String)
  case requirementSettled(String)
  case requirementsOpen(count: Int)

  // Votes and reviews of lifts.
  case nothingOwned
  case unitTwice(String)
  case areaZero(String)
  case unknownUnit(String)
  case ballotTwice(String)
  case dividedOwner(Int, units: String)
  case moreThanOwners
  case areaWithoutOwner
  case buildingTooLow(Int)
  case notCarried
  case opinionsMissing(String)
  case departmentUnknown(String)
  case disputeUnknown(Int)
}

extension ProjectRefusal {
  package var kind: RefusalKind {
    switch self {
    case .notFound: .notFound
    case .notYourPart: .forbidden
    case .wrongStanding, .projectExists, .previousPhaseMissing, .wholeIssued, .scopeOverlap,
      .scopeMissing, .projectUnreadable, .promiseChanged, .caseJoined, .requirementSettled,
      .requirementsOpen, .notCarried, .opinionsMissing, .startTooLate, .extensionsUsedUp,
      .recheckMissing:
      .conflict
    default: .invalid
    }
  }

  package var code: String {
    let name = "\(self)".prefix { $0.isLetter || $0.isNumber }
    return "projects/" + name.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
  }

  package var faults: [Fault] {
    switch self {
    case .unanswered(let faults): faults
    case .codeUnreadable, .projectUnknown: [Fault("code", phrase)]
    case .startTooLate: [Fault("on", phrase)]
    case .nothingOwned, .unitTwice, .areaZero: [Fault("units", phrase)]
    case .unknownUnit, .ballotTwice, .dividedOwner: [Fault("ballots", phrase)]
    default: []
    }
  }

  package var legalBasis: LegalBasis? {
    switch self {
    case .nothingOwned, .unitTwice, .areaZero, .unknownUnit, .ballotTwice, .dividedOwner,
      .moreThanOwners, .areaWithoutOwner, .notCarried:
      .jointDecision
    case .buildingTooLow: LegalBasis(law: "武政规〔2018〕27号", article: "适用范围")
    case .previousPhaseMissing, .wholeIssued, .scopeOverlap, .scopeMissing, .projectUnreadable:
      ConstructionRules.standard.stagingBasis
    case .conditionsUnmet: ConstructionRules.standard.startBasis
    case .nothingRequired, .promiseChanged, .requirementsOpen:
      LegalBasis(law: "武政规〔2022〕14号", article: "项目综合要求清单")
    case .codeUnreadable, .projectUnknown, .projectExists:
      LegalBasis(law: "GB/T 40058-2021", article: "投资项目统一代码")
    case .startTooLate, .extensionsUsedUp: .startOfWorks
    case .recheckMissing: .stopOfWorks
    case .opinionsMissing: LegalBasis(law: "行政许可法", article: "第二十六条第二款")
    default: nil
    }
  }

  package var phrase: Phrase {
    switch self {
    case .notFound: "没有找到，或者不归您查看。请从列表进入。"
    case .notYourPart(let step): "您没有“\(step)”的权限，请由有权限的人员办理。"
    case .wrongStanding(let step, let standing):
      "现在是“\(standing)”，不能“\(step)”。请刷新页面，查看可以办理的步骤。"
    case .unanswered: "填写有误，请按提示更正后再提交。"
    case .codeUnreadable(let fault): "投资项目统一代码不正确：\(fault.phrase)"
    case .projectExists(let code): "项目 \(code) 已经登记，请按代码查找后直接使用。"
    case .projectUnknown(let code): "没有登记代码为 \(code) 的项目。请先登记项目。"
    case .caseNotOfProject(let number): "办件 \(number) 没有填写本项目的代码，或者不归您查看，不能关联。"
    case .previousPhaseMissing(let phase): "“\(phase)”还没有核发施工许可证，本阶段不能准予。请待上一阶段领证后再决定。"
    case .wholeIssued(let number): "整体施工许可证 \(number) 已经核发，不再分阶段发证。"
    case .scopeOverlap(let part, let number): "施工范围“\(part)”与办件 \(number) 重叠。请更正范围后再决定。"
    case .scopeMissing: "还没有登记本阶段的施工范围。请在项目页面登记后再决定。"
    case .projectUnreadable(let text): "项目代码“\(text)”无法识别，查不到上一阶段的施工许可证。请先更正项目代码。"
    default: laterPhrase
    }
  }

  private var laterPhrase: Phrase {
    switch self {
    case .conditionsUnmet(let count): "还有 \(count) 项条件没有满足，不能确认适用。请逐项核对，或者作出不适用的决定。"
    case .nothingRequired: "综合要求清单还是空的。请由各部门提出要求后再确定清单。"
    case .promiseChanged: "承诺书的内容已经变化。请重新阅读后再签署。"
    case .caseJoined(let number): "办件 \(number) 已经关联，不需要重复关联。"
    case .requirementUnknown(let key): "清单中没有编号为 \(key) 的要求，请从列出的要求中选择。"
    case .requirementSettled(let key): "要求 \(key) 已经有结论，不需要再办理。"
    case .requirementsOpen(let count): "还有 \(count) 项要求没有核查结论，不能办结。"
    case .startTooLate(let day): "应当在 \(day) 以前开工。不能按期开工的，请先申请延期。"
    case .extensionsUsedUp: "已经延期两次，不能再延期。到期不开工的，许可证自行废止，需要重新申请。"
    case .recheckMissing: "中止施工已满一年，恢复施工前应当由发证机关核验施工许可证。请先核验。"
    case .nothingOwned: "没有登记任何专有部分。请先登记本单元各户的房号、面积和业主。"
    case .unitTwice(let unit): "房号 \(unit) 登记了两次。每户只能登记一次，请更正。"
    case .areaZero(let unit): "房号 \(unit) 的专有部分面积为零。请按不动产权证书填写面积。"
    case .unknownUnit(let unit): "登记的各户中没有房号 \(unit)。请核对表决票。"
    case .ballotTwice(let unit): "房号 \(unit) 有两张表决票。每户只能投一票，请更正。"
    case .dividedOwner(let owner, let units):
      "业主 \(owner) 有多套房屋（\(units)），各套的意见应当一致，请更正。"
    case .moreThanOwners: "票数对不上：参与表决的不能多于全体业主，同意的不能多于参与表决的。请核对后重新填写。"
    case .areaWithoutOwner: "面积和人数对不上：有面积就有业主，有业主就有面积。请核对后重新填写。"
    case .buildingTooLow(let storeys): "住宅只有 \(storeys) 层。四层以上、未设电梯的既有住宅才可以加装。"
    case .notCarried: "表决没有通过：参与的面积和人数都应当达到三分之二，同意的都应当达到参与的四分之三。"
    case .opinionsMissing(let names): "还没有收到这些部门的意见：\(names)。收齐后再出具联合审查意见。"
    case .departmentUnknown(let name): "“\(name)”没有参加，请从列出的部门中选择。"
    case .disputeUnknown(let place): "没有第 \(place) 件纠纷，请从列出的纠纷中选择。"
    default: "请求无法办理。"
    }
  }
}

extension LegalBasis {
  /// What owners decide together, and by which majorities.
  static let jointDecision = LegalBasis(law: "民法典", article: "第二百七十八条")
}

extension ProjectRefusal {
  /// The refusal that is shown with a form that was sent; nil when the error is somebody else's to show.
  static func shown(_ error: any Error) -> (any Refusal)? {
    if case JournalFailure.changed = error {
      return SiteRefusal(
        .conflict, "projects/changed", "在您填写期间内容有了变化。请核对后再提交，填写的内容仍然保留。")
    }
    guard let refusal = error as? any Refusal, refusal.isShownWithForm else { return nil }
    return refusal
  }
}
