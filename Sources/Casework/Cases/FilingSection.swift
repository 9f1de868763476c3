// SPDX-License-Identifier: Apache-2.0

import ShangMi
import Catalogue
import Codes
import Identity
import Site

/// What was filed, in words: who, in which situation, with which answers and files.
struct FilingSection {
  let item: ItemVersion
  let filing: Filing?
  /// Whether identity numbers and telephones are shown whole.
  let isFull: Bool
  let visit: Visit
  /// Where a file is given.
  let path: (FiledFile) -> String
  /// Why a material is not there that nobody else brings.
  let absence: (MaterialRequirement) -> Phrase

  init(
    item: ItemVersion, filing: Filing?, isFull: Bool, visit: Visit,
    absence: @escaping (MaterialRequirement) -> Phrase = { requirement in
      requirement.isRequired ? "未提交" : "未提交（非必要）"
    }, path: @escaping (FiledFile) -> String
  ) {
    self.item = item
    self.filing = filing
    self.isFull = isFull
    self.visit = visit
    self.absence = absence
    self.path = path
  }

  /// What was filed in a case.
  init(file: CaseFile, filing: Filing?, isFull: Bool, visit: Visit) {
    self.init(
      item: file.item, filing: filing, isFull: isFull, visit: visit,
      absence: { requirement in
        filing.map { file.state.absence(of: requirement.key, in: $0, file.item) } ?? "未提交（非必要）"
      },
      path: { filed in
        CaseLink.file(case: file.row.id, digest: filed.digest.description).path
      })
  }

  /// Who applied, the situation and the form.
  func answers() -> HTML {
    guard let filing else { return "<p>\(visit.t("申请内容已经依法删除。"))</p>" }
    var pairs = party(filing.applicant, visit.t("申请人"))
    if let agent = filing.agent { pairs += party(agent, visit.t("代办人")) }
    pairs += item.form.compactMap { field in
      filing.answers[field.key].flatMap { value in
        value.isEmpty ? nil : (visit.pick(field.label), shown(value, field))
      }
    }
    return UI.facts(pairs) + situation(filing)
  }

  private func situation(_ filing: Filing) -> HTML {
    let answers = Guide.summary(of: item, situation: filing.situation)
    guard !answers.isEmpty else { return .empty }
    return """
      <details class="more"><summary>\(visit.t("已确定的情形"))</summary>\
      \(UI.facts(answers.map { (name: visit.pick($0.question), value: "\(visit.pick($0.answer))") }))\
      </details>
      """
  }

  private func party(_ party: Party, _ title: String) -> [(name: String, value: HTML?)] {
    let isEntity = (try? SocialCreditCode(party.code)) != nil
    let label: Phrase = isEntity ? "统一社会信用代码" : "公民身份号码"
    let code = isFull || isEntity ? party.code : Masking.code(party.code)
    let phone = isFull ? party.phone : Masking.phone(party.phone)
    return [
      (title, "\(party.name)"),
      (visit.t(label), "<span class=\"number\">\(code)</span>"),
      (visit.t("联系电话"), "<span class=\"number\">\(phone)</span>"),
    ]
  }

  private func shown(_ value: String, _ field: FormField) -> HTML {
    switch field.type {
    case .residentID:
      return "<span class=\"number\">\(isFull ? value : Masking.code(value))</span>"
    case .phone:
      return "<span class=\"number\">\(isFull ? value : Masking.phone(value))</span>"
    case .uscc:
      return "<span class=\"number\">\(value)</span>"
    case .choice:
      let label = field.options.first { $0.key == value }?.label
      return "\(label.map { visit.pick($0) } ?? value)"
    case .text, .number, .date, .area, .segments:
      return "\(value)"
    }
  }

  /// The files, material by material, with how far each can be trusted.
  func files() -> HTML {
    guard let filing else { return "<p>\(visit.t("申请内容已经依法删除。"))</p>" }
    let required = (try? filing.materials(of: item)) ?? []
    let parts = required.map { requirement -> HTML in
      let own = filing.files.filter { $0.material == requirement.key }
      let name = visit.pick(requirement.name)
      let seen: HTML? =
        filing.isSeen(requirement.key)
        ? "\(visit.t("原件已在窗口核验")) \(UI.badge(visit.t(TrustGrade.verified)))" : nil
      if own.isEmpty, let seen { return "<li><strong>\(name)</strong> \(seen)</li>" }
      if own.isEmpty {
        let word = requirement.isFetched ? "免提交，由本机关调取" : absence(requirement)
        return "<li><strong>\(name)</strong> <span class=\"muted\">\(visit.t(word))</span></li>"
      }
      return "<li><strong>\(name)</strong> \(seen)\(UI.files(own.map(link)))</li>"
    }
    return parts.isEmpty
      ? "<p>\(visit.t("本情形不需要提交材料。"))</p>" : "<ul class=\"stack\">\(parts)</ul>"
  }

  private func link(_ filed: FiledFile) -> UI.FileLink {
    UI.FileLink(
      filed.name, path: path(filed), note: filed.note, extra: UI.badge(visit.t(filed.grade)))
  }
}
