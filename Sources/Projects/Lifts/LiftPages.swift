// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Documents
import HTTPTypes
import Identity
import Journal
import Site
import SQL

/// What the page of a lift shows: the owners masked, the vote drawn against its thresholds, the opinions, the disputes.
enum LiftView: MatterView {
  static func body(
    _ file: MatterFile<Lift>, _ desk: ProjectsDesk, _ actor: Actor, _ visit: Visit
  ) async throws -> HTML {
    let owners = try await desk.owners(of: file)
    let disputes =
      file.state.disputes.isEmpty
      ? HTML.empty : UI.section(visit.t("纠纷调解"), id: "disputes", disputes(file, visit))
    return """
      \(UI.section(visit.t("业主表决"), id: "vote", vote(file, visit)))\
      \(UI.section(visit.t("单元和业主"), id: "owners", units(file, owners, visit)))\
      \(opinions(file, visit))\(disputes)
      """
  }

  // MARK: The vote

  private static func vote(_ file: MatterFile<Lift>, _ visit: Visit) -> HTML {
    guard let held = file.state.held else {
      return "<p class=\"muted\">\(visit.t("还没有表决。"))</p>"
    }
    let vote = held.vote
    let words: Phrase =
      vote.isCarried ? "表决通过。" : vote.isQuorate ? "同意的没有达到四分之三，表决未通过。" : "参与的没有达到三分之二，表决未通过。"
    return """
      \(UI.notice(vote.isCarried ? .success : .warning, body: "<p>\(visit.t(words))</p>"))
      \(VoteChart(vote: vote, visit: visit).drawing)
      \(table(vote, visit))
      <p>\(UI.link(visit.t("打印表决记录"), LiftPages.record(file.row.id)))</p>
      """
  }

  private static func table(_ vote: Vote, _ visit: Visit) -> HTML {
    UI.table(
      caption: visit.t("业主表决"),
      columns: [
        UI.Column(visit.t("条件（民法典第二百七十八条）")), UI.Column(visit.t("实际"), number: true),
        UI.Column(visit.t("至少"), number: true), UI.Column(visit.t("占比"), number: true),
        UI.Column(visit.t("结果")),
      ],
      rows: vote.tests.map { test in
        UI.Row([
          "\(visit.t(test.name))", "\(test.shown(test.part))",
          "\(test.shown(test.share.least(of: test.whole)))",
          "\(percent(test.part, of: test.whole))",
          test.isPassed
            ? UI.badge(visit.t("达到"), .good) : UI.badge(visit.t("未达到"), .bad),
        ])
      })
  }

  // MARK: Owners

  private static func units(
    _ file: MatterFile<Lift>, _ owners: OwnerList?, _ visit: Visit
  ) -> HTML {
    let units = file.state.register?.units ?? []
    let all = units.weight
    return """
      \(UI.figures([
        (visit.t("户数"), "<b>\(units.count)</b>"), (visit.t("业主人数"), "<b>\(all.owners)</b>"),
        (visit.t("专有部分面积"), "<b>\(all.area.text)</b> ㎡"),
      ]))
      \(UI.table(
        caption: visit.t("单元和业主"), dense: true,
        columns: [
          UI.Column(visit.t("房号")), UI.Column(visit.t("专有部分面积"), number: true),
          UI.Column(visit.t("业主")), UI.Column(visit.t("证件号码")),
        ],
        rows: units.map { unit in
          let owner = owners?.owner(unit.owner)
          return UI.Row([
            "\(unit.number)", "\(unit.area.text)",
            "\(owner.map { Masking.name($0.name, ofPerson: true) } ?? visit.t("业主 \(unit.owner)"))",
            "\(owner.map { Masking.code($0.code) } ?? "—")",
          ])
        }))
      """
  }

  // MARK: Opinions and disputes

  private static func opinions(_ file: MatterFile<Lift>, _ visit: Visit) -> HTML {
    guard !file.state.asked.isEmpty else { return .empty }
    let rows = file.state.asked.map { name -> UI.Row in
      let opinion = file.state.opinions.first { $0.department == name }
      let mark =
        opinion.map {
          $0.isFavourable ? UI.badge(visit.t("同意"), .good) : UI.badge(visit.t("不同意"), .bad)
        } ?? UI.badge(visit.t("待答复"), .warn)
      return UI.Row(["\(name)", mark, "\(file.text(opinion?.text) ?? "")"])
    }
    return UI.section(
      visit.t("联合审查"), id: "review",
      UI.table(
        caption: visit.t("联合审查"),
        columns: [
          UI.Column(visit.t("部门或者单位")), UI.Column(visit.t("意见")),
          UI.Column(visit.t("理由和要求")),
        ], rows: rows))
  }

  private static func disputes(_ file: MatterFile<Lift>, _ visit: Visit) -> HTML {
    UI.table(
      caption: visit.t("纠纷调解"),
      columns: [
        UI.Column(visit.t("纠纷")), UI.Column(visit.t("当事人和诉求")), UI.Column(visit.t("调解日期")),
        UI.Column(visit.t("结果")),
      ],
      rows: file.state.disputes.enumerated().map { place, dispute in
        UI.Row([
          "\(visit.t("第 \(place + 1) 件"))", "\(file.text(dispute.matter) ?? "")",
          "\(dispute.meetings.map(\.description).joined(separator: "、"))",
          "\(visit.t(dispute.outcome?.phrase ?? "调解中"))",
        ])
      })
  }
}

/// The record of a vote on paper.
struct LiftPages: Sendable {
  let desk: ProjectsDesk

  static func record(_ id: String) -> String { "/lifts/\(id)/record" }
  static func recordPDF(_ id: String) -> String { "/lifts/\(id)/record.pdf" }

  var routes: [Route] {
    [
      .page(.get, Self.record("{id}"), .only(MatterRoles.all), "业主表决记录") { visit, actor in
        let id = visit.parameter("id")
        return .sheet(
          try await sheet(visit, actor), back: MatterLink("lifts").one(id),
          pdf: Self.recordPDF(id), visit)
      },
      .page(.get, Self.recordPDF("{id}"), .only(MatterRoles.all), "业主表决记录（PDF）") {
        visit, actor in try await .pdf(try await sheet(visit, actor))
      },
    ]
  }

  private func sheet(_ visit: Visit, _ actor: Actor) async throws -> Sheet {
    let file = try await desk.open(Lift.self, visit.parameter("id"), for: actor)
    guard let held = file.state.held, let register = file.state.register else {
      throw ProjectRefusal.notFound
    }
    return VoteRecord(held: held, register: register).sheet
  }
}

extension ProjectsDesk {
  /// Who owns what, from the evidence; nil where it was erased.
  func owners(of file: MatterFile<Lift>) async throws -> OwnerList? {
    guard let digest = file.state.register?.owners else { return nil }
    return try await journal.database.read { try EvidenceTable.decode(digest, in: $0) }
  }
}

extension OwnerList {
  /// The owner at a place, from 1.
  fileprivate func owner(_ place: Int) -> Owner? {
    owners.indices.contains(place - 1) ? owners[place - 1] : nil
  }
}
