// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Identity
import Journal
import ShangMi
import Site
import TestKit
import Testing

@testable import Casework

/// 优化营商环境条例 article 40 ¶3 and 国办发〔2020〕42号: what is granted on a commitment.
@Suite("Commitment")
struct CommitmentTests {
  @Test("the text of every item tells all that has to be told, in both languages")
  func wholeText() throws {
    let items = try RealCatalogue.items().filter { $0.commitment != nil }
    #expect(items.count >= 2)
    for item in items {
      let rule = try #require(item.commitment)
      for language in Language.allCases {
        let text = try #require(PromiseText.commitment(of: item, in: language)).text
        func pick(_ words: Words) -> String { language == .zh ? words.zh : words.en ?? "?" }
        var told = [pick(item.name), pick(rule.inspection), pick(rule.publication)]
        told += (rule.conditions + rule.obligations + rule.consequences).map(pick)
        told += item.replaced(by: rule).map { pick($0.name) }
        told += rule.basis.map(\.law)
        for words in told { #expect(text.contains(words), "\(item.name.zh) \(language)") }
        #expect(!text.contains("?"))
      }
    }
  }

  @Test("the same version yields the same text, another version or language another one")
  func stableText() throws {
    let item = try RealCatalogue.item("outdoor-advertising.yaml")
    let zh = try #require(PromiseText.commitment(of: item, in: .zh))
    #expect(zh.digest == PromiseText.commitment(of: item, in: .zh)?.digest)
    #expect(zh.digest != PromiseText.commitment(of: item, in: .en)?.digest)
    #expect(zh.digest == SM3.digest(zh.text))
  }

  @Test("signed, the case needs neither the proof nor a review, and is decided at once")
  func wholeWay() async throws {
    let trial = try await PromiseTrial(.hygieneLicence)
    let id = try await trial.committed()
    let file = try await trial.file(id)
    let taken = try #require(file.state.submission?.commitment)
    #expect(taken.text == file.filing?.commitment?.text)
    #expect(file.state.ruling?.way == .commitment)
    #expect(file.state.ruling?.promised.number == 1)
    #expect(file.state.reviewsNeeded == 0)
    #expect(file.documents.map(\.kind).contains(.commitment))
    try await trial.bureau.take(.accept, with: id, by: "clerk")
    try await trial.decide(id)
    #expect(try await trial.file(id).state.licence != nil)
    let promise = try await trial.promise(id)
    #expect(promise.phase == .checking)
    // Two months from the decision of 2026-11-23; the 23rd is a Saturday, so the next working day.
    #expect(promise.checkDue?.description == "2027-01-25")
    let sheet = try await trial.bureau.get(
      CaseLink.document(case: id, name: "commitment").path, as: "applicant"
    ).text
    #expect(sheet.contains(taken.text.description))
    #expect(sheet.contains(try Bureau.account("applicant").name))
    #expect(sheet.contains("空气、水质、顾客用品用具经检测符合卫生标准"))
  }

  @Test("without a signature the proof is wanted: nobody is brought to commit by saying nothing")
  func ordinaryWay() async throws {
    let trial = try await PromiseTrial(.hygieneLicence)
    let draft = try await trial.draft(without: ["test_report"])
    await #expect {
      _ = try await trial.submit(draft)
    } throws: { error in
      guard case CaseworkRefusal.incomplete(let faults) = error else { return false }
      return faults.map(\.field) == ["files.test_report"]
    }
    let whole = try await trial.submit(try await trial.draft())
    let state = try await trial.file(whole).state
    #expect(state.submission?.commitment == nil && state.reviewsNeeded == 2)
    #expect(state.ruling?.way == .promised)
  }

  @Test("before submission one may change back, and the ordinary list counts again")
  func changeBack() async throws {
    let trial = try await PromiseTrial(.hygieneLicence)
    let draft = try await trial.draft(without: ["test_report"])
    try await trial.sign(.commitment, draft)
    try await trial.bureau.desk.unsign(.commitment, of: draft, by: Bureau.actor("applicant"))
    await #expect(throws: CaseworkRefusal.self) { _ = try await trial.submit(draft) }
  }

