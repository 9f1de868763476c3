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
      .page(.get, LicenceLink.Pattern.licence, .signedIn, "证照") { visit, actor in
        let file = try await desk.open(visit.parameter("number"), for: actor)
        return .page(LicencePage(file: file, desk: desk, actor: actor, visit: visit).page())
      },
      .page(.get, LicenceLink.Pattern.certificate, .signedIn, "证照正本") { visit, actor in
        let certificate = try await desk.find(visit.parameter("number"), for: actor)
        let number = certificate.row.number
        return .sheet(
          desk.sheet(of: certificate), back: LicenceLink.licence(number).path,
          pdf: LicenceLink.certificate(number, .pdf).path, visit)
      },
      .page(.get, LicenceLink.Pattern.certificatePDF, .signedIn, "证照正本（PDF）") {
        visit, actor in
        let certificate = try await desk.find(visit.parameter("number"), for: actor)
        return try await .pdf(desk.sheet(of: certificate))
      },
      .page(.get, LicenceLink.Pattern.document, .signedIn, "证照文书") { visit, actor in
        try await document(visit, actor)
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

  // MARK: A document

  private func document(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let file = try await desk.open(visit.parameter("number"), for: actor)
    let (name, form) = SheetForm.split(visit.parameter("version"))
    guard let version = Int(name) else { throw LicenceRefusal.documentNotFound }
    let sheet = try await desk.sheet(ofEvent: version, in: file)
    let number = file.row.number
    return switch form {
    case .pdf: try await .pdf(sheet)
    case .page:
      .sheet(
        sheet, back: LicenceLink.licence(number).path,
        pdf: LicenceLink.document(number, version: version, .pdf).path, visit)
    }
  }
}
