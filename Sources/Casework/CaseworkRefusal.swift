// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// Why casework says no: in the reader's words, with what to do, and the article where there is one.
package enum CaseworkRefusal: Refusal, Equatable {
  // What is asked for is not there, or not for this person.
  case caseNotFound
  case draftNotFound
  case fileNotFound
  case documentNotFound
  case notYourPart(Step)
  case otherDepartment

  // The step does not fit where the case stands.
  case wrongStep(Step, Case.Phase)
  case secondSupplementNotice
  /// The window of the joint case does it for all parts at once.
  case jointly(Step, joint: String)
  case noticeTooLate(due: Day)
  case alreadyReviewed
  case reviewsMissing(needed: Int)
  case receiverMayNotDecide
  case ownCase
  case reasonsMissing(Step)
  case decidedAlready
  case licenceMissing
  case deemedRenewed(expiry: Day)
  case licenceEnded(number: String)
  case supplementStillDue(Day)
  case noSuchDocument(String)
  case dayPassed(Day)

  // The turns of a case.
  case notExtended(ExtensionFault)
  case referenceMissing
  case hearingHasItsOwnWay
  case procedureRuns(SpecialProcedure.Kind)
  case procedureDoesNotRun(SpecialProcedure.Kind)
  case nothingDeferred
  case nothingToLookAt
  case deferralOver(due: Day)
  case deferralStillDue(Day)
  case deferredMissing
  case deferredRejected
  case team(TeamRefusal)
  case hearing(HearingRefusal)
  case statement(StatementRefusal)
  case publicNotice(PublicNoticeRefusal)
  case testing(TestingRefusal)
  case forwarding(ForwardingRefusal)

  // Who of the staff may act.
  case staff(StaffRefusal)

  // The application itself.
  case itemUnknown(code: String)
  case itemNotOpen(code: String)
  case agentsNotAllowed
  case agentRoleNeeded
  case barred(BarNotice)
  case incomplete([Fault])
  case notOffered(SignedText)
  case textChanged(SignedText)
  case gateClosed(SignedText, BarNotice)

  // Files.
  case fileEmpty
  case fileTooLarge(maxMegabytes: Int)
  case fileKindNotAccepted(accepted: [String])
  case fileContentDiffers(claimed: String, found: String)
  case fileExecutable
  case tooManyFiles(max: Int)
  case foreignFile

  /// What somebody was about to do.
  package enum Step: String, CaseIterable, Sendable, Equatable {
    case submit
    case correct
    case noticeSupplement
    case supplement
    case findNotRequired
    case refuseAcceptance
    case accept
    case review
    case decide
    case issueLicence
    case deliver
    case withdraw
    case terminate
    case rectify
    case extend
    case beginProcedure
    case prolongProcedure
    case endProcedure
    case supplyDeferred
    case lookDeferred
    case prepareDecision
    case returnToReview
    case returnToWindow
    case sendUp
    case askSignatures
    case addSigner
    case removeSigner
    case sign
    case passSignature
    case claim
    case handOver
    case giveBack
    case takeOver
    case remind
    case consult
    case answerConsultation
    case recordAnswer
    case remindConsultation
    case withdrawConsultation
    case askMore
    case answerMore
    case tellHearingRight, requestHearing, waiveHearing, challengePresider
    case recordHearingRequest, recordHearingWaiver, recordChallenge
    case announceHearing, callHearing, moveHearing, ruleOnChallenge, holdHearing
    case nameParty, dropParty, tellParties, inviteStatement, state, recordStatement
    case publishNotice, withdrawNotice, object, answerObjection
    case recuse, recuseOther, liftRecusal, authorise, recheck
    case assignTesters, recordTest, confirmTest, forward, recordUpperDecision
  }

  /// The refusal of a turn that has refusals of its own.
  private var inner: (any Refusal)? {
    switch self {
    case .hearing(let refusal): refusal
    case .statement(let refusal): refusal
    case .publicNotice(let refusal): refusal
    case .testing(let refusal): refusal
    case .forwarding(let refusal): refusal
    case .staff(let refusal): refusal
    default: nil
    }
  }

  /// The name of a refusal in kebab case: `casework/second-supplement-notice`, `casework/hearing-not-due`.
  static func code(of refusal: some Sendable, in turn: String = "") -> String {
    // A case with values is named by its label alone; to print the values, too, would be most of the work.
    let name = Mirror(reflecting: refusal).children.first?.label ?? "\(refusal)"
    var kebab: [UInt8] = []
    for byte in name.utf8 {
      if upperCase.contains(byte) { kebab.append(UInt8(ascii: "-")) }
      kebab.append(upperCase.contains(byte) ? byte | 0x20 : byte)
    }
    return "casework/\(turn)\(String(decoding: kebab, as: UTF8.self))"
  }

  private static let upperCase = UInt8(ascii: "A")...UInt8(ascii: "Z")
}

