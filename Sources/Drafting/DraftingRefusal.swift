// SPDX-License-Identifier: Apache-2.0

import Codes
import Deadlines
import Journal
import Site

/// The reasons for which this room says no.
package enum DraftingRefusal: Refusal, Hashable {
  // What is not there.
  case basicNotFound
  case draftNotFound
  case itemNotFound
  case delegationNotFound
  case reformNotFound
  case versionNotFound(Int)

  // Claiming.
  case alreadyClaimed(name: String)
  case basicCancelled(name: String)
  case levelNotExercised
  case codeUnlawful(String)

  // Writing.
  case draftOpen(id: String)
  case draftElsewhere(ItemDraft.Status)
  case keyElsewhere(key: String, section: DraftSection)
  case fieldsUnreadable(DraftSection)
  case changedMeanwhile([DraftChange])
  case faulty(Int)
  case codeChanged(expected: String)
  case nothingChanged

  // Reviewing and publishing.
  case notYourPart
  case ownDraft
  case reasonsMissing
  case tooEarly(today: Day)
  case overtaken(latest: Int)

  // Standing.
  case alreadyWithdrawn
  case notWithdrawn
  case noWithdrawalToCallOff

  // Departments and streets.
  case departmentMissing
  case sameDepartment
  case streetsMissing
  case basisMissing
  case daysDoNotFit
  case overlaps(street: String)
  case isOver

  // Reforms.
  case reformIncomplete(field: String)
  case reformElsewhere(MicroReform.Status)
  case effectMissing

  package var kind: RefusalKind {
    switch self {
    case .basicNotFound, .draftNotFound, .itemNotFound, .delegationNotFound, .reformNotFound,
      .versionNotFound:
      .notFound
    case .notYourPart, .ownDraft: .forbidden
    case .changedMeanwhile: .preconditionFailed
    case .alreadyClaimed, .basicCancelled, .draftOpen, .draftElsewhere, .nothingChanged,
      .overtaken, .alreadyWithdrawn, .notWithdrawn, .noWithdrawalToCallOff, .overlaps, .isOver,
      .reformElsewhere:
      .conflict
    case .levelNotExercised, .codeUnlawful, .keyElsewhere, .fieldsUnreadable, .faulty,
      .codeChanged, .reasonsMissing, .tooEarly, .departmentMissing, .sameDepartment,
      .streetsMissing, .basisMissing, .daysDoNotFit, .reformIncomplete, .effectMissing:
      .invalid
    }
  }

  package var code: String {
    let name = "\(self)".prefix { $0.isLetter }
    let words = name.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }
    return "drafting/" + words.joined()
  }

  package var phrase: Phrase {
    switch self {
    case .basicNotFound: "基本目录里没有这个编码。请从基本目录的列表中选择。"
    case .draftNotFound: "没有这份草稿。请从事项管理的列表中选择。"
    case .itemNotFound: "目录里没有这个事项。请从事项列表中选择。"
    case .delegationNotFound: "没有这项下放。请从下放登记簿中选择。"
    case .reformNotFound: "没有这项微改革。请从登记簿中选择。"
    case .versionNotFound(let version): "这个事项没有第 \(version) 版。请从版本列表中选择。"
    case .alreadyClaimed(let name): "“\(name)”已经认领，不需要再认领。"
    case .basicCancelled(let name): "“\(name)”已经从基本目录取消，不能认领。"
    case .levelNotExercised: "这个事项不由本级行使，不能认领。请说明理由后不予认领。"
    case .codeUnlawful(let reason): "按实施主体、行使层级和基本编码组成的实施编码不合规则：\(reason)。"
    default: otherPhrase
    }
  }

  private var otherPhrase: Phrase {
    switch self {
    case .draftOpen: "这个事项已有一份没有办结的草稿。请先发布或者放弃那一份。"
    case .draftElsewhere(let status): "草稿现在的状态是“\(status.phrase)”，不能这样办理。"
    case .keyElsewhere(let key, let section): "“\(key)”不在这一节，请到“\(section.phrase)”一节修改。没有保存。"
    case .fieldsUnreadable(let section): "“\(section.phrase)”一节的写法不能用表单修改。请改用文本编辑。"
    case .changedMeanwhile(let changes):
      changes.isEmpty
        ? "在您填写期间他人改过这份草稿，没有保存。您填写的内容仍在下面，请核对后再保存。"
        : "在您填写期间，\(changes[0].who)改过“\(changes[0].section.phrase)”等 \(changes.count) 处，没有保存。您填写的内容仍在下面，请核对后再保存。"
    case .faulty(let count): "草稿还有 \(count) 处没有通过检查，不能提交或者发布。请按各节的提示修改。"
    case .codeChanged(let expected): "实施编码应当是 \(expected)，草稿不能改成另一个事项。"
    case .nothingChanged: "草稿与现行版本完全相同，不需要提交。"
    case .notYourPart: "这一步不属于您的岗位。"
    case .ownDraft: "起草的人不能审核自己起草的内容。请由另一人审核。"
    case .reasonsMissing: "请写明理由，至少两个字。"
    case .tooEarly(let today): "生效日期不能早于 \(today)。"
    case .overtaken(let latest): "起草以后目录里已经有了第 \(latest) 版。请对照那一版，在草稿中采用后再提交。"
    case .alreadyWithdrawn: "这个事项已经停止办理。"
    case .notWithdrawn: "这个事项没有停止办理，不需要恢复。"
    case .noWithdrawalToCallOff: "没有等待生效的停止办理。"
    default: lastPhrase
    }
  }

  private var lastPhrase: Phrase {
    switch self {
    case .departmentMissing: "请写明划转到哪个科室。"
    case .sameDepartment: "事项已经由这个科室承办，不需要划转。"
    case .streetsMissing: "请至少选择一个街道。"
    case .basisMissing: "委托街道实施行政许可，须写明依据的法律、法规或者规章。"
    case .daysDoNotFit: "起止日期不合：开始不早于今天，结束不早于开始。"
    case .overlaps(let street): "\(street)在这段时间已经有这个事项的下放。请先终止原来的。"
    case .isOver: "这项下放已经结束。"
    case .reformIncomplete: "请填写完整：名称、单位、改革前后各是怎样。"
    case .reformElsewhere(let status): "这项微改革现在的状态是“\(status.phrase)”，不能这样办理。"
    case .effectMissing: "请写明试点中测得的效果。"
    default: "不能这样办理。"
    }
  }

  package var legalBasis: LegalBasis? {
    switch self {
    case .basisMissing: LegalBasis(law: "行政许可法", article: "第二十四条")
    case .ownDraft: LegalBasis(law: "政务服务事项管理规则", article: "起草与审核分离")
    default: nil
    }
  }

  package var faults: [Fault] {
    switch self {
    case .reasonsMissing: [Fault("reasons", phrase)]
    case .tooEarly: [Fault("effective", phrase)]
    case .keyElsewhere, .codeChanged: [Fault("text", phrase)]
    case .departmentMissing, .sameDepartment: [Fault("department", phrase)]
    case .streetsMissing, .overlaps: [Fault("streets", phrase)]
    case .basisMissing: [Fault("basis", phrase)]
    case .daysDoNotFit: [Fault("from", phrase)]
    case .reformIncomplete(let field): [Fault(field, phrase)]
    case .effectMissing: [Fault("effect", phrase)]
    case .levelNotExercised: [Fault("level", phrase)]
    default: []
    }
  }

  /// The refusal that is shown with a form that was sent; nil when the error is somebody else's to show.
  static func shown(_ error: any Error) -> (any Refusal)? {
    if case JournalFailure.changed = error { return DraftingRefusal.changedMeanwhile([]) }
    guard let refusal = error as? any Refusal,
      [.invalid, .conflict, .preconditionFailed, .forbidden].contains(refusal.kind)
    else { return nil }
    return refusal
  }
}

/// What somebody else has changed in a draft while one was writing.
package struct DraftChange: Hashable, Sendable {
  /// What the other is called.
  let who: String
  let at: Instant
  let section: DraftSection
}
