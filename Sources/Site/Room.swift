// SPDX-License-Identifier: Apache-2.0

/// What a room brings to the site: one value, listed once in App.
///
/// What it brings to the journal and to the database stands beside it, as `XRoom.parts` and `XSchema.migrations`: they are needed
/// before any page can be made.
package struct Room: Sendable {
  package let name: String
  package let routes: [Route]
  /// The room's `en.yaml`: a map from source text to English.
  package let english: String

  package init(name: String, routes: [Route] = [], english: String = "") {
    self.name = name
    self.routes = routes
    self.english = english
  }
}
