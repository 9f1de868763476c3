// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import Site

/// A document of a commitment after the grant, which is Chinese whatever its reader's language is.
struct PromiseSheet {
  let file: PromiseFile
  let document: PromiseDocument

  func sheet() -> Sheet {
    let window = file.item.window
    return Sheet(
      issuer: file.item.body.name, title: document.kind.title.key, number: document.number,
      day: file.event(of: document)?.moment.at.day ?? file.row.updatedAt.day, seal: "行政审批专用章",
      check: "办件编号 \(file.row.number)",
      note: "<p>咨询电话 \(window.phone)，监督投诉电话 \(window.complaints)。</p>",
      body: """
        <p class="flush">\(file.row.applicantName.isEmpty ? "申请人" : file.row.applicantName)：</p>
        \(text)
        """)
  }

  private var matter: HTML {
    let text = file.state.terms?.text.phrase.chinese ?? ""
    return "你（单位）办理<strong>\(file.item.name.zh)</strong>（办件编号 \(file.row.number)），签署了\(text)"
  }

  /// What was found last before this document.
  private var findings: HTML {
    let last = file.event(of: document)?.version ?? .max
    let text =
      file.history.last { recorded in
        if case .checked = recorded.event { recorded.version < last } else { false }
      }.map { file.text($0.event.text) } ?? ""
    return text.isEmpty ? .empty : "<h2>核查的情况</h2>\(lines(text))"
  }

  private func lines(_ text: String) -> HTML {
    HTML.join(text.split(separator: "\n").map { "<p>\(String($0))</p>" }, separator: "\n")
  }

  private func day(_ day: Day?) -> String { day.map { Language.zh.text(of: $0) } ?? "" }

  private var text: HTML {
    let state = file.state
    let reasons = lines(file.text(file.event(of: document)?.event.text))
    switch document.kind {
    case .correctionOrder:
      return """
        <p>\(matter)。经核查，与承诺不符。责令你（单位）在\(day(state.correctionDue))前改正，\
        并在“我的办件”中报告改正情况；逾期不改正或者改正后仍不符合的，依法处理。</p>\(findings)
        """
    case .findingNotice:
      let what = state.isDeceit ? "作出虚假承诺" : "没有履行承诺"
      return """
        <p>\(matter)。本机关拟认定你（单位）\(what)，记入信用登记，并依法处理已经作出的许可决定。\
        你（单位）有权在\(day(state.statementDue))前陈述和申辩（《中华人民共和国行政许可法》第七条）。</p>\(findings)
        """
    case .breach:
      let what = state.isDeceit ? "作出虚假承诺" : "没有履行承诺"
      return """
        <p>\(matter)。本机关认定你（单位）\(what)，记入信用登记；信用修复以前，不再对你（单位）适用告知承诺和容缺受理，\
        仍可以按一般方式申请。已经作出的许可决定依法另行处理。</p><h2>事实和理由</h2>\(reasons)
        <h2>救济途径</h2><p>不服本决定的，可以自收到本文书之日起六十日内申请行政复议，也可以在六个月内提起行政诉讼。</p>
        """
    case .result:
      return """
        <p>\(matter)。经核查（免予核查的除外），你（单位）已经履行承诺，本项核查结束。</p>\(reasons)
        """
    }
  }
}
