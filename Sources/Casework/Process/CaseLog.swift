// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import Processes
import SQL
import Site

/// Cases as an event log of IEEE 1849 has them: what happened and when, by which part and not by whom.
///
/// There is nothing personal in it.
package enum CaseLog {
  /// What a log says of itself.
  package static func header(name: String) -> XESHeader {
    XESHeader(
      extensions: XESHeader.Extension.standard,
      traceGlobals: [
        XESAttribute(XESKey.name, .string("")), XESAttribute("item", .string("")),
        XESAttribute("department", .string("")), XESAttribute("channel", .string("")),
        XESAttribute("phase", .string("")),
      ],
      eventGlobals: [
        XESAttribute(XESKey.name, .string("")),
        XESAttribute(XESKey.transition, .string("complete")),
        XESAttribute(XESKey.resource, .string("")), XESAttribute(XESKey.role, .string("")),
        XESAttribute(XESKey.time, .date(Instant(milliseconds: 0))),
        XESAttribute("type", .string("")),
      ],
      classifiers: [
        XESHeader.Classifier(name: "Activity", keys: XESKey.name),
        XESHeader.Classifier(name: "Role", keys: XESKey.role),
      ],
      attributes: [
        XESAttribute(XESKey.name, .string(name)), XESAttribute(XESKey.model, .string("standard")),
      ])
  }

  /// A case with all that happened to it.
  ///
  /// - Parameter isStaff: Whether what is the bureau's own affair is part of it.
  static func trace(
    _ row: CaseRow, _ item: ItemVersion?, _ history: [Recorded<Case.Event>], isStaff: Bool
  ) -> XESTrace {
    var attributes = [
      XESAttribute(XESKey.name, .string(row.number)),
      XESAttribute("item", .string(row.item.code)),
      XESAttribute("itemVersion", .int(Int64(row.item.version))),
      XESAttribute("department", .string(row.department)),
      XESAttribute("channel", .string(row.channel.rawValue)),
      XESAttribute("phase", .string(row.phase.rawValue)),
    ]
    if let item { attributes.append(XESAttribute("itemName", .string(item.name.zh))) }
    if let granted = row.granted { attributes.append(XESAttribute("granted", .boolean(granted))) }
    if let due = row.due { attributes.append(XESAttribute("due", .string(due.description))) }
    return XESTrace(attributes, events: events(history, row, isStaff: isStaff))
  }

  private static func events(
    _ history: [Recorded<Case.Event>], _ row: CaseRow, isStaff: Bool
  ) -> [XESEvent] {
    var events: [[XESAttribute]] = []
    var isAccepted = false
    for entry in history {
      if case .documentNumbered(let document) = entry.event {
        // It belongs to what it was made for.
        if !events.isEmpty {
          events[events.count - 1].append(
            XESAttribute("document.\(document.kind.rawValue)", .string(document.number)))
        }
        continue
      }
      guard let activity = entry.event.activity, isStaff || entry.event.turn?.isInternal != true
      else { continue }
      let part = entry.event.part(isAccepted: isAccepted)
      switch entry.event {
      case .accepted, .deemedAccepted: isAccepted = true
      default: break
      }
      events.append([
        XESAttribute(XESKey.name, .string(activity.chinese)),
        XESAttribute(XESKey.transition, .string("complete")),
        XESAttribute(XESKey.resource, .string(part.short.chinese)),
        XESAttribute(XESKey.role, .string(part.rawValue)),
        XESAttribute(XESKey.group, .string(row.department)),
        XESAttribute(XESKey.time, .date(entry.moment.at)),
        XESAttribute("type", .string(entry.event.word)),
      ])
    }
    return events.map { XESEvent($0) }
  }
}

extension CaseFile {
  /// The case as an event log of its own.
  ///
  /// - Parameter isStaff: Whether what is the bureau's own affair is part of it.
  func log(isStaff: Bool) -> String {
    var writer = XESWriter(CaseLog.header(name: row.number))
    writer.write(CaseLog.trace(row, item, history, isStaff: isStaff))
    writer.finish()
    return writer.take()
  }
}

extension CaseDesk {
  /// Which cases a log has.
  package struct LogFilter: Sendable {
    /// The implementation code of an item; all items, when nil.
    package var item: String?
    /// The days of receipt.
    package var days: ClosedRange<Day>

    package init(item: String? = nil, days: ClosedRange<Day>) {
      self.item = item
      self.days = days
    }
  }

  /// How many cases are read in one transaction, so that nobody waits long for it.
  private static let pageOfLog = 200

  /// Reads cases for a log, those received last first, a page after the other; each page is of one state of the data.
  ///
  /// - Parameter give: takes the cases of a page; where it throws, reading ends.
  /// - Complexity: linear in the cases; in memory one page.
  package func log(
    _ filter: LogFilter, headway: Headway.Listener = { _ in },
    _ give: ([XESTrace]) throws -> Void
  ) async throws {
    var cases = CaseFilter()
    cases.item = filter.item.map(filed)
    cases.limit = Self.pageOfLog
    let begin = Instant(day: filter.days.lowerBound, hour: 0, minute: 0)
    var place = CaseFilter.ReceiptPlace(
      at: Instant(day: filter.days.upperBound, hour: 24, minute: 0), id: "")
    var count = 0
    while true {
      cases.order = .newest(before: place)
      let page = try await journal.database.read { [cases] reader in
        let rows = try CaseTable.list(cases, for: .system, in: reader)
        let traces = try rows.filter { $0.receivedAt >= begin }.map { row in
          CaseLog.trace(
            row, try? item(row.item), try Journal.history(of: Stream<Case>(row.id), in: reader),
            isStaff: true)
        }
        return (traces: traces, last: rows.last)
      }
      try give(page.traces)
      count += page.traces.count
      headway(Headway("cases", done: count))
      guard let last = page.last, last.receivedAt >= begin else { return }
      place = CaseFilter.ReceiptPlace(at: last.receivedAt, id: last.id)
    }
  }
}
