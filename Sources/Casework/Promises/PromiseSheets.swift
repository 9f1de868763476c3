// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import ShangMi
import Site

/// The documents of what an applicant commits to: the text exactly as it was signed, and what the bureau answers.
extension DocumentText {
  /// The text that was signed, with the signature under it.
  func signed(_ kind: SignedText) -> HTML {
    let taken = file.state.submission
    let digest = kind == .commitment ? taken?.commitment?.text : taken?.deferral?.text
    let lines = file.text(digest).split(separator: "\n").dropFirst().map { line -> HTML in
      "<p>\(String(line))</p>"
    }
    guard let signature = filing?[kind] else { return HTML.join(lines, separator: "\n") }
    return """
      <p>\(application)。</p>\(HTML.join(lines, separator: "\n"))
      <table><tbody><tr><th scope="row">承诺人签名</th><td>\(signature.name)</td></tr>\
      <tr><th scope="row">签署时间</th><td>\(Language.zh.text(of: signature.at.day)) \(String(signature.at.text.suffix(5)))</td></tr>\
      <tr><th scope="row">签署账号</th><td>\(signature.account)</td></tr>\
      <tr><th scope="row">所签文本的 SM3 摘要</th><td>\(signature.text.description)</td></tr></tbody></table>
      """
  }

  /// That the application is accepted without some materials: which, in what form, by when, and what follows if they
  /// do not come.
  var deferralNotice: HTML {
    guard case .deferring(.allowed(let materials)) = event.event else { return .empty }
    let rows = materials.enumerated().map { index, entry -> HTML in
      let standard = file.item.materials.first { $0.key == entry.material.key }?.standard?.zh
      return """
        <tr><td>\(index + 1)</td><td>\(entry.material.name.zh)</td><td>\(standard ?? "符合办事指南的要求")</td>\
        <td>\(Language.zh.text(of: entry.due))</td></tr>
        """
    }
    let after: HTML =
      file.state.submission?.deferral?.deliversFirst == true
      ? "材料补齐以前，审查、决定和送达照常进行。" : "材料补齐以前，本机关照常审查，不作出准予的决定，不颁发、送达证件。"
    return """
      <p>\(application)，主要材料齐全、符合法定形式，下列次要材料暂缺。根据你（单位）签署的容缺受理承诺书，本机关予以容缺受理：</p>
      <table><thead><tr><th>序号</th><th>暂缺的材料</th><th>要求</th><th>最迟补交日期</th></tr></thead>\
      <tbody>\(rows)</tbody></table>
      <p>\(after)逾期没有补齐的，终止办理（已经作出准予决定的，依法处理该决定），并记入信用登记；\
      信用修复以前不再适用容缺受理。可以在“我的办件”中上传，也可以到窗口提交。</p>
      """
  }

  /// What is wrong with a material that came later.
  var deferralReturn: HTML {
    guard case .deferring(.returned(let material, let problem)) = event.event else {
      return .empty
    }
    let due = file.state.deferring.entries.first { $0.material.key == material.key }?.due
    return """
      <p>\(application)，补交的“\(material.name.zh)”不符合要求：</p>\(lines(of: problem))
      <p>请\(with: due, { "在\(Language.zh.text(of: $0))前" })重新提交。本告知在容缺受理承诺的补交期限内作出，\
      不是《中华人民共和国行政许可法》第三十二条规定的补正告知。</p>
      """
  }
}
