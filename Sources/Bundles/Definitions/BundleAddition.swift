// SPDX-License-Identifier: Apache-2.0

import Site

/// A section that another room adds to the guide of a bundle; App hands them over.
package struct BundleAddition: Sendable {
  /// The section for the bundle with a code; empty where there is nothing to say of it.
  let html: @Sendable (String, Visit) async throws -> HTML

  package init(_ html: @escaping @Sendable (String, Visit) async throws -> HTML) {
    self.html = html
  }
}

extension [BundleAddition] {
  /// All of them, in their order.
  func html(_ bundle: Bundle, _ visit: Visit) async throws -> HTML {
    var parts: [HTML] = []
    for addition in self { parts.append(try await addition.html(bundle.code, visit)) }
    return HTML.join(parts)
  }
}