  @Test("only the text that is to be signed now is signed; of another one nothing is kept")
  func exactText() async throws {
    let trial = try await PromiseTrial(.hygieneLicence)
    let draft = try await trial.draft(without: ["test_report"])
    let actor = try Bureau.actor("applicant")
    let name = try Bureau.account("applicant").name
    let old = SM3.digest("告知承诺书的旧文本")
    await #expect(throws: CaseworkRefusal.textChanged(.commitment)) {
      try await trial.bureau.desk.sign(.commitment, of: draft, text: old, name: name, by: actor)
    }
    let text = try #require(try await trial.text(.commitment, of: draft, in: .en))
    await #expect(throws: CaseworkRefusal.self) {
      try await trial.bureau.desk.sign(
        .commitment, of: draft, text: text.digest, name: "别人", by: actor)
    }
    #expect(try await trial.bureau.desk.draft(draft, for: actor).filing.commitment == nil)
    // The text in the language that was read is the one that binds, and the evidence keeps it.
    try await trial.bureau.desk.sign(
      .commitment, of: draft, text: text.digest, name: name, by: actor)
    let id = try await trial.submit(draft)
    let file = try await trial.file(id)
    #expect(file.text(file.state.submission?.commitment?.text) == text.text)
  }

  @Test("where the situation does not allow it, it is not offered, and a signature does not help")
  func notOffered() async throws {
    let trial = try await PromiseTrial(.hygieneLicence)
    let draft = try await trial.draft(without: ["test_report"])
    try await trial.sign(.commitment, draft)
    let actor = try Bureau.actor("applicant")
    try await trial.bureau.desk.changeDraft(draft, by: actor) { $0.situation["kind"] = "swim" }
    #expect(try await trial.text(.commitment, of: draft) == nil)
    await #expect(throws: CaseworkRefusal.self) { _ = try await trial.submit(draft) }
    try await trial.bureau.desk.changeDraft(draft, by: actor) { $0.commitment = nil }
    await #expect(throws: CaseworkRefusal.notOffered(.commitment)) {
      try await trial.bureau.desk.sign(
        .commitment, of: draft, text: SM3.digest(""), name: "", by: actor)
    }
  }

  @Test("the commitment does not bind the bureau: it may refuse, and then nothing is checked")
  func refusal() async throws {
    let trial = try await PromiseTrial(.hygieneLicence)
    let id = try await trial.committed()
    try await trial.bureau.take(.accept, with: id, by: "clerk")
    try await trial.decide(id, granted: false)
    await #expect(throws: PromiseRefusal.notFound) { _ = try await trial.promise(id) }
  }

  @Test(
    "pages: the guide tells it, the draft offers it, the text is read and signed, and taken back")
  func pages() async throws {
    let trial = try await PromiseTrial(.hygieneLicence)
    let item = try trial.bureau.item
    let guide = try await trial.bureau.get(CatalogueLink.item(item.code).path).text
    #expect(guide.contains("可以告知承诺") && guide.contains("告知承诺书全文"))
    let situation = CatalogueLink.situation(item.code, trial.bureau.application.situation)
    #expect(try await trial.bureau.get(situation.path).text.contains("本情形可以选择告知承诺"))

    let draft = try await trial.draft(without: ["test_report"])
    let browser = trial.bureau.browser("applicant")
    #expect(try await browser.get(CaseLink.draft(draft).path).text.contains("可以选择告知承诺"))
    let sent = try await browser.post(CaseLink.draft(draft).path, ["action": "commitment"])
    #expect(sent.location == CaseLink.sign(draft, .commitment).path)
    let page = try await browser.get(sent.location).text
    let text = try #require(try await trial.text(.commitment, of: draft))
    #expect(text.sections.flatMap(\.lines).allSatisfy { page.contains($0) })
    #expect(page.contains(text.digest.description))

    let name = try Bureau.account("applicant").name
    let unread = try await browser.post(
      sent.location, ["text": text.digest.description, "commitment": name])
    #expect(unread.status == 422)
    let stale = try await browser.post(
      sent.location,
      ["text": SM3.digest("旧").description, "read": "true", "commitment": name])
    #expect(stale.status == 409 && stale.text.contains(text.digest.description))
    let signed = try await browser.post(
      sent.location, ["text": text.digest.description, "read": "true", "commitment": name])
    #expect(signed.location == CaseLink.draft(draft).path)
    let after = try await browser.get(CaseLink.draft(draft).path).text
    #expect(after.contains("已经选择：告知承诺书") && after.contains("已经以告知承诺代替"))
    _ = try await browser.post(CaseLink.draft(draft).path, ["action": "un-commitment"])
    let back = try await browser.get(CaseLink.draft(draft).path).text
    #expect(back.contains("可以选择告知承诺") && !back.contains("已经以告知承诺代替"))
  }

  @Test("over the API: the texts with their digests, a stale one refused, the right one taken")
  func api() async throws {
    let trial = try await APITrial(
      publishing: [RealCatalogue.published(try RealCatalogue.item("outdoor-advertising.yaml"))],
      of: Self.sign)
    let item = trial.item
    let texts = try await trial.get("/api/v1/items/\(item.code)/commitment", as: nil)
    let first = (texts["items"] as? [[String: Any]])?.first
    let digest = try #require(first?["digest"] as? String)
    #expect(SM3.digest(first?["text"] as? String ?? "").description == digest)
    var filing = try await trial.filing(as: "applicant", without: ["carrier_right"])
    let name = try Bureau.account("applicant").name
    filing["commitment"] = ["text": SM3.digest("旧").description, "name": name]
    let stale = try await trial.post("/api/v1/cases", filing, as: "applicant")
    #expect(stale.status == 409 && stale.problem == "casework/text-changed")
    filing["commitment"] = ["text": digest, "name": "别人"]
    let other = try await trial.post("/api/v1/cases", filing, as: "applicant")
    #expect(other.status == 422 && other.pointers == ["/commitment"])
    filing["commitment"] = ["text": digest, "name": name]
    let taken = try await trial.post("/api/v1/cases", filing, as: "applicant")
    #expect(taken.status == 201)
    let seen = try await trial.get("/api/v1/cases/\(taken.text("id"))", as: "applicant")
    #expect((seen["ruling"] as? [String: Any])?["way"] as? String == "commitment")
  }

  private static let sign = Application(
    code: "11420103MB0000001P4000117033001",
    situation: [
      "kind": "sign", "carrier": "wall", "carrier_owner": "other", "heritage": "no",
      "agent": "self",
    ])
}
