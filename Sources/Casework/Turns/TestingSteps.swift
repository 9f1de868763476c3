// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Identity
import Journal
import Site

extension TestingTurn {
  static let steps: [CaseStep] = [assign, record, confirm]

  private static let testers = "testers"
  private static let standard = "standard"
  private static let passes = "passes"

  @Sendable
  private static func isNeeded(_ state: Case) -> Bool { state.submission?.test != nil }

  private static let assign = CaseStep(
    "assign-testers", .assignTesters, isIn: isNeeded,
    lead: { _ in
      "自受理之日起五个工作日内指派两名以上工作人员，按照技术标准、技术规范检验、检测、检疫（行政许可法第五十五条第二款）。期限不停止计算；需要较长时间的，另外启动特别程序并书面告知申请人（第四十五条）。重新指派的，结果重新记录。"
    },
    inputs: [
      StepInput(
        testers, "检验、检测、检疫人员",
        .several(max: most) { file in
          file.choices { $0.actor.holds(anyOf: Case.roles(for: .recordTest)) }
        })
    ],
    trial: { file, _ in
      let others = file.choices { $0.actor.holds(anyOf: Case.roles(for: .recordTest)) }
        .map(\.value).filter { !file.state.testing.testers.contains($0) }
      return .testing(.assign(Array(others.prefix(least))))
    },
    read: { values, _ throws(SiteRefusal) in
      StepOrder(.testing(.assign(values.list(testers))))
    })

  private static let record = CaseStep(
    "record-test", .recordTest, .asked, isIn: isNeeded, button: "记录结果",
    lead: { file in
      let done = file.state.testing.results.count
      let all = file.state.submission?.test?.standards.count ?? 0
      return "逐项记录是否符合技术标准、技术规范，已经记录 \(done) 项，共 \(all) 项。整改以后复检的，重新记录这一项。"
    },
    inputs: [
      StepInput(
        standard, "技术标准、技术规范",
        .pick { file in
          (file.state.submission?.test?.standards ?? []).map {
            .init($0.zh, "\(zh: $0.zh, en: $0.en)")
          }
        }),
      StepInput(passes, "结果", .either(yes: "合格", no: "不合格")),
      .reasons("检验、检测、检疫的数据和情况", help: "写入检验、检测、检疫记录，申请人会看到这段文字。"),
    ],
    trial: { file, _ in
      .testing(
        .record(
          standard: file.state.submission?.test?.standards.first?.zh ?? "", passes: true,
          finding: CaseStep.anyWords))
    },
    read: { values, _ throws(SiteRefusal) in
      StepOrder(
        .testing(
          .record(
            standard: values[standard] ?? "", passes: values.isTrue(passes),
            finding: values.reasons)), values.reasons.text)
    })

  private static let confirm = CaseStep(
    "confirm-test", .confirmTest, .asked, isIn: isNeeded, button: "确认结果",
    lead: { _ in
      "由另一名被指派的工作人员确认，出具记录。不需要作进一步技术分析即可认定的，应当当场作出行政许可决定（行政许可法第五十五条第二款）。"
    },
    inputs: [], trial: { _, _ in .testing(.confirm) },
    read: { _, _ throws(SiteRefusal) in StepOrder(.testing(.confirm)) })
}
