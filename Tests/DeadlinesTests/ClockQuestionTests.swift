// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import Testing

@Suite("Clocks asked for as lines of JSON")
struct ClockQuestionTests {
  private func answer(_ line: String, trace: Bool = false) throws -> [String: Any] {
    let json = try ClockAnswer.json(
      to: line, line: 7, today: day("2026-03-10"), isTraced: trace, in: china)
    #expect(!json.contains("\n"))
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
    return try #require(object as? [String: Any])
  }

  private func terms(_ answer: [String: Any]) throws -> [String: [String: Any]] {
    let list = try #require(answer["deadlines"] as? [[String: Any]])
    return Dictionary(uniqueKeysWithValues: list.map { ($0["kind"] as? String ?? "", $0) })
  }

  @Test("the least that can be asked: received, and the law does the rest")
  func least() throws {
    let answer = try answer(#"{"facts":{"received":"2026-03-02"}}"#)
    #expect(answer["line"] as? Int == 7)
    #expect(answer["asOf"] as? String == "2026-03-10")
    #expect(answer["stage"] as? String == "deciding")
    #expect(answer["acceptanceIsDeemed"] as? Bool == true)
    #expect(answer["acceptedOn"] as? String == "2026-03-02")
    #expect(answer["due"] as? String == "2026-03-30")
    #expect(answer["light"] as? String == "green")
    let basis = try terms(answer)["statutory"]?["basis"] as? [String: Any]
    #expect(basis?["text"] as? String == "行政许可法第四十二条第一款")
  }

  @Test("all that can be asked is read")
  func everything() throws {
    let line = """
      {"id": "A-1", "asOf": "2026-04-01", "facts": {"received": "2026-03-02T10:00", \
      "supplementNoticed": "2026-03-03 09:30:00", "supplemented": "2026-03-04T10:00:00.250+08:00", \
      "accepted": {"at": 1772676000000, "deemed": false}, "decided": {"at": "2026-03-30", "granted": true}, \
      "issued": "2026-03-31", "delivered": "2026-04-01", "ended": {"at": "2026-04-01", "kind": "concluded"}, \
      "procedures": [{"kind": "testing", "started": "2026-03-09", "told": "2026-03-09", "plannedEnd": \
      "2026-03-12", "notices": [{"at": "2026-03-12", "plannedEnd": "2026-03-13"}], "ended": "2026-03-13"}], \
      "extensions": [{"approved": "2026-03-20", "approver": "agencyHead", "told": "2026-03-20"}], \
      "suspensions": [{"asked": "2026-03-16", "answered": "2026-03-17"}], \
      "hearing": {"toldOfRight": "2026-03-10", "requested": "2026-03-11", "announced": "2026-03-11", \
      "notices": [{"at": "2026-03-11"}], "sessions": [{"set": "2026-03-12", "day": "2026-03-26", \
      "notified": "2026-03-12"}], "held": "2026-03-26", "waived": null}, "forwarded": "2026-03-18", \
      "expiry": "2026-06-30"}, "terms": {"supplementNotice": 5, "statutory": {"number": 1, "unit": \
      "month", "law": "某条例", "article": "第五条", "rollsOver": true, "countsStart": false}, "promised": 8, \
      "issue": 10, "lowerReview": 20, "yellowWithin": 3, "officeHoursUntil": "17:30", "extending": {"term": \
      {"number": 5, "unit": "calendar_day"}, "approver": "agencyHead", "toldInTerm": false}, \
      "extensionMovesPromise": false, "suspension": {"law": "某规定", "article": "第三条"}, \
      "overrun": "counted", "hearing": {"request": {"number": 5, "unit": "calendar_day"}, "hold": 20, \
      "notice": 7}, "renewal": {"application": 30, "renewsLate": true}, "joint": false}}
      """
    let question = try ClockQuestion(json: line)
    #expect(question.id == "A-1")
    #expect(question.facts.supplemented == at("2026-03-04").adding(milliseconds: 250))
    #expect(question.facts.accepted?.at == at("2026-03-05"))
    #expect(question.facts.procedures.first?.notices.count == 2)
    #expect(question.facts.hearing?.sessions.first?.day == day("2026-03-26"))
    #expect(question.facts.expiry == day("2026-06-30"))
    let terms = question.terms
    #expect(terms.statutory?.unit == .month && terms.statutory?.basis.text == "某条例第五条")
    #expect(terms.receipt == .officeHours(closing: 17 * 60 + 30))
    #expect(terms.extending?.term.unit == .calendarDay && terms.extending?.isToldInTerm == false)
    #expect(terms.suspension?.text == "某规定第三条" && terms.overrun == .counted)
    #expect(terms.hearing.request.unit == .calendarDay && terms.renewal.renewsLate)
    let answered = try answer(line, trace: true)
    #expect(try self.terms(answered).keys.count == DeadlineKind.allCases.count)
  }

  @Test("null is no such term; joint is forty-five days")
  func terms() throws {
    let none = try ClockQuestion(
      json: #"{"facts": {}, "terms": {"statutory": null, "issue": null, "extending": null}}"#)
    #expect(none.terms.statutory == nil && none.terms.issue == nil && none.terms.extending == nil)
    let joint = try ClockQuestion(json: #"{"facts": {}, "terms": {"joint": true}}"#).terms
    #expect(joint.statutory == .jointDecision && joint.extending == .joint)
    #expect(try ClockQuestion(json: #"{"facts": {}}"#).terms == CaseTerms())
  }

  @Test("a paused clock says why, and the trace gives each line its law")
  func paused() throws {
    let answer = try answer(
      """
      {"facts": {"received": "2026-03-02", "accepted": "2026-03-03", "procedures": [{"kind": \
      "expertReview", "started": "2026-03-05", "told": "2026-03-05"}]}}
      """, trace: true)
    let statutory = try #require(terms(answer)["statutory"])
    #expect((statutory["paused"] as? [[String: String]])?.map { $0["en"] } == ["expert review"])
    let excluded = try #require((statutory["excluded"] as? [[String: Any]])?.first)
    #expect(excluded["from"] as? String == "2026-03-05")
    #expect(excluded["through"] as? String == "2026-03-10")
    let lines = try #require(statutory["trace"] as? [[String: Any]])
    let bases = lines.map { ($0["basis"] as? [String: Any])?["text"] as? String }
    #expect(bases.allSatisfy { $0 != nil } && bases.contains("行政许可法第四十五条"))
    #expect(lines.allSatisfy { $0["zh"] is String && $0["en"] is String })
  }

  @Test(
    "what is wrong is told with its place and what to do",
    arguments: [
      ("", "this is not JSON"), ("{", "this is not JSON"), ("[]", "an object is expected"),
      ("{}", "“facts” is missing"),
      (
        #"{"facts": {"recieved": "2026-03-02"}}"#,
        "facts.recieved: this is not known here; known are received,"
      ),
      (
        #"{"facts": {"received": "2026-02-30"}}"#,
        "facts.received: “2026-02-30” is not a day or a time"
      ),
      (
        #"{"facts": {"received": "2026-03-02T25:00"}}"#, "facts.received: “2026-03-02T25:00” is not"
      ),
      (#"{"facts": {"received": "2026-03-02T10:00:00Z"}}"#, "is not a day or a time in China"),
      (#"{"facts": {"received": true}}"#, "facts.received: a text is expected here"),
      (#"{"facts": {"received": "2126-03-02"}}"#, "outside the work calendar"),
      (#"{"facts": {"accepted": "2126-03-02"}}"#, "facts.accepted: “2126-03-02” is not"),
      (#"{"facts": {"accepted": {"deemed": true}}}"#, "facts.accepted: “at” is missing"),
      (#"{"facts": {"decided": {"at": "2026-03-02"}}}"#, "facts.decided: “granted” is missing"),
      (
        #"{"facts": {"procedures": [{"kind": "siteInspection", "started": "2026-03-02"}]}}"#,
        "facts.procedures[0].kind: “siteInspection” is not one of hearing, tender"
      ),
      (
        #"{"facts": {"procedures": [{"kind": "tender", "started": "2026-03-02", "ended": "2026-03-01"}]}}"#,
        "facts.procedures[0].ended: it ends before it starts"
      ),
      (
        #"{"facts": {"procedures": [{"kind": "tender", "started": "2026-03-02", "plannedEnd": "2026-03-09"}]}}"#,
        "facts.procedures[0].plannedEnd: a planned end is part of the written notice"
      ),
      (
        #"{"facts": {"extensions": [{"approved": "2026-03-02", "approver": "boss"}]}}"#,
        "facts.extensions[0].approver: “boss” is not one of agencyHead, governmentHead, other"
      ),
      (#"{"facts": {}, "terms": {"promised": -1}}"#, "terms.promised: a term has 0 to 1000 units"),
      (#"{"facts": {}, "terms": {"promised": "8"}}"#, "terms.promised: an object is expected"),
      (#"{"facts": {}, "terms": {"promised": {"unit": "month"}}}"#, "“number” is missing"),
      (
        #"{"facts": {}, "terms": {"officeHoursUntil": "5pm"}}"#,
        "“5pm” is not a time of day such as 17:00"
      ),
      (#"{"facts": {}, "asOf": "today"}"#, "asOf: “today” is not a day such as 2026-03-02"),
    ])
  func wrong(line: String, reason: String) {
    let fault = #expect(throws: ClockQuestionFault.self) { try ClockQuestion(json: line) }
    #expect(fault?.description.contains(reason) == true, "\(fault?.description ?? "")")
  }
}
