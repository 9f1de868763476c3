// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Identity
import Journal
import SQL
import ShangMi
import Site

/// An entry of the basic catalogue as this bureau stands with it.
struct BasicEntry: Sendable {
  enum Status: String, CaseIterable, Sendable {
    case unclaimed
    /// Its implementation list is being written.
    case claimed
    case published
    case refused
    /// It is in the basic catalogue no more.
    case cancelled
    /// Other levels exercise it.
    case elsewhere

    var phrase: Phrase {
      switch self {
      case .unclaimed: "待认领"
      case .claimed: "已认领，编写中"
      case .published: "已认领，已发布"
      case .refused: "不予认领"
      case .cancelled: "已取消"
      case .elsewhere: "非本级行使"
      }
    }

    var tone: UI.Tone {
      switch self {
      case .unclaimed: .warn
      case .claimed: .info
      case .published: .good
      case .refused, .cancelled, .elsewhere: .plain
      }
    }
  }

  let item: BasicItem
  let status: Status
  let standing: BasicTable.Standing?
  /// The items on its code that have been published.
  let published: [ItemVersion]
}

/// How far claiming has come (认领率).
struct ClaimProgress: Sendable, Hashable {
  /// What this level exercises.
  let due: Int
  let claimed: Int
  let refused: Int

  init(_ entries: [BasicEntry]) {
    let mine = entries.filter { $0.status != .cancelled && $0.status != .elsewhere }
    due = mine.count
    claimed = mine.count { $0.status == .claimed || $0.status == .published }
    refused = mine.count { $0.status == .refused }
  }

  var share: Share { Share(claimed, of: due) }
}

extension DraftingDesk {
  /// What taking in a file has done.
  package struct BasicReport: Codable, Sendable, Hashable {
    package let added: Int
    package let changed: Int
    package let unchanged: Int
  }

  /// Takes a basic catalogue in: what is new is added, what has changed is changed, nothing is removed; an entry ends by
  /// its last day.
  package func importBasics(
    _ items: [BasicItem], file: String, by actor: Actor
  ) async throws -> BasicReport {
    try await journal.perform(as: actor) { unit in
      let known = Dictionary(
        try BasicTable.all(in: unit.transaction).map { ($0.code, $0) }
      ) { first, _ in first }
      let added = items.filter { known[$0.code] == nil }
      let changed = items.filter { item in known[item.code].map { $0 != item } ?? false }
      for item in added + changed { try BasicTable.keep(item, in: unit.transaction) }
      if !(added + changed).isEmpty {
        try unit.note(
          BasicEvent.imported(file: file, added: added.count, changed: changed.count),
          kind: BasicEvent.kind, id: "basic")
      }
      return BasicReport(
        added: added.count, changed: changed.count,
        unchanged: items.count - added.count - changed.count)
    }
  }

  /// The whole basic catalogue by code.
  func basics() async throws -> [BasicEntry] {
    let (items, standings) = try await journal.database.read { reader in
      (try BasicTable.all(in: reader), try BasicTable.standings(in: reader))
    }
    return entries(items, standings)
  }

  private func entries(
    _ items: [BasicItem], _ standings: [String: BasicTable.Standing]
  ) -> [BasicEntry] {
    let published = Dictionary(grouping: self.items) { String($0.code.suffix(12)) }
    return items.map { item in
      let mine = published[item.code] ?? []
      let standing = standings[item.code]
      let isExercised = item.levels.contains { [settings.level, .graded].contains($0) }
      let status: BasicEntry.Status =
        if !item.isInForce(on: today) {
          .cancelled
        } else if !mine.isEmpty {
          .published
        } else if standing?.status == .claimed {
          .claimed
        } else if standing?.status == .refused {
          .refused
        } else {
          isExercised ? .unclaimed : .elsewhere
        }
      return BasicEntry(item: item, status: status, standing: standing, published: mine)
    }
  }

  /// One entry with its history.
  func basic(_ code: String) async throws -> (entry: BasicEntry, past: Past<Claim.Event>) {
    try await journal.database.read { reader in
      guard let item = try BasicTable.find(code, in: reader) else {
        throw DraftingRefusal.basicNotFound
      }
      let standings = try BasicTable.standings(in: reader)
      let past = try past(of: Stream<Claim>(code), in: reader) { event in
        if case .refused(let reasons) = event { reasons } else { nil }
      }
      return (entries([item], standings)[0], past)
    }
  }

  /// Takes an entry up: its implementation list is begun as a draft.
  /// - Returns: the draft.
  package func claim(
    _ code: String, by actor: Actor, key: CommandKey? = nil
  ) async throws -> Receipt {
    try await journal.perform(as: actor, key: key) { unit in
      let context = try context(of: code, unit)
      let id = SecureRandom.token()
      try unit.execute(.claim(draft: id), on: Stream<Claim>(code)) { _ in context }
      let item = try NewItem.code(of: context.basic, by: settings)
      let text = NewItem.text(
        of: context.basic, code: item, by: settings, from: unit.now.day.adding(days: 1))
      let beginning = ItemDraft.Beginning(
        item: item, name: context.basic.name, origin: .claim(basic: code),
        text: try TextTable.keep(text, in: unit.transaction), sheets: [], reasons: nil)
      return try begin(beginning, as: id, unit)
    }
  }

  func refuse(
    _ code: String, _ reasons: Remark, by actor: Actor, key: CommandKey? = nil
  ) async throws -> Receipt {
    try await journal.perform(as: actor, key: key) { unit in
      try TextTable.keep(reasons.text, in: unit.transaction)
      let context = try context(of: code, unit)
      let version = try unit.execute(.refuse(reasons), on: Stream<Claim>(code)) { _ in context }
      return Receipt(id: code, version: version)
    }
  }

  private func context(of code: String, _ unit: UnitOfWork) throws -> Claim.Context {
    guard let item = try BasicTable.find(code, in: unit.transaction) else {
      throw DraftingRefusal.basicNotFound
    }
    return Claim.Context(
      actor: unit.actor, today: unit.now.day, basic: item,
      isPublished: items.contains { $0.code.hasSuffix(code) }, settings: settings)
  }

  /// What was claimed is open again when its draft is given up.
  static let release = Policy(ItemDraft.self) { entry, state, unit in
    guard case .discarded = entry.event, case .claim(let basic) = state.beginning?.origin,
      let item = try BasicTable.find(basic, in: unit.transaction)
    else { return }
    try unit.execute(.release, on: Stream<Claim>(basic)) { _ in
      Claim.Context(
        actor: unit.actor, today: unit.now.day, basic: item, isPublished: false,
        settings: DraftingSettings())
    }
  }
}
