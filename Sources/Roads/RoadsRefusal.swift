// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import Site

/// What somebody does with a dig or a merged dig; the raw value stands in addresses and names the field of its text.
package enum RoadsStep: String, CaseIterable, Sendable {
  case announce
  case breakUp = "break-up"
  case revise
  case publish
  case approve = "approval"
  case withdraw
  case start
  case askChange = "change"
  case decideChange = "change-decision"
  case exceed = "exceedance"
  case restore
  case inspect = "inspection"
  case proposeMerge = "merge"
  case acceptMerge = "merge-acceptance"
  case declineMerge = "merge-refusal"
}

/// Why a dig is refused: in the reader's words, with what to do.
package enum RoadsRefusal: Refusal, Equatable {
  case digNotFound
  case segmentNotFound
  case noNetwork
  case notYourPart(RoadsStep)
  case elsewhere(RoadsStep, Dig.Phase)

  // Place and time.
  case segmentsMissing
  case segmentUnknown(String)
  case windowMissing
  case windowPast(Day)
  case windowTooLong(days: Int)
  case brokenUpWhen
  /// Article 33 ¶2.
  case underMoratorium(Moratorium, free: Day)
  /// The same for an application that says that the road is old enough.
  case roadTooYoung(Moratorium, free: Day)

  // The permit.
  case notPermitted
  case tooEarly(Day)
  case windowOver(Day)
  case changeTooLate(Day)
  case changeWaits
  case noChangeAsked
  case nothingChanges
  case noLater(Day)
  case appliedFor

  // Merged digs.
  case boundByMerge
  case nothingToMerge
  case mergeOpen
  case noMerge
  case sideTaken

  // What was sent.
  case textMissing(RoadsStep)
  case incomplete([Fault])

  // The network.
  case segmentInUse(String, dig: String)
}

extension RoadsRefusal {
  package var kind: RefusalKind {
    switch self {
    case .digNotFound, .segmentNotFound: .notFound
    case .notYourPart: .forbidden
    case .noNetwork: .unavailable
    case .segmentsMissing, .segmentUnknown, .windowMissing, .windowPast, .windowTooLong,
      .brokenUpWhen, .nothingChanges, .noLater, .textMissing, .incomplete, .underMoratorium,
      .roadTooYoung:
      .invalid
    case .elsewhere, .notPermitted, .tooEarly, .windowOver, .changeTooLate, .changeWaits,
      .noChangeAsked, .appliedFor, .boundByMerge, .nothingToMerge, .mergeOpen, .noMerge,
      .sideTaken, .segmentInUse:
      .conflict
    }
  }

  package var code: String {
    let name = "\(self)".prefix { $0.isLetter || $0.isNumber }
    return "roads/" + name.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
  }

  package var legalBasis: LegalBasis? {
    switch self {
    case .underMoratorium, .roadTooYoung: .moratorium
    case .notPermitted: .digging
    case .tooEarly, .windowOver, .changeTooLate: .asApproved
    case .brokenUpWhen: .emergency
    default: nil
    }
  }

  package var faults: [Fault] {
    switch self {
    case .incomplete(let faults): faults
    case .segmentsMissing, .segmentUnknown, .underMoratorium: [Fault(DigField.segments, phrase)]
    case .roadTooYoung: [Fault(FilingField.answer(RoadField.segment), phrase)]
    case .windowMissing, .windowPast, .windowTooLong: [Fault(DigField.from, phrase)]
    case .brokenUpWhen: [Fault(DigField.brokenUp, phrase)]
    case .noLater: [Fault(DigField.until, phrase)]
    case .textMissing(let step): [Fault(step.rawValue, "请写明内容。")]
    default: []
    }
  }

