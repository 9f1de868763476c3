// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Identity
import Journal
import SQL
import ShangMi
import Site
import TestKit
import Testing

@testable import Casework

/// 抽查: of what was decided in one hand a share is drawn by a rule that nobody can bend, and anybody can replay.
@Suite("Draws and re-checks")
struct RecheckTests {
  // MARK: The rule

  private static let secret =
    [UInt8](hexadecimal: String(repeating: "00112233445566778899aabbccddeeff", count: 2)) ?? []

  @Test(
    "scores are those of another program: openssl dgst -sm3 -mac HMAC, and integers of Python",
    arguments: [
      ("A", 8), ("11420103MB0000001P442201100400120261123000001", 70), ("示范", 72),
    ])
  func vectors(number: String, score: Int) {
    #expect(Draw.score(of: number, secret: Self.secret) == score)
  }

  @Test("the commitment is the SM3 of the secret's bytes, as another program computes it")
  func commitment() {
    #expect(
      Draw.commitment(to: Self.secret).description
        == "fb5d2b8a8122342d10fe490a7bb844b4c9ad963c61191ec072c950ad8983a287")
  }

  @Test("over many numbers every share is drawn as often as it says, within five deviations")
  func share() {
    let count = 20_000
    var tally = [Int](repeating: 0, count: 100)
    for number in 0..<count {
      tally[Draw.score(of: "11420103MB0000001P44220110040012026\(number)", secret: Self.secret)] +=
        1
    }
    for percent in [1, 5, 10, 20, 50, 99] {
      let drawn = tally[..<percent].reduce(0, +)
      let share = Double(percent) / 100
      let deviation = (share * (1 - share) * Double(count)).squareRoot()
      #expect(abs(Double(drawn) - share * Double(count)) < 5 * deviation, "\(percent) %")
    }
    // Another secret draws others: what it will be cannot be told from the number.
    let other = [UInt8](repeating: 7, count: Draw.secretLength)
    let numbers = (0..<1_000).map { "N\($0)" }
    func drawn(_ secret: [UInt8]) -> Set<String> {
      Set(numbers.filter { Draw.score(of: $0, secret: secret) < 10 })
    }
    #expect(drawn(Self.secret).intersection(drawn(other)).count < 50)
  }

  @Test("months follow each other over the year's end; bytes read as they were written")
  func months() throws {
    let december = try #require(DrawMonth("2026-12"))
    let january = try Day.of("2027-01-01")
    #expect("\(december.next)" == "2027-01" && december.next.first == january)
    #expect(DrawMonth("2026-13") == nil && DrawMonth("2026-1") == nil && DrawMonth("x") == nil)
    #expect([UInt8](hexadecimal: "0aff")?.hexadecimal == "0aff")
    #expect([UInt8](hexadecimal: "0af") == nil && [UInt8](hexadecimal: "zz") == nil)
  }

  // MARK: In the bureau

  /// A bureau with somebody authorised at the window, whose month is committed to.
  private func bureau(percent: Int = 10) async throws -> Bureau {
    let bureau = try await Bureau(
      .seniorCard, on: "2026-11-23", settings: CaseworkSettings(recheckPercent: percent))
    try await bureau.authorise(.window, "window", section: "政务服务科")
    return bureau
  }

  private func rechecks(
    _ bureau: Bureau, _ standing: Recheck.Standing = .open
  ) async throws -> [RecheckRow] {
    try await RecheckDesk(journal: bureau.journal).page(of: standing, after: nil, limit: 100).rows
  }

  @Test("the first authorisation commits to this month and the next, before anything is decided")
  func beforehand() async throws {
    let bureau = try await bureau()
    let desk = RecheckDesk(journal: bureau.journal)
    let draws = try await desk.draws(before: nil, limit: 10).rows
    #expect(draws.map(\.month) == ["2026-12", "2026-11"])
    #expect(draws.allSatisfy { $0.secret == nil && $0.percent == 10 })
    #expect(Set(draws.map(\.digest)).count == 2)
    // No page and no event tells it.
    let page = try await bureau.get(CaseLink.draw("2026-11").path).text
    #expect(page.contains(draws[1].digest) && page.contains("此前任何人都不能预知"))
    let secrets: [String] = try await bureau.journal.database.read {
      try $0.rows("SELECT secret FROM draw_secret ORDER BY month")
    }
    let events: [String] = try await bureau.journal.database.read {
      try $0.rows("SELECT body FROM journal_event")
    }
    #expect(secrets.count == 2)
    #expect(!events.contains { event in secrets.contains { event.contains($0) } })
  }

  @Test(
    "what was drawn is what anybody works out from the secret that is told when the month is over")
  func replay() async throws {
    let bureau = try await bureau(percent: 40)
    var numbers: [String] = []
    for _ in 1...40 { numbers.append(try await bureau.handle(by: "window").number) }
    let drawn = Set(try await rechecks(bureau).map(\.number))
    #expect(drawn.isSubset(of: numbers) && drawn.count > 2 && drawn.count < 38)
    let desk = RecheckDesk(journal: bureau.journal)
    let before = try #require(try await desk.draw(of: "2026-11", after: "", limit: 100))
    #expect(before.entries.isEmpty)

    try bureau.go(to: "2026-12-01")
    try await bureau.fireDeadlines()
    let trial = bureau.program(nil)
    let told = try await trial.get("/api/v1/draws/2026-11").text
    let draw = try #require(try await desk.draw(of: "2026-11", after: "", limit: 100))
    let secret = try #require(draw.draw.secret.flatMap { [UInt8](hexadecimal: $0) })
    #expect(told.contains(secret.hexadecimal))
    #expect(SM3.digest(secret).description == before.draw.digest)
    #expect(draw.entries.map(\.number) == numbers.sorted())
    // The rule again, by hand.
    let again = draw.entries.filter { entry in
      let code = hmacSM3(Array(entry.number.utf8), key: secret).description
      return (UInt64(code.prefix(16), radix: 16) ?? 0) / 10_000 * 100
        < UInt64.max / 10_000 * 40
    }
    #expect(Set(again.map(\.number)) == drawn)
    // The month after the next is committed to by now, and the secret is kept nowhere else.
    #expect(
      try await desk.draws(before: nil, limit: 10).rows.map(\.month)
        == ["2027-01", "2026-12", "2026-11"])
    #expect(try await bureau.journal.verify { _ in }.isSound)
    #expect(try await bureau.journal.rebuild(keep: false).isSound)
  }

  @Test("an item's own share counts before the bureau's, and the ordinary way is not drawn")
  func shares() async throws {
    let bureau = try await Bureau(.allowance, settings: CaseworkSettings(recheckPercent: 100))
    try await bureau.authorise(.chief, "chief", section: "政务服务科")
    let state = try await decided(in: bureau)
    #expect(state.oneHand.authority?.recheckPercent == 20)
    let desk = RecheckDesk(journal: bureau.journal)
    try bureau.go(to: "2026-12-01")
    try await bureau.fireDeadlines()
    let entries = try #require(try await desk.draw(of: "2026-11", after: "", limit: 9)).entries
    #expect(entries.map(\.percent) == [20])

    let ordinary = try await Bureau(
      .smallCatering, settings: CaseworkSettings(recheckPercent: 100))
    let id = try await ordinary.file().id
    try await ordinary.decide(id, granted: true)
    try await ordinary.take(.deliver(.window), with: id, by: "clerk")
    #expect(try await rechecks(ordinary).isEmpty)
  }

  /// A case that the chief approver has brought to its end alone.
  private func decided(in bureau: Bureau) async throws -> Case {
    let id = try await bureau.file().id
    for command in [
      .accept, .decide(granted: true, Reasons("符合条件。")), .deliver(.electronic),
    ] as [Case.Command] {
      try await bureau.take(command, with: id, by: "chief", texts: "符合条件。")
    }
    return try await bureau.open(id).state
  }

  @Test("where no secret had been committed to for the month, every case is drawn")
  func withoutSecret() async throws {
    let bureau = try await bureau(percent: 1)
    // Two months on, and no deadline has been fired: nobody has committed to this month.
    try bureau.go(to: "2027-01-20")
    for _ in 1...5 { try await bureau.handle(by: "window") }
    let rows = try await rechecks(bureau)
    #expect(rows.count == 5 && rows.allSatisfy { $0.score == nil })
    // No secret is made afterwards, by which they would not have been drawn.
    try await bureau.fireDeadlines()
    let months = try await RecheckDesk(journal: bureau.journal).draws(before: nil, limit: 10).rows
      .map(\.month)
    #expect(months.contains("2027-02") && !months.contains("2027-01"), "\(months)")
  }

  @Test("nobody tells a secret before the month is over, or another one than that of the digest")
  func keeping() throws {
    var draw = MonthlyDraw()
    let month = try #require(DrawMonth("2026-11"))
    let moment = Moment(at: month.end, actor: "system")
    let during = MonthlyDraw.Context(month: month, now: month.end.adding(milliseconds: -1))
    let after = MonthlyDraw.Context(month: month, now: month.end)
    draw.apply(.committed(Draw.commitment(to: Self.secret), percent: 10), at: moment)
    #expect(throws: CaseworkRefusal.staff(.monthNotOver)) {
      try draw.decide(.publish(secret: Self.secret), during)
    }
    #expect(throws: CaseworkRefusal.staff(.notTheSecret)) {
      try draw.decide(.publish(secret: [1]), after)
    }
    let events = try draw.decide(.publish(secret: Self.secret), after)
    #expect(events == [.published(secret: Self.secret.hexadecimal)])
    // What is committed to stays.
    #expect(try draw.decide(.commit(Draw.commitment(to: [2]), percent: 1), during).isEmpty)
  }

  // MARK: Findings

  @Test(
    "a supervisor finds, the head answers, and an authorisation that is found wanting is suspended")
  func findings() async throws {
    let bureau = try await bureau(percent: 100)
    let id = try await bureau.handle(by: "window").id
    let desk = RecheckDesk(journal: bureau.journal)
    let opinion = Reasons("申请人不满六十周岁。")
    let proposals = Recheck.Proposal.allCases
    func find(_ verdict: Recheck.Verdict, by actor: Actor) async throws {
      try await desk.find(verdict, proposals, opinion, in: id, by: actor)
    }
    await #expect(throws: CaseworkRefusal.notYourPart(.recheck)) {
      try await find(.wrong, by: Bureau.actor("clerk"))
    }
    let own = Actor(
      id: try Bureau.account("window").id, name: nil, roles: [.supervisor], department: nil)
    await #expect(throws: CaseworkRefusal.staff(.ownRecheck)) { try await find(.right, by: own) }
    try await find(.wrong, by: Bureau.actor("supervisor"))
    await #expect(throws: CaseworkRefusal.staff(.foundAlready)) {
      try await find(.right, by: Bureau.actor("supervisor"))
    }
    #expect(try await rechecks(bureau, .proposed).map(\.id) == [id])
    try await desk.answer(isAdopted: true, opinion, in: id, by: Bureau.actor("head"))
    #expect(try await rechecks(bureau, .done).map(\.verdict) == [.wrong])
    await #expect(throws: CaseworkRefusal.staff(.nothingProposed)) {
      try await desk.answer(isAdopted: false, opinion, in: id, by: Bureau.actor("head"))
    }
    await #expect(throws: CaseworkRefusal.staff(.notAuthorised)) {
      try await bureau.handle(by: "window")
    }
    #expect(try await bureau.journal.rebuild(keep: false).isSound)
  }

  @Test("what was right or a little wrong has no consequences; the figures of approvers add up")
  func figures() async throws {
    let bureau = try await bureau(percent: 100)
    let desk = RecheckDesk(journal: bureau.journal)
    for verdict in [Recheck.Verdict.right, .minor, .minor] {
      let id = try await bureau.handle(by: "window").id
      try await desk.find(
        verdict, Recheck.Proposal.allCases, Reasons("已经核对。"), in: id,
        by: Bureau.actor("supervisor"))
    }
    try await bureau.handle(by: "window")
    #expect(try await rechecks(bureau, .proposed).isEmpty)
    let approver = try Bureau.account("window").id
    #expect(
      try await desk.figures(of: 2026).figures == [
        ApproverFigures(approver: approver, decided: 4, drawn: 4, right: 1, minor: 2, wrong: 0)
      ])
    let page = try await bureau.get(CaseLink.recheckFigures.path, as: "supervisor").text
    #expect(page.contains("示范 · 即办窗口丑"))
    let answer = try await bureau.program("supervisor").get("/api/v1/recheck-figures?year=2026")
    #expect(answer.text.contains("\"decided\":4"))
  }

  @Test("supervisors work through a list, in the browser and over the API; others do not see it")
  func pages() async throws {
    let bureau = try await bureau(percent: 100)
    let id = try await bureau.handle(by: "window").id
    let supervisor = bureau.browser("supervisor")
    #expect(
      try await supervisor.get(CaseLink.rechecks.path).text.contains(CaseLink.recheck(id).path))
    #expect(try await supervisor.get(CaseLink.case(id).path).text.contains("已抽中"))
    let page = try await supervisor.get(CaseLink.recheck(id).path).text
    #expect(page.contains("小于 100，抽中") && page.contains("name=\"verdict\""))
    let silent = try await supervisor.post(
      CaseLink.recheck(id).path, ["verdict": "right", "reasons": ""])
    #expect(silent.status == 422)
    let found = try await supervisor.post(
      CaseLink.recheck(id).path,
      ["verdict": "wrong", "proposals": "suspendAuthorisation", "reasons": "年龄不符。"])
    #expect(found.status == 303)
    let head = bureau.browser("head")
    #expect(try await head.get("\(CaseLink.rechecks.path)?list=proposed").text.contains(id))
    let answered = try await head.post(
      CaseLink.recheckAnswer(id).path, ["adopted": "no", "reasons": "已经核实，年龄相符。"])
    #expect(answered.status == 303)
    #expect(try await head.get(CaseLink.recheck(id).path).text.contains("不采纳建议"))
    for name in ["window", "reviewer-1", "applicant"] {
      #expect(try await bureau.get(CaseLink.recheck(id).path, as: name).status == 403, "\(name)")
    }
    let trial = try await bureau.program("supervisor").get("/api/v1/rechecks?standing=done")
    #expect(trial.text.contains("\"verdict\":\"wrong\""))
    #expect(try await bureau.program("supervisor").get("/api/v1/rechecks/x").status == 404)
  }
}
