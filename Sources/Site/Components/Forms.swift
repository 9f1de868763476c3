// SPDX-License-Identifier: Apache-2.0

/// Forms: the frame with its hidden fields, and fields with their help and faults.
extension UI {
  /// A form that is sent by POST, with what every form carries and a list of what is wrong with it.
  ///
  /// - Parameters:
  ///   - state: From `FormState(visit)` or `FormState(visit, failed: refusal)`.
  ///   - files: Whether it holds a field for files.
  package static func form(
    _ action: String, _ state: FormState, _ visit: Visit, files: Bool = false, _ body: HTML
  ) -> HTML {
    """
    \(faults(state, visit))<form class="form" method="post" action="\(action)" novalidate\
    \(attribute: "enctype", files ? "multipart/form-data" : nil)>\(state.hidden)
    \(body)
    </form>
    """
  }

  /// A form that is one button: sign out, accept, take the next.
  package static func buttonForm(
    _ title: String, action: String, _ state: FormState, _ kind: ButtonKind = .plain
  ) -> HTML {
    "<form method=\"post\" action=\"\(action)\">\(state.hidden)\(button(title, kind))</form>"
  }

  /// What is wrong with a form, with a link to each field; nothing when nothing is.
  package static func faults(_ state: FormState, _ visit: Visit) -> HTML {
    guard state.failed else { return .empty }
    let items = state.faults.map { fault -> HTML in
      "<li><a href=\"#\(id(fault.field))\">\(visit.t(fault.phrase))</a></li>"
    }
    let list: HTML = "<ul>\(items)</ul>"
    let title =
      state.faults.isEmpty ? visit.t("没有办成") : visit.t("有 \(state.faults.count) 处需要更正")
    return notice(
      .error, title: title,
      body: """
        \(with: state.message, { "<p>\(visit.t($0))</p>" })\(if: !state.faults.isEmpty, list)
        """)
  }

  /// Fields that belong together, under a heading.
  package static func group(_ title: String, _ fields: HTML) -> HTML {
    "<fieldset class=\"form-group\"><legend>\(title)</legend>\(fields)</fieldset>"
  }

  /// One of the answers of a choice.
  package struct Option: Sendable {
    let value: String
    let label: String
    let help: String?

    package init(_ value: String, _ label: String, help: String? = nil) {
      self.value = value
      self.label = label
      self.help = help
    }
  }

  /// What a field takes.
  package enum FieldKind: Sendable {
    case text(max: Int? = nil)
    /// Several lines.
    case area(max: Int? = nil)
    /// An identity number, a credit code, a case number: fixed-width letters, never corrected.
    case code(max: Int? = nil)
    case number
    case date
    case phone
    case password(new: Bool = false)
    /// Radio buttons up to seven options, a list beyond.
    case choice([Option])
    /// Radio buttons side by side, for short answers.
    case either([Option])
    /// A list that unfolds; the first entry is empty unless the field is required and has a value.
    case list([Option])
    case several([Option])
    /// One box to tick; the label stands beside it.
    case check
    /// - Parameter accept: Endings without the dot: `["pdf", "jpg"]`.
    case file(accept: [String], maxMB: Int, several: Bool = false)
  }

  /// A question of a form.
  package struct Field: Sendable {
    package var name: String
    package var label: String
    var kind: FieldKind
    package var required: Bool
    package var help: String?
    package var when: [String: [String]]
    var placeholder: String?
    var autocomplete: String?
    /// Whether the page opens with the keys in it.
    package var focus = false

    /// - Parameters:
    ///   - label: In the visitor's language.
    ///   - when: Asked only when the fields named have one of the values listed; a script hides it
    ///     otherwise, and without one it is shown with all others.
    ///   - autocomplete: The token of HTML: `username`, `name`, `tel`.
    package init(
      _ name: String, _ label: String, _ kind: FieldKind = .text(), required: Bool = false,
      help: String? = nil, when: [String: [String]] = [:], placeholder: String? = nil,
      autocomplete: String? = nil
    ) {
      self.name = name
      self.label = label
      self.kind = kind
      self.required = required
      self.help = help
      self.when = when
      self.placeholder = placeholder
      self.autocomplete = autocomplete
    }
  }

  /// A field with its label, help, what is wrong with it and what was entered.
  package static func field(_ field: Field, _ state: FormState, _ visit: Visit) -> HTML {
    let fault = state.fault(field.name)
    let notes: HTML = """
      \(with: field.help, { help(field.name, $0) })\
      \(with: fault, { complaint(field.name, visit.t($0)) })
      """
    let classes: HTML = "field\(if: fault != nil, " field-bad")"
    let condition = field.when.isEmpty ? nil : condition(field.when)
    if field.isGroup {
      return """
        <fieldset class="\(classes)" id="\(id(field.name))" tabindex="-1"\
        \(attribute: "data-when", condition)\
        \(attribute: "aria-describedby", described(field, fault))>\
        <legend class="field-label">\(field.label)\(mark(field, visit))</legend>\(notes)\
        \(choices(field, state, visit))</fieldset>
        """
    }
    if case .check = field.kind {
      return """
        <div class="\(classes)"\(attribute: "data-when", condition)>\(notes)\
        \(tick(field, state, visit, fault))</div>
        """
    }
    return """
      <div class="\(classes)"\(attribute: "data-when", condition)>\
      <label class="field-label" for="\(id(field.name))">\(field.label)\
      \(mark(field, visit))</label>\
      \(notes)\(control(field, state, visit, fault))</div>
      """
  }

  private static func help(_ name: String, _ text: String) -> HTML {
    "<div class=\"field-help\" id=\"\(id(name))-help\">\(text)</div>"
  }

  private static func complaint(_ name: String, _ text: String) -> HTML {
    "<div class=\"field-fault\" id=\"\(id(name))-fault\"><span>\(text)</span></div>"
  }

  /// Several fields, one below the other.
  package static func fields(_ fields: [Field], _ state: FormState, _ visit: Visit) -> HTML {
    HTML.join(fields.map { field($0, state, visit) }, separator: "\n")
  }

  /// The element's identifier for a field's name.
  package static func id(_ name: String) -> String { "f-" + name }

  /// `business=catering|retail;kind=new`, which the script reads.
  static func condition(_ when: [String: [String]]) -> String {
    when.sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value.joined(separator: "|"))" }.joined(separator: ";")
  }

  static func described(_ field: Field, _ fault: Phrase?) -> String? {
    let ids = [
      field.help == nil ? nil : id(field.name) + "-help",
      fault == nil ? nil : id(field.name) + "-fault",
    ].compactMap { $0 }
    return ids.isEmpty ? nil : ids.joined(separator: " ")
  }

  private static func mark(_ field: Field, _ visit: Visit) -> HTML {
    guard !field.required else { return "<span class=\"required\">\(visit.t("必填"))</span>" }
    if case .password = field.kind { return .empty }
    return "<span class=\"optional\">\(visit.t("选填"))</span>"
  }
}