extension CaseworkRefusal {
  package var kind: RefusalKind { inner?.kind ?? ownKind }
  package var code: String { inner?.code ?? ownCode }
  package var faults: [Fault] { inner?.faults ?? ownFaults }
  package var legalBasis: LegalBasis? { inner.map(\.legalBasis) ?? ownBasis }
  package var phrase: Phrase { inner?.phrase ?? ownPhrase }

  private var ownKind: RefusalKind {
    switch self {
    case .caseNotFound, .draftNotFound, .fileNotFound, .documentNotFound, .itemUnknown: .notFound
    case .notYourPart, .otherDepartment, .receiverMayNotDecide, .ownCase, .foreignFile,
      .agentRoleNeeded:
      .forbidden
    case .wrongStep, .secondSupplementNotice, .jointly, .noticeTooLate, .alreadyReviewed,
      .decidedAlready,
      .itemNotOpen, .reviewsMissing, .licenceMissing, .deemedRenewed, .licenceEnded, .barred,
      .supplementStillDue, .notExtended,
      .hearingHasItsOwnWay, .procedureRuns, .procedureDoesNotRun,
      .nothingDeferred, .nothingToLookAt, .deferralOver, .deferralStillDue, .deferredMissing,
      .deferredRejected, .notOffered, .textChanged, .gateClosed, .hearing, .statement,
      .publicNotice, .staff, .testing, .forwarding:
      .conflict
    case .noSuchDocument, .dayPassed, .referenceMissing, .reasonsMissing, .agentsNotAllowed,
      .incomplete, .fileEmpty, .tooManyFiles,
      .fileContentDiffers, .fileExecutable:
      .invalid
    case .fileTooLarge: .tooLarge
    case .fileKindNotAccepted: .unsupported
    case .team(let refusal): refusal.kind
    }
  }

  private var ownCode: String {
    if case .team(let refusal) = self { Self.code(of: refusal) } else { Self.code(of: self) }
  }

  private var ownFaults: [Fault] {
    switch self {
    case .incomplete(let faults): faults
    case .reasonsMissing: [Fault("reasons", "请写明理由。")]
    case .noSuchDocument: [Fault("document", "请从本件的文书中选择。")]
    case .dayPassed: [Fault("until", "请填写今天或者以后的日期。")]
    case .referenceMissing: [Fault("reference", "请填写批准文号。")]
    case .team(let refusal): refusal.faults
    default: []
    }
  }

