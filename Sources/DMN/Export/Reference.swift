// SPDX-License-Identifier: Apache-2.0

/// Where a reference leads: `#id`, `namespace#id` or, as some tools write, the identifier alone.
struct Reference {
  /// The namespace of another model, or nothing for the model itself.
  let namespace: String?
  let identifier: String

  init(_ href: String, in namespace: String) {
    guard let sign = href.lastIndex(of: "#") else {
      self.namespace = nil
      identifier = href
      return
    }
    let before = href[..<sign]
    self.namespace = before.isEmpty || before == namespace ? nil : String(before)
    identifier = String(href[href.index(after: sign)...])
  }
}
