// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi
import Site
import TestKit
import Testing

@testable import Casework

/// 行政许可法 第四十七条: the right to a hearing, five days to ask for it, twenty to hold it.
@Suite("Administrative Licensing Law, article 47", .withoutDatabase)
struct Article47Tests {
  private static let reasons = Reasons("直接涉及申请人与相邻住户的重大利益")
  private static let due = CaseTrial.day("2026-03-10")

  private let tell = Case.Command.hearing(.tell(reasons))
  private let grant = Case.Command.decide(granted: true, reasons)
  private let ask = Case.Command.hearing(.request(.applicant, reasons))
  private let waive = Case.Command.hearing(.waive(.applicant, reasons))

  /// Reviewed, and on Tuesday the applicant told of his right.
  private func told() throws -> CaseTrial {
    var trial = try CaseTrial.reviewed()
    try trial.tell(tell, by: CaseTrial.firstReviewer, on: "2026-03-03")
    return trial
  }

  /// And with an interested party, who was told with him.
  private func bothTold() throws -> CaseTrial {
    var trial = try CaseTrial.reviewed()
    try trial.tell(
      .statement(.name(CaseTrial.neighbour, interest: Self.reasons)),
      by: CaseTrial.firstReviewer, on: "2026-03-02", hour: 14)
    try trial.tell(
      .statement(.tell(until: CaseTrial.day("2026-03-03"), withHearing: false, Self.reasons)),
      by: CaseTrial.firstReviewer, on: "2026-03-02", hour: 15)
    try trial.tell(tell, by: CaseTrial.firstReviewer, on: "2026-03-03")
    return trial
  }

  @Test("it may be asked for until the end of the fifth working day; after it, no more")
  func fiveDays() throws {
    let trial = try told()
    #expect(trial.clock("2026-03-03")[.hearingRequest]?.due == Self.due)
    #expect(trial.refusal(of: ask, by: CaseTrial.applicant, on: "2026-03-10", hour: 23) == nil)
    trial.refusal(of: ask, by: CaseTrial.applicant, on: "2026-03-11", hour: 0)
      .expect(.hearing(.requestTooLate(Self.due)), article: "第四十七条第一款")
    #expect(trial.clock("2026-03-11")[.hearingRequest]?.outcome == .lapsed)
  }

  @Test("while it may be asked for, nothing is decided; once nobody has, everything may be")
  func waits() throws {
    let trial = try told()
    trial.refusal(of: grant, by: CaseTrial.chief, on: "2026-03-10", hour: 23)
      .expect(.hearing(.rightOpen(until: Self.due)), article: "第四十七条第一款")
    #expect(trial.refusal(of: grant, by: CaseTrial.chief, on: "2026-03-11") == nil)
  }

  @Test("who gives up his right need not be waited for, and cannot have it back")
  func waived() throws {
    var trial = try told()
    try trial.tell(waive, by: CaseTrial.applicant, on: "2026-03-04")
    #expect(trial.refusal(of: grant, by: CaseTrial.chief, on: "2026-03-04") == nil)
    trial.refusal(of: ask, by: CaseTrial.applicant, on: "2026-03-05")
      .expect(.hearing(.waivedAlready), article: "第四十七条第一款")
    trial.refusal(of: waive, by: CaseTrial.applicant, on: "2026-03-05")
      .expect(.hearing(.nothingToWaive), article: "第四十七条第一款")
  }

