// SPDX-License-Identifier: Apache-2.0

import Site

/// What another room has to say in the guide of an item, below where it can be applied for.
package struct GuideAddition: Sendable {
  /// A part of the guide under a heading of its own.
  package struct Section: Sendable {
    let title: Phrase
    let id: String
    let body: HTML

    /// - Parameter id: for links to it.
    package init(_ title: Phrase, id: String, _ body: HTML) {
      self.title = title
      self.id = id
      self.body = body
    }
  }

  /// The section, or nil where there is nothing to say of the item.
  let section: @Sendable (ItemVersion, Visit) async throws -> Section?

  package init(_ section: @escaping @Sendable (ItemVersion, Visit) async throws -> Section?) {
    self.section = section
  }
}
