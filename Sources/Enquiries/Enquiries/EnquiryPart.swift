// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import Site

/// A question as whoever may see it reads it.
struct EnquiryPart {
  let desk: EnquiryDesk
  let file: EnquiryFile
  let visit: Visit

  func head() -> HTML {
    UI.head(subject(file.row.subject), above: Self.badges(of: file.row, visit))
  }

  /// The name of what is asked about.
  func subject(_ subject: Enquiry.Subject) -> String {
    Self.name(of: subject, desk, visit)
  }

  static func name(of subject: Enquiry.Subject, _ desk: EnquiryDesk, _ visit: Visit) -> String {
    desk.described(subject).map { visit.pick($0.name) } ?? subject.code
  }

  static func badges(of row: EnquiryRow, _ visit: Visit) -> HTML {
    let isLate = row.isOpen && visit.now.day > row.due
    return """
      \(UI.badge(visit.t(row.isOpen ? "等待答复" : "已经答复"), row.isOpen ? .warn : .good))\
      \(if: isLate, UI.badge(visit.t("答复逾期"), .bad))\
      \(UI.badge(visit.t(row.channel.phrase)))
      """
  }

  /// The name of a section, which items know in English.
  func unit(_ name: String) -> String {
    visit.pick(name, desk.units.first { $0.zh == name }?.en)
  }

  func body() -> HTML {
    let row = file.row
    let answer: HTML =
      file.answer.map { Self.prose($0) }
      ?? "<p class=\"muted\">\(visit.t("最迟在 \(row.due) 答复。"))</p>"
    return """
      \(UI.facts([
        (visit.t("提问时间"), UI.moment(row.askedAt, visit)),
        (visit.t("答复的科室"), "\(unit(row.unit))"),
        (visit.t("最后一日"), row.isOpen ? UI.day(row.due, visit) : nil),
      ]))
      \(UI.section(visit.t("问题"), Self.prose(file.question ?? visit.t("内容已经依法删除。"))))
      \(UI.section(visit.t("答复"), answer))
      \(if: file.isInside, UI.section(visit.t("经过"), UI.timeline(events, visit)))
      """
  }

  private static func prose(_ text: String) -> HTML {
    let paragraphs = text.split(whereSeparator: \.isNewline).map { "<p>\(String($0))</p>" as HTML }
    return "<div class=\"prose\">\(paragraphs)</div>"
  }

  private var events: [UI.Event] {
    file.history.map { entry in
      let text: HTML? =
        if case .forwarded(_, let digest) = entry.event {
          file.texts[digest].map { "<p>\($0)</p>" }
        } else {
          nil
        }
      return UI.Event(
        visit.t(phrase(of: entry.event)), at: entry.moment.at, body: text,
        entry.version == file.version ? .now : .past)
    }
  }

  private func phrase(of event: Enquiry.Event) -> Phrase {
    switch event {
    case .asked: "提出咨询"
    case .forwarded(let unit, _): "转给\(self.unit(unit))"
    case .answered: "作出答复"
    case .published: "公开为常见问题"
    case .withdrawn: "撤下公开的问答"
    case .late: "答复逾期"
    }
  }
}
