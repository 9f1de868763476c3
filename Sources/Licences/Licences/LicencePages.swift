// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Documents
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
        return .print(
          PrintPage(
            certificate.title.zh,
            body: desk.sheet(of: certificate).html(
              back: LicenceLink.licence(certificate.row.number).path, visit)))
      },
      .page(.get, LicenceLink.Pattern.document, .signedIn, "证照文书") { visit, actor in
        let file = try await desk.open(visit.parameter("number"), for: actor)
        let version = try visit.parameter("version", as: Int.self)
        guard let text = LicenceDocumentText(version: version, of: file) else {
          throw LicenceRefusal.documentNotFound
        }
        return .print(
          PrintPage(
            text.document.kind.title.key,
            body: text.sheet().html(back: LicenceLink.licence(file.row.number).path, visit)))
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
}

extension LicenceDesk {
  /// The certificate (正本) on one sheet of A4, in Chinese whatever the visitor reads.
  ///
  /// Its code leads to this edition, so that an old copy says of itself that it is one.
  func sheet(of certificate: Certificate) -> Sheet {
    let row = certificate.row
    let code = QRCode(address(of: row.identifier))
    return Sheet(
      issuer: certificate.issuer, title: certificate.title.zh, number: "编号：\(row.number)",
      day: row.madeOn, seal: certificate.issuer, qr: code?.drawing,
      check: "扫码核验证照真伪和当前状态，或者在 \(address(of: row.number)) 查询。",
      note: """
        <p>电子证照标识（GB/T 36904）：\(row.identifier)</p>\
        <p>电子证照与纸质证照具有同等法律效力（国务院关于在线政务服务的若干规定第十条）。\
        证照状态以核验结果为准。</p>
        """,
      body: """
        <p class="flush"><strong>正本\(if: row.isReplacement, "（补发）")</strong></p>
        \(if: certificate.standing != .valid, Self.standing(certificate))
        \(Self.content(certificate))
        """)
  }

  /// A certificate that does not hold must not look as if it did.
  private static func standing(_ certificate: Certificate) -> HTML {
    """
    <p class="flush"><strong>\(certificate.standing.phrase.key)\
    （自\(Language.zh.text(of: certificate.since))起）</strong></p>
    """
  }

  private static func content(_ certificate: Certificate) -> HTML {
    let row = certificate.row
    let until = row.until.map(Language.zh.text) ?? "长期"
    // A certificate hangs on the wall: a person's number on it is masked.
    let holder =
      certificate.face.map {
        [("持证人", $0.holder), ("证件号码", certificate.maskedHolderCode)]
      } ?? []
    let entries = certificate.face?.entries.map { ($0.label, $0.value) } ?? []
    let terms = [
      ("有效期", "自 \(Language.zh.text(of: row.from)) 至 \(until)"),
      ("签发机关", certificate.issuer), ("签发日期", Language.zh.text(of: row.madeOn)),
    ]
    let lines = (holder + entries + terms).map { name, value -> HTML in
      "<tr><th scope=\"row\">\(name)</th><td>\(value)</td></tr>"
    }
    return "<table><tbody>\(lines)</tbody></table>"
  }
}