  private var ownBasis: LegalBasis? {
    let article: String
    switch self {
    case .jointly: article = "第二十六条"
    case .secondSupplementNotice, .noticeTooLate: article = "第三十二条第一款第四项"
    case .wrongStep(.accept, .notAccepted): article = "第三十二条第一款第二项"
    case .wrongStep(.accept, .notRequired): article = "第三十二条第一款第一项"
    case .wrongStep(.accept, _): article = "第三十二条第一款第五项"
    case .reviewsMissing, .alreadyReviewed: article = "第三十四条第三款"
    case .reasonsMissing(.decide): article = "第三十八条第二款"
    case .reasonsMissing(.noticeSupplement): article = "第三十二条第一款第四项"
    case .reasonsMissing(.findNotRequired): article = "第三十二条第一款第一项"
    case .reasonsMissing(.refuseAcceptance): article = "第三十二条第一款第二项"
    case .licenceMissing: article = "第四十四条"
    case .deemedRenewed: article = "第五十条第二款"
    case .licenceEnded: article = "第三十八条第一款"
    case .barred(let notice): return notice.basis
    case .incomplete: article = "第三十一条第一款"
    case .agentsNotAllowed: article = "第二十九条第二款"
    case .notExtended(.approver(_, needed: .governmentHead)), .referenceMissing:
      article = "第四十二条第二款"
    case .notExtended, .reasonsMissing(.extend): article = "第四十二条第一款"
    case .hearingHasItsOwnWay: article = "第四十六条"
    case .procedureRuns, .procedureDoesNotRun: article = "第四十五条"
    case .reasonsMissing(.beginProcedure), .reasonsMissing(.prolongProcedure): article = "第四十五条"
    case .deferredMissing, .deferredRejected: article = "第三十八条第一款"
    case .notOffered(.commitment), .textChanged(.commitment), .gateClosed(.commitment, _):
      return .commitments
    case .receiverMayNotDecide: return .oneHand
    case .team(let refusal):
      guard let basis = refusal.article else { return nil }
      article = basis
    case .reasonsMissing(.holdHearing): article = "第四十八条第一款第五项"
    case .reasonsMissing(.recordTest): article = "第五十五条第一款"
    case .reasonsMissing(.forward): article = "第三十五条"
    default: return nil
    }
    return LegalBasis(law: "行政许可法", article: article)
  }

  private var ownPhrase: Phrase {
    switch self {
    case .caseNotFound: "没有找到这个办件，或者它不归您查看。请核对办件编号，或从“我的办件”进入。"
    case .draftNotFound: "没有找到这份草稿。它可能已经提交，请到“我的办件”查看。"
    case .fileNotFound: "没有找到这个文件，或者它不归您查看。"
    case .documentNotFound: "没有找到这份文书，或者它不归您查看。"
    case .notYourPart(let step): "您没有“\(step.phrase)”的权限，请由有权限的人员办理。"
    case .otherDepartment: "这个办件由其他科室办理，请转交该科室。"
    case .wrongStep(let step, let phase):
      "办件现在是“\(phase.phrase)”，不能“\(step.phrase)”。请刷新页面，查看可以办理的步骤。"
    case .secondSupplementNotice: "本件已经一次性告知过补正内容，不能再次告知。请受理，或作出不予受理的决定。"
    case .jointly(let step, let joint):
      "本件是联办件 \(joint) 的一部分，“\(step.phrase)”由牵头窗口对全部子件一次办理。请到联办件的页面办理。"
    case .noticeTooLate(let due):
      "告知补正的期限已于 \(due) 届满，逾期未告知，自收到申请材料之日起即为受理。请直接进入审查。"
    case .alreadyReviewed: "您已经提出过审查意见，请由另一名工作人员审查。"
    case .reviewsMissing(let needed): "还需要 \(needed) 名工作人员提出审查意见，才能作出决定。"
    case .receiverMayNotDecide: "收件、受理和决定应由不同的人办理，您经手了本件的收件或受理，请由其他审批人员决定。"
    case .ownCase: "这是您本人的申请或由您提出的申请，依法应当回避，请由其他工作人员办理。"
    case .reasonsMissing(let step): "“\(step.phrase)”必须写明理由，请填写后再提交。"
    case .decidedAlready: "本件已经作出决定。"
    case .deemedRenewed(let expiry):
      "证照的有效期已于 \(expiry) 届满，届满前没有作出决定，依法视为准予延续，不能再审查、决定或者撤回。请等待系统登记后送达。"
    case .licenceEnded(let number):
      "编号为 \(number) 的证照已经失效，不能准予。请作出不予许可的决定并说明理由，或者以申请事项消灭为由终止办理。"
    case .licenceMissing: "本件应当颁发许可证件，证件还没有制作，不能送达。请先完成制证。"
    case .supplementStillDue(let due): "补正期限到 \(due) 届满，请在期限届满后再终止办理。"
    case .noSuchDocument(let number): "本件没有编号为 \(number) 的文书，请从本件的文书中选择。"
    case .dayPassed(let day): "\(day) 已经过去或者太远，请填写今天或者以后的日期。"
    default: turnPhrase
    }
  }

