// SPDX-License-Identifier: Apache-2.0

import Identity
import Site

extension CountersignTurn {
  static let steps: [CaseStep] = [ask, add, remove, sign, pass]

  private static let signers = "signers"
  private static let signer = "signer"
  private static let inOrder = "inOrder"
  private static let agrees = "agrees"

  /// Who can be asked, to choose from.
  @Sendable
  private static func candidates(_ file: CaseFile) -> [StepInput.Choice] {
    file.choices { colleague in
      !file.state.countersigning.signers.contains { $0.id == colleague.id }
    }
  }

  @Sendable
  private static func pending(_ file: CaseFile) -> [StepInput.Choice] {
    file.state.countersigning.pending.map { .init($0, .verbatim(file.name(ofColleague: $0))) }
  }

  /// Somebody whom the rules would take, so that they are asked about everything else.
  private static func anybody(_ file: CaseFile) -> String { candidates(file).first?.value ?? "" }

  private static let ask = CaseStep(
    "ask-signatures", .askSignatures,
    lead: { _ in "被请的人都会签以后才能作出决定；有不同意见不阻止决定，但应当在决定的理由中回应。" },
    inputs: [
      StepInput(signers, "会签人", .several(max: askedMax, candidates)),
      StepInput(inOrder, "会签的次序", .either(yes: "按上面的次序，依次会签", no: "同时会签")),
      .reasons("会签的内容", help: "写明请会签人看什么。"),
    ],
    trial: { file, _ in
      .countersigning(.ask([anybody(file)], inOrder: false, question: CaseStep.anyWords))
    },
    read: { values, _ throws(SiteRefusal) in
      let command = Command.ask(
        values.list(signers), inOrder: values.isTrue(inOrder), question: values.reasons)
      return StepOrder(.countersigning(command), values.reasons.text)
    })

  private static let add = CaseStep(
    "add-signer", .addSigner,
    lead: { _ in "再请一人会签；依次会签的，排在最后。" },
    inputs: [StepInput(signer, "会签人", .pick(candidates)), .reasons("加签的理由")],
    trial: { file, _ in .countersigning(.add(anybody(file), reasons: CaseStep.anyWords)) },
    read: { values, _ throws(SiteRefusal) in
      let command = Command.add(values[signer] ?? "", reasons: values.reasons)
      return StepOrder(.countersigning(command), values.reasons.text)
    })

  private static let remove = CaseStep(
    "remove-signer", .removeSigner,
    lead: { _ in "只能减去还没有会签的人；已经作出的会签保留。" },
    inputs: [StepInput(signer, "会签人", .pick(pending)), .reasons("减签的理由")],
    trial: { file, _ in
      .countersigning(
        .remove(file.state.countersigning.pending.first ?? "", reasons: CaseStep.anyWords))
    },
    read: { values, _ throws(SiteRefusal) in
      let command = Command.remove(values[signer] ?? "", reasons: values.reasons)
      return StepOrder(.countersigning(command), values.reasons.text)
    })

  private static let sign = CaseStep(
    "sign", .sign, .asked, button: "提交会签意见",
    lead: { file in
      "会签的内容：\(file.text(file.state.countersigning.question))"
    },
    inputs: [
      StepInput(agrees, "会签结论", .either(yes: "同意", no: "有不同意见")),
      .reasons("会签意见", help: "有不同意见的，写明依据；决定的理由中应当回应。"),
    ],
    trial: { _, _ in .countersigning(.sign(agrees: true, opinion: CaseStep.anyWords)) },
    read: { values, _ throws(SiteRefusal) in
      let command = Command.sign(agrees: values.isTrue(agrees), opinion: values.reasons)
      return StepOrder(.countersigning(command), values.reasons.text)
    })

  private static let pass = CaseStep(
    "pass-signature", .passSignature,
    lead: { _ in "把自己的会签转交给更合适的人。" },
    inputs: [StepInput(signer, "会签人", .pick(candidates)), .reasons("转交的理由")],
    trial: { file, _ in .countersigning(.pass(to: anybody(file), reasons: CaseStep.anyWords)) },
    read: { values, _ throws(SiteRefusal) in
      let command = Command.pass(to: values[signer] ?? "", reasons: values.reasons)
      return StepOrder(.countersigning(command), values.reasons.text)
    })
}
