// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

extension ProcedureTurn {
  static let steps: [CaseStep] = [begin, prolong, end]

  private static let kind = "kind"
  private static let until = "until"

  /// A hearing has a way of its own.
  private static let kinds = SpecialProcedure.Kind.allCases.filter { $0 != .hearing }

  /// The procedures that run, to choose from.
  private static let running = StepInput(
    kind, "特别程序",
    .pick { file in
      file.state.facts.procedures.filter { $0.ended == nil }
        .map { .init($0.kind.rawValue, $0.kind.phrase) }
    })

  private static func firstRunning(in file: CaseFile) -> SpecialProcedure.Kind {
    file.state.facts.procedures.first { $0.ended == nil }?.kind ?? .inspection
  }

  private static let begin = CaseStep(
    "begin-procedure", .beginProcedure,
    lead: { _ in
      "依法需要检验、检测、检疫、鉴定、招标、拍卖和专家评审的，所需时间不计算在期限内，应当将所需时间书面告知申请人（行政许可法第四十五条）。现场勘验不是特别程序，不停止计时。"
    },
    inputs: [
      StepInput(kind, "特别程序", .choice(kinds.map { .init($0.rawValue, $0.phrase) })),
      StepInput(until, "预计结束的日期", .day),
      .reasons("依据和理由", help: "写入特别程序期限告知书，申请人会看到这段文字。"),
    ],
    trial: { file, now in
      let idle = kinds.first { file.state.facts.running($0) == nil } ?? .inspection
      return .procedure(.begin(idle, plannedEnd: now.day, reasons: CaseStep.anyWords))
    },
    read: { values, _ throws(SiteRefusal) in
      let kind: SpecialProcedure.Kind = try values.choice(Self.kind)
      let until = try values.day(Self.until)
      return StepOrder(
        .procedure(.begin(kind, plannedEnd: until, reasons: values.reasons)), values.reasons.text)
    })

  private static let prolong = CaseStep(
    "prolong-procedure", .prolongProcedure,
    lead: { _ in "特别程序需要更长时间的，应当再次书面告知申请人（行政许可法第四十五条）。" },
    inputs: [
      running, StepInput(until, "新的预计结束日期", .day),
      .reasons("理由", help: "写入特别程序期限告知书，申请人会看到这段文字。"),
    ],
    trial: { file, now in
      .procedure(
        .prolong(firstRunning(in: file), plannedEnd: now.day, reasons: CaseStep.anyWords))
    },
    read: { values, _ throws(SiteRefusal) in
      let kind: SpecialProcedure.Kind = try values.choice(Self.kind)
      let until = try values.day(Self.until)
      return StepOrder(
        .procedure(.prolong(kind, plannedEnd: until, reasons: values.reasons)),
        values.reasons.text)
    })

  private static let end = CaseStep(
    "end-procedure", .endProcedure, button: "记录结果，恢复计时",
    lead: { _ in "特别程序结束后，期限从次日起继续计算。" },
    inputs: [running, .reasons("结果")],
    trial: { file, _ in .procedure(.end(firstRunning(in: file), result: CaseStep.anyWords)) },
    read: { values, _ throws(SiteRefusal) in
      let kind: SpecialProcedure.Kind = try values.choice(Self.kind)
      return StepOrder(.procedure(.end(kind, result: values.reasons)), values.reasons.text)
    })
}
