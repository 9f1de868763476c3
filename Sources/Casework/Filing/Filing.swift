// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Foundation
import ShangMi

/// Somebody named in an application.
///
/// Personal data: kept in the evidence and the table of parties only.
package struct Party: Codable, Sendable, Hashable {
  package var name: String
  /// A resident identity number or a unified social credit code.
  package var code: String
  package var phone: String

  package init(name: String, code: String, phone: String) {
    self.name = name
    self.code = code
    self.phone = phone
  }
}

/// A file handed in for one material.
package struct FiledFile: Codable, Sendable, Hashable {
  /// The key of the material in the item's version.
  package let material: String
  package let digest: Digest
  /// The name that the applicant gave it.
  package let name: String
  package let kind: FileKind
  /// Bytes.
  package let size: Int
  package let grade: TrustGrade

  package init(
    material: String, digest: Digest, name: String, kind: FileKind, size: Int, grade: TrustGrade
  ) {
    self.material = material
    self.digest = digest
    self.name = name
    self.kind = kind
    self.size = size
    self.grade = grade
  }
}

/// What an applicant hands in: answers and documents.
///
/// At submission it is frozen as evidence.
package struct Filing: Codable, Sendable, Hashable {
  package let item: ItemReference
  package var applicant: Party
  /// Who files for the applicant, if somebody does (行政许可法 article 29 ¶2).
  package var agent: Party?
  /// The answers to the guide's questions: question → option.
  package var situation: [String: String]
  /// The form: field → value.
  package var answers: [String: String]
  package var files: [FiledFile]
  /// The signed commitment that it is filed on; nil in the ordinary way.
  package var commitment: Signature?
  /// The signed commitment to hand in later what is missing.
  package var deferral: Signature?
  /// The materials whose originals somebody at the window has seen, by key; nil where nobody stood there.
  package var seen: [String]?

  package init(
    item: ItemReference, applicant: Party, agent: Party?, situation: [String: String],
    answers: [String: String], files: [FiledFile], commitment: Signature? = nil,
    deferral: Signature? = nil, seen: [String]? = nil
  ) {
    self.item = item
    self.applicant = applicant
    self.agent = agent
    self.situation = situation
    self.answers = answers
    self.files = files
    self.commitment = commitment
    self.deferral = deferral
    self.seen = seen
  }

  /// Whether the original of a material was seen at the window.
  package func isSeen(_ material: String) -> Bool { seen?.contains(material) == true }
}

/// A value that is kept as evidence: encoded one way only, so that its digest is its name.
package protocol Evidence: Codable {}

extension Evidence {
  /// The one encoding: JSON with sorted keys.
  package var canonical: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Evidence is made of texts, integers and lists of them, whose encoding cannot fail.
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// The name under which it is kept.
  package var digest: Digest { SM3.digest(canonical) }
}

extension Filing {
  /// What the rules of its item can read of it.
  package func facts(of item: ItemVersion) -> Facts {
    Facts(of: item, situation: situation, answers: answers)
  }

  /// The materials that it needs, by its item's version.
  /// - Throws: as `Guide.situation(of:answers:)`.
  package func materials(of item: ItemVersion) throws(CatalogueRefusal) -> [MaterialRequirement] {
    try Guide.materials(for: item, answers: situation, form: answers)
  }
}

extension Filing: Evidence {}
extension Party: Evidence {}
extension SupplementNotice: Evidence {}
