// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Identity
import Journal
import ShangMi

@testable import Casework

/// What those try who handle a case together: families of moves that have nothing to do with one another, so that each
/// is explored beside the course of a case and not beside all the others.
extension CaseMove {
  private static let words = Reasons("理由充分")

  static let team: [[CaseMove]] = [
    returning, countersigning, handingOver, consulting, suspending,
  ]

  private static let returning: [CaseMove] = [
    CaseMove("return to review", .returning(.toReview(words))),
    CaseMove("return to window", .returning(.toWindow(words))),
    CaseMove("send up", .returning(.sendUp(words))),
  ]

  private static let countersigning: [CaseMove] = [
    CaseMove(
      "ask for a signature",
      .countersigning(.ask(["departmentHead"], inOrder: true, question: words))),
    CaseMove("add a signer", .countersigning(.add("inspector", reasons: words))),
    CaseMove("remove a signer") { _, state in
      .countersigning(.remove(state.countersigning.pending.first ?? "", reasons: words))
    },
    CaseMove("sign", .countersigning(.sign(agrees: true, opinion: words))),
    CaseMove("object", .countersigning(.sign(agrees: false, opinion: words))),
    CaseMove("pass a signature", .countersigning(.pass(to: "inspector", reasons: words))),
    CaseMove("grant in spite of objections", grant(confirming: .objectionsAnswered)),
  ]

  private static let handingOver: [CaseMove] = [
    CaseMove("claim", .handingOver(.claim)),
    CaseMove("hand over") { _, state in
      let next = CaseTrial.staff.first { state.canHold($0) && $0.id != state.handingOver.holder }
      return .handingOver(.handOver(to: next?.id ?? "", reasons: words))
    },
    CaseMove("give back", .handingOver(.giveBack(words))),
    CaseMove("take over", .handingOver(.takeOver(words))),
    CaseMove("remind", .reminding(.remind(words))),
  ]

  private static let consulting: [CaseMove] = [
    CaseMove("consult a section", ask(.section("建设项目科"))),
    CaseMove("consult a body", ask(.body("区消防救援大队"))),
    CaseMove("answer") { _, state in answer(.agrees, state) },
    CaseMove("answer with an objection") { _, state in answer(.objects, state) },
    CaseMove("remind of a consultation") { _, state in
      .consulting(.remind(state.consulting.open.first?.place ?? 0))
    },
    CaseMove("withdraw a consultation") { _, state in
      .consulting(.withdraw(state.consulting.open.first?.place ?? 0, reasons: words))
    },
    CaseMove("grant in spite of silence", grant(confirming: .silenceStated)),
    CaseMove("grant in spite of all", grant(confirming: .silenceStated, .objectionsAnswered)),
  ]

  private static func ask(_ asked: ConsultationTurn.Asked) -> Case.Command {
    .consulting(.ask(asked, days: 5, question: words))
  }

  private static func answer(
    _ stance: ConsultationTurn.Stance, _ state: Case
  ) -> Case.Command {
    .consulting(.answer(state.consulting.open.first?.place ?? 0, stance, opinion: words))
  }

  private static func grant(confirming confirmed: Confirmation...) -> Case.Command {
    .decide(granted: true, words, confirmed: Set(confirmed))
  }

  private static let suspending: [CaseMove] = [
    CaseMove("submit where more can be asked for") { actor, _ in
      .submit(
        CaseTrial.submission(
          applicant: actor.id, filer: actor.id,
          special: CaseTerms(suspension: LegalBasis(law: "某市行政许可办法", article: "第十八条"))))
    },
    CaseMove(
      "ask for more",
      .suspending(.ask(SupplementNotice(entries: [.init(target: "plan", problem: "缺少图例。")])))),
    CaseMove(
      "bring more", .suspending(.answer(filing: SM3.digest("brought later"), ruling: nil))),
    CaseMove("stop waiting", .suspending(.lapse)),
  ]
}

/// What has come of the work that several do together, as far as the rules look at it.
struct TeamState: Hashable {
  let isAtWindow: Bool
  let signers: [String]
  let holder: String?
  let isReminded: Bool
  let consultations: Set<String>
  let isObjected: Bool
  let furtherNotice: Bool?

  init(_ state: Case) {
    isAtWindow = state.isAtWindow
    signers = state.countersigning.signers.map { signer in
      "\(signer.id) \(signer.signature.map { "\($0.agrees)" } ?? "")"
    }
    holder = state.handingOver.holder
    isReminded = state.reminding.applicants != nil
    consultations = Set(state.consulting.open.map(\.consultation.asked.name))
    isObjected = state.consulting.consultations.contains { $0.answer?.stance == .objects }
    furtherNotice = state.suspending.notice.map { _ in state.suspending.openSince != nil }
  }
}
