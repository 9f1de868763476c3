// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import SQL
import ShangMi

/// A proposal for a merged dig as it was put to its sides.
package struct MergeFile: Sendable {
  package let id: String
  package let state: Merge
  package let plan: MergePlan
  package let texts: [Digest: String]
}

extension RoadsDesk {
  /// Puts forward that a dig be merged with all that are planned near it.
  /// - Throws: ``RoadsRefusal``.
  package func proposeMerge(
    of number: String, by actor: Actor, key: CommandKey? = nil
  ) async throws -> Receipt {
    let id = SecureRandom.token()
    return try await journal.perform(as: actor, key: key) { unit in
      guard let row = try DigTable.find(number, for: actor, in: unit.transaction) else {
        throw RoadsRefusal.digNotFound
      }
      let near = try near(row, for: actor, in: unit.transaction)
      guard let plan = mergePlan(of: row, with: near.digs, near.conflicts) else {
        throw RoadsRefusal.nothingToMerge
      }
      for part in plan.parts {
        let others = try MergeTable.all(of: part.dig, in: unit.transaction)
        if others.contains(where: { $0.status == .open }) { throw RoadsRefusal.mergeOpen }
      }
      try unit.begin(
        Stream<Merge>(id), by: .propose(plan), context: try mergeContext(plan, unit))
      // Whoever proposes it agrees for what is his own.
      for part in plan.parts {
        let dig = try unit.state(of: Stream<Dig>(part.dig)).state
        guard dig.filer == actor.id else { continue }
        try unit.execute(.accept(dig: part.dig), on: Stream<Merge>(id)) { _ in
          try mergeContext(plan, unit)
        }
      }
      return Receipt(number: number, version: try unit.state(of: Stream<Dig>(number)).version)
    }
  }

  /// Answers for one side.
  /// - Parameter reasons: why not; nil where the side accepts.
  package func answerMerge(
    of number: String, declining reasons: Reasons?, by actor: Actor, key: CommandKey? = nil
  ) async throws -> Receipt {
    try await journal.perform(as: actor, key: key) { unit in
      guard try DigTable.find(number, for: actor, in: unit.transaction) != nil else {
        throw RoadsRefusal.digNotFound
      }
      let merges = try MergeTable.all(of: number, in: unit.transaction)
      guard let open = merges.first(where: { $0.status == .open }),
        let plan = try unit.state(of: Stream<Merge>(open.id)).state.plan
      else { throw RoadsRefusal.noMerge }
      if let reasons { try EvidenceTable.keep(text: reasons.text, in: unit.transaction) }
      try unit.execute(
        reasons.map { .decline(dig: number, $0) } ?? .accept(dig: number),
        on: Stream<Merge>(open.id)
      ) { _ in try mergeContext(plan, unit) }
      return Receipt(number: number, version: try unit.state(of: Stream<Dig>(number)).version)
    }
  }

  private func mergeContext(_ plan: MergePlan, _ unit: UnitOfWork) throws -> Merge.Context {
    let isCoordinator = settings.isCoordinator(unit.actor)
    let sides = try plan.parts.map(\.dig).filter { number in
      let dig = try unit.state(of: Stream<Dig>(number)).state
      return dig.filer == unit.actor.id || (dig.isForOthers && isCoordinator)
    }
    return Merge.Context(
      actor: unit.actor, isCoordinator: isCoordinator, sides: Set(sides))
  }

  // MARK: Looking

  /// What is near a dig in space and time, and how.
  func near(
    _ row: DigRow, for actor: Actor?, in reader: some Reading
  ) throws -> (digs: [DigRow], conflicts: [Conflict]) {
    try near(row.occupation(on: now.day), for: actor, in: reader)
  }

  /// What is near a place and time, and how.
  func near(
    _ own: Occupation, for actor: Actor?, in reader: some Reading
  ) throws -> (digs: [DigRow], conflicts: [Conflict]) {
    let network = try roads.network(in: reader)
    let candidates = try DigTable.near(
      network.surroundings(of: own.segments), own.window.widened(by: settings.gap + 1),
      for: actor, in: reader)
    let conflicts = candidates.compactMap { other in
      Conflicts.between(own, other.occupation(on: now.day), on: network, gap: settings.gap)
    }
    let others = Set(conflicts.map { $0.other(than: own.dig) })
    return (candidates.filter { others.contains($0.number) }, conflicts)
  }

  /// The merged dig that is proposed for a planned one and the planned ones near it.
  func mergePlan(
    of row: DigRow, with near: [DigRow], _ conflicts: [Conflict]
  ) -> MergePlan? {
    guard row.phase == .planned else { return nil }
    let others = near.filter { $0.phase == .planned }
    return MergePlan(
      of: ([row] + others).map { ($0.occupation(on: now.day), $0.depth) })
  }

  /// The proposal that a dig is part of, or the last one that it was.
  func merge(of number: String, in reader: some Reading) throws -> MergeFile? {
    let merges = try MergeTable.all(of: number, in: reader)
    guard let id = (merges.first { $0.status == .open } ?? merges.first)?.id else { return nil }
    let state = try Journal.state(of: Stream<Merge>(id), in: reader).state
    guard let plan = state.plan else { return nil }
    var texts: [Digest: String] = [:]
    for digest in state.answers.values.compactMap(\.reasons) {
      texts[digest] = try EvidenceTable.text(digest, in: reader)
    }
    return MergeFile(id: id, state: state, plan: plan, texts: texts)
  }
}
