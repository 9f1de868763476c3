// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Site

/// A line about somebody named in an application: `applicant.phone`.
///
/// A notice may ask for it and a correction may change it, as it may a field of the form.
struct PartyField: Sendable, Hashable {
  enum Part: String, CaseIterable, Sendable { case applicant, agent }
  enum Line: String, CaseIterable, Sendable { case name, code, phone }

  let part: Part
  let line: Line

  init(_ part: Part, _ line: Line) {
    self.part = part
    self.line = line
  }

  /// Reads what ``key`` writes.
  init?(_ key: String) {
    let parts = key.split(separator: ".").map(String.init)
    guard parts.count == 2, let part = Part(rawValue: parts[0]), let line = Line(rawValue: parts[1])
    else { return nil }
    self.init(part, line)
  }

  /// The name in forms, faults and notices.
  var key: String { "\(part.rawValue).\(line.rawValue)" }

  /// Every line about whom a filing names.
  static func all(of filing: Filing?) -> [PartyField] {
    let parts: [Part] = filing?.agent == nil ? [.applicant] : [.applicant, .agent]
    return parts.flatMap { part in Line.allCases.map { PartyField(part, $0) } }
  }

  var label: Words {
    switch (part, line) {
    case (.applicant, .name): Words("申请人姓名或名称", en: "Name of the applicant")
    case (.applicant, .code):
      Words("申请人公民身份号码或统一社会信用代码", en: "Identity number or credit code of the applicant")
    case (.applicant, .phone): Words("申请人联系电话", en: "Telephone of the applicant")
    case (.agent, .name): Words("代办人姓名或名称", en: "Name of the agent")
    case (.agent, .code):
      Words("代办人公民身份号码或统一社会信用代码", en: "Identity number or credit code of the agent")
    case (.agent, .phone): Words("代办人联系电话", en: "Telephone of the agent")
    }
  }

  /// The field on a page.
  func control(_ visit: Visit, required: Bool, help: String? = nil) -> UI.Field {
    let kind: UI.FieldKind =
      switch line {
      case .name: .text(max: 120)
      case .code: .code(max: 18)
      case .phone: .phone
      }
    return UI.Field(key, visit.pick(label), kind, required: required, help: help)
  }

  /// As it is kept: a code with capital letters and without the blanks that people copy along.
  func stored(_ text: String) -> String {
    line == .code ? text.filter { !$0.isWhitespace }.uppercased() : text.trimmed
  }
}

extension Filing {
  /// A line about the applicant or the agent; nothing is written where nobody is named.
  subscript(field: PartyField) -> String {
    get {
      let party = field.part == .applicant ? applicant : agent
      return switch field.line {
      case .name: party?.name ?? ""
      case .code: party?.code ?? ""
      case .phone: party?.phone ?? ""
      }
    }
    set {
      switch field.part {
      case .applicant: applicant.write(newValue, field.line)
      case .agent: agent?.write(newValue, field.line)
      }
    }
  }
}

extension Party {
  fileprivate mutating func write(_ value: String, _ line: PartyField.Line) {
    switch line {
    case .name: name = value
    case .code: code = value
    case .phone: phone = value
    }
  }
}
