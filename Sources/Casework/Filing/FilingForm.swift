// SPDX-License-Identifier: Apache-2.0

import SQL
import Catalogue
import Journal
import ShangMi
import Site

/// The names of a filing's parts in forms: those of its faults, so that every fault leads to its field.
package enum FilingField {
  package static func situation(_ question: String) -> String { "situation.\(question)" }
  package static func answer(_ key: String) -> String { "answers.\(key)" }
  package static func files(_ material: String) -> String { "files.\(material)" }
  /// A file that an earlier try of the same form has brought, by its digest.
  static func kept(_ material: String) -> String { "kept.\(material)" }
  /// A file of a draft that its owner takes out again: `material/digest`.
  package static let remove = "remove"
  /// The key of a field whose choice is looked at on the page, once it is kept.
  package static let look = "look"
  /// Which button was pressed.
  package static let action = "action"
  /// The value of ``action`` that has the draft looked through.
  static let preReview = "pre-review"
  /// That what is stated is true.
  package static let truth = "truth"
}

/// The application form of one filing: exactly the fields and materials that it needs.
struct FilingForm: Sendable {
  let item: ItemVersion
  let fields: [FormField]
  let materials: [MaterialRequirement]

  /// The form that a filing needs as far as it is filled in: a rule may ask for a material once a field is.
  init(_ item: ItemVersion, _ filing: Filing) throws(CatalogueRefusal) {
    self.item = item
    fields = try Guide.fields(for: item, answers: filing.situation)
    materials = try filing.materials(of: item)
  }

  /// What people hand in; the rest is fetched from other authorities.
  var uploads: [Material] { materials.filter { !$0.isFetched }.map(\.material) }

  /// The answers that a form has sent, for the fields that there are; an absent field keeps its value.
  func answers(in form: Form) -> [String: String] {
    var answers: [String: String] = [:]
    for field in fields { answers[field.key] = field.answer(in: form) }
    return answers
  }
}

extension FormField {
  /// What a form has sent for it, as it is kept: codes with capital letters and without the blanks that people copy
  /// along, segments with a blank between them; nil where the form has not asked for it.
  package func answer(in form: Form) -> String? {
    let name = FilingField.answer(key)
    guard form.values[name] != nil else { return nil }
    return switch type {
    case .uscc, .residentID: (form[name] ?? "").filter { !$0.isWhitespace }.uppercased()
    case .segments: form.all(name).filter { !$0.isEmpty }.joined(separator: " ").uppercased()
    default: form[name] ?? ""
    }
  }

  /// The field on a page.
  ///
  /// - Parameter help: instead of the field's own.
  package func control(_ visit: Visit, help: String? = nil) -> UI.Field {
    UI.Field(
      FilingField.answer(key), visit.pick(label), controlKind(visit), required: required,
      help: help ?? self.help.map { visit.pick($0) })
  }

  private func controlKind(_ visit: Visit) -> UI.FieldKind {
    switch type {
    case .text, .segments: .text(max: max)
    case .area: .area(max: max)
    case .uscc, .residentID: .code(max: 18)
    case .phone: .phone
    case .number: .number
    case .date: .date
    case .choice: .choice(options.map { UI.Option($0.key, visit.pick($0.label)) })
    }
  }
}

extension Material {
  /// The field by which files are chosen for it.
  package func control(_ visit: Visit, required: Bool, help: String? = nil) -> UI.Field {
    let types = accept.map { $0.uppercased() }.joined(separator: visit.pick("、", ", "))
    return UI.Field(
      FilingField.files(key), visit.t("上传：\(visit.pick(name))"),
      .file(accept: accept, maxMB: maxMegabytes, several: true), required: required,
      help: help ?? visit.t("\(types)，每个不超过 \(maxMegabytes) MB，可以选择多个文件。"))
  }
}

