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
  case noticeTooLate(due: Day)
  case alreadyReviewed
  case reviewsMissing(needed: Int)
  case receiverMayNotDecide
  case ownCase
  case reasonsMissing(Step)
  case decidedAlready
  case licenceMissing

  // The application itself.
  case itemUnknown(code: String)
  case itemNotOpen(code: String)
  case agentsNotAllowed
  case agentRoleNeeded
  case incomplete([Fault])

  // Files.
  case fileEmpty
  case fileTooLarge(maxMegabytes: Int)
  case fileKindNotAccepted(accepted: [String])
  case fileContentDiffers(claimed: String, found: String)
  case fileExecutable
  case tooManyFiles(max: Int)
  case foreignFile

  /// What somebody was about to do.
  package enum Step: String, Sendable, Equatable {
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
  }
}

extension CaseworkRefusal {
  package var kind: RefusalKind {
    switch self {
    case .caseNotFound, .draftNotFound, .fileNotFound, .documentNotFound, .itemUnknown: .notFound
    case .notYourPart, .otherDepartment, .receiverMayNotDecide, .ownCase, .foreignFile,
      .agentRoleNeeded:
      .forbidden
    case .wrongStep, .secondSupplementNotice, .noticeTooLate, .alreadyReviewed, .decidedAlready,
      .itemNotOpen, .reviewsMissing, .licenceMissing:
      .conflict
    case .reasonsMissing, .agentsNotAllowed, .incomplete, .fileEmpty, .tooManyFiles,
      .fileContentDiffers, .fileExecutable:
      .invalid
    case .fileTooLarge: .tooLarge
    case .fileKindNotAccepted: .unsupported
    }
  }

  package var code: String {
    let name = "\(self)".prefix { $0.isLetter || $0.isNumber }
    return "casework/" + name.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
  }

  package var faults: [Fault] {
    switch self {
    case .incomplete(let faults): faults
    case .reasonsMissing: [Fault("reasons", "请写明理由。")]
    default: []
    }
  }

  package var legalBasis: LegalBasis? {
    let article: String
    switch self {
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
    case .incomplete: article = "第三十一条第一款"
    case .agentsNotAllowed: article = "第二十九条第二款"
    default: return nil
    }
    return LegalBasis(law: "行政许可法", article: article)
  }

  package var phrase: Phrase {
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
    case .noticeTooLate(let due):
      "告知补正的期限已于 \(due) 届满，逾期未告知，自收到申请材料之日起即为受理。请直接进入审查。"
    case .alreadyReviewed: "您已经提出过审查意见，请由另一名工作人员审查。"
    case .reviewsMissing(let needed): "还需要 \(needed) 名工作人员提出审查意见，才能作出决定。"
    case .receiverMayNotDecide: "收件、受理和决定应由不同的人办理，您经手了本件的收件或受理，请由其他审批人员决定。"
    case .ownCase: "这是您本人的申请或由您提出的申请，依法应当回避，请由其他工作人员办理。"
    case .reasonsMissing(let step): "“\(step.phrase)”必须写明理由，请填写后再提交。"
    case .decidedAlready: "本件已经作出决定。"
    case .licenceMissing: "本件应当颁发许可证件，证件还没有制作，不能送达。请先完成制证。"
    default: applicationPhrase
    }
  }

  private var applicationPhrase: Phrase {
    switch self {
    case .itemUnknown(let code): "没有编码为 \(code) 的事项，请从事项目录中选择。"
    case .itemNotOpen(let code): "事项 \(code) 已经停止办理，不能再申请。请查看办事指南中的说明。"
    case .agentsNotAllowed: "本事项依法应当由申请人本人提出，不能代办。"
    case .agentRoleNeeded: "您的账号没有代办资格。请以自己的名义申请，或使用代办账号。"
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

extension CaseworkRefusal.Step {
  /// The step as a clerk names it.
  package var phrase: Phrase {
    switch self {
    case .submit: "提交申请"
    case .correct: "当场更正"
    case .noticeSupplement: "一次性补正告知"
    case .supplement: "提交补正材料"
    case .findNotRequired: "不受理（无需许可）"
    case .refuseAcceptance: "不予受理"
    case .accept: "受理"
    case .review: "审查"
    case .decide: "作出决定"
    case .issueLicence: "制证"
    case .deliver: "送达"
    case .withdraw: "撤回申请"
    }
  }
}

extension Case.Phase {
  /// The phase as people name it.
  package var phrase: Phrase {
    switch self {
    case .unfiled: "未提交"
    case .received: "已收件，待受理"
    case .supplementing: "待补正"
    case .accepted: "已受理，审查中"
    case .granted: "准予，待送达"
    case .refused: "不予许可，待送达"
    case .notRequired: "不受理（无需许可）"
    case .notAccepted: "不予受理"
    case .withdrawn: "已撤回"
    case .concluded: "已办结"
    }
  }
}
