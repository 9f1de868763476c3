// SPDX-License-Identifier: Apache-2.0

import Journal
import Site

/// A section that something above this room adds to the page of a case; App hands them over.
package struct CaseAddition: Sendable {
  /// The section for whoever looks; empty where there is nothing for him.
  let html: @Sendable (CaseFile, Actor, Visit) async throws -> HTML

  package init(_ html: @escaping @Sendable (CaseFile, Actor, Visit) async throws -> HTML) {
    self.html = html
  }
}

extension [CaseAddition] {
  /// All of them, in their order.
  func html(_ file: CaseFile, _ actor: Actor, _ visit: Visit) async throws -> HTML {
    var parts: [HTML] = []
    for addition in self { parts.append(try await addition.html(file, actor, visit)) }
    return HTML.join(parts)
  }
}