/// Why files of a form were not taken in, told at their fields; the others were.
package struct FilesRefused: Refusal {
  package let kind: RefusalKind
  package let code: String
  package let phrase: Phrase = "有文件没有收下，请更换后重新上传；其余内容已经保存。"
  package let faults: [Fault]

  /// Nothing when every file was taken in.
  init?(_ refused: [(field: String, name: String, why: CaseworkRefusal)]) {
    guard let first = refused.first else { return nil }
    kind = first.why.kind
    code = first.why.code
    faults = refused.map { Fault($0.field, "“\($0.name)”：\($0.why.phrase)") }
  }
}

extension CaseDesk {
  /// Takes in every file that a form has brought for these materials.
  ///
  /// - Parameter present: the files that are there already and stay.
  /// - Returns: the new files, without repetitions, and what was wrong with the others.
  package func takeFiles(
    of form: Form, for materials: [Material], beside present: [FiledFile] = [], by actor: Actor
  ) async throws -> (taken: [FiledFile], refused: FilesRefused?) {
    var taken: [FiledFile] = []
    var refused: [(field: String, name: String, why: CaseworkRefusal)] = []
    for material in materials {
      let field = FilingField.files(material.key)
      var count = present.count { $0.material == material.key }
      for upload in form.files(field) {
        do {
          guard count < FilingRules.filesPerMaterialMax else {
            throw CaseworkRefusal.tooManyFiles(max: FilingRules.filesPerMaterialMax)
          }
          let file = try await self.upload(
            upload.bytes, name: upload.name, for: material, by: actor)
          guard !(present + taken).contains(where: { $0.isSame(as: file) }) else { continue }
          taken.append(file)
          count += 1
        } catch let why as CaseworkRefusal {
          refused.append((field, upload.name, why))
        }
      }
    }
    return (taken, FilesRefused(refused))
  }

  /// The files that an earlier try of the same form has brought.
  func keptFiles(
    of form: Form, for materials: [Material], by actor: Actor
  ) async throws -> [FiledFile] {
    var files: [FiledFile] = []
    for material in materials {
      for text in form.all(FilingField.kept(material.key)) {
        guard let digest = Digest(text),
          let file = try await uploaded(digest, for: material, by: actor),
          !files.contains(where: { $0.isSame(as: file) })
        else { continue }
        files.append(file)
      }
    }
    return files
  }

  /// A file that somebody has uploaded before, for a material that takes its kind.
  func uploaded(
    _ digest: Digest, for material: Material, by actor: Actor
  ) async throws -> FiledFile? {
    let found = try await journal.database.read {
      try UploadTable.find(digest, of: actor.id, in: $0)
    }
    guard let found, material.accept.contains(found.kind.rawValue) else { return nil }
    return FiledFile(
      material: material.key, digest: digest, name: found.name, kind: found.kind,
      size: found.size, grade: material.grade)
  }
}

extension FiledFile {
  /// Whether it is the same content for the same material.
  package func isSame(as other: FiledFile) -> Bool {
    material == other.material && digest == other.digest
  }

  /// Its kind and size, as a list shows them: PDF · 1.2 MB.
  package var note: String {
    "\(kind.rawValue.uppercased()) · \(Self.text(bytes: size))"
  }

  private static func text(bytes: Int) -> String {
    if bytes < 1024 { return "\(bytes) B" }
    if bytes < 1_048_576 { return "\((bytes + 512) / 1024) KB" }
    let tenths = (bytes * 10 + 524_288) / 1_048_576
    return "\(tenths / 10).\(tenths % 10) MB"
  }
}

/// What an error says to somebody who has just sent a form.
package enum FormRefusal {
  /// The refusal that is shown with the form; nil when the error is somebody else's to show.
  package static func shown(_ error: any Error) -> (any Refusal)? {
    if case JournalFailure.changed = error {
      return SiteRefusal(
        .conflict, "casework/changed", "办件在您填写期间有了变化。请核对后再提交，填写的内容仍然保留。")
    }
    guard let refusal = error as? any Refusal, refusal.isShownWithForm else { return nil }
    return refusal
  }
}

extension Refusal {
  /// Whether it says something about what was entered, so that the form is shown again with it.
  package var isShownWithForm: Bool {
    switch kind {
    case .invalid, .conflict, .unsupported, .tooLarge: true
    default: false
    }
  }
}
