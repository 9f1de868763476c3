// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import SQL
import ShangMi
import Site

/// A micro-reform with all that its page shows.
struct ReformFile: Sendable {
  let row: ReformRow
  let state: MicroReform
  let past: DraftingDesk.Past<MicroReform.Event>
  let before: String
  let after: String
  let effect: String?
}

/// A step with a micro-reform.
enum ReformStep: String, CaseIterable, Sendable {
  case pilot
  case standardise = "standard"
  case drop

  var phrase: Phrase {
    switch self {
    case .pilot: "开始试点"
    case .standardise: "转为常态"
    case .drop: "不再推行"
    }
  }

  /// The states in which it can be taken.
  var open: Set<MicroReform.Status> {
    switch self {
    case .pilot: [.proposed]
    case .standardise: [.piloted]
    case .drop: [.proposed, .piloted]
    }
  }
}

/// A step that somebody orders, with what he says to it.
struct ReformOrder: Sendable {
  let step: ReformStep
  var text = Remark("")
  var from: Day?
  var measured: [Double?] = []

  func command(on today: Day) -> MicroReform.Command {
    switch step {
    case .pilot: .pilot(from: from ?? today)
    case .standardise: .standardise(effect: text, measured: measured)
    case .drop: .drop(text)
    }
  }
}

/// What is proposed.
struct ReformProposal: Sendable {
  let name: String
  let unit: String
  let kind: MicroReform.Kind
  let before: Remark
  let after: Remark
  let measures: [MicroReform.Measure]
}

extension DraftingDesk {
  func propose(
    _ proposal: ReformProposal, by actor: Actor, key: CommandKey? = nil
  ) async throws -> Receipt {
    guard proposal.before.isGiven else { throw DraftingRefusal.reformIncomplete(field: "before") }
    guard proposal.after.isGiven else { throw DraftingRefusal.reformIncomplete(field: "after") }
    let id = SecureRandom.token()
    return try await journal.perform(as: actor, key: key) { unit in
      let kept = MicroReform.Proposal(
        name: proposal.name, unit: proposal.unit, kind: proposal.kind,
        before: try TextTable.keep(proposal.before.text, in: unit.transaction),
        after: try TextTable.keep(proposal.after.text, in: unit.transaction),
        measures: proposal.measures)
      try unit.begin(
        Stream<MicroReform>(id), by: .propose(kept), context: MicroReform.Context(actor: actor))
      return Receipt(id: id, version: 1)
    }
  }

  func take(
    _ order: ReformOrder, withReform id: String, by actor: Actor, expecting expected: Int?,
    key: CommandKey? = nil
  ) async throws -> Receipt {
    try await journal.perform(as: actor, key: key) { unit in
      guard try ReformTable.find(id, in: unit.transaction) != nil else {
        throw DraftingRefusal.reformNotFound
      }
      try TextTable.keep(order.text.text, in: unit.transaction)
      let version = try unit.execute(
        order.command(on: unit.now.day), on: Stream<MicroReform>(id), expecting: expected
      ) { _ in MicroReform.Context(actor: actor) }
      return Receipt(id: id, version: version)
    }
  }

  func reforms(
    _ status: MicroReform.Status?, after cursor: Cursor?, limit: Int
  ) async throws -> (rows: [ReformRow], next: Cursor?) {
    let place = try MomentPlace(cursor)
    let found = try await journal.database.read {
      try ReformTable.list(status, before: place, limit: limit + 1, in: $0)
    }
    return found.page(limit) { MomentPlace(at: $0.proposedAt, id: $0.id).cursor }
  }

  func reform(_ id: String) async throws -> ReformFile {
    try await journal.database.read { reader in
      guard let row = try ReformTable.find(id, in: reader) else {
        throw DraftingRefusal.reformNotFound
      }
      let state = try Journal.state(of: Stream<MicroReform>(id), in: reader).state
      let past = try past(of: Stream<MicroReform>(id), in: reader) { event in
        if case .dropped(let reasons) = event { reasons } else { nil }
      }
      func text(_ digest: Digest?) throws -> String? {
        try digest.map { try TextTable.text($0, in: reader) }
      }
      return ReformFile(
        row: row, state: state, past: past, before: try text(state.proposal?.before) ?? "",
        after: try text(state.proposal?.after) ?? "", effect: try text(state.effect))
    }
  }
}

extension MicroReform.Kind {
  var phrase: Phrase {
    switch self {
    case .proactive: "主动服务"
    case .process: "优化流程"
    case .blended: "线上线下融合"
    }
  }
}

extension MicroReform.Status {
  package var phrase: Phrase {
    switch self {
    case .unproposed: "尚未提出"
    case .proposed: "已提出"
    case .piloted: "试点中"
    case .standard: "已成常态"
    case .dropped: "不再推行"
    }
  }

  var tone: UI.Tone {
    switch self {
    case .unproposed, .dropped: .plain
    case .proposed: .info
    case .piloted: .warn
    case .standard: .good
    }
  }
}

extension MicroReform.Event {
  var phrase: Phrase {
    switch self {
    case .proposed: "提出微改革"
    case .piloted(let day): "自 \(day) 起试点"
    case .standardised: "转为常态"
    case .dropped: "不再推行"
    }
  }
}
