// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import Site
import TestKit

@testable import Licences

extension Bureau {
  /// A food licence, granted to the applicant on the first day: its number.
  func foodLicence(to party: Party = .person) async throws -> String {
    let id = try await file(as: party).id
    try await decide(id, granted: true)
    return try await desk.open(id, for: try Self.actor("applicant")).state.licence ?? ""
  }

  /// Files an act on a licence.
  func act(
    _ application: Application, on number: String, as party: Party = .person,
    answers: [String: String] = [:]
  ) async throws -> String {
    let changed = answers.merging(["licence_number": number]) { given, _ in given }
    return try await file(as: party, for: application, answers: changed).id
  }

  /// An act on a licence that was filed and granted on the same day.
  @discardableResult
  func granted(
    _ application: Application, on number: String, answers: [String: String] = [:]
  ) async throws -> String {
    let id = try await act(application, on: number, answers: answers)
    try await decide(id, granted: true)
    return id
  }

  /// What is known of a licence to its holder.
  func licence(_ number: String) async throws -> LicenceFile {
    try await licences.open(number, for: try Self.actor("applicant"))
  }

  func standing(of number: String) async throws -> LicenceStanding {
    try await licences.verify(number, from: nil).standing
  }

  /// Takes a step of a proceeding.
  func take(
    _ command: Licence.Command, with number: String, by name: String, texts: String...
  ) async throws {
    _ = try await licences.take(
      command, with: number, by: try Self.actor(name), expecting: nil, texts: texts)
  }

  /// Revokes a licence for a ground: proposed, waived, decided.
  func revoke(_ number: String, for ground: LicenceGround) async throws {
    try await take(
      .propose(Proposing(measure: .revoke, ground: ground, facts: Reasons("查证属实"))),
      with: number, by: "reviewer-1", texts: "查证属实")
    try await take(.hear(.waived, nil), with: number, by: "applicant")
    let compensation: String? = ground == .fraud ? nil : "没有损失"
    try await take(
      .conclude(.carriedOut, Reasons("依法撤销"), compensation: compensation.map(Reasons.init)),
      with: number, by: "approver", texts: "依法撤销", "没有损失")
  }

  /// The faults of a refusal, by their fields.
  func faults(_ body: () async throws -> Void) async throws -> [String: String] {
    do {
      try await body()
      return [:]
    } catch CaseworkRefusal.incomplete(let faults) {
      return Dictionary(faults.map { ($0.field, $0.phrase.key) }) { first, _ in first }
    }
  }
}
