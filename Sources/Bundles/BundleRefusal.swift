// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import Site

/// Why this room says no: in the reader's words, with what to do.
package enum BundleRefusal: Refusal, Hashable {
  case bundleNotFound
  case draftNotFound
  case jointNotFound
  case compositeNotFound
  case changedUnderSameVersion(code: String, version: Int)
  case versionOutOfOrder(code: String, latest: Int)
  /// A member's item cannot be applied for today.
  case itemNotOpen(name: String)
  case unanswered([Fault])
  case incomplete([Fault])
  case agentRoleNeeded

  case notYourPart(JointStep)
  case otherDepartment
  /// Somebody of the staff signs in the applicant's place.
  case staffCannotSign
  case ownCase
  case wrongStep(JointStep, JointStanding)
  case secondNotice
  case noticeTooLate(due: Day)
  case nothingAsked
  case reasonsMissing(JointStep)
  case unknownPart(String)
  case unknownPaper(String)
  case partIsThere(String)
  /// What a part would wait for has ended without a grant.
  case nothingToWaitFor(String, before: String)
  case extendedAlready
  case extensionTooLate(due: Day)
  case referenceMissing
  case nothingToDeliver
}

/// What somebody was about to do with a joint case.
package enum JointStep: String, Sendable, Hashable, Codable, CaseIterable {
  case submit
  case accept
  case ask
  case notice
  case supplement
  case add
  case fill
  case share
  case planVisit
  case noteVisit
  case extend
  case deliver
  case withdraw

  package var phrase: Phrase {
    switch self {
    case .submit: "提交联办申请"
    case .accept: "联合受理"
    case .ask: "提出补正意见"
    case .notice: "一次性告知补正"
    case .supplement: "补正"
    case .add: "增办一项"
    case .fill: "登记办理结果"
    case .share: "共享意见"
    case .planVisit: "约定联合勘验"
    case .noteVisit: "记录联合勘验"
    case .extend: "延长联合办理期限"
    case .deliver: "统一送达"
    case .withdraw: "撤回整件申请"
    }
  }
}

extension BundleRefusal {
  package var kind: RefusalKind {
    switch self {
    case .bundleNotFound, .draftNotFound, .jointNotFound, .compositeNotFound: .notFound
    case .notYourPart, .otherDepartment, .ownCase, .agentRoleNeeded, .staffCannotSign: .forbidden
    case .changedUnderSameVersion, .versionOutOfOrder, .itemNotOpen, .wrongStep, .secondNotice,
      .noticeTooLate, .partIsThere, .nothingToWaitFor, .extendedAlready, .extensionTooLate,
      .nothingToDeliver:
      .conflict
    case .unanswered, .incomplete, .nothingAsked, .reasonsMissing, .unknownPart, .unknownPaper,
      .referenceMissing:
      .invalid
    }
  }

  package var code: String {
    let name = "\(self)".prefix { $0.isLetter || $0.isNumber }
    return "bundles/" + name.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
  }

  package var faults: [Fault] {
    switch self {
    case .unanswered(let faults), .incomplete(let faults): faults
    case .reasonsMissing: [Fault("text", "请写明内容。")]
    case .nothingAsked: [Fault("entries", "请选择需要补正的材料或者填报项，并写明问题。")]
    case .referenceMissing: [Fault("reference", "请填写批准文号。")]
    default: []
    }
  }

  package var legalBasis: LegalBasis? {
    let article: String
    switch self {
    case .notYourPart(.accept), .notYourPart(.notice), .otherDepartment: article = "第二十六条"
    case .secondNotice, .noticeTooLate, .reasonsMissing(.notice): article = "第三十二条第一款第四项"
    case .incomplete: article = "第三十一条第一款"
    case .extendedAlready, .extensionTooLate, .referenceMissing:
      article = "第四十二条第二款"
    case .unanswered: article = "第三十条"
    default: return nil
    }
    return LegalBasis(law: "行政许可法", article: article)
  }

  package var phrase: Phrase {
    switch self {
    case .bundleNotFound: "没有这个一件事，请从列表中选择，或者换一个说法查找。"
    case .draftNotFound: "没有找到这份草稿。它可能已经提交，请到“联办件”查看。"
    case .jointNotFound: "没有找到这个联办件，或者它不归您查看。"
    case .compositeNotFound: "没有查到这个综合许可证，请核对编号。"
    case .changedUnderSameVersion(let code, let version):
      "“\(code)”第 \(version) 版已经发布，内容不能再改。请把 version 加一并写明新的 effective 日期后再导入。"
    case .versionOutOfOrder(let code, let latest):
      "“\(code)”：新版本的版本号和生效日期都应当大于第 \(latest) 版。"
    case .itemNotOpen(let name): "“\(name)”现在不能申请，这个一件事暂时不能办理。请咨询牵头窗口。"
    case .unanswered: "还有问题没有回答，回答后才能得出准确的事项、表单和材料。"
    case .incomplete: "申请还不完整，请补齐标出的内容后再提交。"
    case .agentRoleNeeded: "您的账号没有代办资格。请以自己的名义申请，或使用代办账号。"
    default: stepPhrase
    }
  }

  private var stepPhrase: Phrase {
    switch self {
    case .staffCannotSign: "承诺书由申请人本人或者代办人签署，工作人员不能代签。请按一般方式提交材料。"
    case .notYourPart(let step) where [.supplement, .add, .withdraw].contains(step):
      "“\(step.phrase)”由申请人本人或者代办人办理。"
    case .notYourPart(let step): "您没有“\(step.phrase)”的权限，请由牵头窗口或者有权限的人员办理。"
    case .otherDepartment: "您的科室没有参与这个联办件，请由参与的科室办理。"
    case .ownCase: "这是您本人的申请或由您提出的申请，依法应当回避，请由其他工作人员办理。"
    case .wrongStep(let step, let standing):
      "联办件现在是“\(standing.phrase)”，不能“\(step.phrase)”。请刷新页面，查看可以办理的步骤。"
    case .secondNotice: "本件已经一次性告知过补正内容，不能再次告知。请受理，或者对不符合条件的子件分别作出决定。"
    case .noticeTooLate(let due): "告知补正的期限已于 \(due) 届满，逾期未告知，自收到申请材料之日起即为受理。"
    case .nothingAsked: "没有选择需要补正的内容。请选择材料或者填报项，并写明问题。"
    case .reasonsMissing(let step): "“\(step.phrase)”必须写明内容，请填写后再提交。"
    case .unknownPart(let key): "这个联办件没有名为 \(key) 的子件，请从列出的子件中选择。"
    case .unknownPaper(let key): "这个联办件没有名为 \(key) 的材料或者填报项，请从列出的内容中选择。"
    case .nothingToWaitFor(let key, let before):
      "子件 \(key) 要等子件 \(before) 准予以后才能办理，而 \(before) 已经结束，没有准予。请重新申请。"
    case .partIsThere(let key): "子件 \(key) 已经在办，不需要增办。"
    case .extendedAlready: "联合办理的期限已经延长过一次，不能再次延长。"
    case .extensionTooLate(let due): "联合办理的期限已于 \(due) 届满，期满以后不能再延长。"
    case .referenceMissing: "请填写本级人民政府负责人批准的文号。"
    case .nothingToDeliver: "没有等待送达的子件。已经送达的，可以在各子件的页面查看。"
    default: "请求无法办理。"
    }
  }
}
