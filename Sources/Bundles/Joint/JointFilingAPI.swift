// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import HTTPTypes
import Identity
import Journal
import Site

/// Handing in for a bundle over the API: files first, each for the item that wants it, then all of it by its joint names.
struct JointFilingAPI: Sendable {
  let desk: JointDesk
  let accounts: Accounts

  var routes: [Route] {
    [
      .api(
        .post, "/api/v1/joint-cases", .only(.applicant, .agent), JointStep.submit.phrase,
        Operation(
          "submitJointCase", tag: "joint-cases", parameters: [.idempotencyKey],
          body: .json(Self.filing), returns: JointAPI.receipt, status: 201)
      ) { visit, actor in
        try await submit(visit, actor)
      },
      JointAPI.step(.supplement, body: Self.more) { visit, actor, id in
        let sent: More = try visit.json()
        let file = try await desk.open(id, for: actor)
        guard let form = file.form else { throw BundleRefusal.jointNotFound }
        return try await desk.supplement(
          id, values: sent.values ?? [:], files: try await files(sent.files, form, actor),
          by: actor, expecting: try visit.seenVersion(), key: visit.command)
      },
      JointAPI.step(.add, body: Self.addition) { visit, actor, id in
        let sent: Addition = try visit.json()
        let file = try await desk.open(id, for: actor)
        let form = try desk.form(of: file, takingUp: sent.part)
        return try await desk.add(
          sent.part, to: id, values: sent.values ?? [:],
          files: try await files(sent.files, form, actor), by: actor,
          expecting: try visit.seenVersion(), key: visit.command)
      },
    ]
  }

  private struct Submitted: Decodable {
    let bundle: String
    let applicant: Party?
    let answers: [String: String]?
    let values: [String: String]?
    let files: [FileClaim]?
    let leftOut: [String]?
    let commitments: [String: SignatureClaim]?
    let deferrals: [String: SignatureClaim]?
  }

  private struct More: Decodable {
    let values: [String: String]?
    let files: [FileClaim]?
  }

  private struct Addition: Decodable {
    let part: String
    let values: [String: String]?
    let files: [FileClaim]?
  }

  private func submit(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let sent: Submitted = try visit.json()
    guard let account = try await accounts.account(actor.id) else {
      throw SiteRefusal.signInFirst
    }
    let bundle = try desk.bundle(sent.bundle)
    let own = Party(name: account.name, code: account.code ?? "", phone: account.phone ?? "")
    var filing = JointFiling(
      bundle: BundleReference(code: bundle.code, version: bundle.version),
      items: desk.openItems(of: bundle).mapValues(\.version), applicant: sent.applicant ?? own,
      agent: sent.applicant == nil ? nil : own, answers: sent.answers ?? [:],
      values: sent.values ?? [:], leftOut: Set(sent.leftOut ?? []))
    let form = try desk.form(of: filing)
    filing.files = try await files(sent.files, form, actor)
    for (member, claim) in sent.commitments ?? [:] {
      filing[.commitment, member] = try claim.signature(.commitment, by: actor, at: visit.now)
    }
    for (member, claim) in sent.deferrals ?? [:] {
      filing[.deferral, member] = try claim.signature(.deferral, by: actor, at: visit.now)
    }
    let whole = filing
    let receipt = try await JointAPI.pointing {
      try await desk.submit(whole, through: .api, by: actor, key: visit.command)
    }
    return .json(
      receipt, status: 201, etag: "\(receipt.version)",
      location: "/api/v1/joint-cases/\(receipt.id)")
  }

  private func files(
    _ claims: [FileClaim]?, _ form: JointForm, _ actor: Actor
  ) async throws -> [FiledFile] {
    try await desk.cases.filed(
      claims ?? [], among: form.papers.map(\.requirement.material), by: actor)
  }

  // MARK: - The shapes

  private static let signatures: Schema = .map(CaseSchema.signed)

  private static let filing: Schema = .named(
    "JointFiling",
    .object([
      .required("bundle", .string(length: 1...64), "The bundle’s code."),
      .optional(
        "applicant", CaseSchema.party,
        "For whom an agent files; absent when the caller files for himself."),
      .optional(
        "answers", CaseSchema.values, "The answers to the joint questions: question → option."),
      .optional("values", CaseSchema.values, "The one form, by joint names: field → value."),
      .optional("files", CaseSchema.claims, "The one set of papers, by joint names."),
      .optional(
        "leftOut", .array(.string(length: 1...64), count: 0...100),
        "Optional members that the applicant does not want."),
      .optional("commitments", signatures, "The commitments that he chooses, by member."),
      .optional("deferrals", signatures, "That missing papers come later, by member."),
    ]))

  private static let more: Schema = .named(
    "JointSupplement",
    .object([
      .optional("values", CaseSchema.values), .optional("files", CaseSchema.claims),
    ]))

  private static let addition: Schema = .named(
    "JointAddition",
    .object([
      .required("part", .string(length: 1...64), "The member that is taken up."),
      .optional("values", CaseSchema.values), .optional("files", CaseSchema.claims),
    ]))
}
