// SPDX-License-Identifier: Apache-2.0

import Site

/// Under which authorisation somebody has decided a case alone, as the API and the documents tell it.
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

extension CaseFile {
  /// The sentence of the decision's document on who has decided alone, if one did.
  var oneHand: HTML? {
    guard let authority = state.oneHand.authority else { return nil }
    let who = authority.kind == .chief ? "首席审批员" : "窗口人员"
    return "<p>本件由\(who)依据授权书（\(authority.number)）受理和决定。</p>"
  }
}
