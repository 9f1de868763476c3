// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import ShangMi

/// The commitment that a case was filed on, frozen with it (告知承诺).
package struct CommitmentTaken: Codable, Sendable, Hashable {
  /// SM3 of the text that was signed, which the evidence keeps.
  package let text: Digest
  /// Whether the decision needs no review of the substance.
  package let replacesReview: Bool
  package let check: PostCheck
  package let correction: TermRule

  package init(text: Digest, replacesReview: Bool, check: PostCheck, correction: TermRule) {
    self.text = text
    self.replacesReview = replacesReview
    self.check = check
    self.correction = correction
  }
}

/// What a case was filed without, frozen with it (容缺).
package struct DeferralTaken: Codable, Sendable, Hashable {
  /// SM3 of the text that was signed, which the evidence keeps.
  package let text: Digest
  package let materials: [DeferredMaterial]
  /// Whether the result is handed over before everything has come.
  package let deliversFirst: Bool

  package init(text: Digest, materials: [DeferredMaterial], deliversFirst: Bool) {
    self.text = text
    self.materials = materials
    self.deliversFirst = deliversFirst
  }
}

/// A material that comes later, with its name, since a history tells it without the item at hand.
package struct DeferredMaterial: Codable, Sendable, Hashable {
  package let key: String
  package let name: Words
  /// By when, counted from acceptance.
  package let term: TermRule

  package init(key: String, name: Words, term: TermRule) {
    self.key = key
    self.name = name
    self.term = term
  }
}

extension Filing {
  /// What a case keeps of the commitment that this is filed on.
  func commitmentTaken(of item: ItemVersion) -> CommitmentTaken? {
    guard let text = signed(.commitment, of: item), let rule = committed(of: item) else {
      return nil
    }
    return CommitmentTaken(
      text: text.digest, replacesReview: rule.replacesReview, check: rule.check,
      correction: rule.correction)
  }

  /// What a case keeps of the materials that this is filed without.
  func deferralTaken(of item: ItemVersion) -> DeferralTaken? {
    guard let text = signed(.deferral, of: item), let rule = item.deferral,
      let materials = try? deferrable(of: item)
    else { return nil }
    return DeferralTaken(
      text: text.digest,
      materials: materials.compactMap { material in
        material.deferral.map {
          DeferredMaterial(key: material.key, name: material.name, term: $0.term)
        }
      }, deliversFirst: rule.deliversFirst)
  }
}

extension Submission {
  /// The texts that were signed with it.
  var signedTexts: [Digest] { [commitment?.text, deferral?.text].compactMap(\.self) }

  /// What is signed with it, each put into a document of its own.
  var signed: [Case.Event] {
    (commitment.map { [.committed(text: $0.text)] } ?? [])
      + (deferral.map { [.deferring(.promised(text: $0.text, materials: $0.materials))] } ?? [])
  }
}
