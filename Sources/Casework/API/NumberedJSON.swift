// SPDX-License-Identifier: Apache-2.0

/// A document and its number, as the API tells them.
struct NumberedJSON<Kind: Encodable & Sendable>: Encodable, Sendable {
  let kind: Kind
  let number: String
}
