// SPDX-License-Identifier: Apache-2.0

import Journal
import Site

/// A section that another room adds to the page of a joint case; App hands them over.
package struct JointAddition: Sendable {
  /// The section for whoever looks; empty where there is nothing for him.
  let html: @Sendable (JointFile, Actor, Visit) async throws -> HTML

  package init(_ html: @escaping @Sendable (JointFile, Actor, Visit) async throws -> HTML) {
    self.html = html
  }
}

extension [JointAddition] {
  /// All of them, in their order.
  func html(_ file: JointFile, _ actor: Actor, _ visit: Visit) async throws -> HTML {
    var parts: [HTML] = []
    for addition in self { parts.append(try await addition.html(file, actor, visit)) }
    return HTML.join(parts)
  }
}
