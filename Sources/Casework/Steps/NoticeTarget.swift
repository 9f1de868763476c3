// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Site

/// Something that a notice may ask for: a material, a field of the form, a line about who applies.
struct NoticeTarget: Sendable {
  enum Kind: String, Sendable { case material, field, party }

  let kind: Kind
  let key: String
  let name: Words
  /// How many files were handed in, or what was answered.
  let given: Int

  /// A name of its own on the page, where a material and a field may share a key.
  var id: String { "\(kind.rawValue).\(key)" }

  /// Everything that the situation of the case needs; the whole item where the situation was erased.
  static func all(of filing: Filing?, _ item: ItemVersion) -> [NoticeTarget] {
    let situation = filing?.situation ?? [:]
    let materials = (try? filing?.materials(of: item))?.map(\.material) ?? item.materials
    let fields = (try? Guide.fields(for: item, answers: situation)) ?? item.form
    return materials.map { material in
      let files = filing?.files.count { $0.material == material.key } ?? 0
      return NoticeTarget(kind: .material, key: material.key, name: material.name, given: files)
    }
      + fields.map { field in
        let isGiven = filing?.answers[field.key]?.isEmpty == false
        return NoticeTarget(
          kind: .field, key: field.key, name: field.label, given: isGiven ? 1 : 0)
      }
      + PartyField.all(of: filing).map { field in
        let isGiven = filing?[field].isEmpty == false
        return NoticeTarget(
          kind: .party, key: field.key, name: field.label, given: isGiven ? 1 : 0)
      }
  }
}
