// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Journal

/// What joint cases are made of: the versions of bundles and items that a filing is under, and the cases of the parts.
///
/// Like ``CaseRegistry`` it works within a unit of work and needs no journal.
package struct JointRegistry: Sendable {
  let cases: CaseRegistry
  let bundles: BundleShelf

  package init(cases: CaseRegistry, bundles: BundleShelf) {
    self.cases = cases
    self.bundles = bundles
  }

  /// The version that a draft or a joint case is under.
  func bundle(_ reference: BundleReference) throws(BundleRefusal) -> Bundle {
    guard let bundle = bundles.snapshot.version(reference) else { throw .bundleNotFound }
    return bundle
  }

  /// The versions of items that a filing is under.
  func items(of filing: JointFiling) -> [String: ItemVersion] {
    let catalogue = cases.shelf.snapshot
    var items: [String: ItemVersion] = [:]
    for (code, version) in filing.items { items[code] = catalogue.version(code, version) }
    return items
  }

  /// What a filing needs, as far as it is filled in.
  package func form(of filing: JointFiling) throws(BundleRefusal) -> JointForm {
    JointForm(
      try bundle(filing.bundle), items: items(of: filing), answers: filing.answers,
      values: filing.values, leftOut: filing.leftOut,
      committed: Set((filing.commitments ?? [:]).keys))
  }

  func context(_ unit: UnitOfWork) -> JointCase.Context {
    JointCase.Context(actor: unit.actor, now: unit.now, calendar: cases.calendar)
  }
}
