// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import Site

/// A step with a commitment after the grant, as one value: from it come the form on the page, the address that takes it
/// and the operation of the API.
struct PromiseStep: Sendable {
  /// The name in addresses.
  let name: String
  let phrase: Phrase
  /// What the law says about it, above the form.
  let lead: Phrase
  let roles: Set<Role>
  let phases: Set<Promise.Phase>
  /// What is asked beside the reasons.
  let asks: [Ask]
  /// Whether reasons are asked for, and under which name.
  let reasons: Phrase?
  /// The command; nil where an answer is no choice that there is.
  let command: @Sendable (_ answers: [Ask: String], Reasons) -> Promise.Command?

  enum Ask: String, Sendable { case way, outcome }

  private static let anyWords = Reasons("——")

  static let all: [PromiseStep] = [
    PromiseStep(
      name: "check", phrase: "记录核查结果",
      lead: "按承诺书写明的方式核查。实地核查由两名以上工作人员进行，另一名到场人员确认后生效（行政许可法第三十四条第三款）。",
      roles: Promise.inspectors, phases: [.checking, .correcting], asks: [.way, .outcome],
      reasons: "核查的情况"
    ) { answers, findings in
      guard let way = answers[.way].flatMap(CheckWay.init(rawValue:)),
        let outcome = answers[.outcome].flatMap(Check.Outcome.init(rawValue:))
      else { return nil }
      return .check(way, outcome, findings)
    },
    PromiseStep(
      name: "confirm", phrase: "确认实地核查",
      lead: "您与记录人员一同到场、所见相同的，请确认；所见不同的，请另行记录核查结果。",
      roles: Promise.inspectors, phases: [.checking, .correcting], asks: [], reasons: nil
    ) { _, _ in .confirm },
    PromiseStep(
      name: "report", phrase: "报告改正情况", lead: "请写明已经怎样改正；本机关收到后复查。",
      roles: Promise.applicants, phases: [.correcting], asks: [], reasons: "改正的情况"
    ) { _, text in .reportCorrection(text) },
    PromiseStep(
      name: "state", phrase: "陈述和申辩",
      lead: "对拟认定的事实有不同意见的，请在期限内陈述和申辩；本机关应当听取（行政许可法第七条）。",
      roles: Promise.applicants, phases: [.contested], asks: [], reasons: "陈述和申辩的内容"
    ) { _, text in .state(text) },
    PromiseStep(
      name: "break", phrase: "认定未履行承诺",
      lead: "听取陈述和申辩以后认定；认定后记入信用登记，并请审批人员依法处理许可决定（行政许可法第六十九条）。",
      roles: Promise.deciders, phases: [.contested], asks: [], reasons: "认定的事实和理由"
    ) { _, text in .breakPromise(text) },
    PromiseStep(
      name: "clear", phrase: "不予认定", lead: "陈述和申辩成立的，不予认定，本件视为已经履行承诺。",
      roles: Promise.deciders, phases: [.contested], asks: [], reasons: "理由"
    ) { _, text in .clear(text) },
    PromiseStep(
      name: "settle", phrase: "记录许可决定的处理结果",
      lead: "许可决定已经依法撤销，或者依法不予撤销的，记录结果，本项工作结束。",
      roles: Promise.deciders, phases: [.broken], asks: [], reasons: "处理结果和文书编号"
    ) { _, text in .settleRevocation(text) },
  ]

  static func named(_ name: String) -> PromiseStep? { all.first { $0.name == name } }

  /// The name of a question in the form; all forms share a page.
  func field(_ ask: Ask) -> String { "\(name).\(ask.rawValue)" }
  var reasonsField: String { "\(name).reasons" }

  /// Why somebody may not take the step now, asked of the rules themselves; nil when he may.
  func obstacle(for actor: Actor, in file: PromiseFile, on now: Instant) -> PromiseRefusal? {
    let way = file.state.terms?.check.ways.first ?? .written
    let answers: [Ask: String] = [.way: way.rawValue, .outcome: Check.Outcome.kept.rawValue]
    guard let command = command(answers, Self.anyWords) else { return .wayNotOpen }
    do throws(PromiseRefusal) {
      _ = try file.state.decide(
        command,
        Promise.Context(actor: actor, today: now.day, calendar: file.calendar))
      return nil
    } catch {
      return error
    }
  }

  /// The command that was sent.
  ///
  /// - Parameter name: what a question is called where it was sent.
  /// - Throws: what is missing or wrong, at its place.
  func order(
    _ sent: (String) -> String?, named name: (Ask) -> String, reasonsName: String
  ) throws(SiteRefusal) -> (command: Promise.Command, text: String?) {
    var answers: [Ask: String] = [:]
    for ask in asks { answers[ask] = sent(name(ask)) }
    let text = (reasons == nil ? nil : sent(reasonsName) ?? "")?.withOneLineBreak
    if let text, text.count > StepOrder.textMax {
      throw .invalid([Fault(reasonsName, "最多 \(StepOrder.textMax) 个字，请精简。")])
    }
    guard let command = command(answers, Reasons(text ?? "")) else {
      throw .invalid(asks.map { Fault(name($0), "请从列表中选择。") })
    }
    return (command, text)
  }
}
