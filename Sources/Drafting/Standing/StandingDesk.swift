// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import SQL
import ShangMi
import Site

/// An item with all that its administration shows.
struct AdministeredItem: Sendable {
  let code: String
  /// Oldest first.
  let versions: [PublishedVersion]
  let standing: ItemStanding
  let standingVersion: Int
  let past: DraftingDesk.Past<ItemStanding.Event>
  let openDraft: DraftRow?
  /// The last begun first.
  let drafts: [DraftRow]
  let delegations: [StreetGrantRow]

  var latest: PublishedVersion { versions[versions.count - 1] }

  /// The version that applies on a day.
  func current(on day: Day) -> PublishedVersion? {
    versions.last { $0.item.isInForce(on: day) && !$0.isWithdrawn }
  }
}

/// A step with an item as a whole.
enum StandingStep: String, CaseIterable, Sendable {
  case withdraw = "withdrawal"
  case callOff = "call-off"
  case restore = "restoration"

  var phrase: Phrase {
    switch self {
    case .withdraw: "停止办理"
    case .callOff: "撤销停止办理的安排"
    case .restore: "恢复办理"
    }
  }

  func command(_ reasons: Remark, from day: Day) -> ItemStanding.Command {
    switch self {
    case .withdraw: .withdraw(from: day, reasons)
    case .callOff: .callOff(reasons)
    case .restore: .restore(reasons)
    }
  }
}

extension DraftingDesk {
  /// How many drafts and delegations the page of an item shows.
  private static let shown = 20

  func item(_ code: String) async throws -> AdministeredItem {
    let versions = shelf.snapshot.history(code)
    guard !versions.isEmpty else { throw DraftingRefusal.itemNotFound }
    return try await journal.database.read { reader in
      let (standing, version) = try Journal.state(of: Stream<ItemStanding>(code), in: reader)
      let past = try past(of: Stream<ItemStanding>(code), in: reader, reasons: \.reasons)
      return AdministeredItem(
        code: code, versions: versions, standing: standing, standingVersion: version,
        past: past, openDraft: try DraftTable.open(of: code, in: reader),
        drafts: try DraftTable.list(
          nil, item: code, before: .first, limit: Self.shown, in: reader),
        delegations: try StreetTable.grants(
          item: code, before: .first, limit: Self.shown, in: reader))
    }
  }

  func take(
    _ step: StandingStep, from day: Day?, _ reasons: Remark, with code: String, by actor: Actor,
    expecting expected: Int?, key: CommandKey? = nil
  ) async throws -> Receipt {
    let receipt: Receipt = try await journal.perform(as: actor, key: key) { unit in
      guard let published = latest(code) else { throw DraftingRefusal.itemNotFound }
      try TextTable.keep(reasons.text, in: unit.transaction)
      let command = step.command(reasons, from: day ?? unit.now.day)
      let version = try unit.execute(
        command, on: Stream<ItemStanding>(code), expecting: expected
      ) { _ in
        ItemStanding.Context(
          actor: actor, today: unit.now.day, withdrawnSince: published.withdrawnAt?.day)
      }
      return Receipt(id: code, version: version)
    }
    try await shelf.refresh(from: journal.database)
    return receipt
  }
}

extension ItemStanding.Event {
  var phrase: Phrase {
    switch self {
    case .withdrawalSet(let day, _): "决定自 \(day) 起停止办理"
    case .withdrawalCalledOff: "撤销停止办理的安排"
    case .withdrawn(let day): "自 \(day) 起停止办理"
    case .restored: "恢复办理"
    }
  }

  var reasons: Digest? {
    switch self {
    case .withdrawalSet(_, let reasons), .withdrawalCalledOff(let reasons),
      .restored(_, let reasons):
      reasons
    case .withdrawn: nil
    }
  }
}
