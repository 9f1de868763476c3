// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Codes
import Deadlines
import Documents
import Identity

/// The application as a paper: who applied, in which situation, with which answers and files.
struct ApplicationSheet {
  let file: CaseFile
  /// Whether identity numbers and telephones are written whole.
  let isFull: Bool

  var sheet: Sheet {
    Sheet(
      issuer: "", title: "\(file.item.name.zh)申请表", number: "办件编号 \(file.row.number)",
      blocks: blocks, day: file.row.receivedAt.day)
  }

  private var blocks: [Sheet.Block] {
    guard let filing = file.filing else { return [.paragraph("申请内容已经依法删除。")] }
    var blocks: [Sheet.Block] = [.heading("申请人"), .facts(facts(of: filing.applicant))]
    if let agent = filing.agent { blocks += [.heading("代办人"), .facts(facts(of: agent))] }
    let situation = Guide.summary(of: file.item, situation: filing.situation)
    if !situation.isEmpty {
      let facts = situation.map {
        Sheet.Fact(RichText($0.question.zh), RichText($0.answer.zh))
      }
      blocks += [.heading("情形"), .facts(facts)]
    }
    let answers = file.item.form.compactMap { field -> Sheet.Fact? in
      guard let value = filing.answers[field.key], !value.isEmpty else { return nil }
      return Sheet.Fact(RichText(field.label.zh), RichText(shown(value, field)))
    }
    if !answers.isEmpty { blocks += [.heading("填报内容"), .facts(answers)] }
    let rows = filing.files.enumerated().map { place, filed in
      [
        RichText(String(place + 1)), RichText(file.item.name(of: filed.material).zh),
        RichText(filed.name),
      ]
    }
    if !rows.isEmpty {
      blocks += [.heading("提交的材料"), .table(.init(head: ["序号", "材料", "文件"], rows: rows))]
    }
    return blocks
  }

  private func facts(of party: Party) -> [Sheet.Fact] {
    let isEntity = (try? SocialCreditCode(party.code)) != nil
    let code = isFull || isEntity ? party.code : Masking.code(party.code)
    return [
      Sheet.Fact("名称（姓名）", RichText(party.name)),
      Sheet.Fact(isEntity ? "统一社会信用代码" : "公民身份号码", RichText(code)),
      Sheet.Fact("联系电话", RichText(isFull ? party.phone : Masking.phone(party.phone))),
    ]
  }

  private func shown(_ value: String, _ field: FormField) -> String {
    switch field.type {
    case .residentID: isFull ? value : Masking.code(value)
    case .phone: isFull ? value : Masking.phone(value)
    case .choice: field.options.first { $0.key == value }?.label.zh ?? value
    case .uscc, .text, .number, .date, .area, .segments: value
    }
  }
}
