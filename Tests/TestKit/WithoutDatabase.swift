// SPDX-License-Identifier: Apache-2.0

import TestEngines
import Testing

extension Trait where Self == ConditionTrait {
  /// What touches no database is the same on every engine, and is run with the first one alone.
  package static var withoutDatabase: Self {
    .enabled(if: TestEngine.current == .sqlite, "touches no database")
  }
}
