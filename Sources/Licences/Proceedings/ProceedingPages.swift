// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// The steps of a proceeding about a licence, each sent from the licence's page.
struct ProceedingPages: Sendable {
  let desk: LicenceDesk

  /// The largest form, in bytes.
  private static let formMax = 64 * 1024

  var routes: [Route] {
    [
      .page(
        .post, LicenceLink.Pattern.propose, .only(Licence.proposers), "提出措施",
        bodyLimit: Self.formMax
      ) { visit, actor in
        try await take(visit, actor, done: "已经提出，请由另一名审批人员决定。", Self.proposal)
      },
      .page(.post, LicenceLink.Pattern.hear, .signedIn, "陈述、申辩", bodyLimit: Self.formMax) {
        visit, actor in
        try await take(visit, actor, done: "意见已经记录。", Self.statement)
      },
      .page(
        .post, LicenceLink.Pattern.conclude, .only(Licence.deciders), "决定措施",
        bodyLimit: Self.formMax
      ) { visit, actor in
        try await take(visit, actor, done: "决定已经作出。", Self.conclusion)
      },
    ]
      // Where a browser asks again for the page of a step that was refused.
      + [LicenceLink.Pattern.propose, LicenceLink.Pattern.hear, LicenceLink.Pattern.conclude].map {
        .page(.get, $0, .signedIn, "回到证照") { visit, _ in
          .see(LicenceLink.licence(visit.parameter("number")).path)
        }
      }
  }

  private typealias Order = (command: Licence.Command, texts: [String])

  /// Takes a step; a refusal shows the licence again with what was entered.
  private func take(
    _ visit: Visit, _ actor: Actor, done: Phrase, _ read: (Form) throws(SiteRefusal) -> Order
  ) async throws -> Reply {
    let number = visit.parameter("number")
    do {
      let order = try read(visit.form)
      _ = try await desk.take(
        order.command, with: number, by: actor, expecting: try visit.seenVersion(),
        texts: order.texts, key: visit.command)
      return .see(LicenceLink.licence(number).path, notice: done)
    } catch let error {
      guard let refusal = Self.shown(error) else { throw error }
      let file = try await desk.open(number, for: actor)
      let state = FormState(visit, failed: refusal, version: file.row.version)
      var page = LicencePage(
        file: file, desk: desk, actor: actor, visit: visit, failed: state
      ).page()
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  /// What an error says to somebody who has just sent a form, with the article; nil when it is somebody else's to show.
  private static func shown(_ error: any Error) -> (any Refusal)? {
    if case JournalFailure.changed = error {
      return SiteRefusal(
        .conflict, "licences/changed", "证照在您填写期间有了变化。请核对后再提交，填写的内容仍然保留。")
    }
    guard let refusal = error as? any Refusal else { return nil }
    switch refusal.kind {
    case .invalid, .conflict: break
    case .forbidden where refusal is LicenceRefusal: break
    default: return nil
    }
    guard let basis = refusal.legalBasis else { return refusal }
    return SiteRefusal(
      refusal.kind, refusal.code, "\(refusal.phrase)（依据：\(basis.text)）", faults: refusal.faults)
  }

  // MARK: Reading the forms

  private static func proposal(_ form: Form) throws(SiteRefusal) -> Order {
    guard let value = form[ProceedingField.ground],
      let choice = MeasureChoice.all.first(where: { $0.value == value })
    else { throw .invalid([Fault(ProceedingField.ground, "请选择措施和事由。")]) }
    let facts = try text(ProceedingField.facts, form)
    return (
      .propose(
        Proposing(
          measure: choice.measure, ground: choice.ground, facts: Reasons(facts),
          isRequested: form[ProceedingField.requested] == "true",
          decision: try choice.measure.isRecorded ? decision(form) : nil)), [facts]
    )
  }

  /// The decision of the authority that has decided; nil where a part of it is missing, which the rules refuse.
  private static func decision(_ form: Form) throws(SiteRefusal) -> AuthorityDecision? {
    guard let authority = form[ProceedingField.authority],
      let document = form[ProceedingField.document],
      let day = form[ProceedingField.decidedOn].flatMap({ Day($0) })
    else { return nil }
    return AuthorityDecision(authority: authority, document: document, decidedOn: day)
  }

  private static func statement(_ form: Form) throws(SiteRefusal) -> Order {
    guard let kind = form[ProceedingField.hearing].flatMap(Defence.Kind.init(rawValue:)) else {
      throw .invalid([Fault(ProceedingField.hearing, "请选择陈述、申辩或者放弃。")])
    }
    guard kind == .stated else { return (.hear(kind, nil), []) }
    let words = try text(ProceedingField.statement, form)
    return (.hear(kind, Reasons(words)), [words])
  }

  private static func conclusion(_ form: Form) throws(SiteRefusal) -> Order {
    guard let outcome = form[ProceedingField.outcome].flatMap(LicenceOutcome.init(rawValue:))
    else { throw .invalid([Fault(ProceedingField.outcome, "请选择决定。")]) }
    let reasons = try text(ProceedingField.reasons, form)
    let compensation = try text(ProceedingField.compensation, form)
    return (
      .conclude(
        outcome, Reasons(reasons),
        compensation: compensation.isEmpty ? nil : Reasons(compensation)),
      [reasons, compensation]
    )
  }

  private static func text(_ name: String, _ form: Form) throws(SiteRefusal) -> String {
    let text = String((form[name] ?? "").map { $0.isNewline ? "\n" : $0 })
    guard text.count <= ProceedingField.textMax else {
      throw .invalid([Fault(name, "最多 \(ProceedingField.textMax) 个字，请精简。")])
    }
    return text
  }
}
