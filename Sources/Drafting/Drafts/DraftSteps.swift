// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import SQL
import Site

/// A step with a draft as a whole, as its page and the API offer it: what leads on comes first.
enum DraftStep: String, CaseIterable, Sendable {
  case submit
  case adopt
  case approve
  case publish
  case sendBack = "send-back"
  case discard

  var phrase: Phrase {
    switch self {
    case .submit: "提交审核"
    case .approve: "审核通过"
    case .sendBack: "退回修改"
    case .publish: "发布"
    case .adopt: "采用新版本为基础"
    case .discard: "放弃草稿"
    }
  }

  var roles: Set<Role> {
    switch self {
    case .submit, .adopt: DraftingScope.administrators
    case .approve, .sendBack, .publish, .discard: DraftingScope.reviewers
    }
  }

  /// Whether a reason must be given, may be, or is not asked for.
  var reasons: Reasoning {
    switch self {
    case .sendBack, .discard: .required
    case .approve: .optional
    case .submit, .publish, .adopt: .none
    }
  }

  enum Reasoning: Sendable { case required, optional, none }
}

/// A step that somebody orders, with what he says to it.
struct DraftOrder: Sendable {
  let step: DraftStep
  var reasons = Remark("")
  /// The first day on which a publication applies.
  var effective: Day?
}

extension DraftingDesk {
  /// Takes a step with a draft as a whole.
  func take(
    _ order: DraftOrder, with id: String, by actor: Actor, expecting expected: Int?,
    key: CommandKey? = nil
  ) async throws -> Receipt {
    let receipt: Receipt = try await journal.perform(as: actor, key: key) { unit in
      let stream = Stream<ItemDraft>(id)
      let state = try unit.state(of: stream).state
      guard state.beginning != nil else { throw DraftingRefusal.draftNotFound }
      let (text, sheets) = try content(of: state, in: unit.transaction)
      if !order.reasons.text.isEmpty {
        try TextTable.keep(order.reasons.text, in: unit.transaction)
      }
      let file = PublishableFile(state: state, text: text, sheets: sheets)
      let command = try command(order, file, unit)
      try unit.execute(command, on: stream, expecting: expected) { _ in
        context(of: file, unit)
      }
      if case .publish(let publication) = command {
        try publish(publication, file, unit)
      }
      return Receipt(id: id, version: try unit.state(of: stream).version)
    }
    if order.step == .publish { try await shelf.refresh(from: journal.database) }
    return receipt
  }

  /// What is published: the state of a draft with its texts.
  private struct PublishableFile {
    let state: ItemDraft
    let text: DraftText
    let sheets: [Spreadsheet]

    var item: String { state.beginning?.item ?? "" }

    /// The text as it is published from a day on.
    func text(from day: Day) -> DraftText {
      var text = text
      text.set("version", "version: \(state.target)")
      text.set("effective", "effective: \(day)")
      return text
    }
  }

  private func command(
    _ order: DraftOrder, _ file: PublishableFile, _ unit: UnitOfWork
  ) throws -> ItemDraft.Command {
    switch order.step {
    case .submit: return .submit
    case .approve: return .approve(order.reasons)
    case .sendBack: return .sendBack(order.reasons)
    case .discard: return .discard(order.reasons)
    case .adopt:
      let latest = latest(file.item)?.item.version ?? 0
      var text = file.text
      text.set("version", "version: \(latest + 1)")
      return .adopt(
        version: latest, try keep(text, file.sheets, .basics, of: file.state, unit))
    case .publish:
      guard let day = order.effective else {
        throw SiteRefusal.invalid([Fault("effective", "应当是真实存在的日期，写作 2026-11-23。")])
      }
      return .publish(
        ItemDraft.Publication(
          version: file.state.target, effective: day,
          text: try TextTable.keep(file.text(from: day).text, in: unit.transaction)))
    }
  }

  private func context(of file: PublishableFile, _ unit: UnitOfWork) -> ItemDraft.Context {
    ItemDraft.Context(
      actor: unit.actor, today: unit.now.day,
      faults: check(file.text, file.sheets, of: file.state).faults.count,
      latest: latest(file.item)?.item.version ?? 0, isChanged: isChanged(file))
  }

  /// Whether a draft says anything else than the version it goes out from, its number and its day left aside.
  private func isChanged(_ file: PublishableFile) -> Bool {
    let published = shelf.snapshot.history(file.item).first {
      $0.item.version == file.state.base
    }
    guard let published else { return true }
    var text = file.text
    text.set("version", "version: \(published.item.version)")
    text.set("effective", "effective: \(published.item.effective)")
    let same = try? ItemFile(
      source: text.text, name: "draft", sheets: Spreadsheets(file.sheets))
    return same?.digest != published.digest
  }

  /// Makes a version of the catalogue of a draft, by the catalogue's own rules of publication.
  private func publish(
    _ publication: ItemDraft.Publication, _ file: PublishableFile, _ unit: UnitOfWork
  ) throws {
    let former = try ItemTable.source(file.item, file.state.base, in: unit.transaction)
    let name = former?.file ?? "item-\(file.item.suffix(12)).yaml"
    let made: ItemFile
    do {
      made = try ItemFile(
        source: file.text(from: publication.effective).text, name: name,
        sheets: Spreadsheets(file.sheets))
    } catch {
      throw DraftingRefusal.faulty(error.faults.count)
    }
    try ItemTable.publish(made, in: unit)
  }
}
