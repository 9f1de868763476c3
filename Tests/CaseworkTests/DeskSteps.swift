// SPDX-License-Identifier: Apache-2.0

import Site
import TestKit

@testable import Casework

extension Bureau {
  /// Sends the form of a step, as the staff's page of the case has it.
  func take(
    _ step: String, _ id: String, as name: String,
    _ form: KeyValuePairs<String, String> = [:]
  ) async throws -> Rehearsal.Answer {
    try await browser(name).post(CaseLink.step(id, step).path, form)
  }

  /// The steps that the case's page has a form for, but for the turns that a case seldom takes.
  func forms(_ id: String, as name: String) async throws -> [String] {
    let page = try await get(CaseLink.case(id).path, as: name).text
    return CaseStep.all.filter { ![.turn, .button].contains($0.place) }.map(\.name).filter {
      page.contains("action=\"\(CaseLink.step(id, $0).path)\"")
    }
  }

  func open(_ id: String) async throws -> CaseFile {
    try await desk.open(id, for: try Self.actor("supervisor"))
  }

  /// Accepted, with both opinions.
  func reviewed() async throws -> CaseDesk.Receipt {
    let receipt = try await file()
    _ = try await take("accept", receipt.id, as: "clerk")
    for name in ["reviewer-1", "reviewer-2"] {
      _ = try await take(
        "review", receipt.id, as: name,
        ["step": "review", "passed": "yes", "opinion": "平面图与现场一致。"])
    }
    return receipt
  }
}
