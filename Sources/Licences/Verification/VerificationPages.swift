// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Documents
import HTTPTypes
import Site

/// Where anybody who holds a certificate, or its code before the telephone, learns whether it is genuine.
struct VerificationPages: Sendable {
  let desk: LicenceDesk

  var routes: [Route] {
    [
      .page(
        .get, LicenceLink.Pattern.verify, .anyone, "证照核验",
        navigation: Navigation("verify", order: 90)
      ) { visit, _ in
        // The form is sent by GET, so that it works without scripts and the answer has an address.
        guard let number = visit.query("number") else { return .page(form(visit)) }
        return .see(LicenceLink.verification(LicenceDesk.normalised(number)).path)
      },
      .page(.get, LicenceLink.Pattern.verification, .anyone, "证照核验结果") { visit, _ in
        .page(try await answer(visit))
      },
    ]
  }

  private func form(_ visit: Visit) -> Page {
    Page(
      "证照核验", section: "verify",
      body: """
        \(UI.head(visit.t("证照核验"),
          lead: visit.t("输入证照上的编号或电子证照标识，或者用手机扫描证照上的二维码，查看它是否真实、是否有效。")))
        \(search(nil, visit))
        <div class="prose stack"><h2>\(visit.t("怎样核验"))</h2>\
        <ol><li>\(visit.t("找到证照上的编号，例如食品经营许可证以 JY 开头的 16 位编号。"))</li>\
        <li>\(visit.t("在上面输入，字母不分大小写，空格不用输入。"))</li>\
        <li>\(visit.t("核对页面上的持证人、有效期与手中的证照是否一致；不一致的，请致电签发机关。"))</li></ol></div>
        """)
  }

  private func search(_ number: String?, _ visit: Visit) -> HTML {
    UI.search(
      LicenceLink.verify.path, name: "number", value: number,
      placeholder: visit.t("证照编号或电子证照标识"), visit)
  }

  private func answer(_ visit: Visit) async throws -> Page {
    let number = visit.parameter("number")
    do {
      return found(try await desk.verify(number, from: visit.remote), visit)
    } catch let refusal as LicenceRefusal {
      return absent(number, refusal, visit)
    }
  }

  private func absent(_ number: String, _ refusal: LicenceRefusal, _ visit: Visit) -> Page {
    Page(
      "证照核验", section: "verify", status: refusal.kind.status,
      body: """
        \(UI.verdict(.invalid, visit.t("没有查到这个证照"), visit.t(refusal.phrase)))
        <p>\(visit.t("查询的编号"))：<span class="number">\(number)</span></p>
        \(search(number, visit))
        """)
  }

  private func found(_ certificate: LicenceDesk.Certificate, _ visit: Visit) -> Page {
    let number = certificate.row.number
    let aside = QRCode(desk.address(of: number)).map { code in
      UI.card(
        visit.t("扫码核验"),
        """
        \(UI.qr(code.drawing, label: visit.t("核验地址的二维码")))
        <p class="small muted">\(visit.t("扫码打开的就是本页，地址："))\
        <span class="number">\(desk.address(of: number))</span></p>
        """)
    }
    return Page(
      "证照核验", section: "verify",
      body: """
        \(verdict(certificate, visit))
        \(UI.split(UI.section(visit.t("证照信息"), facts(certificate, visit)), aside: aside ?? .empty))
        \(UI.section(visit.t("核验另一个证照"), search(nil, visit)))
        """)
  }

  private func verdict(_ certificate: LicenceDesk.Certificate, _ visit: Visit) -> HTML {
    let asked = visit.t("\(visit.now) 查询。")
    switch certificate.standing {
    case .valid:
      return UI.verdict(
        .valid, visit.t("证照真实有效"), asked + visit.t("它由本局签发，现在有效。"))
    case .notYet:
      return UI.verdict(
        .past, visit.t("证照尚未生效"), asked + visit.t("自 \(certificate.row.from) 起有效。"))
    case .expired:
      let until = certificate.row.until ?? certificate.row.from
      return UI.verdict(
        .past, visit.t("证照已经过期"), asked + visit.t("它由本局签发，有效期已于 \(until) 届满。"))
    case .suspended:
      return UI.verdict(
        .past, visit.t("证照暂扣"),
        asked + visit.t("它由本局签发，自 \(certificate.since) 起暂扣，暂扣期间不能据此从事许可的活动。"))
    case .superseded:
      return UI.verdict(
        .invalid, visit.t("这是旧版证照"),
        asked + visit.t("它已于 \(certificate.since) 换发新证，旧证作废。请查看新证。"))
    case .cancelled, .revoked, .withdrawn, .annulled:
      return UI.verdict(
        .invalid, visit.t("证照无效"),
        asked
          + visit.t(
            "它曾由本局签发，\(certificate.standing.phrase)，自 \(certificate.since) 起无效。"))
    }
  }

  private func facts(_ certificate: LicenceDesk.Certificate, _ visit: Visit) -> HTML {
    let row = certificate.row
    return UI.facts([
      (visit.t("证照名称"), "\(visit.pick(certificate.title))"),
      (visit.t("编号"), UI.number(row.number, visit)),
      (visit.t("持证人"), "\(certificate.maskedHolder)"),
      (visit.t("持证人代码"), "<span class=\"number\">\(certificate.maskedHolderCode)</span>"),
      (visit.t("签发机关"), "\(certificate.issuer)"),
      (visit.t("首次签发日期"), UI.day(row.issuedAt.day, visit)),
      (visit.t("本证签发日期"), UI.day(row.madeOn, visit)),
      (visit.t("版本"), "\(row.edition)"),
      (visit.t("有效期"), "\(visit.validity(row))"),
      (visit.t("电子证照标识"), UI.number(row.identifier, visit)),
      (visit.t("状态"), visit.badge(certificate.standing)),
      (visit.t("状态起始日期"), UI.day(certificate.since, visit)),
    ])
  }
}
