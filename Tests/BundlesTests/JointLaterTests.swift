// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import Site
import TestKit
import Testing

@testable import Bundles

@Suite("A joint case of which one part goes its own way")
struct JointLaterTests {
  /// The sign is left to the applicant's choice.
  private static let optional = Joined.usual.replacing(
    "when: {sign: [\"yes\"]}", with: "optional: true")

  @Test("who leaves an item out comes back for it: under the same number, nothing filled in twice")
  func comesBack() async throws {
    let bureau = try await Bureau.joined(Joined.source(Self.optional))
    let receipt = try await bureau.fileJointly(
      answers: ["registered": "yes", "sign": "no"], leftOut: ["sign"])
    let clerk = try Bureau.actor("clerk")
    _ = try await bureau.joints.accept(receipt.id, by: clerk, expecting: nil)
    var file = try await bureau.open(receipt.id)
    #expect(file.parts.map(\.state.key) == ["food"])
    let applicant = try Bureau.actor("applicant")
    let filing = try #require(file.filing)
    var whole = filing
    whole.leftOut = []
    let form = try bureau.joints.form(of: whole)
    let there = Set(filing.files.map(\.material))
    var files: [FiledFile] = []
    for paper in form.papers where paper.isBrought && paper.requirement.isRequired {
      guard !there.contains(paper.requirement.key) else { continue }
      files.append(try await bureau.upload(paper.requirement, by: applicant))
    }
    let new = Bureau.values(of: form).filter { filing.values[$0.key] == nil }
    #expect(!new.isEmpty && new.count < form.fields.count)
    // What another part reads stays as it was handed in.
    var more = new
    more["business_address"] = "别处"
    more["uscc"] = "91350100M000100Y43"
    let again = try await bureau.joints.add(
      "sign", to: receipt.id, values: more, files: files, by: applicant, expecting: nil)
    #expect(again.number == receipt.number)
    file = try await bureau.open(receipt.id)
    #expect(file.filing?.values["business_address"] == filing.values["business_address"])
    #expect(file.filing?.values["uscc"] == filing.values["uscc"])
    // The whole was accepted once; that holds for what is added.
    #expect(file.part("sign")?.state.fate == .accepted)
    #expect(file.part("food")?.state.fate == .accepted)
    await #expect(throws: BundleRefusal.self) {
      try await bureau.joints.add(
        "sign", to: receipt.id, values: new, files: files, by: applicant, expecting: nil)
    }
  }

  @Test(
    "a section that lets its term pass is late by itself: the others decide, the whole shows it")
  func silent() async throws {
    let bureau = try await Bureau.joined()
    let receipt = try await bureau.fileJointly()
    let clerk = try Bureau.actor("clerk")
    _ = try await bureau.joints.accept(receipt.id, by: clerk, expecting: nil)
    try await bureau.decidePart("food", of: receipt.id)
    try bureau.go(to: "2027-02-26")
    try await bureau.fireDeadlines()
    let late = try await bureau.open(receipt.id)
    #expect(late.part("food")?.state.fate == .granted)
    #expect(late.part("sign")?.state.fate == .accepted && late.part("sign")?.clock?.light == .red)
    #expect(late.row.standing == .handling && late.clock.light == .red)
    // What is decided waits for nobody: it is delivered before the late part.
    _ = try await bureau.joints.deliver(receipt.id, by: .electronic, as: clerk, expecting: nil)
    #expect(try await bureau.open(receipt.id).part("food")?.state.isDelivered == true)
    try await bureau.decidePart("sign", of: receipt.id, by: "city-")
    #expect(try await bureau.open(receipt.id).row.standing == .decided)
  }
}
