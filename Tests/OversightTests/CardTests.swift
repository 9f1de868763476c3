// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import ShangMi
import TestKit
import Testing

@testable import Oversight

/// One card that a test tells what happens, without a database: the rules alone.
struct CardTrial {
  private(set) var state = Card()

  static let unit = "社会民生科"
  static let text = Reasons("情况如下")
  static let by = Day(number: 20_790)

  static func person(_ id: String, _ roles: Role..., in department: String? = nil) -> Actor {
    Actor(id: id, name: nil, roles: Set(roles), department: department)
  }

  static let issuer = person("supervisor-1", .supervisor)
  static let other = person("supervisor-2", .supervisor)
  static let head = person("section-head", .departmentHead, in: unit)
  static let elsewhere = person("stranger", .departmentHead, in: "市场准入科")

  init(level: Card.Level = .yellow, issuer: Actor = issuer) throws {
    let charge = Card.Charge(
      key: "k", level: level, rule: RuleReference(code: "F05", version: 1), cause: .found,
      unit: Self.unit, person: nil, issuer: issuer.id, due: nil, text: nil)
    let issue = Card.Issue(
      number: "N1", caseID: "c", caseNumber: "C1", item: ItemReference(code: "I", version: 1),
      charge: charge, basis: .decision, evidence: SM3.digest("e"), answerBy: Self.by,
      points: Points(1), pressed: Points(0.5))
    try tell(.issue(issue), by: .system)
  }

  mutating func tell(
    _ command: Card.Command, by actor: Actor, on day: Day = by
  ) throws(OversightRefusal) {
    for event in try state.decide(command, Card.Context(actor: actor, today: day)) {
      state.apply(event, at: Moment(at: Instant(day: day, hour: 9, minute: 0), actor: actor.id))
    }
  }

  func refusal(
    of command: Card.Command, by actor: Actor, on day: Day = by
  ) -> OversightRefusal? {
    do throws(OversightRefusal) {
      _ = try state.decide(command, Card.Context(actor: actor, today: day))
      return nil
    } catch {
      return error
    }
  }

  static func upheld() throws -> CardTrial {
    var trial = try CardTrial()
    try trial.tell(.appeal(text), by: head)
    try trial.tell(.decideAppeal(upheld: true, text, answerBy: by.adding(days: 5)), by: other)
    return trial
  }
}

@Suite("Cards")
struct CardTests {
  private static let commands: [(name: String, command: Card.Command, actor: Actor)] = [
    ("answer", .answer(CardTrial.text), CardTrial.head),
    ("appeal", .appeal(CardTrial.text), CardTrial.head),
    (
      "decide", .decideAppeal(upheld: true, CardTrial.text, answerBy: CardTrial.by), CardTrial.other
    ),
    ("cancel", .cancel(CardTrial.text), CardTrial.issuer),
    ("close", .close(CardTrial.text), CardTrial.issuer),
  ]

  @Test("in every status just these steps are open")
  func table() throws {
    var answered = try CardTrial()
    try answered.tell(.answer(CardTrial.text), by: CardTrial.head)
    var closed = answered
    try closed.tell(.close(CardTrial.text), by: CardTrial.issuer)
    var appealed = try CardTrial()
    try appealed.tell(.appeal(CardTrial.text), by: CardTrial.head)
    var cancelled = try CardTrial()
    try cancelled.tell(.cancel(CardTrial.text), by: CardTrial.issuer)
    var raised = try CardTrial()
    try raised.tell(.raise(to: "r"), by: .system)
    let expected: [(CardTrial, Card.Status, [String])] = [
      (try CardTrial(), .open, ["answer", "appeal", "cancel"]),
      (answered, .answered, ["appeal", "cancel", "close"]),
      (appealed, .appealed, ["decide"]),
      // An appeal is heard once.
      (try CardTrial.upheld(), .upheld, ["answer", "cancel"]),
      (closed, .closed, ["cancel"]), (cancelled, .cancelled, []), (raised, .raised, []),
    ]
    #expect(Set(expected.map(\.1)).union([.unissued]) == Set(Card.Status.allCases))
    for (trial, status, steps) in expected {
      #expect(trial.state.status == status)
      let open = Self.commands.filter { trial.refusal(of: $0.command, by: $0.actor) == nil }
      #expect(open.map(\.name) == steps, "\(status)")
    }
  }

