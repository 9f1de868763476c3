// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Documents
import Site

extension LicenceDesk {
  /// The certificate (正本) as a document.
  ///
  /// Its code leads to this edition, so that an old copy says of itself that it is one.
  package func sheet(of certificate: Certificate) -> Sheet {
    let row = certificate.row
    return Sheet(
      issuer: certificate.issuer, title: certificate.title.zh, number: "编号：\(row.number)",
      blocks: Self.head(certificate) + [.facts(Self.facts(certificate))],
      day: row.madeOn, seal: .official, code: address(of: row.identifier),
      check: "扫码核验证照真伪和当前状态，或者在 \(address(of: row.number)) 查询。",
      footer: """
        电子证照标识（GB/T 36904）：\(row.identifier)
        电子证照与纸质证照具有同等法律效力（国务院关于在线政务服务的若干规定第十条）。证照状态以核验结果为准。
        """)
  }

  private static func head(_ certificate: Certificate) -> [Sheet.Block] {
    let copy = certificate.row.isReplacement ? "正本（补发）" : "正本"
    let head: [Sheet.Block] = [.paragraph(RichText(copy, isBold: true))]
    guard certificate.standing != .valid else { return head }
    // A certificate that does not hold must not look as if it did.
    let standing = "\(certificate.standing.phrase.chinese)（自\(certificate.since.chinese)起）"
    return head + [.paragraph(RichText(standing, isBold: true))]
  }

  private static func facts(_ certificate: Certificate) -> [Sheet.Fact] {
    let row = certificate.row
    // A certificate hangs on the wall: a person's number on it is masked.
    let holder =
      certificate.face.map {
        [("持证人", $0.holder), ("证件号码", certificate.maskedHolderCode)]
      } ?? []
    let entries = certificate.face?.entries.map { ($0.label, $0.value) } ?? []
    let terms = [
      ("有效期", "自 \(row.from.chinese) 至 \(row.until?.chinese ?? "长期")"),
      ("签发机关", certificate.issuer), ("签发日期", row.madeOn.chinese),
    ]
    return (holder + entries + terms).map { Sheet.Fact(RichText($0), RichText($1)) }
  }
}
