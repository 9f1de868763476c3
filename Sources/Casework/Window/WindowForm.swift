// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Journal
import ShangMi
import Site

/// Reads what the form of the window has sent: who applies, in which situation, with which answers, and which materials
/// were seen or scanned.
struct WindowForm: Sendable {
  let item: ItemVersion
  let form: Form

  /// The field that says that the original of a material was shown.
  static func seen(_ material: String) -> String { "seen.\(material)" }
  static let reasons = "decisionReasons"

  /// The filing without its files, as far as it can be read.
  func filing() -> Filing {
    var asked: [String: String] = [:]
    for question in item.questions {
      asked[question.key] = form[FilingField.situation(question.key)]
    }
    var filing = Filing(
      item: ItemReference(code: item.code, version: item.version), applicant: party(.applicant),
      agent: agent, situation: (try? Guide.situation(of: item, answers: asked)) ?? asked,
      answers: [:], files: [])
    // Which fields there are, the situation says; which materials, the fields say too.
    guard let fields = try? FilingForm(item, filing) else { return filing }
    filing.answers = fields.answers(in: form)
    filing.repeatApplicant(in: fields.fields)
    guard let materials = try? FilingForm(item, filing) else { return filing }
    filing.seen = materials.uploads.map(\.key).filter { form[Self.seen($0)] == "true" }
    return filing
  }

  private func party(_ part: PartyField.Part) -> Party {
    func line(_ line: PartyField.Line) -> String {
      let field = PartyField(part, line)
      return field.stored(form[field.key] ?? "")
    }
    return Party(name: line(.name), code: line(.code), phone: line(.phone))
  }

  /// Who has come for the applicant; nil where nothing is written of anybody.
  private var agent: Party? {
    let agent = party(.agent)
    return [agent.name, agent.code, agent.phone].allSatisfy(\.isEmpty) ? nil : agent
  }
}

extension Filing {
  /// Fills in what repeats a line about the applicant and was left empty.
  mutating func repeatApplicant(in fields: [FormField]) {
    for field in fields where answers[field.key]?.isEmpty ?? true {
      answers[field.key] =
        switch field.sameAs {
        case .name: applicant.name
        case .code: applicant.code
        case .phone: applicant.phone
        case nil: answers[field.key]
        }
    }
  }
}
