// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Foundation
import HTTPTypes
import Journal
import Site

/// The steps of a case over the API, each for the roles that may take it.
///
/// Every step takes an `Idempotency-Key` and an `If-Match`, and answers with the case's version afterwards.
struct StepAPI: Sendable {
  let desk: CaseDesk

  var routes: [Route] { applicants + acceptance + decision + questions }

  private typealias Step = CaseworkRefusal.Step

  // MARK: - The applicant's steps

  private var applicants: [Route] {
    [
      route(.supplement, "supplement", "supplementCase", "提交补正材料", CaseSchema.amendment) {
        visit, actor in try await amend(visit, actor, as: .supplement)
      },
      route(.withdraw, "withdraw", "withdrawCase", "撤回申请", CaseSchema.reasons) { visit, actor in
        let reasons = try reasons(visit)
        return try await take(.withdraw(reasons), [reasons.text], visit, actor)
      },
      route(
        .supplyDeferred, "deferred-materials", "supplyDeferredMaterials", "补交容缺材料",
        CaseSchema.deferred
      ) { visit, actor in try await amend(visit, actor, as: .deferred) },
    ]
  }

  // MARK: - Receipt and acceptance

  private var acceptance: [Route] {
    [
      route(.accept, "accept", "acceptCase", "受理", nil) { visit, actor in
        try await take(.accept, [], visit, actor)
      },
      route(
        .noticeSupplement, "supplement-notice", "giveSupplementNotice", "一次性补正告知",
        CaseSchema.notice
      ) { visit, actor in
        try await notice(visit, actor) { .noticeSupplement($0) }
      },
      route(.askMore, "ask-more", "askMoreOfApplicant", "通知补件", CaseSchema.notice) {
        visit, actor in
        try await notice(visit, actor) { .suspending(.ask($0)) }
      },
      route(.correct, "correct", "correctCase", "当场更正", CaseSchema.amendment) { visit, actor in
        try await amend(visit, actor, as: .correction)
      },
      route(
        .findNotRequired, "not-required", "findNotRequired", "告知不受理（无需许可）",
        CaseSchema.reasons
      ) { visit, actor in
        let reasons = try reasons(visit)
        return try await take(.findNotRequired(reasons), [reasons.text], visit, actor)
      },
      route(
        .refuseAcceptance, "refuse-acceptance", "refuseAcceptance", "不予受理", CaseSchema.reasons
      ) { visit, actor in
        let reasons = try reasons(visit)
        return try await take(.refuseAcceptance(reasons), [reasons.text], visit, actor)
      },
    ]
  }

  // MARK: - Review, decision, delivery

  private struct Review: Decodable {
    let passed: Bool
    let opinion: String
  }

  private struct Decision: Decodable {
    let granted: Bool
    let reasons: String
    let falsehood: Bool?
    let confirmed: Set<Confirmation>?
  }

  private struct Delivery: Decodable { let method: DeliveryMethod }

  private var decision: [Route] {
    [
      route(.review, "review", "reviewCase", "审查", CaseSchema.review) { visit, actor in
        let sent: Review = try visit.json()
        return try await take(
          .review(passed: sent.passed, opinion: Reasons(sent.opinion)), [sent.opinion], visit,
          actor)
      },
      route(.decide, "decision", "decideCase", "作出决定", CaseSchema.decision) { visit, actor in
        let sent: Decision = try visit.json()
        let reasons = Reasons(sent.reasons)
        return try await take(
          .decide(granted: sent.granted, reasons, confirmed: sent.confirmed ?? []),
          [sent.reasons], visit, actor, falsehood: sent.falsehood == true ? reasons : nil)
      },
      route(.deliver, "delivery", "deliverCase", "送达", CaseSchema.delivery) { visit, actor in
        let sent: Delivery = try visit.json()
        return try await take(.deliver(sent.method), [], visit, actor)
      },
    ]
  }

  // MARK: - Steps that are questions

