// SPDX-License-Identifier: Apache-2.0

import App
import Casework
import Deadlines
import Foundation
import Journal
import SQL

/// The law's clock: how fast it is computed, what a holiday notice costs with fifty thousand open cases, and whether a
/// step costs more in a case with a long history.
enum ClockBench {
  static func run(catalogue: String) async throws {
    try clocks()
    try recomputation()
    try await longHistory(catalogue)
  }

  private static let today = Day(year: 2026, month: 11, day: 23)

  /// Cases as they are open on a day: received, noticed, accepted, some with a procedure or an extension.
  private static func cases(_ count: Int, until today: Day) -> [CaseFacts] {
    (0..<count).map { number in
      let received = Instant(day: today.adding(days: -(number % 40)), hour: 9, minute: number % 60)
      var facts = CaseFacts(received: received)
      if number % 4 > 0 { facts.accepted = .init(at: received.adding(milliseconds: 3_600_000)) }
      if number % 8 == 7 {
        let started = received.adding(milliseconds: 86_400_000)
        facts.procedures = [
          SpecialProcedure(
            kind: .testing, started: started,
            notices: [.init(at: started, plannedEnd: started.day.adding(days: 10))])
        ]
      }
      if number % 16 == 5 {
        let approved = received.adding(milliseconds: 2 * 86_400_000)
        facts.extensions = [Extension(approved: approved, approver: .agencyHead, told: approved)]
      }
      return facts
    }
  }

  private static let terms = CaseTerms(
    promised: TermRule(
      number: 8, unit: .workingDay, basis: LegalBasis(law: "服务承诺", article: "")))

  private static func clocks() throws {
    guard let today else { return }
    let facts = cases(200_000, until: today)
    let calendar = WorkCalendar.china
    var days = 0
    let (seconds, cpu) = timed {
      for fact in facts {
        days &+= CaseClock.compute(fact, terms, calendar, asOf: today).nearest?.due.number ?? 0
      }
    }
    let count = Double(facts.count)
    print("\n== Clocks of \(facts.count) cases (sum of days \(days))")
    print(
      "\(Series.number(count / seconds, 12, 0)) a second, "
        + "\(Series.number(cpu / count * 1_000_000, 1, 2)) µs of CPU each")
    let plain = CaseFacts(
      received: Instant(day: today, hour: 9, minute: 0),
      accepted: .init(at: Instant(day: today, hour: 10, minute: 0)))
    let trace = timed {
      for _ in 0..<20_000 {
        let clock = CaseClock.compute(plain, terms, calendar, asOf: today)
        for deadline in clock.deadlines { days &+= deadline.trace(in: calendar).count }
      }
    }
    print(
      "with its trace, day by day: \(Series.number(trace.cpu / 20_000 * 1e6, 1, 1)) µs of CPU each")
  }

  /// A notice that moves one weekend, as 2027's will.
  private static func recomputation() throws {
    guard let today = Day(year: 2027, month: 1, day: 25) else { return }
    let statutory = Set(HolidayLaw.holidays(in: 2027).map { "\($0.day),off,\($0.name)" })
    let more = ["2027-02-04,off,春节", "2027-02-20,work,春节"]
    let csv = (["date,kind,holiday"] + statutory.sorted() + more).joined(separator: "\n")
    let new = try WorkCalendar.china.adding(notice: HolidayNotice(year: 2027, csv: csv))
    let subjects = cases(50_000, until: today).enumerated().map {
      Recomputation<Int>.Subject(id: $0.offset, facts: $0.element, terms: terms)
    }
    var moves = 0
    let (seconds, cpu) = timed {
      moves = Recomputation(of: subjects, from: .china, to: new, asOf: today).moves.count
    }
    print("\n== A holiday notice over \(subjects.count) open cases (budget 1 s)")
    print(
      "\(Series.number(seconds, 1, 3)) s, \(Series.number(cpu, 1, 3)) s of CPU: both clocks of each, "
        + "\(moves) dates moved, each with its days")
  }

  /// The same step, in cases with few events and with many.
  private static func longHistory(_ catalogue: String) async throws {
    let world = try await World(catalogue: catalogue)
    defer { world.remove() }
    let desk = world.program.desk
    print("\n== A step of a case, by the length of its history\n" + Series.heading)
    var medians: [Double] = []
    for events in [5, 200] {
      var ids: [String] = []
      for _ in 0..<200 {
        let receipt = try await desk.submit(world.filing, through: .api, by: world.applicant)
        _ = try await desk.take(.accept, with: receipt.id, by: world.clerk, expecting: nil)
        ids.append(receipt.id)
      }
      try await lengthen(ids, to: events, world)
      let clerk = world.clerk
      let cases = ids
      var numbers: [String] = []
      for id in cases {
        numbers.append(try await desk.open(id, for: clerk).documents.first?.number ?? "")
      }
      let receipts = numbers
      let series = try await measure(cases.count) { index in
        let words = Reasons("第 \(index) 次更正")
        _ = try await desk.take(
          .rectify(document: receipts[index], words), with: cases[index], by: clerk, expecting: nil,
          texts: [words.text])
      }
      print(series.line("a step with its document, \(events) events"))
      medians.append(series.milliseconds(atShare: 0.5))
    }
    print("   200 events to 5: \(Series.number(medians[1] / medians[0], 1, 2)) × at the median")
  }

  /// Adds corrections, each with its document, until the histories have so many events.
  private static func lengthen(_ ids: [String], to events: Int, _ world: World) async throws {
    let desk = world.program.desk
    for id in ids {
      while true {
        let file = try await desk.open(id, for: world.clerk)
        guard file.history.count < events, let number = file.documents.first?.number else { break }
        let words = Reasons("更正 \(file.history.count)")
        _ = try await desk.take(
          .rectify(document: number, words), with: id, by: world.clerk, expecting: nil,
          texts: [words.text])
      }
    }
  }

  private static func timed(_ body: () -> Void) -> (seconds: Double, cpu: Double) {
    let clock = ContinuousClock()
    let cpu = processorSeconds()
    let wall = clock.measure(body)
    let seconds = Double(wall.components.seconds) + Double(wall.components.attoseconds) / 1e18
    return (seconds, processorSeconds() - cpu)
  }
}
