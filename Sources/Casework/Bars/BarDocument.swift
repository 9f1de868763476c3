// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Site

/// The document that tells somebody of an entry: on what it rests, from when until when, and how it is contested.
struct BarDocument {
  let file: CaseDesk.BarFile

  private var row: BarRow { file.row }

  var title: String {
    switch row.reason {
    case .falseMaterials: row.gates.isEmpty ? "行政许可警告书" : "警告及不得再次申请行政许可告知书"
    case .fraud: "不得再次申请行政许可告知书"
    case .falsePromise, .deferralOverdue, .seriousDiscredit: "失信记录告知书"
    }
  }

  func sheet() -> Sheet {
    let issuer = file.item?.body.name ?? ""
    return Sheet(
      issuer: issuer, title: title, number: row.number ?? "", day: row.enteredAt.day,
      seal: "行政审批专用章", note: note,
      body: """
        <p class="flush">\(row.name.isEmpty ? "当事人" : row.name)：</p>
        \(text)
        <h2>理由</h2><p>\(file.reasons)</p>
        \(Remedies.html(of: issuer))
        """)
  }

  private var item: HTML {
    "<strong>\(file.item?.name.zh ?? "全部事项")</strong>"
  }

  private var period: HTML {
    guard let until = row.until else { return .empty }
    return "自\(Language.zh.text(of: row.from))至\(Language.zh.text(of: until))"
  }

  private var text: HTML {
    let basis: HTML = row.reason.basis.map { "根据《中华人民共和国行政许可法》\($0.article)，" } ?? .empty
    switch row.reason {
    case .falseMaterials:
      let barred: HTML =
        "本事项直接关系公共安全、人身健康、生命财产安全，你（单位）\(period)不得再次申请该行政许可。"
      return """
        <p>你（单位）申请\(item)，隐瞒有关情况或者提供虚假材料，本机关已作出决定（\(row.decision)）。\
        \(basis)给予警告。\(if: !row.gates.isEmpty, barred)</p>
        """
    case .fraud:
      return """
        <p>你（单位）以欺骗、贿赂等不正当手段取得\(item)（证照编号 \(row.licence)），本机关已予以撤销（\(row.decision)）。\
        该许可直接关系公共安全、人身健康、生命财产安全，\(basis)你（单位）\(period)不得再次申请该行政许可。</p>
        """
    case .falsePromise, .deferralOverdue, .seriousDiscredit:
      let gates = BarredGate.allCases.filter(row.gates.contains).map(\.phrase.chinese)
      return """
        <p>你（单位）\(if: row.item != nil, "办理\(item)时")\(row.reason.phrase.chinese)（\(row.decision)）。\
        信用修复以前，不再对你（单位）适用\(gates.joined(separator: "和"))，你（单位）仍可以按一般程序申请。</p>
        """
    }
  }

  private var note: HTML {
    guard let window = file.item?.window else { return .empty }
    return "<p>咨询电话 \(window.phone)，监督投诉电话 \(window.complaints)。</p>"
  }
}
