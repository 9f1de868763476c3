// SPDX-License-Identifier: Apache-2.0

/// What a form has sent: values and files.
package struct Form: Sendable {
  package private(set) var values: [String: [String]] = [:]
  package private(set) var files: [UploadedFile] = []

  package init() {}

  package init(_ pairs: [(name: String, value: String)]) {
    for (name, value) in pairs { values[name, default: []].append(value) }
  }

  init(values: [String: [String]], files: [UploadedFile]) {
    self.values = values
    self.files = files
  }

  /// The first value of a field, with the blanks at its ends taken off; nil when absent or empty.
  package subscript(_ name: String) -> String? {
    guard let value = values[name]?.first else { return nil }
    let trimmed = value.trimmed
    return trimmed.isEmpty ? nil : trimmed
  }

  /// Every value of a field: check boxes, multiple choice.
  package func all(_ name: String) -> [String] { values[name] ?? [] }

  /// The file of a field, nil when none was chosen.
  package func file(_ name: String) -> UploadedFile? { files.first { $0.field == name } }

  package func files(_ name: String) -> [UploadedFile] { files.filter { $0.field == name } }

  /// The first value of a field, which must be there.
  ///
  /// - Throws: `SiteRefusal` (422) naming the field.
  package func required(
    _ name: String, _ complaint: Phrase = "请填写这一项。"
  ) throws(SiteRefusal)
    -> String
  {
    guard let value = self[name] else { throw .invalid([Fault(name, complaint)]) }
    return value
  }
}

/// A file that a form has sent.
package struct UploadedFile: Sendable, Hashable {
  package let field: String
  /// The name that the sender gave, without any folder; not to be trusted.
  package let name: String
  /// The type that the sender claims; not to be trusted.
  package let media: String
  package let bytes: [UInt8]

  package init(field: String, name: String, media: String, bytes: [UInt8]) {
    self.field = field
    self.name = name
    self.media = media
    self.bytes = bytes
  }
}

/// The state of a form on a page, the same for the first try and for a failed one.
///
/// ```swift
/// do {
///   let number = try await file(visit)
///   return .see(CaseLink.detail(number).path, notice: "已提交。")
/// } catch let refusal as any Refusal {
///   return .page(CasePages.form(visit, FormState(visit, failed: refusal)))
/// }
/// ```
package struct FormState: Sendable {
  package private(set) var values: [String: [String]]
  package let faults: [Fault]
  /// What is wrong with the whole, when it is not one field.
  package let message: Phrase?
  package let csrf: String
  /// The idempotency key; kept over failed tries, since nothing was done.
  package let key: String
  /// The version that the form was drawn from, for the hidden field `version`.
  package var version: Int?

  /// A form on its first showing.
  package init(_ visit: Visit, values: [String: String] = [:], version: Int? = nil) {
    self.init(visit, all: values.mapValues { [$0] }, version: version)
  }

  /// A form on its first showing, some of whose fields have several values.
  package init(_ visit: Visit, all values: [String: [String]], version: Int? = nil) {
    self.values = values
    faults = []
    message = nil
    csrf = visit.csrf
    key = Token.random()
    self.version = version
  }

  /// A form that was sent and refused: what was entered stays.
  package init(_ visit: Visit, failed refusal: any Refusal, version: Int? = nil) {
    values = visit.form.values
    faults = refusal.faults
    message = refusal.phrase
    csrf = visit.csrf
    // A fresh key: the corrected form is another request than the refused one.
    key = Token.random()
    self.version = version ?? visit.form["version"].flatMap { Int($0) }
    // What is secret is never sent back.
    for name in values.keys where name.lowercased().contains("password") { values[name] = nil }
  }

  /// The first value of a field, empty when there is none.
  package subscript(_ name: String) -> String { values[name]?.first ?? "" }

  /// Whether a field has this value among its values: check boxes, radio buttons, options.
  package func has(_ name: String, _ value: String) -> Bool {
    values[name]?.contains(value) ?? false
  }

  /// What is wrong with a field.
  package func fault(_ name: String) -> Phrase? { faults.first { $0.field == name }?.phrase }

  package var failed: Bool { !faults.isEmpty || message != nil }

  /// The hidden fields that every form carries.
  package var hidden: HTML {
    """
    <input type="hidden" name="csrf" value="\(csrf)">\
    <input type="hidden" name="key" value="\(key)">\
    \(with: version, { "<input type=\"hidden\" name=\"version\" value=\"\($0)\">" })
    """
  }
}

/// Random names that cannot be guessed.
package enum Token {
  /// 128 bits from the system's source of randomness, as 32 hexadecimal digits.
  package static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    return hex(generator.next()) + hex(generator.next())
  }

  /// Whether two tokens are equal, in a time that does not tell where they differ.
  package static func equal(_ left: String, _ right: String) -> Bool {
    let left = Array(left.utf8)
    let right = Array(right.utf8)
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  static func hex(_ number: UInt64) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}
