// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import ShangMi
import Site

/// That somebody has put his name to a text: to which one exactly, under which name, from which account and when
/// (电子签名法 article 2).
///
/// Personal data: part of the filing, in whose digest it is bound.
package struct Signature: Codable, Sendable, Hashable {
  /// SM3 of the exact text that was shown.
  package let text: Digest
  package let name: String
  package let account: String
  package let at: Instant

  package init(text: Digest, name: String, account: String, at: Instant) {
    self.text = text
    self.name = name
    self.account = account
    self.at = at
  }
}

/// What an applicant may sign before he applies; he need sign neither.
package enum SignedText: String, Codable, CaseIterable, Sendable {
  /// That he fulfils the conditions, in place of proofs (告知承诺).
  case commitment
  /// That what is missing will come (容缺受理).
  case deferral

  /// What stands in the register of bars against signing it.
  var gate: BarredGate {
    switch self {
    case .commitment: .commitment
    case .deferral: .deferral
    }
  }
}

extension Filing {
  /// The signature under a text.
  package subscript(text: SignedText) -> Signature? {
    get {
      switch text {
      case .commitment: commitment
      case .deferral: deferral
      }
    }
    set {
      switch text {
      case .commitment: commitment = newValue
      case .deferral: deferral = newValue
      }
    }
  }

  /// Under whose name it is signed: that of whoever files.
  package var signer: String { agent?.name ?? applicant.name }

  /// The commitment that it is filed on; nil in the ordinary way.
  package func committed(of item: ItemVersion) -> CommitmentRule? {
    commitment == nil ? nil : item.commitment(for: facts(of: item))
  }

  /// The materials that the applicant has to hand in and has not, in the order of the item.
  func missing(of item: ItemVersion) throws(CatalogueRefusal) -> [Material] {
    let replaced = committed(of: item)?.replaces ?? []
    return try materials(of: item).map(\.material).filter { material in
      material.required && !material.isFetched && !replaced.contains(material.key)
        && !isSeen(material.key) && !files.contains { $0.material == material.key }
    }
  }

  /// The materials that may come later, where nothing else is missing; nothing otherwise.
  func deferrable(of item: ItemVersion) throws(CatalogueRefusal) -> [Material] {
    let missing = try missing(of: item)
    let allowed = Set(item.deferrable.map(\.key))
    return missing.allSatisfy { allowed.contains($0.key) } ? missing : []
  }

  /// The text as it has to be signed now; nil where it is not offered.
  package func text(_ kind: SignedText, of item: ItemVersion, in language: Language) -> PromiseText?
  {
    switch kind {
    case .commitment:
      guard item.commitment(for: facts(of: item)) != nil else { return nil }
      return PromiseText.commitment(of: item, in: language)
    case .deferral:
      guard let materials = try? deferrable(of: item) else { return nil }
      return PromiseText.deferral(of: item, materials, in: language)
    }
  }

  /// Whether a signature under a text means nothing: where everything has come there is nothing to defer.
  package func isMoot(_ kind: SignedText, of item: ItemVersion) -> Bool {
    kind == .deferral && (try? missing(of: item))?.isEmpty == true
  }

  /// The exact text that it is signed under, where that is still the one to be signed.
  package func signed(_ kind: SignedText, of item: ItemVersion) -> PromiseText? {
    guard let signature = self[kind] else { return nil }
    return PromiseText.signed(signature.text) { text(kind, of: item, in: $0) }
  }

  /// What the tables of its item say of it, on the way that it is filed.
  package func ruling(of item: ItemVersion) -> Ruling {
    let ruling = Ruling(of: item, facts(of: item))
    return committed(of: item).map(ruling.committed) ?? ruling
  }
}

/// A text that a program signs: by its digest, as it was read, and under which name.
package struct SignatureClaim: Decodable, Sendable {
  let text: String
  let name: String

  /// - Throws: that the text is none, where the digest is none.
  package func signature(
    _ kind: SignedText, by actor: Actor, at now: Instant
  ) throws(CaseworkRefusal) -> Signature {
    guard let digest = Digest(text) else { throw .textChanged(kind) }
    return Signature(text: digest, name: name, account: actor.id, at: now)
  }
}
