// SPDX-License-Identifier: Apache-2.0

/// Puts entries, names and rows that follow each other together into lists and tables.
struct BlockMaker {
  private var blocks: [Sheet.Block] = []
  // What is open: at most one of them has something in it.
  private var entries: [RichText] = []
  private var facts: [Sheet.Fact] = []
  private var table: Sheet.Table?
  /// How many parts were added.
  private(set) var count = 0

  /// Adds a part of its own; one without text is left out.
  mutating func add(_ block: Sheet.Block) {
    end()
    count += 1
    switch block {
    case .paragraph(let text), .heading(let text), .note(let text):
      if !text.isEmpty { blocks.append(block) }
    case .facts, .table, .list: blocks.append(block)
    }
  }

  /// Adds an entry to the list at hand, or begins one.
  mutating func addEntry(_ text: RichText) {
    if entries.isEmpty { end() }
    count += 1
    entries.append(text)
  }

  /// Begins a table.
  mutating func addHead(_ cells: [RichText]) {
    end()
    count += 1
    table = Sheet.Table(head: cells, rows: [])
  }

  /// Adds a row to the table at hand; where there is none, it is a name with its value.
  mutating func addRow(_ cells: [RichText]) {
    count += 1
    if table != nil {
      table?.rows.append(cells)
    } else if cells.count == 2 {
      if facts.isEmpty { end() }
      facts.append(Sheet.Fact(cells[0], cells[1]))
    }
  }

  /// Ends the list or table at hand; a table without rows is left out.
  mutating func end() {
    if !entries.isEmpty { blocks.append(.list(entries)) }
    if !facts.isEmpty { blocks.append(.facts(facts)) }
    if let table, !table.rows.isEmpty { blocks.append(.table(table)) }
    (entries, facts, table) = ([], [], nil)
  }

  /// All blocks.
  mutating func finished() -> [Sheet.Block] {
    end()
    return blocks
  }
}
