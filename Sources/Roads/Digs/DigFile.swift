// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Foundation
import Journal
import SQL
import ShangMi
import Site

/// All of one dig as somebody who may see it opens it.
package struct DigFile: Sendable {
  package let row: DigRow
  package let state: Dig
  package let works: Works
  package let version: Int
  package let history: [Recorded<Dig.Event>]
  /// The texts that events name by digest, for those whose affair it is.
  package let texts: [Digest: String]
  /// Whom to ask, for those whose affair it is.
  package let contact: DigContact?
  /// Whether the reader has to do with it: the staff, whoever announced it, and the other sides of a merged dig.
  package let isInside: Bool
  package let network: RoadNetwork
  package let segments: [Segment]
  package let near: [DigRow]
  package let conflicts: [Conflict]
  /// What would be proposed now.
  package let proposal: MergePlan?
  /// What was proposed last.
  package let merge: MergeFile?
  /// The sides of that proposal that the reader answers for and that have not answered.
  package let openSides: Set<String>
  package let moratoria: [Moratorium]
  package let fees: Fees?

  func text(_ digest: Digest?) -> String? { digest.flatMap { texts[$0] } }
}

extension RoadsDesk {
  /// Opens a dig.
  /// - Throws: ``RoadsRefusal/digNotFound``.
  package func dig(_ number: String, for actor: Actor?) async throws -> DigFile {
    try await journal.database.read { reader in
      guard let row = try DigTable.find(number, for: actor, in: reader) else {
        throw RoadsRefusal.digNotFound
      }
      let stream = Stream<Dig>(number)
      let (state, version) = try Journal.state(of: stream, in: reader)
      guard let works = state.works, let window = state.window else {
        throw RoadsRefusal.digNotFound
      }
      let network = try roads.network(in: reader)
      let history = try Journal.history(of: stream, in: reader)
      let (near, conflicts) = try near(row, for: actor, in: reader)
      let merge = try merge(of: number, in: reader)
      let isInside = try isInside(state, merge, for: actor, in: reader)
      let segments = network.segments(state.segments)
      return DigFile(
        row: row, state: state, works: works, version: version, history: history,
        texts: isInside ? try texts(of: history, works, in: reader) : [:],
        contact: isInside ? try contact(works.contact, in: reader) : nil, isInside: isInside,
        network: network, segments: segments, near: near, conflicts: conflicts,
        proposal: mergePlan(of: row, with: near, conflicts), merge: merge,
        openSides: try openSides(merge, for: actor, in: reader),
        moratoria: network.moratoria(on: state.segments, in: window),
        fees: fees(area: state.area, on: segments, window))
    }
  }

  private func isInside(
    _ dig: Dig, _ merge: MergeFile?, for actor: Actor?, in reader: some Reading
  ) throws -> Bool {
    guard let actor else { return false }
    if actor.isStaff || dig.filer == actor.id { return true }
    return try merge?.plan.parts.contains { part in
      try Journal.state(of: Stream<Dig>(part.dig), in: reader).state.filer == actor.id
    } ?? false
  }

  private func openSides(
    _ merge: MergeFile?, for actor: Actor?, in reader: some Reading
  ) throws -> Set<String> {
    guard let actor, let merge, merge.state.status == .open else { return [] }
    let isCoordinator = settings.isCoordinator(actor)
    let sides = try merge.plan.parts.map(\.dig).filter { number in
      guard merge.state.answers[number] == nil else { return false }
      let dig = try Journal.state(of: Stream<Dig>(number), in: reader).state
      return dig.filer == actor.id || (dig.isForOthers && isCoordinator)
    }
    return Set(sides)
  }

  private func texts(
    of history: [Recorded<Dig.Event>], _ works: Works, in reader: some Reading
  ) throws -> [Digest: String] {
    try (history.compactMap(\.event.text) + [works.purpose]).reduce(into: [:]) {
      $0[$1] = try EvidenceTable.text($1, in: reader)
    }
  }

  private func contact(_ digest: Digest, in reader: some Reading) throws -> DigContact? {
    try EvidenceTable.text(digest, in: reader).flatMap {
      try JSONDecoder().decode(DigContact.self, from: Data($0.utf8))
    }
  }
}