  private var turnPhrase: Phrase {
    switch self {
    case .notExtended(let fault): "不能延长办理期限：\(fault.phrase)。请在期限内依法办理。"
    case .referenceMissing: "由本级人民政府负责人批准延期的，请填写批准文号。"
    case .hearingHasItsOwnWay: "听证有自己的程序，请使用“听证”办理，不要作为其他特别程序启动。"
    case .procedureRuns(let kind): "“\(kind.phrase)”正在进行，请先结束这项特别程序。"
    case .procedureDoesNotRun(let kind): "本件没有正在进行的“\(kind.phrase)”，请先启动这项特别程序。"
    case .nothingDeferred: "本件没有等待补交的容缺材料，不需要办理。请刷新页面查看。"
    case .nothingToLookAt: "这项材料没有等待核对，请从已经补交的材料中选择。"
    case .deferralOver(let due): "容缺材料的补交期限已于 \(due) 届满，不能再补交。需要办理的，请重新申请。"
    case .deferralStillDue(let due): "容缺材料的补交期限到 \(due) 届满，请在期限届满后再终止办理。"
    case .deferredMissing: "容缺材料还没有补齐、核对，不能作出准予的决定。可以先拟好理由，材料补齐后再决定。"
    case .deferredRejected: "补交的材料不符合要求，不能作出准予的决定。请依法作出不予许可（办理）的决定并说明理由。"
    case .team(let refusal): refusal.phrase
    default: applicationPhrase
    }
  }

  private var applicationPhrase: Phrase {
    switch self {
    case .itemUnknown(let code): "没有编码为 \(code) 的事项，请从事项目录中选择。"
    case .itemNotOpen(let code): "事项 \(code) 已经停止办理，不能再申请。请查看办事指南中的说明。"
    case .agentsNotAllowed: "本事项依法应当由申请人本人提出，不能代办。"
    case .agentRoleNeeded: "您的账号没有代办资格。请以自己的名义申请，或使用代办账号。"
    case .barred(let notice): notice.phrase
    case .notOffered(let text): "您所填写的情形不能签署\(text.phrase)，请按一般方式提交材料。"
    case .textChanged(let text): "\(text.phrase)的文本已经变化，签署没有生效。请阅读新的文本后重新签署，或者按一般方式提交材料。"
    case .gateClosed(let text, let notice): "不能签署\(text.phrase)：\(notice.phrase)您仍然可以按一般方式申请。"
    case .incomplete: "申请还不完整，请补齐标出的内容后再提交。"
    case .fileEmpty: "文件是空的，请重新选择。"
    case .fileTooLarge(let megabytes): "文件太大，最大 \(megabytes) MB。请压缩或降低扫描分辨率后重新上传。"
    case .fileKindNotAccepted(let accepted):
      "不接受这种文件，请上传 \(accepted.joined(separator: "、")) 格式的文件。"
    case .fileContentDiffers(let claimed, let found):
      "文件内容与扩展名不符：扩展名是 \(claimed)，内容是 \(found)。请用原来的程序另存后上传。"
    case .fileExecutable: "这是可执行程序，不是申请材料，已拒绝接收。请上传材料的扫描件。"
    case .tooManyFiles(let max): "一项材料最多上传 \(max) 个文件。请合并后上传。"
    case .foreignFile: "引用了不是您上传的文件，请重新上传。"
    default: "请求无法办理。"
    }
  }
}
