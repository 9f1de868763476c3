// SPDX-License-Identifier: Apache-2.0

import Journal
import SQL

/// What a room brings to the house: one value, listed once in App.
package struct Room: Sendable {
  package let name: String
  package let migrations: [Migration]
  /// Projections, policies and deadline handlers.
  package let journal: [any JournalPart]
  package let routes: [Route]
  /// The room's `en.yaml`: a map from source text to English.
  package let english: String

  package init(
    name: String, migrations: [Migration] = [], journal: [any JournalPart] = [],
    routes: [Route] = [], english: String = ""
  ) {
    self.name = name
    self.migrations = migrations
    self.journal = journal
    self.routes = routes
    self.english = english
  }
}
