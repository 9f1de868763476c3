// SPDX-License-Identifier: Apache-2.0

import Journal
import Site

/// An account as it is shown, on pages and by the API: what is personal is masked.
package struct AccountView: Encodable, Sendable, Hashable {
  package let id: String
  package let login: String
  package let kind: Account.Kind
  package let name: String
  package let code: String?
  package let phone: String?
  package let roles: [Role]
  package let department: String?

  package init(_ account: Account) {
    id = account.id
    login = account.login
    kind = account.kind
    name = Masking.name(account.name, ofPerson: account.kind == .person)
    // The credit code of an entity is public, as its name is.
    code = account.kind == .entity ? account.code : account.code.map(Masking.code)
    phone = account.phone.map(Masking.phone)
    roles = account.roles.sorted { $0.rawValue < $1.rawValue }
    department = account.department
  }

  /// The shape in the OpenAPI document.
  static let schema = Schema.named(
    "Account",
    .object([
      .required("id", .string()),
      .required("login", .string()),
      .required("kind", .choice(of: Account.Kind.self)),
      .required("name", .string(), "Masked, unless it is the name of an entity or of staff."),
      .optional("code", .string(), "The identity number, masked; or the credit code of an entity."),
      .optional("phone", .string(), "Masked."),
      .required("roles", .array(.choice(of: Role.self))),
      .optional("department", .string()),
    ]))
}
