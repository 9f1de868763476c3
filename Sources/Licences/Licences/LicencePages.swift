// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// The licences of who has signed in, and the certificate for the printer.
struct LicencePages: Sendable {
  let desk: LicenceDesk

  var routes: [Route] {
    [
      .page(
        .get, LicenceLink.Pattern.licences, .only(.applicant, .agent), "我的证照",
        navigation: Navigation("licences", order: 40)
      ) { visit, actor in
        .page(try await list(visit, actor))
      },
      .page(.get, LicenceLink.Pattern.licence, .signedIn, "证照正本") { visit, actor in
        try await certificate(visit, actor)
      },
    ]
  }

  private func list(_ visit: Visit, _ actor: Actor) async throws -> Page {
    let place = try visit.cursor().map(CaseFilter.ReceiptPlace.init)
    let (held, next) = try await desk.page(
      heldBy: actor, before: place, limit: try visit.limit())
    let body =
      held.isEmpty
      ? UI.empty(
        visit.t("还没有证照"), visit.t("申请获得准予后，证照会自动出现在这里，可以查看、打印和出示。"))
      : table(held, visit)
    return Page(
      "我的证照", section: "licences",
      body: """
        \(UI.head(visit.t("我的证照"), lead: visit.t("电子证照与纸质证照具有同等法律效力。")))
        \(body)
        \(UI.pagination(
          previous: place == nil ? nil : LicenceLink.licences.path,
          next: next.map { visit.address(changing: ["cursor": $0.text]) }, visit))
        """)
  }

  private func table(_ held: [LicenceDesk.Certificate], _ visit: Visit) -> HTML {
    UI.table(
      caption: visit.t("我的证照"),
      columns: [
        .init(visit.t("证照名称")), .init(visit.t("编号")), .init(visit.t("持证人")),
        .init(visit.t("有效期")), .init(visit.t("状态")), .init(visit.t("核验")),
      ],
      rows: held.map { certificate in
        let row = certificate.row
        return .init([
          """
          <a href="\(LicenceLink.licence(row.number).path)">\(visit.pick(certificate.title))</a>
          """,
          "<span class=\"number\">\(row.number)</span>", "\(certificate.face?.holder)",
          "\(visit.validity(row))", visit.badge(certificate.standing),
          """
          <a class="nowrap" href="\(LicenceLink.verification(row.number).path)">\(visit.t("核验"))\
          <span class="hush"> \(row.number)</span></a>
          """,
        ])
      })
  }

  // MARK: - The certificate

  /// The end of an address that leads to the PDF.
  private static let pdf = ".pdf"

  private func certificate(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let asked = visit.parameter("number")
    guard asked.hasSuffix(Self.pdf) else {
      let certificate = try await desk.find(asked, for: actor)
      return .print(PrintPage(certificate.title.zh, body: sheet(certificate, actor, visit)))
    }
    let certificate = try await desk.find(String(asked.dropLast(Self.pdf.count)), for: actor)
    return try await .pdf(
      name: "\(certificate.title.zh) \(certificate.row.number)", desk.sheet(of: certificate))
  }

  /// The certificate (正本) on one sheet of A4, in Chinese whatever the visitor reads.
  private func sheet(
    _ certificate: LicenceDesk.Certificate, _ actor: Actor, _ visit: Visit
  ) -> HTML {
    let back =
      actor.holds(anyOf: [.applicant, .agent])
      ? LicenceLink.licences.path : CaseLink.case(certificate.row.caseID).path
    return desk.sheet(of: certificate).html(
      back: back, pdf: LicenceLink.pdf(certificate.row.number).path, visit)
  }
}
