// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Site

/// Segments to choose: a box for each in a list by road, and the map, whose lines lead to the boxes; a script ticks them
/// from there.
struct SegmentPicker {
  /// The name of the boxes.
  let name: String
  let label: String
  let help: String?
  let isRequired: Bool
  let board: RoadBoard
  let chosen: Set<String>
  let fault: Phrase?
  let visit: Visit

  /// - Parameter found: what is told of the choice, below it.
  func html(_ found: HTML = .empty) -> HTML {
    let map = RoadMap(
      board: board, visit: visit, path: { "#\(Self.box($0.id))" }, chosen: chosen)
    let notes: HTML = """
      \(with: help, { "<div class=\"field-help\" id=\"f-\(name)-help\">\($0)</div>" })\
      \(with: fault, { "<div class=\"field-fault\" id=\"f-\(name)-fault\"><span>\(visit.t($0))</span></div>" })
      """
    let described = [help.map { _ in "f-\(name)-help" }, fault.map { _ in "f-\(name)-fault" }]
      .compactMap(\.self).joined(separator: " ")
    return """
      <fieldset class="field\(if: fault != nil, " field-bad")" id="f-\(name)" tabindex="-1"\
      \(attribute: "aria-describedby", described.isEmpty ? nil : described)>\
      <legend class="field-label">\(label)\(mark)</legend>\(notes)\
      \(map.html())\
      <div class="rm-roads">\(each: board.network.roads, { road($0.name, $0.segments) })</div>\
      \(found)</fieldset>
      """
  }

  private var mark: HTML {
    isRequired
      ? "<span class=\"required\">\(visit.t("必填"))</span>"
      : "<span class=\"optional\">\(visit.t("选填"))</span>"
  }

  private static func box(_ id: String) -> String { "s-\(id)" }

  private func road(_ name: Words, _ segments: [Segment]) -> HTML {
    let barred = segments.count { board.moratorium(of: $0) != nil }
    let busy = segments.count { !board.digsShown(on: $0.id).isEmpty }
    let notes = [
      barred == 0 ? nil : visit.t("\(barred) 个禁止挖掘"),
      busy == 0 ? nil : visit.t("\(busy) 个有挖掘"),
    ].compactMap(\.self).joined(separator: visit.pick("，", ", "))
    let isOpen = segments.contains { chosen.contains($0.id) }
    return """
      <details class="more"\(attribute: "open", isOpen)><summary>\(visit.pick(name))\
      \(if: !notes.isEmpty, " <small>\(notes)</small>")</summary>\
      <div class="choices">\(segments.map(box))</div></details>
      """
  }

  private func box(_ segment: Segment) -> HTML {
    let digs = board.digsShown(on: segment.id).map { dig in
      visit.t("\(dig.number) \(dig.window.from) 至 \(dig.window.to) \(dig.phase.phrase)")
    }
    let notes = [board.moratorium(of: segment).map(bar)].compactMap(\.self) + digs
    return """
      <label class="choice"><input type="checkbox" id="\(Self.box(segment.id))" name="\(name)" \
      value="\(segment.id)"\(attribute: "checked", chosen.contains(segment.id))>\
      <span>\(segment.id) \(visit.pick(segment.from))—\(visit.pick(segment.to))\
      \(each: notes, { "<small>\($0)</small>" })</span></label>
      """
  }

  /// Why a segment must not be dug, and from when on it may.
  private func bar(_ bar: Moratorium) -> String {
    let free = board.network.firstFree(for: [bar.segment], board.wanted ?? Window(board.today))
    return visit.t(
      """
      禁止挖掘：\(bar.since) \(bar.cause.phrase)，\(bar.cause.years) 年内不得挖掘（\(LegalBasis.moratorium.text)），\
      最早 \(free)
      """)
  }
}
