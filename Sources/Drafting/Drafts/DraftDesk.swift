// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Identity
import Journal
import SQL
import ShangMi
import Site

/// A draft with all that its pages show.
struct DraftFile: Sendable {
  let row: DraftRow
  let state: ItemDraft
  let text: DraftText
  let sheets: [Spreadsheet]
  let check: DraftCheck
  /// The published version that it goes out from.
  let base: ItemVersion?
  /// The latest that is published: above the base, it must be adopted first.
  let latest: Int
  let past: DraftingDesk.Past<ItemDraft.Event>

  /// What it changes in words, as far as it can be read.
  var comparison: ItemComparison? {
    guard let base, let version = check.version else { return nil }
    return ItemComparison(base, version)
  }
}

extension DraftingDesk {
  // MARK: Beginning

  func begin(
    _ beginning: ItemDraft.Beginning, as id: String, _ unit: UnitOfWork
  ) throws -> Receipt {
    if let open = try DraftTable.open(of: beginning.item, in: unit.transaction) {
      throw DraftingRefusal.draftOpen(id: open.id)
    }
    let context = ItemDraft.Context(actor: unit.actor, today: unit.now.day)
    try unit.begin(Stream<ItemDraft>(id), by: .begin(beginning), context: context)
    return Receipt(id: id, version: 1)
  }

  /// Begins the next version of an item.
  package func revise(
    _ code: String, by actor: Actor, key: CommandKey? = nil
  ) async throws -> Receipt {
    try await journal.perform(as: actor, key: key) { unit in
      try next(of: code, unit) { version, _ in (.revision(of: version.version), nil) }
    }
  }

  /// Begins the next version of an item, which another section answers for.
  package func handOver(
    _ code: String, to department: Words, _ reasons: Remark, by actor: Actor,
    key: CommandKey? = nil
  ) async throws -> Receipt {
    guard !department.zh.isEmpty else { throw DraftingRefusal.departmentMissing }
    guard reasons.isGiven else { throw DraftingRefusal.reasonsMissing }
    return try await journal.perform(as: actor, key: key) { unit in
      let digest = try TextTable.keep(reasons.text, in: unit.transaction)
      return try next(of: code, unit) { version, text in
        guard version.department.zh != department.zh else {
          throw DraftingRefusal.sameDepartment
        }
        let known = departments.first { $0.zh == department.zh }
        text.set("department", "department: \(DraftText.quoted(department.zh))")
        let english = department.en ?? known?.en ?? department.zh
        text.set("department_en", "department_en: \(DraftText.quoted(english))")
        return (
          .handOver(
            of: version.version, from: version.department.zh, to: department.zh), digest
        )
      }
    }
  }

  private func next(
    of code: String, _ unit: UnitOfWork,
    _ change: (ItemVersion, inout DraftText) throws -> (ItemDraft.Origin, Digest?)
  ) throws -> Receipt {
    guard let published = latest(code),
      let source = try ItemTable.source(code, published.item.version, in: unit.transaction)
    else { throw DraftingRefusal.itemNotFound }
    var text = DraftText(source.source)
    let (origin, reasons) = try change(published.item, &text)
    text.set("version", "version: \(published.item.version + 1)")
    text.set("effective", "effective: \(unit.now.day.adding(days: 1))")
    let beginning = ItemDraft.Beginning(
      item: code, name: published.item.name.zh, origin: origin,
      text: try TextTable.keep(text.text, in: unit.transaction),
      sheets: try source.sheets.map { sheet in
        ItemDraft.Sheet(
          name: sheet.name, text: try TextTable.keep(sheet.text, in: unit.transaction))
      }, reasons: reasons)
    return try begin(beginning, as: SecureRandom.token(), unit)
  }

  // MARK: Looking

  /// A page of drafts, the last begun first.
  func drafts(
    _ status: ItemDraft.Status? = nil, item: String? = nil, after cursor: Cursor?, limit: Int
  ) async throws -> (rows: [DraftRow], next: Cursor?) {
    let place = try MomentPlace(cursor)
    let found = try await journal.database.read {
      try DraftTable.list(status, item: item, before: place, limit: limit + 1, in: $0)
    }
    return found.page(limit) { MomentPlace(at: $0.begunAt, id: $0.id).cursor }
  }