  @Test("whoever issued a card does not decide on the appeal; nobody of the unit supervises it")
  func fourEyes() throws {
    var trial = try CardTrial()
    try trial.tell(.appeal(CardTrial.text), by: CardTrial.head)
    let decision = Card.Command.decideAppeal(
      upheld: false, CardTrial.text, answerBy: CardTrial.by)
    #expect(trial.refusal(of: decision, by: CardTrial.issuer) == .issuerMayNotDecide)
    #expect(
      trial.refusal(
        of: decision,
        by: CardTrial.person("x", .supervisor, .departmentHead, in: CardTrial.unit)) == .ownCard)
    #expect(trial.refusal(of: decision, by: CardTrial.head) == .notYourPart(.decideAppeal))
    try trial.tell(decision, by: CardTrial.other)
    #expect(trial.state.status == .cancelled && !trial.state.counts)
  }

  @Test(
    "only the unit answers, or whoever is held responsible; only in words; an appeal no later than the answer"
  )
  func unit() throws {
    var trial = try CardTrial()
    let answer = Card.Command.answer(CardTrial.text)
    #expect(trial.refusal(of: answer, by: CardTrial.elsewhere) == .otherUnit)
    #expect(trial.refusal(of: .answer(Reasons(" ")), by: CardTrial.head) == .textMissing(.answer))
    let late = CardTrial.by.adding(days: 1)
    #expect(
      trial.refusal(of: .appeal(CardTrial.text), by: CardTrial.head, on: late)
        == .appealTooLate(CardTrial.by))
    try trial.tell(.attribute(person: CardTrial.elsewhere.id), by: CardTrial.head)
    #expect(trial.refusal(of: answer, by: CardTrial.elsewhere) == nil)
    // Late is better than not at all.
    #expect(trial.refusal(of: answer, by: CardTrial.head, on: late) == nil)
  }

  @Test("raising and pressing are the program's alone, and happen once")
  func byItself() throws {
    var trial = try CardTrial(level: .red)
    for command in [Card.Command.raise(to: "x"), .press] {
      #expect(trial.refusal(of: command, by: CardTrial.issuer) == .cardNotFound)
    }
    try trial.tell(.press, by: .system)
    try trial.tell(.press, by: .system)
    #expect(trial.state.isPressed && trial.state.points == Points(1.5))
  }

  @Test("an appeal that is under way when the card is raised is decided all the same")
  func raisedUnderAppeal() throws {
    var trial = try CardTrial()
    try trial.tell(.appeal(CardTrial.text), by: CardTrial.head)
    try trial.tell(.raise(to: "r"), by: .system)
    #expect(trial.state.status == .appealed && !trial.state.counts)
    var upheld = trial
    try upheld.tell(
      .decideAppeal(upheld: true, CardTrial.text, answerBy: CardTrial.by), by: CardTrial.other)
    #expect(upheld.state.status == .raised)
    try trial.tell(
      .decideAppeal(upheld: false, CardTrial.text, answerBy: CardTrial.by), by: CardTrial.other)
    #expect(trial.state.status == .cancelled)
  }

  // MARK: As the days go by

  @Test(
    "a yellow card that is not answered becomes a red one, which is pressed when it is not answered either"
  )
  func unanswered() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.filed()
    try await trial.pass(to: "2026-12-01")
    let yellow = try await trial.card("T03", of: id)
    #expect(try yellow.answerBy == Day.of("2026-12-04"))
    try await trial.pass(to: "2026-12-05")
    let red = try await trial.card("T03", of: id, .red)
    let file = try await trial.bureau.oversight.open(red.id, for: Bureau.actor("supervisor"))
    #expect(file.issue.charge.cause == .unanswered(card: yellow.number))
    #expect(try await trial.card("T03", of: id).status == .raised)
    try await trial.pass(to: "2026-12-31")
    let pressed = try await trial.card("T03", of: id, .red)
    #expect(pressed.isPressed && pressed.status == .open && pressed.points == Points(2))
    try await trial.expectSound()
  }

  @Test("answered in time and closed, a card stays; cancelled, its thing is not spoken of again")
  func answered() async throws {
    let trial = try await OversightTrial()
    let (first, second) = (try await trial.filed(), try await trial.filed(by: "shop"))
    try await trial.pass(to: "2026-12-01")
    let card = try await trial.card("T03", of: first)
    try await trial.take(
      .answer(Reasons("窗口人员请假，已补录。"), person: "hall"), with: card, by: "hall")
    try await trial.take(.close(Reasons("同意整改。")), with: card, by: "supervisor")
    let other = try await trial.card("T03", of: second)
    try await trial.take(.cancel(Reasons("系统故障所致，查明属实。")), with: other, by: "supervisor")
    try await trial.pass(to: "2026-12-31")
    #expect(try await trial.card("T03", of: first).status == .closed)
    #expect(try await trial.card("T03", of: first).person == "hall")
    let after = try await trial.rows(of: second).filter { $0.rule.code == "T03" }
    #expect(after.map(\.status) == [.cancelled] && !after[0].counts)
    try await trial.expectSound()
  }

  @Test("whoever is named belongs to the unit; what somebody may not see is not there")
  func persons() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    try await trial.pass(to: "2026-12-01")
    let card = try await trial.card("T02", of: id)
    for stranger in ["market-reviewer-1", "applicant", "nobody"] {
      let person = (try? Bureau.actor(stranger).id) ?? stranger
      await #expect(throws: OversightRefusal.personUnknown) {
        try await trial.take(.answer(CardTrial.text, person: person), with: card, by: "reviewer-1")
      }
    }
    for stranger in ["market-approver", "clerk", "catalogue", "applicant"] {
      await #expect(throws: OversightRefusal.cardNotFound) {
        try await trial.take(.answer(CardTrial.text, person: nil), with: card, by: stranger)
      }
    }
    try await trial.take(
      .answer(CardTrial.text, person: try Bureau.actor("reviewer-1").id), with: card,
      by: "section-head")
    #expect(try await trial.card("T02", of: id).status == .answered)
  }

  @Test("two who act on the same card do not overwrite each other")
  func versions() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    try await trial.pass(to: "2026-12-01")
    let card = try await trial.card("T02", of: id)
    try await trial.take(.answer(CardTrial.text, person: nil), with: card, by: "section-head")
    await #expect(throws: JournalFailure.self) {
      _ = try await trial.bureau.oversight.take(
        .cancel(CardTrial.text), with: card.id, by: try Bureau.actor("supervisor"),
        expecting: card.version)
    }
  }
}
