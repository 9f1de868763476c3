// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Journal

/// One thing that the site answers, as a value.
///
/// From the one list of routes come the router, the OpenAPI document, the navigation, and the tests
/// that every route names a permission.
package struct Route: Sendable {
  package enum Kind: Sendable, Hashable {
    /// HTML for people; identity by the session cookie, forms protected by a token.
    case page
    /// JSON for programs; identity by bearer token only.
    case api
  }

  package let kind: Kind
  package let method: HTTPRequest.Method
  /// The path with its parameters: `/cases/{id}`.
  package let path: String
  package let access: Access
  package let summary: Phrase
  /// The largest body taken, in bytes.
  package let bodyLimit: Int
  package let navigation: Navigation?
  /// What the OpenAPI document says; nil for pages.
  package let operation: Operation?
  let handle: @Sendable (Visit) async throws -> Reply

  /// A page, or the target of a form.
  ///
  /// Parameters of the path stand in braces, each a whole segment: `/cases/{id}`. A handler under `.anyone`
  /// gets `Void`, any other an `Actor`. `bodyLimit`, in bytes, is checked before anything is read.
  package static func page<Who>(
    _ method: HTTPRequest.Method, _ path: String, _ gate: Gate<Who>, _ summary: Phrase,
    navigation: Navigation? = nil, bodyLimit: Int = 64 * 1024,
    _ handler: @escaping @Sendable (Visit, Who) async throws -> Reply
  ) -> Route {
    Route(
      kind: .page, method: method, path: path, access: gate.access, summary: summary,
      bodyLimit: bodyLimit, navigation: navigation, operation: nil
    ) { visit in
      try await handler(visit, try gate.pass(visit.principal))
    }
  }

  /// An operation of the API; the path begins with `/api/v1`.
  ///
  /// Parameters and body are checked against `operation` before the handler runs.
  package static func api<Who>(
    _ method: HTTPRequest.Method, _ path: String, _ gate: Gate<Who>, _ summary: Phrase,
    _ operation: Operation, bodyLimit: Int = 256 * 1024,
    _ handler: @escaping @Sendable (Visit, Who) async throws -> Reply
  ) -> Route {
    Route(
      kind: .api, method: method, path: path, access: gate.access, summary: summary,
      bodyLimit: bodyLimit, navigation: nil, operation: operation
    ) { visit in
      try await handler(visit, try gate.pass(visit.principal))
    }
  }
}

/// Where a page stands in the navigation.
package struct Navigation: Sendable, Hashable {
  /// The entry is current on every page of this section.
  package let section: String
  /// Smaller numbers come first.
  package let order: Int
  /// The text of the entry; the route's summary when nil.
  package let label: Phrase?

  package init(_ section: String, order: Int, label: Phrase? = nil) {
    self.section = section
    self.order = order
    self.label = label
  }
}