  func draft(_ id: String) async throws -> DraftFile {
    try await journal.database.read { reader in
      guard let row = try DraftTable.find(id, in: reader) else {
        throw DraftingRefusal.draftNotFound
      }
      let (state, _) = try Journal.state(of: Stream<ItemDraft>(id), in: reader)
      let (text, sheets) = try content(of: state, in: reader)
      let past = try past(of: Stream<ItemDraft>(id), in: reader, reasons: \.reasons)
      return DraftFile(
        row: row, state: state, text: text, sheets: sheets,
        check: check(text, sheets, of: state),
        base: shelf.version(row.item, state.base), latest: latest(row.item)?.item.version ?? 0,
        past: past)
    }
  }

  func content(
    of state: ItemDraft, in reader: some Reading
  ) throws -> (text: DraftText, sheets: [Spreadsheet]) {
    let text = try state.text.map { try TextTable.text($0, in: reader) } ?? ""
    let sheets = try state.sheets.map {
      Spreadsheet(name: $0.name, text: try TextTable.text($0.text, in: reader))
    }
    return (DraftText(text), sheets)
  }

  func check(_ text: DraftText, _ sheets: [Spreadsheet], of state: ItemDraft) -> DraftCheck {
    DraftCheck(text.text, sheets: sheets, item: state.beginning?.item ?? "", among: items)
  }

  // MARK: Writing

  /// What is put in place of what a section says.
  enum Edit: Sendable {
    case text(String)
    case form(Form)
    /// The text of a spreadsheet of the tables.
    case sheet(name: String, String)
  }

  /// Changes one section.
  ///
  /// - Parameter expected: the version that the writer has seen; where it is another one now, nothing is kept and he is told
  ///   what others have changed.
  func save(
    _ edit: Edit, in section: DraftSection, of id: String, by actor: Actor,
    expecting expected: Int?,
    key: CommandKey? = nil
  ) async throws -> Receipt {
    try await journal.perform(as: actor, key: key) { unit in
      let stream = Stream<ItemDraft>(id)
      let (state, version) = try unit.state(of: stream)
      guard state.beginning != nil else { throw DraftingRefusal.draftNotFound }
      if let expected, expected != version {
        throw DraftingRefusal.changedMeanwhile(
          try changes(of: stream, since: expected, in: unit.transaction))
      }
      var (text, sheets) = try content(of: state, in: unit.transaction)
      switch edit {
      case .text(let new): try text.replace(section, with: new)
      case .form(let form):
        guard let fields = SectionForm(section, of: text) else {
          throw DraftingRefusal.fieldsUnreadable(section)
        }
        try fields.write(form, into: &text)
      case .sheet(let name, let new):
        sheets.removeAll { $0.name == name }
        sheets.append(Spreadsheet(name: name, text: new))
      }
      let saving = try keep(text, sheets, section, of: state, unit)
      try unit.execute(.save(saving), on: stream) { _ in
        ItemDraft.Context(actor: actor, today: unit.now.day)
      }
      return Receipt(id: id, version: try unit.state(of: stream).version)
    }
  }

  func keep(
    _ text: DraftText, _ sheets: [Spreadsheet], _ section: DraftSection, of state: ItemDraft,
    _ unit: UnitOfWork
  ) throws -> ItemDraft.Saving {
    let name = check(text, sheets, of: state).version?.name.zh ?? ""
    return ItemDraft.Saving(
      section: section, text: try TextTable.keep(text.text, in: unit.transaction),
      name: name.isEmpty ? state.name : name,
      sheets: try sheets.map { sheet in
        ItemDraft.Sheet(
          name: sheet.name, text: try TextTable.keep(sheet.text, in: unit.transaction))
      })
  }

  /// What has been written in a draft since a version.
  private func changes(
    of stream: Stream<ItemDraft>, since version: Int, in reader: some Reading
  ) throws -> [DraftChange] {
    let past = try past(of: stream, in: reader, reasons: \.reasons)
    return past.entries.filter { $0.version > version }.compactMap { entry in
      switch entry.event {
      case .saved(let saving), .adopted(_, let saving):
        DraftChange(
          who: past.name(entry.moment.actor), at: entry.moment.at, section: saving.section)
      default: nil
      }
    }
  }
}
