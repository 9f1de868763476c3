// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Identity
import Journal
import ShangMi
import Site
import TestKit
import Testing

@testable import Bundles

@Suite("A joint case of which parts are committed to, come later, or are taken back")
struct JointWaysTests {
  /// The sign hangs on somebody else's wall: his consent is wanted, or a commitment in its place.
  private static let rented = Joined.usual.replacing(
    "carrier_owner: own", with: "carrier_owner: other")

  /// A complete draft but for some materials.
  private func draft(in bureau: Bureau, without missing: Set<String>) async throws -> String {
    let account = try Bureau.account("applicant")
    let id = try await bureau.joints.beginDraft(
      of: "restaurant", answers: ["registered": "yes", "sign": "yes"], leftOut: [], for: account)
    let form = try bureau.joints.form(
      of: try await bureau.joints.draft(id, for: account.actor).filing)
    var files: [FiledFile] = []
    for paper in form.papers where paper.isBrought && paper.requirement.isRequired {
      guard !missing.contains(paper.requirement.key) else { continue }
      files.append(try await bureau.upload(paper.requirement, by: account.actor))
    }
    let (values, kept) = (Bureau.values(of: form), files)
    try await bureau.joints.changeDraft(id, by: account.actor) { filing in
      (filing.values, filing.files) = (values, kept)
    }
    return id
  }

