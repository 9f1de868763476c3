// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import TestKit

@testable import Projects

/// A bureau that a developer builds in.
enum Built {
  static let code = "2401-420103-04-01-123456"

  /// An application for the construction permit of a phase, or for the whole works.
  static func permit(_ stage: String) -> Application {
    var situation = [
      "works": "building", "stage": stage, "tender": "no", "supervision": "no",
      "fire_special": "no", "mode": "normal", "agent": "self",
    ]
    if ["whole", "pit"].contains(stage) { situation["deep_pit"] = "no" }
    return Application(code: "11420103MB0000001P4000117006001", situation: situation)
  }

  static let project = Answers().with("code", code).with("name", "后湖示范医院扩建")
    .with("developer", "武汉示范建设有限公司（虚构）").with("developerCode", "91350100M000100Y43")
    .with("address", "示范路 1 号").with("kind", "publicBuilding").with("investment", "12000")
    .with("area", "36500.50").with("pitDepth", "6.20")
}

extension Bureau {
  /// Files for a permit of the project.
  func filePermit(_ stage: String, code: String = Built.code) async throws -> CaseDesk.Receipt {
    try await file(for: Built.permit(stage), answers: ["project_code": code])
  }

  /// Decides on a case of the section for construction.
  func grant(_ id: String) async throws {
    try await take(.accept, with: id, by: "clerk")
    try await decideOnly(id)
  }

  func decideOnly(_ id: String) async throws {
    try await take(
      .review(passed: true, opinion: Reasons("图纸相符")), with: id, by: "project-reviewer-1",
      texts: "图纸相符")
    try await take(
      .decide(granted: true, Reasons("依法准予。")), with: id, by: "project-approver",
      texts: "依法准予。")
  }

  func projectFile() async throws -> MatterFile<Project> {
    try await projects.open(Project.self, Built.code, for: try Self.actor("project-approver"))
  }

  /// Registers the project as its developer.
  func registerProject() async throws {
    _ = try await projects.begin(
      Project.self, Built.project, by: try Self.actor("applicant"))
  }

  /// Registers the scope of a case’s phase.
  func scope(_ id: String, _ text: String) async throws {
    _ = try await projects.take(
      ProjectStep.scope, Answers().with("case", id).with("scope", text), with: Built.code,
      by: try Self.actor("project-reviewer-1"))
  }
}
