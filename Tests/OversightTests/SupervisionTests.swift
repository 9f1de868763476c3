// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import TestKit
import Testing

@testable import Oversight

@Suite("A case under supervision, as the days go by")
struct SupervisionTests {
  @Test("a case that is handled in time gets no card, and its alerts end by themselves")
  func inTime() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    try await trial.pass(to: "2026-11-25")
    // The step of the review ends on the 26th: 3 of the 5 working days of the promise.
    #expect(try await trial.alerts(of: id) == ["S01 2026-11-26"])
    try await trial.review(id)
    #expect(try await trial.alerts(of: id) == [])
    try await trial.pass(to: "2026-11-27")
    #expect(try await trial.alerts(of: id) == ["T02 2026-11-30"])
    try await trial.decide(id)
    try await trial.deliver(id)
    try await trial.pass(to: "2027-01-31")
    #expect(try await trial.cards(of: id) == [])
    #expect(try await trial.alerts(of: id) == [])
    try await trial.expectSound()
  }

  @Test(
    "a term that is let pass comes to a yellow card, then to a red one in its place; each thing once"
  )
  func overdue() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    try await trial.pass(to: "2026-11-30")
    #expect(try await trial.cards(of: id) == ["S01 yellow"])
    try await trial.pass(to: "2026-12-01")
    #expect(try await trial.cards(of: id) == ["S01 yellow", "T02 yellow"])
    let yellow = try await trial.card("T02", of: id)
    #expect(yellow.unit == OversightTrial.section && yellow.person == nil)
    #expect(yellow.number.wholeMatch(of: /江汉监黄〔2026〕\d+号/) != nil)
    #expect(try yellow.due == Day.of("2026-11-30") && yellow.points == Points(0.5))
    try await trial.pass(to: "2026-12-03")
    let cards = try await trial.rows(of: id)
    let red = try await trial.card("T02", of: id, .red)
    #expect(cards.first { $0.id == yellow.id }?.status == .raised)
    #expect(cards.first { $0.id == yellow.id }?.counts == false)
    #expect(red.counts && red.points == Points(1))
    try await trial.pass(to: "2026-12-31")
    let later = try await trial.cards(of: id)
    #expect(Set(later).count == later.count)
    try await trial.expectSound()
  }

  @Test(
    "a card freezes the facts of its day: the clock, day by day, with the version of the calendar")
  func evidence() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    try await trial.pass(to: "2026-12-01")
    let row = try await trial.card("T02", of: id)
    let file = try await trial.bureau.oversight.open(row.id, for: Bureau.actor("supervisor"))
    let evidence = try #require(file.evidence)
    let term = try #require(evidence.term)
    #expect(try evidence.day == Day.of("2026-12-01") && term.over == 1)
    #expect(try term.due == Day.of("2026-11-30") && term.number == 5)
    #expect(evidence.calendar == trial.bureau.oversight.calendar.version)
    #expect(
      evidence.trace.count > 5 && evidence.trace.allSatisfy { !$0.zh.isEmpty && !$0.en.isEmpty })
    // Decided late: the clock of today is another, the facts of then are not.
    try await trial.pass(to: "2026-12-02")
    try await trial.review(id)
    try await trial.decide(id)
    let again = try await trial.bureau.oversight.open(row.id, for: Bureau.actor("supervisor"))
    #expect(again.evidence == evidence && again.standing?.watch.finished != nil)
  }

  @Test("what was decided late while nobody looked is found all the same, with whose hand it was")
  func unseen() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    // The program was down for a week: no deadline has fired.
    trial.bureau.go(to: try Day.of("2026-12-02"))
    try await trial.review(id)
    try await trial.decide(id)
    let card = try await trial.card("T02", of: id)
    #expect(try card.person == Bureau.actor("approver").id)
    #expect(try await trial.card("S01", of: id).person == (try Bureau.actor("reviewer-2").id))
    try await trial.bureau.fireDeadlines()
    let cards = try await trial.cards(of: id)
    #expect(Set(cards).count == cards.count)
  }

  @Test("silence is the window's: nobody told the applicant in time (行政许可法 article 32)")
  func silence() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.filed()
    try await trial.pass(to: "2026-11-27")
    #expect(try await trial.alerts(of: id) == ["T03 2026-11-30"])
    try await trial.pass(to: "2026-12-01")
    let card = try await trial.card("T03", of: id)
    #expect(card.unit == OversightTrial.window)
    let file = try await trial.bureau.oversight.open(card.id, for: Bureau.actor("supervisor"))
    #expect(file.issue.charge.cause == .silence)
    #expect(file.issue.basis.article == "第三十二条第一款第四项")
  }

  @Test("a special procedure moves what is watched and takes back an alert that is no longer true")
  func moved() async throws {
    let trial = try await OversightTrial()
    let id = try await trial.accepted()
    try await trial.pass(to: "2026-11-27")
    #expect(try await trial.alerts(of: id).contains("T02 2026-11-30"))
    let reasons = Reasons("需要委托检测，依法不计入期限。")
    try await trial.bureau.take(
      .procedure(.begin(.testing, plannedEnd: try Day.of("2026-12-11"), reasons: reasons)),
      with: id, by: "reviewer-1", texts: reasons.text)
    #expect(try await trial.alerts(of: id) == [])
    try await trial.pass(to: "2026-12-10")
    #expect(try await trial.alerts(of: id) == ["T10 2026-12-11"])
    // The step was over before the procedure began, and nobody has answered for it.
    #expect(try await trial.cards(of: id) == ["S01 yellow", "S01 red"])
    // It takes longer than the applicant was told.
    try await trial.pass(to: "2026-12-12")
    #expect(try await trial.cards(of: id) == ["S01 yellow", "S01 red", "T10 yellow"])
    try await trial.expectSound()
  }

  @Test("a holiday notice that arrives moves every open case at the next round")
  func holiday() async throws {
    let trial = try await OversightTrial(on: "2027-03-01")
    let id = try await trial.accepted()
    try await trial.pass(to: "2027-03-05")
    #expect(try await trial.alerts(of: id) == ["T02 2027-03-08"])
    // Three days off more than the law alone gives: the promise ends three days later.
    let days = HolidayLaw.holidays(in: 2027).map { "\($0.day),off,\($0.name)" }
    let more = ["2027-03-09", "2027-03-08", "2027-03-10"].map { "\($0),off,补假" }
    let csv = (["date,kind,holiday"] + Set(days).sorted() + more).joined(separator: "\n")
    _ = try await trial.bureau.desk.load(
      try HolidayNotice(year: 2027, csv: csv), csv: csv, by: try Bureau.actor("catalogue"))
    while try await trial.bureau.round.advance() != nil {}
    #expect(try await trial.alerts(of: id) == ["T02 2027-03-11"])
    try await trial.pass(to: "2027-03-11")
    #expect(try await !trial.cards(of: id).contains("T02 yellow"))
    try await trial.pass(to: "2027-03-12")
    #expect(try await trial.cards(of: id).contains("T02 yellow"))
    try await trial.expectSound()
  }

  @Test(
    "cases from before there was any supervision are taken up by the first round; what is told again is past"
  )
  func takenUp() async throws {
    let trial = try await OversightTrial()
    let (desk, journal) = (trial.bureau.desk, trial.bureau.journal)
    let applicant = try Bureau.actor("applicant")
    let template = try await trial.bureau.file()
    let filing = try #require(try await desk.open(template.id, for: applicant).filing)
    let past = Instant(day: try Day.of("2026-10-12"), hour: 9, minute: 0)
    let id = "retold"
    let _: Bool = try await journal.perform(as: .system) { unit in
      let then = unit.retelling(applicant, at: past)
      _ = try desk.registry.file(filing, as: id, through: .online, then)
      return true
    }
    #expect(try await trial.cards(of: id) == [])
    #expect(try await trial.bureau.round.make() == 2)
    // By silence it was accepted on the day of its receipt, and nobody has decided on it since.
    #expect(try await trial.cards(of: id).sorted() == ["T01 red", "T02 red", "T03 yellow"])
    #expect(try await trial.rows(of: id).allSatisfy { $0.person == nil })
  }

  @Test("the third card by one rule to one unit in a month is red at once")
  func repeated() async throws {
    let trial = try await OversightTrial()
    for name in ["applicant", "shop", "agent"] { _ = try await trial.filed(by: name) }
    try await trial.pass(to: "2026-12-01")
    var filter = CardFilter()
    filter.rule = "T03"
    let cards = try await trial.bureau.oversight.page(filter, for: Bureau.actor("supervisor")).rows
    #expect(cards.map(\.level).sorted { $0.rawValue < $1.rawValue } == [.red, .yellow, .yellow])
    let red = try #require(cards.first { $0.level == .red })
    let file = try await trial.bureau.oversight.open(red.id, for: Bureau.actor("supervisor"))
    #expect(file.issue.charge.cause == .repeated(times: 3))
  }
}
