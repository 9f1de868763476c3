// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Documents
import HTTPTypes
import Journal
import Licences
import Site

/// What a composite certificate shows to whoever scans its code: each licence in it, with its own scope and validity
/// (一码亮证).
struct CompositePages: Sendable {
  let desk: CompositeDesk

  var routes: [Route] {
    [
      .page(.get, BundleLink.composite("{number}").path, .anyone, "综合许可证") { visit, _ in
        .page(page(try await desk.find(visit.parameter("number"), from: visit.remote), visit))
      },
      .api(
        .get, "/api/v1/composites/{number}", .anyone, "查看综合许可证", Self.operation
      ) { visit, _ in
        let found = try await desk.find(visit.parameter("number"), from: visit.remote)
        return .json(JSON(found, on: visit.now.day))
      },
    ]
  }

  private func page(_ composite: CompositeFile, _ visit: Visit) -> Page {
    let title = visit.pick(composite.title)
    let code = QRCode(desk.address(of: composite.row.number)).map { code in
      UI.card(
        visit.t("一码亮证"),
        UI.qr(code.drawing, label: visit.t("核验地址的二维码")))
    }
    return Page(
      "综合许可证", section: "verify",
      body: """
        \(UI.head(title, lead: visit.t("综合许可证汇集下列许可，每项许可以自己的范围和期限为准。")))
        \(verdict(composite, visit))
        \(UI.split(
          """
          \(facts(composite, visit))
          \(UI.section(visit.t("包含的许可"), id: "licences", licences(composite, visit)))
          \(UI.printButton(visit))
          """, aside: code ?? .empty))
        """)
  }

  private func verdict(_ composite: CompositeFile, _ visit: Visit) -> HTML {
    switch composite.standing(on: visit.now.day) {
    case .valid:
      UI.verdict(.valid, visit.t("全部许可有效"), visit.t("它由本局签发，包含的每项许可现在都有效。"))
    case .partly:
      UI.verdict(.past, visit.t("部分许可有效"), visit.t("有的许可已经失效或者暂扣，请看各项的状态；其余的仍然有效。"))
    case .ended:
      UI.verdict(.invalid, visit.t("证照无效"), visit.t("它包含的许可都已经失效。"))
    }
  }

  private func facts(_ composite: CompositeFile, _ visit: Visit) -> HTML {
    let holder = composite.certificates.first?.maskedHolder ?? ""
    let until = composite.until.map { UI.day($0, visit) }
    return UI.facts([
      (visit.t("编号"), UI.number(composite.row.number, visit)),
      (visit.t("持证人"), "\(holder)"),
      (visit.t("版本"), "\(composite.row.edition)"),
      (visit.t("本证签发日期"), composite.state.madeOn.map { UI.day($0, visit) }),
      (
        visit.t("有效期"),
        composite.isForAll ? until ?? "\(visit.t("长期"))" : "\(visit.t("以各单项为准"))"
      ),
    ])
  }

  private func licences(_ composite: CompositeFile, _ visit: Visit) -> HTML {
    let rows = composite.certificates.map { certificate -> UI.Row in
      let scope = certificate.scope.map { "\(visit.pick($0.label))：\($0.value)" }
      return UI.Row([
        """
        <a href="\(LicenceLink.verification(certificate.row.number).path)">\
        \(visit.pick(certificate.title))</a><br>\
        <span class="number faint">\(certificate.row.number)</span>
        """,
        "\(scope.joined(separator: "；"))",
        certificate.row.until.map { UI.day($0, visit) } ?? "\(visit.t("长期"))",
        visit.badge(certificate.standing),
      ])
    }
    let columns: [Phrase] = ["许可", "许可范围", "有效期至", "状态"]
    return UI.table(
      caption: visit.t("包含的许可"), columns: columns.map { UI.Column(visit.t($0)) }, rows: rows)
  }

  // MARK: - The API

  private struct JSON: Encodable, Sendable {
    struct Member: Encodable, Sendable {
      let number: String
      let name: String
      let validFrom: Day
      let validUntil: Day?
      let standing: LicenceStanding
      let scope: [String: String]
    }

    let number: String
    let name: String
    let edition: Int
    let standing: CompositeStanding
    let licences: [Member]

    init(_ composite: CompositeFile, on day: Day) {
      number = composite.row.number
      name = composite.title.zh
      edition = composite.row.edition
      standing = composite.standing(on: day)
      licences = composite.certificates.map { certificate in
        Member(
          number: certificate.row.number, name: certificate.title.zh,
          validFrom: certificate.row.from, validUntil: certificate.row.until,
          standing: certificate.standing,
          scope: Dictionary(certificate.scope.map { ($0.label.zh, $0.value) }) { first, _ in first }
        )
      }
    }
  }

  private static let operation = Operation(
    "getComposite", tag: "composites",
    parameters: [.path("number", .string(length: 1...100), "The number of the certificate.")],
    returns: .named(
      "Composite",
      .object([
        .required("number", .string()), .required("name", .string()),
        .required("edition", .integer(1...1_000_000)),
        .required("standing", .choice(CompositeStanding.allCases.map(\.rawValue))),
        .required(
          "licences",
          .array(
            .object([
              .required("number", .string()), .required("name", .string()),
              .required("validFrom", .date), .optional("validUntil", .date),
              .required("standing", .choice(LicenceStanding.allCases.map(\.rawValue))),
              .required("scope", .map(.string())),
            ]))),
      ])))
}
