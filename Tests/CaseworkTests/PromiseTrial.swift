// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import Identity
import Journal
import ShangMi
import Site
import TestKit
import Testing

@testable import Casework

/// A bureau whose applicant commits to something, or hands something in later.
struct PromiseTrial {
  let bureau: Bureau

  /// - Parameter edit: what is changed in the file of the item, as old and new text.
  init(
    _ application: Application, edit: (old: String, new: String)? = nil,
    on day: String = "2026-11-23"
  ) async throws {
    guard let edit else {
      bureau = try await Bureau(application, on: day)
      return
    }
    let file = try #require(
      try RealCatalogue.check().files.first { $0.version.code == application.code })
    let source = file.source.replacing(edit.old, with: edit.new)
    try #require(source != file.source)
    let version = try ItemFile(source: source, name: file.name).version
    bureau = try await Bureau(application, on: day, publishing: [RealCatalogue.published(version)])
  }

  /// A draft with everything but some materials.
  func draft(
    without missing: Set<String> = [], by name: String = "applicant"
  ) async throws -> String {
    let account = try Bureau.account(name)
    let item = try bureau.item
    let id = try await bureau.desk.beginDraft(
      of: item.code, situation: bureau.application.situation, for: account)
    var files: [FiledFile] = []
    for needed in try bureau.application.files(of: item) where !missing.contains(needed.key) {
      files.append(try await file(needed.material, by: name))
    }
    let answers = try bureau.application.answers(for: item)
    try await bureau.desk.changeDraft(id, by: account.actor) { [files] filing in
      (filing.answers, filing.files) = (answers, files)
    }
    return id
  }

  func file(
    _ material: Material, _ words: String = "", by name: String = "applicant"
  ) async throws -> FiledFile {
    try await bureau.desk.upload(
      Array(Application.pdf(material.key + words).utf8), name: "\(material.key).pdf",
      for: material, by: try Bureau.actor(name))
  }

  func material(_ key: String) throws -> Material {
    try #require(try bureau.item.materials.first { $0.key == key })
  }

  /// The text that a draft has to be signed under.
  func text(
    _ kind: SignedText, of draft: String, in language: Language = .zh, by name: String = "applicant"
  ) async throws -> PromiseText? {
    let filing = try await bureau.desk.draft(draft, for: try Bureau.actor(name)).filing
    return filing.text(kind, of: try bureau.item, in: language)
  }

  func sign(_ kind: SignedText, _ draft: String, by name: String = "applicant") async throws {
    let text = try #require(try await text(kind, of: draft, by: name))
    try await bureau.desk.sign(
      kind, of: draft, text: text.digest, name: try Bureau.account(name).name,
      by: try Bureau.actor(name))
  }

  func submit(_ draft: String, by name: String = "applicant") async throws -> String {
    try await bureau.desk.submitDraft(draft, by: try Bureau.actor(name)).id
  }

  /// An application on a commitment, without what it stands for.
  func committed() async throws -> String {
    let replaced = Set(try #require(try bureau.item.commitment).replaces)
    let draft = try await draft(without: replaced)
    try await sign(.commitment, draft)
    return try await submit(draft)
  }

  /// The same, granted.
  func grantedOnCommitment() async throws -> String {
    let id = try await committed()
    try await bureau.take(.accept, with: id, by: "clerk")
    try await decide(id)
    return id
  }

  /// An application without some materials that may come later, accepted.
  func accepted(without missing: Set<String>) async throws -> String {
    let draft = try await draft(without: missing)
    try await sign(.deferral, draft)
    let id = try await submit(draft)
    try await bureau.take(.accept, with: id, by: "clerk")
    return id
  }

  /// Two opinions on an accepted case.
  func review(_ id: String) async throws {
    for reviewer in ["reviewer-1", "reviewer-2"] {
      try await bureau.take(
        .review(passed: true, opinion: Reasons("符合条件")), with: id, by: reviewer, texts: "符合条件")
    }
  }

  func decide(_ id: String, granted: Bool = true) async throws {
    try await bureau.take(
      .decide(granted: granted, Reasons("依法决定。")), with: id, by: "approver", texts: "依法决定。")
  }

  /// Brings materials later.
  func supply(_ id: String, _ keys: String..., words: String = "later") async throws {
    var files: [FiledFile] = []
    for key in keys { files.append(try await file(try material(key), words)) }
    _ = try await bureau.desk.amend(
      id, as: .deferred, answers: [:], files: files, by: try Bureau.actor("applicant"),
      expecting: nil)
  }

  func look(_ id: String, _ key: String, fits: Bool, by name: String = "reviewer-1") async throws {
    try await bureau.take(
      .deferring(.look(material: key, fits: fits, Reasons("缺少公章"))), with: id, by: name,
      texts: "缺少公章")
  }

  func file(_ id: String, for name: String = "applicant") async throws -> CaseFile {
    try await bureau.desk.open(id, for: try Bureau.actor(name))
  }

  // MARK: After the grant

  func promise(_ id: String) async throws -> Promise {
    try await bureau.desk.promise(id, for: try Bureau.actor("approver")).state
  }

  func take(_ command: Promise.Command, _ id: String, by name: String) async throws {
    _ = try await bureau.desk.take(
      command, withPromise: id, by: try Bureau.actor(name), expecting: nil, text: "理由充分")
  }

  func check(
    _ id: String, _ outcome: Check.Outcome, way: CheckWay = .written, by name: String = "reviewer-1"
  ) async throws {
    try await take(.check(way, outcome, Reasons("理由充分")), id, by: name)
  }

  /// A commitment that was found broken, after the applicant was heard.
  func broken() async throws -> String {
    let id = try await grantedOnCommitment()
    try await check(id, .deceit)
    try await take(.state(Reasons("理由充分")), id, by: "applicant")
    try await take(.breakPromise(Reasons("理由充分")), id, by: "approver")
    return id
  }

  /// What stands in the register against the applicant.
  func bars() async throws -> [BarRow] {
    try await bureau.desk.bars(before: nil, limit: 50, for: try Bureau.actor("applicant")).rows
  }
}
