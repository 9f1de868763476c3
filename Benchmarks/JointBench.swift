// SPDX-License-Identifier: Apache-2.0

import App
import Bundles
import Casework
import Catalogue
import Deadlines
import Foundation
import Identity
import Journal
import SQL
import ShangMi

/// Joint cases of 3, 8 and 20 parts from the form to the delivery, every step durable: whether the cost is linear in the
/// number of parts, beside a workflow engine that keeps the same trace step by step.
enum JointBench {
  static func run(catalogue: String) async throws {
    let world = try await World(catalogue: catalogue)
    defer { world.remove() }
    print("\n== Joint cases, durable, every step of every part")
    let sizes = [3, 8, 20]
    let peers = try WorkflowEngine.run("joint.py", sizes.map(String.init), as: [Double].self)
    print("parts   cases  CPU ms a case  CPU µs a part  wall ms  SpiffWorkflow's CPU ms a case")
    for (place, parts) in sizes.enumerated() {
      let joint = try await Joint(parts: parts, world)
      let count = 400 / parts
      for _ in 0..<3 { try await joint.walk() }
      let clock = ContinuousClock()
      let cpu = processorSeconds()
      let start = clock.now
      for _ in 0..<count { try await joint.walk() }
      let spent = (processorSeconds() - cpu) * 1_000 / Double(count)
      let wall = (clock.now - start) / count
      let milliseconds = Double(wall.components.attoseconds) / 1e15
      let beside = peers.map {
        "\(Series.number($0[place], 0, 2)), \(Series.number($0[place] / spent, 0, 2)) to 1"
      }
      print(
        "\(Series.number(Double(parts), 5, 0))\(Series.number(Double(count), 8, 0))"
          + "\(Series.number(spent, 15, 2))\(Series.number(spent / Double(parts) * 1_000, 15, 0))"
          + "\(Series.number(milliseconds, 9, 1))  \(beside ?? "")")
    }
  }

  /// A bundle of so many items, and a complete application for it.
  private struct Joint {
    let world: World
    let filing: JointFiling
    let items: [String: ItemVersion]

    init(parts: Int, _ world: World) async throws {
      self.world = world
      let desk = world.program.joints
      let bundle = try Self.bundle(of: parts, world)
      world.program.bundles.put([bundle])
      items = desk.openItems(of: bundle)
      let form = JointForm(bundle, items: items, answers: [:])
      var values: [String: String] = [:]
      for field in form.fields.map(\.field) { values[field.key] = World.value(of: field) }
      var files: [FiledFile] = []
      // What a rule asks for by the answers of the form is known only once it is filled in.
      let filled = JointForm(bundle, items: items, answers: [:], values: values)
      for paper in filled.papers where paper.isBrought && paper.requirement.isRequired {
        let bytes = Array("%PDF-1.4\n% \(paper.requirement.key)\n%%EOF\n".utf8)
        files.append(
          try await world.program.desk.upload(
            bytes, name: "paper.pdf", for: paper.requirement.material, by: world.applicant))
      }
      filing = JointFiling(
        bundle: BundleReference(code: bundle.code, version: bundle.version),
        items: items.mapValues(\.version), applicant: world.filing.applicant, agent: nil,
        answers: form.answers, values: values, files: files)
    }

    /// Items of the real catalogue that fit one another, each with its first answers.
    private static func bundle(of parts: Int, _ world: World) throws -> Bundles.Bundle {
      let catalogue = world.program.shelf.snapshot
      let today = world.program.joints.now.day
      let items = BundleCommand.items(of: catalogue, on: today)
      var chosen: [ItemVersion] = []
      for item in items.values.sorted(by: { $0.code < $1.code }) where item.act == nil {
        guard chosen.count < parts else { break }
        // What is of a project needs one that there is.
        guard !item.form.contains(where: { $0.key == "project_code" }) else { continue }
        let bundle = try BundleFile(source: source(chosen + [item]), name: "bench.yaml").bundle
        if BundleRules.violations(of: bundle, items: items).isEmpty { chosen.append(item) }
      }
      return try BundleFile(source: source(chosen), name: "bench.yaml").bundle
    }

    private static func source(_ items: [ItemVersion]) -> String {
      let departments = Set(items.map(\.department.zh)).sorted()
        .map { "  - {name: \($0), duty: 办理}" }
      let members = items.enumerated().map { place, item in
        let answers = firstAnswers(of: item).sorted { $0.key < $1.key }
          .map { "\($0.key): \"\($0.value)\"" }.joined(separator: ", ")
        return "  - {key: part\(place), item: \"\(item.code)\", situation: {\(answers)}}"
      }
      return """
        code: bench
        kind: life_event
        name: 基准
        version: \(items.count + 1)
        effective: 2026-01-01
        served: [enterprise]
        life_stage: 准营
        lead: \(items.first?.department.zh ?? "")
        departments:
        \(departments.joined(separator: "\n"))
        members:
        \(members.joined(separator: "\n"))
        promised: {number: 20, unit: working_day}
        provenance: {demo: [all]}
        """
    }

    private static func firstAnswers(of item: ItemVersion) -> [String: String] {
      var situation: [String: String] = [:]
      while let open = Guide.asked(of: item, answers: situation).first(where: { question in
        situation[question.key] == nil
      }) {
        situation[open.key] = open.options.first?.key
      }
      return situation
    }

    /// From the form to the delivery.
    func walk() async throws {
      let joints = world.program.joints
      let id = SecureRandom.token()
      let filing = filing
      _ = try await world.program.journal.perform(as: world.applicant) { unit in
        try joints.file(filing, as: id, through: .api, unit)
      }
      _ = try await joints.accept(id, by: world.clerk, expecting: nil)
      for part in try await joints.open(id, for: world.clerk).state.parts {
        try await decide(part)
      }
      _ = try await joints.deliver(id, by: .electronic, as: world.clerk, expecting: nil)
    }

    private func decide(_ part: JointPartState) async throws {
      guard let id = part.caseID else { return }
      let cases = world.program.desk
      let opinion = "符合条件"
      for place in 0..<2 {
        let reviewer = person("r\(place)", .reviewer, part.department)
        do {
          _ = try await cases.take(
            .review(passed: true, opinion: Reasons(opinion)), with: id, by: reviewer,
            expecting: nil, texts: [opinion])
        } catch CaseworkRefusal.wrongStep {
          continue
        }
      }
      _ = try await cases.take(
        .decide(granted: true, Reasons(opinion)), with: id,
        by: person("a", .chiefApprover, part.department), expecting: nil, texts: [opinion])
    }

    private func person(_ id: String, _ role: Role, _ department: String) -> Actor {
      Actor(id: "bench-\(id)", name: nil, roles: [role], department: department)
    }
  }
}
