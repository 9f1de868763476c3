// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import HTTPTypes
import Journal
import Site

/// The lists of cards, the page of a card, the steps with it, and the card by hand.
struct CardPages: Sendable {
  let desk: OversightDesk

  var routes: [Route] {
    [
      .page(.get, OversightLink.cards.path, .only(CardScope.readers), "监察牌") { visit, actor in
        .page(try await list(visit, actor))
      },
      .page(.get, OversightLink.card("{id}").path, .only(CardScope.readers), "监察牌详情") {
        visit, actor in
        let file = try await desk.open(visit.parameter("id"), for: actor)
        return .page(CardPage(file: file, desk: desk, actor: actor, visit: visit).page())
      },
      // Where a browser asks again for the page of a step that was refused.
      .page(.get, OversightLink.step("{id}", "{step}").path, .only(CardScope.readers), "回到监察牌") {
        visit, actor in
        let file = try await desk.open(visit.parameter("id"), for: actor)
        return .see(OversightLink.card(file.row.id).path)
      },
    ]
      + CardStep.allCases.map { step in
        .page(
          .post, OversightLink.step("{id}", step.step.rawValue).path, .only(step.roles),
          step.step.phrase, bodyLimit: Self.formMax
        ) { visit, actor in
          try await take(step, visit, actor)
        }
      } + IssuePages(desk: desk).routes
  }

  /// The largest form, in bytes: a text of 2000 characters.
  static let formMax = 32 * 1024

  // MARK: The list

  private func list(_ visit: Visit, _ actor: Actor) async throws -> Page {
    var filter = CardFilter()
    filter.unit = visit.query("unit")
    filter.isOpen = visit.query("show") != "all"
    filter.level = visit.query("level").flatMap(Card.Level.init(rawValue:))
    filter.rule = visit.query("rule")
    if let text = visit.query("month") {
      guard let month = Month(text) else { throw OversightRefusal.monthUnreadable(text) }
      filter.month = month
    }
    filter.before = try visit.cursor().map(CardFilter.Place.init)
    filter.limit = try visit.limit(default: filter.limit)
    let (rows, next) = try await desk.page(filter, for: actor)
    return CardListPage(
      desk: desk, visit: visit, actor: actor, filter: filter, rows: rows, next: next
    ).page()
  }

  // MARK: Steps

  /// Takes a step; a refusal shows the card again with what was entered.
  private func take(_ step: CardStep, _ visit: Visit, _ actor: Actor) async throws -> Reply {
    let id = visit.parameter("id")
    do {
      _ = try await desk.take(
        try step.order(visit.form), with: id, by: actor, expecting: try visit.seenVersion(),
        key: visit.command)
      return .see(OversightLink.card(id).path, notice: "已完成：\(step.step.phrase)。")
    } catch let error {
      guard let refusal = OversightRefusal.shown(error) else { throw error }
      let file = try await desk.open(id, for: actor)
      let state = FormState(visit, failed: refusal, version: file.version)
      var page = CardPage(
        file: file, desk: desk, actor: actor, visit: visit, refused: state
      ).page()
      page.status = refusal.kind.status
      return .page(page)
    }
  }
}

/// A step with a card, as its page offers it.
enum CardStep: CaseIterable, Sendable {
  case answer
  case appeal
  case decideAppeal
  case close
  case cancel
  case attribute

  var step: OversightRefusal.Step {
    switch self {
    case .answer: .answer
    case .appeal: .appeal
    case .decideAppeal: .decideAppeal
    case .close: .close
    case .cancel: .cancel
    case .attribute: .attribute
    }
  }

  /// Who takes part in it; the rule of the row is ``CardScope``.
  var roles: Set<Role> {
    switch self {
    case .answer, .appeal: Card.answerers
    case .decideAppeal, .close, .cancel: Card.supervisors
    case .attribute: Card.answerers.union(Card.supervisors)
    }
  }

  /// The longest text of one field, in characters.
  static let textMax = 2000

  /// The field that says how an appeal was decided.
  static let upheld = "upheld"

  /// Reads the form of the step.
  func order(_ form: Form) throws(SiteRefusal) -> CardOrder {
    switch self {
    case .answer: return .answer(try text(form), person: form["person"])
    case .appeal: return .appeal(try text(form))
    case .close: return .close(try text(form))
    case .cancel: return .cancel(try text(form))
    case .attribute: return .attribute(person: try form.required("responsible", "请选择责任人。"))
    case .decideAppeal:
      switch form[Self.upheld] {
      case "yes": return .decideAppeal(upheld: true, try text(form))
      case "no": return .decideAppeal(upheld: false, try text(form))
      default: throw .invalid([Fault(Self.upheld, "请选择裁决：维持或者撤销。")])
      }
    }
  }

  private func text(_ form: Form) throws(SiteRefusal) -> Reasons {
    try Self.text(form, step.rawValue)
  }

  /// The text of a field; that there is one is the rule's to say.
  static func text(_ form: Form, _ name: String) throws(SiteRefusal) -> Reasons {
    let text = form[name] ?? ""
    guard text.count <= textMax else {
      throw .invalid([Fault(name, "最多 \(textMax) 个字，请精简。")])
    }
    return Reasons(text)
  }

  /// Whether somebody may take the step now, asked of the rules themselves.
  func isOpen(in file: CardFile, for actor: Actor, on today: Day) -> Bool {
    let words = Reasons("——")
    let command: Card.Command =
      switch self {
      case .answer: .answer(words)
      case .appeal: .appeal(words)
      case .decideAppeal: .decideAppeal(upheld: true, words, answerBy: today)
      case .close: .close(words)
      case .cancel: .cancel(words)
      case .attribute: .attribute(person: "")
      }
    guard actor.holds(anyOf: roles) else { return false }
    return (try? file.state.decide(command, Card.Context(actor: actor, today: today))) != nil
  }
}
