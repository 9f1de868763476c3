// SPDX-License-Identifier: Apache-2.0

import Journal

/// A section that another room adds to the page of something that it knows nothing of; App hands them over.
package struct Addition<Subject: Sendable>: Sendable {
  /// The section for whoever looks; empty where there is nothing for him.
  let html: @Sendable (Subject, Actor, Visit) async throws -> HTML

  package init(_ html: @escaping @Sendable (Subject, Actor, Visit) async throws -> HTML) {
    self.html = html
  }
}

extension Array {
  /// All of them, in their order.
  package func html<Subject>(
    _ subject: Subject, _ actor: Actor, _ visit: Visit
  ) async throws -> HTML where Element == Addition<Subject> {
    var parts: [HTML] = []
    for addition in self { parts.append(try await addition.html(subject, actor, visit)) }
    return HTML.join(parts)
  }
}
