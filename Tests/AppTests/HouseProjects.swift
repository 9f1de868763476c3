// SPDX-License-Identifier: Apache-2.0

import App
import Journal
import Projects

/// What the holder of the ``House`` builds: a project, a start on commitment, and a lift that was voted for.
enum HouseProjects {
  /// - Returns: what is put into the places of their paths.
  static func places(
    of actor: Actor, in program: Program
  ) async throws -> [String: [String: String]] {
    let code = "2401-420103-04-01-123456"
    let desk = program.projects
    let project = Answers().with("code", code).with("name", "热干面博物馆")
      .with("developer", "武汉示范餐饮有限公司（虚构）").with("developerCode", "91350100M000100Y43")
      .with("address", "示范路 1 号").with("kind", "publicBuilding").with("investment", "100")
      .with("area", "100")
    _ = try await desk.begin(Project.self, project, by: actor)
    let start = try await desk.begin(
      CommittedStart.self, Answers().with("code", code).with("text", "热干面博物馆先行开工。"),
      by: actor)
    let units = [["number": "101", "area": "100", "owner": "热干面", "code": "420103"]]
    let lift = try await desk.begin(
      Lift.self,
      Answers().with("address", "热干面小区 1 单元").with("storeys", "6").with("units", rows: units),
      by: actor)
    let ballots = Answers().with("on", "2026-11-20")
      .with("ballots", rows: [["unit": "101", "choice": "agree"]])
    _ = try await desk.take(LiftStep.vote, ballots, with: lift.id, by: actor)
    return [
      "projects": ["id": code, "step": "amend"],
      "committed-starts": ["id": start.id, "step": "decide"],
      "lifts": ["id": lift.id, "step": "vote"],
    ]
  }
}
