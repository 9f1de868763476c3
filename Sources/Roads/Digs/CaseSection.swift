// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Journal
import Site

/// What the page of a case says of the dig that it is about: what bars the road, what is in conflict, and a number that
/// leads nowhere.
struct CaseSection {
  let desk: RoadsDesk
  let file: CaseFile
  let actor: Actor
  let visit: Visit

  func html() async throws -> HTML {
    guard desk.settings.isOfDigs(file.item.code), let filing = file.filing else { return .empty }
    let digs = try await desk.digs(ofCases: [file.row.id], for: actor)
    let number = RoadField.number(in: filing)
    let named = RoadField.segments(in: filing)
    guard !digs.isEmpty || number != nil || !named.isEmpty else { return .empty }
    let network = try await desk.network()
    let parts = digs.map { DigSummary(dig: $0, visit: visit).html() }
    let wrong = digs.isEmpty ? unmatched(number, named, network) : .empty
    return UI.section(
      visit.t("道路挖掘"), id: "roads", "\(wrong)\(HTML.join(parts))")
  }

  /// What the applicant has written and nothing was found for.
  private func unmatched(
    _ number: String?, _ segments: [String], _ network: RoadNetwork
  ) -> HTML {
    let unknown = segments.filter { network.segment($0) == nil }
    let words: [String] = [
      number.map {
        visit.t("挖掘编号 \($0) 没有对应上：没有这个编号，或者它属于其他单位，或者已经用于其他申请。请核对。")
      },
      unknown.isEmpty
        ? nil : visit.t("没有编号为 \(unknown.joined(separator: " ")) 的路段，请从道路图中选择。"),
    ].compactMap(\.self)
    guard !words.isEmpty else { return .empty }
    return UI.notice(.warning, body: HTML.join(words.map { "<p>\($0)</p>" }))
  }
}
