// SPDX-License-Identifier: Apache-2.0

import Site

/// Under which authorisation somebody has decided a case alone, as the API tells it.
struct OneHand: Encodable, Sendable {
  let authorisation: String
  let number: String
  let kind: Authorisation.Kind

  init(_ authority: Authority) {
    authorisation = authority.authorisation
    number = authority.number
    kind = authority.kind
  }

  static let schema: Schema = .object([
    .required("authorisation", .string()), .required("number", .string()),
    .required("kind", .choice(of: Authorisation.Kind.self)),
  ])
}
