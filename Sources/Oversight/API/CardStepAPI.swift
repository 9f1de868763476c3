// SPDX-License-Identifier: Apache-2.0

import Casework
import HTTPTypes
import Journal
import Site

/// The steps with a card over the API, each for the roles that may take it.
///
/// Every step takes an `Idempotency-Key` and an `If-Match`, and answers with the card's version afterwards.
struct CardStepAPI: Sendable {
  let desk: OversightDesk

  var routes: [Route] {
    [
      .api(
        .post, "/api/v1/oversight/cards", .only(Card.supervisors), "人工发牌",
        Operation(
          "issueCard", tag: "oversight", parameters: [.idempotencyKey],
          body: .json(OversightSchemas.issue), returns: OversightSchemas.receipt, status: 201)
      ) { visit, actor in
        let receipt = try await OversightRefusal.atText { try await issue(visit, actor) }
        return .json(
          receipt, status: 201, etag: String(receipt.version),
          location: "/api/v1/oversight/cards/\(receipt.id)")
      },
      step(.answer, "answerCard", OversightSchemas.answer) { visit in
        let sent: Answer = try visit.json()
        return .answer(Reasons(sent.text), person: sent.person)
      },
      step(.appeal, "appealCard", OversightSchemas.words) { visit in
        .appeal(try Self.text(visit))
      },
      step(.decideAppeal, "decideCardAppeal", OversightSchemas.appealDecision) { visit in
        let sent: Decision = try visit.json()
        return .decideAppeal(upheld: sent.upheld, Reasons(sent.text))
      },
      step(.cancel, "cancelCard", OversightSchemas.words) { visit in
        .cancel(try Self.text(visit))
      },
      step(.close, "closeCard", OversightSchemas.words) { visit in
        .close(try Self.text(visit))
      },
      step(.attribute, "attributeCard", OversightSchemas.attribution) { visit in
        let sent: Attribution = try visit.json()
        return .attribute(person: sent.person)
      },
    ]
  }

  private struct Answer: Decodable {
    let text: String
    let person: String?
  }

  private struct Decision: Decodable {
    let upheld: Bool
    let text: String
  }

  private struct Attribution: Decodable { let person: String }

  private struct Words: Decodable { let text: String }

  private static func text(_ visit: Visit) throws -> Reasons {
    let sent: Words = try visit.json()
    return Reasons(sent.text)
  }

  private func step(
    _ step: CardStep, _ operation: String, _ body: Schema,
    _ read: @escaping @Sendable (Visit) throws -> CardOrder
  ) -> Route {
    .api(
      .post, "/api/v1/oversight/cards/{id}/\(step.step.rawValue)", .only(step.roles),
      step.step.phrase,
      Operation(
        operation, tag: "oversight",
        parameters: [OversightSchemas.card, .idempotencyKey, .ifMatch], body: .json(body),
        returns: OversightSchemas.receipt)
    ) { visit, actor in
      let receipt = try await OversightRefusal.atText {
        try await desk.take(
          try read(visit), with: visit.parameter("id"), by: actor,
          expecting: try visit.seenVersion(), key: visit.command)
      }
      return .json(receipt, etag: String(receipt.version))
    }
  }

  // MARK: - By hand

  private struct ByHand: Decodable {
    let caseID: String
    let rule: String
    let level: Card.Level?
    let unit: String?
    let person: String?
    let text: String

    private enum CodingKeys: String, CodingKey {
      case caseID = "case"
      case rule, level, unit, person, text
    }
  }

  private func issue(_ visit: Visit, _ actor: Actor) async throws -> OversightDesk.Receipt {
    let sent: ByHand = try visit.json()
    return try await desk.issue(
      byRule: sent.rule, level: sent.level, unit: sent.unit, person: sent.person,
      facts: Reasons(sent.text), in: sent.caseID, by: actor, key: visit.command)
  }
}

extension OversightRefusal {
  /// Does a step of the API: a missing text is told at the member `text`, and a version that was named and no longer
  /// stands is 412, as HTTP has it (RFC 9110 section 13.1.1).
  static func atText<Answer>(_ body: () async throws -> Answer) async throws -> Answer {
    do {
      return try await body()
    } catch let refusal as OversightRefusal {
      guard case .textMissing = refusal else { throw refusal }
      throw SiteRefusal(
        refusal.kind, refusal.code, refusal.phrase,
        faults: refusal.faults.map { Fault("text", $0.phrase) })
    } catch JournalFailure.changed(_, let expected, let found) {
      throw SiteRefusal(
        .preconditionFailed, "oversight/version-changed",
        "内容已经从第 \(expected) 版变为第 \(found) 版。请重新读取，核对后再提交。")
    }
  }
}