  private func sign(
    _ text: SignedText, for member: String, of id: String, in bureau: Bureau, as name: String? = nil
  ) async throws {
    let account = try Bureau.account("applicant")
    let filing = try await bureau.joints.draft(id, for: account.actor).filing
    let part = try bureau.joints.part(member, of: filing)
    let shown = try #require(
      part.filing(of: filing).text(text, of: part.item, in: .zh) ?? nil)
    try await bureau.joints.sign(
      text, for: member, of: id, digest: shown.digest, name: name ?? account.name,
      by: account.actor)
  }

  private func submit(_ id: String, in bureau: Bureau) async throws -> JointFile {
    let receipt = try await bureau.joints.submitDraft(id, by: try Bureau.actor("applicant"))
    return try await bureau.open(receipt.id)
  }

  @Test("a commitment stands in for the proofs of its item alone, and that part needs no review")
  func committed() async throws {
    let bureau = try await Bureau.joined(Joined.source(Self.rented))
    let applicant = try Bureau.actor("applicant")
    let id = try await draft(in: bureau, without: ["carrier_right"])
    let ordinary = try await bureau.joints.draft(id, for: applicant).filing
    #expect(try bureau.joints.faults(of: ordinary).map(\.field) == ["files.carrier_right"])
    await #expect(throws: CaseworkRefusal.self) {
      try await sign(.commitment, for: "sign", of: id, in: bureau, as: "别人")
    }
    try await sign(.commitment, for: "sign", of: id, in: bureau)
    let signed = try await bureau.joints.draft(id, for: applicant).filing
    #expect(try bureau.joints.faults(of: signed).isEmpty)
    #expect(
      try !bureau.joints.form(of: signed).papers.contains {
        $0.requirement.key == "carrier_right"
      })
    // What may be taken back may be signed again.
    try await bureau.joints.unsign(.commitment, for: "sign", of: id, by: applicant)
    await #expect(throws: BundleRefusal.self) { _ = try await submit(id, in: bureau) }
    try await sign(.commitment, for: "sign", of: id, in: bureau)
    let file = try await submit(id, in: bureau)
    #expect(file.part("sign")?.signed == [.commitment] && file.part("food")?.signed == [])
    let clerk = try Bureau.actor("clerk")
    _ = try await bureau.joints.accept(file.row.id, by: clerk, expecting: nil)
    let part = try #require(file.part("sign")?.state.caseID)
    try await bureau.take(
      .decide(granted: true, Reasons("申请人已经作出承诺。")), with: part, by: "city-approver",
      texts: "申请人已经作出承诺。")
    #expect(try await bureau.open(file.row.id).part("sign")?.state.fate == .granted)
    #expect(try await bureau.open(file.row.id).part("food")?.state.fate == .accepted)
    let page = try await bureau.get(BundleLink.joint(file.row.id).path, as: "clerk")
    #expect(page.text.contains("告知承诺"))
  }

  @Test("nobody of the staff signs for who stands at the window, and nobody for what is not there")
  func onlyOneself() async throws {
    let bureau = try await Bureau.joined(Joined.source(Self.rented))
    let clerk = try Bureau.account("clerk")
    let id = try await bureau.joints.beginDraft(
      of: "restaurant", answers: ["registered": "yes", "sign": "yes"], leftOut: [], for: clerk)
    let digest = SM3.digest("随便什么")
    await #expect(throws: BundleRefusal.staffCannotSign) {
      try await bureau.joints.sign(
        .commitment, for: "sign", of: id, digest: digest, name: "甲", by: clerk.actor)
    }
    let path = BundleLink.sign(draft: id, member: "sign", .commitment).path
    #expect(try await bureau.get(path, as: "clerk").status == 403)
    #expect(
      !(try await bureau.get(BundleLink.draft(id).path, as: "clerk")).text.contains(
        "value=\"commitment.sign\""))
    let own = try await draft(in: bureau, without: ["carrier_right"])
    try await sign(.commitment, for: "sign", of: own, in: bureau)
    let applicant = try Bureau.actor("applicant")
    try await bureau.joints.changeDraft(own, by: applicant) {
      $0[.commitment, "nothing"] = $0[.commitment, "sign"]
    }
    await #expect(throws: BundleRefusal.unknownPart("nothing")) {
      _ = try await submit(own, in: bureau)
    }
  }

  @Test("what was signed and has changed since is told before the hand-in, also of what waits")
  func stale() async throws {
    let bureau = try await Bureau.joined(Joined.source(Self.rented))
    let account = try Bureau.account("applicant")
    let id = try await bureau.joints.beginDraft(
      of: "restaurant", answers: ["registered": "no", "sign": "yes"], leftOut: [], for: account)
    let old = Signature(
      text: SM3.digest("旧文本"), name: account.name, account: account.id, at: bureau.now)
    try await bureau.joints.changeDraft(id, by: account.actor) { $0[.commitment, "sign"] = old }
    let filing = try await bureau.joints.draft(id, for: account.actor).filing
    #expect(try bureau.joints.faults(of: filing).map(\.field).contains("commitments.sign"))
  }

  @Test("what would wait for a part that was taken back cannot be taken up again")
  func nothingToWaitFor() async throws {
    let bureau = try await Bureau.joined()
    let receipt = try await bureau.fileJointly(answers: ["registered": "no", "sign": "no"])
    let applicant = try Bureau.actor("applicant")
    let register = try #require(try await bureau.open(receipt.id).part("register")?.state.caseID)
    try await bureau.take(.withdraw(Reasons("")), with: register, by: "applicant")
    #expect(try await bureau.open(receipt.id).part("food")?.state.fate == .lapsed)
    let page = try await bureau.get(BundleLink.joint(receipt.id).path, as: "applicant")
    #expect(!page.text.contains(BundleLink.add(receipt.id, part: "food").path))
    await #expect(throws: BundleRefusal.self) {
      try await bureau.joints.add(
        "food", to: receipt.id, values: [:], files: [], by: applicant, expecting: nil)
    }
  }

  @Test("what comes later is awaited by its part; the other parts are decided without it")
  func deferred() async throws {
    let bureau = try await Bureau.joined()
    let id = try await draft(in: bureau, without: ["maintenance_promise"])
    try await sign(.deferral, for: "sign", of: id, in: bureau)
    let file = try await submit(id, in: bureau)
    let clerk = try Bureau.actor("clerk")
    _ = try await bureau.joints.accept(file.row.id, by: clerk, expecting: nil)
    try await bureau.decidePart("food", of: file.row.id)
    let open = try await bureau.open(file.row.id)
    #expect(open.part("food")?.state.fate == .granted)
    #expect(open.part("sign")?.deferralDue != nil && open.part("sign")?.signed == [.deferral])
    let page = try await bureau.get(BundleLink.joint(file.row.id).path, as: "applicant")
    #expect(page.text.contains("请补交容缺材料"))
  }

  @Test("a supplement before acceptance that brings it leaves nothing to be awaited")
  func broughtEarly() async throws {
    let bureau = try await Bureau.joined()
    let id = try await draft(in: bureau, without: ["maintenance_promise"])
    try await sign(.deferral, for: "sign", of: id, in: bureau)
    let file = try await submit(id, in: bureau)
    let clerk = try Bureau.actor("clerk")
    let asked = SupplementNotice(entries: [
      .init(target: "maintenance_promise", problem: "请一并提交")
    ])
    _ = try await bureau.joints.notice(asked, with: file.row.id, by: clerk, expecting: nil)
    let applicant = try Bureau.actor("applicant")
    let paper = try #require(
      file.form?.papers.first { $0.requirement.key == "maintenance_promise" })
    let brought = try await bureau.upload(paper.requirement, by: applicant)
    _ = try await bureau.joints.supplement(
      file.row.id, values: [:], files: [brought], by: applicant, expecting: nil)
    _ = try await bureau.joints.accept(file.row.id, by: clerk, expecting: nil)
    #expect(try await bureau.open(file.row.id).part("sign")?.deferralDue == nil)
  }

  @Test("in the browser: offered on the draft, read in full, signed, told on the draft, taken back")
  func pages() async throws {
    let bureau = try await Bureau.joined(Joined.source(Self.rented))
    let id = try await draft(in: bureau, without: ["carrier_right"])
    let path = BundleLink.draft(id).path
    let offered = try await bureau.get(path, as: "applicant")
    #expect(offered.text.contains("value=\"commitment.sign\""))
    let toRead = BundleLink.sign(draft: id, member: "sign", .commitment).path
    let sent = try await bureau.browser("applicant").post(
      path, [FilingField.action: "commitment.sign"])
    #expect(sent.location == toRead)
    let sheet = try await bureau.get(toRead, as: "applicant")
    #expect(sheet.text.contains("对载体享有合法的使用权"))
    let filing = try await bureau.joints.draft(id, for: try Bureau.actor("applicant")).filing
    let part = try bureau.joints.part("sign", of: filing)
    let text = try #require(part.filing(of: filing).text(.commitment, of: part.item, in: .zh))
    let name = try Bureau.account("applicant").name
    let unread = try await bureau.browser("applicant").post(
      toRead, ["text": text.digest.description, "commitment": name])
    #expect(unread.status == 422)
    let signed = try await bureau.browser("applicant").post(
      toRead, ["text": text.digest.description, "read": "true", "commitment": name])
    #expect(signed.status == 303)
    #expect(
      try await bureau.get(path, as: "applicant").text.contains("value=\"un-commitment.sign\""))
    _ = try await bureau.browser("applicant").post(
      path, [FilingField.action: "un-commitment.sign"])
    let back = try await bureau.joints.draft(id, for: try Bureau.actor("applicant")).filing
    #expect(back.commitments == nil)
    #expect(try await bureau.get(toRead, as: "shop").status == 404)
  }

  @Test("taken back as a whole: what is decided stays and is delivered, all else is over")
  func withdrawn() async throws {
    let bureau = try await Bureau.joined()
    let receipt = try await bureau.fileJointly(answers: ["registered": "no", "sign": "yes"])
    let (clerk, applicant) = (try Bureau.actor("clerk"), try Bureau.actor("applicant"))
    _ = try await bureau.joints.accept(receipt.id, by: clerk, expecting: nil)
    try await bureau.decidePart("register", of: receipt.id, by: "market-")
    await #expect(throws: BundleRefusal.notYourPart(.withdraw)) {
      try await bureau.joints.withdraw(receipt.id, Reasons(""), by: clerk, expecting: nil)
    }
    _ = try await bureau.joints.withdraw(
      receipt.id, Reasons("店不开了。"), by: applicant, expecting: nil)
    var file = try await bureau.open(receipt.id)
    #expect(file.parts.map(\.state.fate) == [.granted, .withdrawn, .withdrawn])
    #expect(file.row.standing == .decided)
    // Nothing waits for what the grant has yielded any more.
    await #expect(throws: BundleRefusal.wrongStep(.fill, .decided)) {
      try await bureau.joints.fill(
        "register", values: ["uscc": "91350100M000100Y43"], with: receipt.id,
        by: try Bureau.actor("market-approver"), expecting: nil)
    }
    await #expect(throws: BundleRefusal.wrongStep(.withdraw, .decided)) {
      try await bureau.joints.withdraw(receipt.id, Reasons(""), by: applicant, expecting: nil)
    }
    _ = try await bureau.joints.deliver(receipt.id, by: .electronic, as: clerk, expecting: nil)
    file = try await bureau.open(receipt.id)
    #expect(file.row.standing == .concluded)
    // What was taken back has saved nothing.
    let register = try #require(file.part("register")?.item)
    #expect(file.state.measured?.steps.before == register.process.count)
  }

  @Test("taken back before anything is decided: over without a decision, and its clocks stand")
  func withdrawnEarly() async throws {
    let bureau = try await Bureau.joined()
    let receipt = try await bureau.fileJointly()
    let applicant = try Bureau.actor("applicant")
    let page = BundleLink.joint(receipt.id).path
    #expect(try await bureau.get(page, as: "applicant").text.contains("name=\"confirm\""))
    let path = BundleLink.step(receipt.id, .withdraw).path
    #expect(try await bureau.browser("applicant").post(path, ["text": ""]).status == 422)
    let done = try await bureau.browser("applicant").post(path, ["text": "", "confirm": "true"])
    #expect(done.status == 303)
    let file = try await bureau.joints.open(receipt.id, for: applicant)
    #expect(file.parts.map(\.state.fate) == [.withdrawn, .withdrawn])
    #expect(file.row.standing == .concluded && file.state.facts.ended?.kind == .withdrawn)
    #expect(file.state.facts.decided == nil && file.state.measured == nil)
    #expect(!(try await bureau.get(page, as: "applicant").text.contains("name=\"confirm\"")))
  }
}
