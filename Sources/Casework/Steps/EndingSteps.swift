// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Site

/// The steps that end a case without a decision, and the one that puts an error in a document right.
extension CaseStep {
  static let endings: [CaseStep] = [terminate, rectify]

  private static let cause = "cause"
  private static let document = "document"

  static let terminate = CaseStep(
    "terminate", .terminate, in: [.received, .supplementing, .accepted], isDangerous: true,
    lead: { file in
      if let due = file.state.supplementDue(file.calendar) {
        "申请人最迟 \(due) 补正；逾期没有补正的，可以终止办理。申请人死亡、终止或者申请事项消灭的，应当终止办理。"
      } else {
        "申请人死亡、终止或者申请事项消灭，程序没有必要继续的，终止办理，并告知申请人或者其权利义务承受人。"
      }
    },
    inputs: [
      StepInput(
        cause, "终止的原因",
        .choice(TerminationCause.allCases.map { .init($0.rawValue, $0.phrase) })),
      .reasons("事实和理由", help: "写入终止办理决定书，申请人会看到这段文字。"),
    ],
    trial: { _, _ in .terminate(.matterLapsed, anyWords) },
    read: { values, _ throws(SiteRefusal) in
      let cause: TerminationCause = try values.choice(Self.cause)
      return StepOrder(.terminate(cause, values.reasons), values.reasons.text)
    })

  static let rectify = CaseStep(
    "rectify", .rectify, in: Set(Case.Phase.allCases).subtracting([.unfiled]),
    lead: { _ in "文书有文字、计算等笔误的，以新的更正通知书更正；原来的文书保留，不作改动。" },
    inputs: [
      StepInput(
        document, "要更正的文书",
        .pick { file in
          file.state.documents.map {
            .init($0.number, "\($0.kind.title(for: file.item.type)) \($0.number)")
          }
        }),
      .reasons("错在哪里，应当是什么", help: "写入更正通知书，申请人会看到这段文字。"),
    ],
    trial: { file, _ in
      .rectify(document: file.state.documents.first?.number ?? "", anyWords)
    },
    read: { values, _ throws(SiteRefusal) in
      StepOrder(
        .rectify(document: values[document] ?? "", values.reasons), values.reasons.text)
    })
}