  @Test("what was asked for is held within twenty working days, and before the decision")
  func twentyDays() throws {
    var trial = try told()
    try trial.tell(ask, by: CaseTrial.applicant, on: "2026-03-10")
    let due = try #require(trial.clock("2026-03-10")[.hearing]).due
    // Tomb-sweeping day makes 4 to 6 April days off.
    #expect(due == CaseTrial.day("2026-04-08"))
    trial.refusal(of: grant, by: CaseTrial.chief, on: "2026-04-09")
      .expect(.hearing(.isDue), article: "第四十八条第二款")
    let late = CaseTrial.sitting(on: CaseTrial.day("2026-04-09"), presider: "clerk")
    trial.refusal(of: .hearing(.call(late)), by: CaseTrial.chief, on: "2026-03-11")
      .expect(.hearing(.dayTooLate(due)), article: "第四十七条第一款")
    let last = CaseTrial.sitting(on: due, presider: "clerk")
    #expect(
      trial.refusal(of: .hearing(.call(last)), by: CaseTrial.chief, on: "2026-03-11") == nil)
    // Too late for the notice to end in time: it is held all the same.
    let after = CaseTrial.sitting(on: CaseTrial.day("2026-04-16"), presider: "clerk")
    #expect(
      trial.refusal(of: .hearing(.call(after)), by: CaseTrial.chief, on: "2026-04-07") == nil)
  }

  @Test("a request that is taken back ends the hearing, unless somebody else has asked, too")
  func takenBack() throws {
    var trial = try bothTold()
    try trial.tell(ask, by: CaseTrial.applicant, on: "2026-03-04")
    let party = Case.Command.hearing(.request(.party(1), Reasons("")))
    try trial.tell(party, by: CaseTrial.clerk, on: "2026-03-05")
    try trial.tell(waive, by: CaseTrial.applicant, on: "2026-03-06")
    trial.refusal(of: grant, by: CaseTrial.chief, on: "2026-03-16")
      .expect(.hearing(.isDue), article: "第四十八条第二款")
    try trial.tell(
      .hearing(.waive(.party(1), Reasons(""))), by: CaseTrial.clerk, on: "2026-03-16")
    #expect(trial.refusal(of: grant, by: CaseTrial.chief, on: "2026-03-16") == nil)
    #expect(trial.clock("2026-03-16")[.hearing]?.outcome == .stopped)
  }

  @Test("a second hearing after one that was given up has its own terms, and the first its time")
  func again() throws {
    var trial = try bothTold()
    try trial.tell(ask, by: CaseTrial.applicant, on: "2026-03-04")
    try trial.tell(waive, by: CaseTrial.applicant, on: "2026-03-06")
    try trial.tell(
      .hearing(.request(.party(1), Reasons(""))), by: CaseTrial.clerk, on: "2026-03-10")
    #expect(trial.clock("2026-03-10")[.hearing]?.start == CaseTrial.day("2026-03-10"))
    #expect(
      trial.state.facts.procedures.map(\.ended?.day) == [CaseTrial.day("2026-03-06")])
  }

  @Test("where one is told of the right, everybody whom it concerns is")
  func everybody() throws {
    var trial = try CaseTrial.reviewed()
    try trial.tell(
      .statement(.name(CaseTrial.neighbour, interest: Self.reasons)),
      by: CaseTrial.firstReviewer, on: "2026-03-03")
    try trial.tell(
      .statement(.tell(until: CaseTrial.day("2026-03-10"), withHearing: true, Self.reasons)),
      by: CaseTrial.firstReviewer, on: "2026-03-03")
    #expect(trial.state.hearingDue(of: .party(1)) == Self.due)
    trial.refusal(of: grant, by: CaseTrial.chief, on: "2026-03-20")
      .expect(.hearing(.rightUntold(1)), article: "第四十七条第一款")
    // Who was not told is not too late.
    #expect(trial.refusal(of: ask, by: CaseTrial.applicant, on: "2026-03-20") == nil)
    try trial.tell(tell, by: CaseTrial.firstReviewer, on: "2026-03-20")
    trial.refusal(of: tell, by: CaseTrial.firstReviewer, on: "2026-03-20")
      .expect(.hearing(.toldAlready), article: "第四十七条第一款")
    trial.refusal(of: grant, by: CaseTrial.chief, on: "2026-03-27")
      .expect(
        .hearing(.rightOpen(until: CaseTrial.day("2026-03-27"))), article: "第四十七条第一款")
    #expect(trial.refusal(of: grant, by: CaseTrial.chief, on: "2026-03-28") == nil)
  }

  @Test("each has his own five days from being told")
  func ownDays() throws {
    var trial = try told()
    try trial.tell(
      .statement(.name(CaseTrial.neighbour, interest: Self.reasons)),
      by: CaseTrial.firstReviewer, on: "2026-03-06")
    try trial.tell(
      .statement(.tell(until: CaseTrial.day("2026-03-09"), withHearing: true, Self.reasons)),
      by: CaseTrial.firstReviewer, on: "2026-03-06")
    trial.refusal(of: ask, by: CaseTrial.applicant, on: "2026-03-11")
      .expect(.hearing(.requestTooLate(Self.due)), article: "第四十七条第一款")
    let party = Case.Command.hearing(.request(.party(1), Reasons("")))
    try trial.tell(party, by: CaseTrial.clerk, on: "2026-03-13")
    #expect(trial.clock("2026-03-13")[.hearing]?.start == CaseTrial.day("2026-03-13"))
  }

  @Test("where nobody else is concerned, nobody has the right")
  func nobodyElse() throws {
    try CaseTrial.reviewed().refusal(of: ask, by: CaseTrial.applicant, on: "2026-03-03")
      .expect(.hearing(.nobodyElseConcerned), article: "第四十七条第一款")
  }

  @Test("who has asked for a hearing is not dropped as if he had not")
  func notDropped() throws {
    var trial = try bothTold()
    try trial.tell(
      .hearing(.request(.party(1), Reasons(""))), by: CaseTrial.clerk, on: "2026-03-05")
    trial.refusal(
      of: .statement(.drop(1, Self.reasons)), by: CaseTrial.firstReviewer, on: "2026-03-06"
    ).expect(.hearing(.isDue), article: "第四十八条第二款")
  }

  @Test("¶2: the notice says until when, and that it costs nothing")
  func notice() throws {
    let trial = try told()
    let event = try #require(trial.history.last?.event)
    #expect(DocumentKind(of: event) == .hearingRightNotice)
    #expect(event.turn?.recipients == [.applicant, .interested])
    let details = event.turn?.details.map(\.value.chinese) ?? []
    #expect(details.contains { $0.contains("2026年3月10日") })
    #expect(details.contains { $0.contains("不承担行政机关组织听证的费用") })
  }
}
