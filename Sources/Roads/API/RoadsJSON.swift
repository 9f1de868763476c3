// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal

/// What the API answers about roads and digs.
enum RoadsJSON {
  /// Digs as lists tell them.
  struct Dig: Encodable {
    let number: String
    let phase: Roads.Dig.Phase
    let origin: Roads.Dig.Origin
    let unit: String
    let line: LineKind
    let segments: [String]
    let from: Day
    let to: Day
    let depthM: Double
    let areaSqm: Int
    let exceedances: Int
    let brokenUpAt: String?
    let formalitiesDue: String?
    let formalitiesDone: String?
    let formalitiesMissed: Bool

    init(_ row: DigRow) {
      (number, phase, origin) = (row.number, row.phase, row.origin)
      (unit, line, segments) = (row.unit, row.line, row.segments)
      (from, to) = (row.window.from, row.window.to)
      depthM = Double(row.depth) / 100
      (areaSqm, exceedances) = (row.area, row.exceedances)
      brokenUpAt = row.brokenAt?.iso8601
      formalitiesDue = row.formalitiesDue?.iso8601
      formalitiesDone = row.formalitiesDone?.iso8601
      formalitiesMissed = row.isLate
    }
  }

  /// A dig with what is near it.
  struct Detail: Encodable {
    let dig: Dig
    let version: Int
    let approval: String?
    let feesFen: Fees?
    let moratoria: [Moratorium]
    let conflicts: [Conflict]
    let proposal: Proposal?
    let merge: MergeState?

    init(_ file: DigFile) {
      dig = Dig(file.row)
      version = file.version
      approval = file.works.approval
      feesFen = file.fees.map(Fees.init)
      moratoria = file.moratoria.map(Moratorium.init)
      conflicts = file.conflicts.map { Conflict($0, of: file.row.number) }
      proposal = file.proposal.map(Proposal.init)
      merge = file.merge.map(MergeState.init)
    }
  }

  struct Fees: Encodable {
    let occupation: Int
    let repair: Int

    init(_ fees: Roads.Fees) { (occupation, repair) = (fees.occupation, fees.repair) }
  }

  struct Moratorium: Encodable {
    let segment: String
    let cause: Roads.Moratorium.Cause
    let since: Day
    let free: Day

    init(_ bar: Roads.Moratorium) {
      (segment, cause, since, free) = (bar.segment, bar.cause, bar.since, bar.free)
    }
  }

  struct Conflict: Encodable {
    let with: String
    /// Whether both dig the same segments, or only adjoining ones.
    let shared: Bool
    let segments: [String]
    let overlapDays: Int
    let gapDays: Int?

    init(_ conflict: Roads.Conflict, of number: String) {
      with = conflict.other(than: number)
      switch conflict.place {
      case .shared(let segments): (shared, self.segments) = (true, segments)
      case .adjoining(let segments): (shared, self.segments) = (false, segments)
      }
      switch conflict.time {
      case .overlapping(let days): (overlapDays, gapDays) = (days, nil)
      case .apart(let days): (overlapDays, gapDays) = (0, days)
      }
    }
  }

  struct Proposal: Encodable {
    /// The numbers in the order of their works, the deepest first.
    let digs: [String]
    let from: Day
    let to: Day
    let segments: [String]
    let daysSaved: Int

    init(_ plan: MergePlan) {
      digs = plan.parts.map(\.dig)
      (from, to) = (plan.window.from, plan.window.to)
      (segments, daysSaved) = (plan.segments, plan.daysSaved)
    }
  }

  struct MergeState: Encodable {
    let status: Merge.Status
    let plan: Proposal
    let accepted: [String]
    let declined: [String]

    init(_ file: MergeFile) {
      status = file.state.status
      plan = Proposal(file.plan)
      accepted = file.state.answers.filter(\.value.accepted).keys.sorted()
      declined = file.state.answers.filter { !$0.value.accepted }.keys.sorted()
    }
  }

  // MARK: GeoJSON

  /// The segments as a FeatureCollection (RFC 7946), each with how it stands.
  struct Collection: Encodable {
    let type = "FeatureCollection"
    let name: String
    let demo: Bool
    let features: [Feature]

    init(_ board: RoadBoard) {
      name = board.network.name.zh
      demo = board.network.isDemo
      features = board.network.segments.map { Feature($0, board) }
    }

    private enum CodingKeys: String, CodingKey { case type, name, demo, features }
  }

  struct Feature: Encodable {
    let type = "Feature"
    let id: String
    let properties: Properties
    let geometry: Geometry

    init(_ segment: Segment, _ board: RoadBoard) {
      id = segment.id
      properties = Properties(segment, board)
      geometry = Geometry(coordinates: segment.line.map { [$0.longitude, $0.latitude] })
    }

    private enum CodingKeys: String, CodingKey { case type, id, properties, geometry }
  }

  struct Properties: Encodable {
    let id: String
    let road: String
    let from: String
    let to: String
    let lengthM: Int
    let lanes: Int
    let pavement: Pavement
    let built: Day?
    let rebuilt: Day?
    let overhauled: Day?
    let state: SegmentState
    let firstFree: Day
    let digs: [String]

    init(_ segment: Segment, _ board: RoadBoard) {
      (id, road, from, to) = (segment.id, segment.road.zh, segment.from.zh, segment.to.zh)
      (lengthM, lanes, pavement) = (segment.length, segment.lanes, segment.pavement)
      (built, rebuilt, overhauled) = (segment.built, segment.rebuilt, segment.overhauled)
      state = board.state(of: segment)
      firstFree = board.network.firstFree(for: [segment.id], Window(board.today))
      digs = board.digs(on: segment.id).map(\.number)
    }
  }

  struct Geometry: Encodable {
    let type = "LineString"
    let coordinates: [[Double]]

    private enum CodingKeys: String, CodingKey { case type, coordinates }
  }
}