  package var phrase: Phrase {
    switch self {
    case .digNotFound: "没有找到这个挖掘编号，或者它还没有公布、不归您查看。请核对编号。"
    case .segmentNotFound: "没有这个路段。请从道路图中选择。"
    case .noNetwork: "还没有导入路段数据，暂时不能填报。请管理员先运行 banjie roads import。"
    case .notYourPart(let step): "您没有“\(step.phrase)”的权限，请由建设单位或者负责道路挖掘计划的科室办理。"
    case .elsewhere(let step, let phase):
      "这项挖掘现在是“\(phase.phrase)”，不能“\(step.phrase)”。请刷新页面，查看可以办理的步骤。"
    case .segmentsMissing: "请至少选择一个路段。"
    case .segmentUnknown(let id): "没有编号为 \(id) 的路段。请从道路图中选择。"
    case .windowMissing: "请填写开始和结束日期，结束日期不早于开始日期。"
    case .windowPast(let day): "开始日期 \(day) 已经过去。挖掘计划应当提前填报；管线故障需要紧急抢修的，请用紧急抢修填报。"
    case .windowTooLong(let days): "一项挖掘最长 \(days) 天。时间更长的，请分段填报。"
    case .brokenUpWhen: "破路的时间应当在此刻之前、七天之内。"
    case .underMoratorium(let bar, let free): Self.moratorium(bar, free)
    case .roadTooYoung(let bar, let free): Self.tooYoung(bar, free)
    default: standing
    }
  }

  private static func moratorium(_ bar: Moratorium, _ free: Day) -> Phrase {
    """
    路段 \(bar.segment) 于 \(bar.since) \(bar.cause.phrase)，\(bar.cause.years) 年内不得挖掘。最早可以从 \(free) 开始；\
    因特殊情况需要提前挖掘的，须经县级以上人民政府批准，请填写批准文号。
    """
  }

  private static func tooYoung(_ bar: Moratorium, _ free: Day) -> Phrase {
    """
    路段 \(bar.segment) 于 \(bar.since) \(bar.cause.phrase)，\(bar.cause.years) 年内不得挖掘，最早可以从 \(free) 开始\
    （\(LegalBasis.moratorium.text)）。请改选路段或者日期；确需提前挖掘的，须经县级以上人民政府批准：请重新回答情形，\
    选择“未满年限，确需挖掘”，并提交批准文件。
    """
  }

  /// Why a step does not fit where the dig stands.
  private var standing: Phrase {
    switch self {
    case .notPermitted: "这项挖掘还没有取得占用、挖掘城市道路许可，不得开工。请先申请，申请表中填写挖掘编号。"
    case .tooEarly(let day): "批准的期限从 \(day) 开始，不能提前开工。需要提前的，请另行申请。"
    case .windowOver(let day): "批准的期限已于 \(day) 届满，不得再按原批准开工。请重新申请。"
    case .changeTooLate(let day): "批准的期限已于 \(day) 届满。变更应当提前办理，请停止挖掘并重新申请。"
    case .changeWaits: "已经有一项变更在等待批准，请等它办完再提出新的变更。"
    case .noChangeAsked: "没有等待批准的变更。请刷新页面后再看。"
    case .nothingChanges: "填写的位置、面积和期限与批准的相同，没有需要变更的内容。"
    case .noLater(let day): "延长后的结束日期应当晚于批准的 \(day)。"
    case .appliedFor: "已经用这个挖掘编号提出了申请，计划不再修改。需要修改的，请在办件中补正或者撤回申请。"
    case .boundByMerge: "各方已经同意合并开挖，时间按合并方案执行，不能单独修改。"
    case .nothingToMerge: "没有已经公布、可以与它合并的挖掘计划。"
    case .mergeOpen: "已经有一个合并方案在等各方答复，请等它有了结果再提出新的方案。"
    case .noMerge: "没有等待答复的合并方案。请刷新页面后再看。"
    case .sideTaken: "这一方已经答复过了。"
    case .textMissing(let step): "“\(step.phrase)”必须写明内容，请填写后再提交。"
    case .incomplete: "有内容需要更正，请按提示修改后再提交。"
    case .segmentInUse(let segment, let dig):
      "路段 \(segment) 上还有没有结束的挖掘 \(dig)，不能从路网中删去。请保留这个路段，等挖掘结束后再导入。"
    default: "请刷新页面后再试。"
    }
  }

  /// The refusal that is shown with a form that was sent; nil when the error is somebody else's to show.
  static func shown(_ error: any Error) -> (any Refusal)? {
    if case JournalFailure.changed = error {
      return SiteRefusal(
        .conflict, "roads/changed", "在您填写期间内容有了变化。请核对后再提交，填写的内容仍然保留。")
    }
    guard let refusal = error as? any Refusal, refusal.isShownWithForm else { return nil }
    return refusal
  }
}