  /// Every step that is a sentence and questions: what the page asks is what the API takes.
  private var questions: [Route] {
    CaseStep.all.compactMap { step in
      guard let read = step.reading else { return nil }
      let words = step.name.split(separator: "-").map(String.init)
      let operation = words[0] + words.dropFirst().map(\.capitalized).joined() + "OfCase"
      let body = Schema.named(
        words.map(\.capitalized).joined(), .object(step.inputs.map(\.property)))
      return route(
        step.step, step.name, operation, step.step.phrase, step.inputs.isEmpty ? nil : body
      ) { visit, actor in
        let sent: [String: StepValues.Sent] = step.inputs.isEmpty ? [:] : try visit.json()
        let file = try await desk.open(visit.parameter("id"), for: actor)
        let order = try step.order(of: sent, in: file, read)
        return try await take(order.command, order.texts, visit, actor)
      }
    }
  }

  // MARK: - What they share

  /// A step as a route: its gate is the rule's own list of roles.
  private func route(
    _ step: Step, _ name: String, _ operation: String, _ summary: Phrase, _ body: Schema?,
    _ handler: @escaping @Sendable (Visit, Actor) async throws -> CaseDesk.Receipt
  ) -> Route {
    .api(
      .post, "/api/v1/cases/{id}/\(name)", .only(Case.gate(for: step)), summary,
      Operation(
        operation, tag: "steps", parameters: [CaseSchema.id, .idempotencyKey, .ifMatch],
        body: body.map { .json($0) }, returns: CaseSchema.receipt)
    ) { visit, actor in
      let receipt = try await Self.precisely(visit) { try await handler(visit, actor) }
      return .json(receipt, etag: String(receipt.version))
    }
  }

  /// A version that was named and no longer stands is 412, as HTTP has it (RFC 9110 section 13.1.1).
  private static func precisely(
    _ visit: Visit, _ body: () async throws -> CaseDesk.Receipt
  ) async throws -> CaseDesk.Receipt {
    do {
      return try await CaseworkRefusal.withPointers(body)
    } catch JournalFailure.changed(_, let expected, let found) {
      throw SiteRefusal(
        .preconditionFailed, "casework/version-changed",
        "办件已经从第 \(expected) 版变为第 \(found) 版。请重新读取办件，核对后再提交。")
    }
  }

  private func take(
    _ command: Case.Command, _ texts: [String], _ visit: Visit, _ actor: Actor,
    falsehood: Reasons? = nil
  ) async throws -> CaseDesk.Receipt {
    try await desk.take(
      command, with: visit.parameter("id"), by: actor, expecting: try visit.seenVersion(),
      texts: texts, falsehood: falsehood, key: visit.command)
  }

  private struct Reason: Decodable { let reasons: String }

  private func reasons(_ visit: Visit) throws -> Reasons {
    let sent: Reason = try visit.json()
    return Reasons(sent.reasons)
  }

  private func notice(
    _ visit: Visit, _ actor: Actor, as command: (SupplementNotice) -> Case.Command
  ) async throws -> CaseDesk.Receipt {
    let notice: SupplementNotice = try visit.json()
    let item = try await desk.open(visit.parameter("id"), for: actor).item
    let known = Set(item.materials.map(\.key) + item.form.map(\.key))
    let faults = notice.entries.enumerated()
      .filter { !known.contains($0.element.target) && PartyField($0.element.target) == nil }
      .map { index, entry in
        Fault("entries/\(index)/target", "本事项没有名为 \(entry.target) 的材料或者填报项。")
      }
    guard faults.isEmpty else { throw SiteRefusal.invalid(faults) }
    return try await take(command(notice), [notice.canonical], visit, actor)
  }

  /// What changes in an application that was handed in.
  private struct Amended: Decodable {
    let answers: [String: String]?
    let files: [FileClaim]?
    let party: [String: String]?
  }

  private func amend(
    _ visit: Visit, _ actor: Actor, as kind: CaseDesk.Amendment
  ) async throws -> CaseDesk.Receipt {
    let id = visit.parameter("id")
    let item = try await desk.open(id, for: actor).item
    let sent: Amended = try visit.json()
    let strangers = (sent.party ?? [:]).keys.filter { PartyField($0) == nil }.sorted()
    guard strangers.isEmpty else {
      throw SiteRefusal.invalid(
        strangers.map { Fault("party/\($0)", "本事项没有名为 \($0) 的项目，请删除。") })
    }
    let files = try await desk.filed(sent.files ?? [], among: item.materials, by: actor)
    return try await desk.amend(
      id, as: kind, answers: sent.answers ?? [:], files: files, party: sent.party ?? [:], by: actor,
      expecting: try visit.seenVersion(), key: visit.command)
  }
}
