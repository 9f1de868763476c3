// SPDX-License-Identifier: Apache-2.0

import Catalogue

/// In whose name this bureau's items are exercised.
package struct DraftingSettings: Sendable {
  package var body: String
  /// The body's unified social credit code, the first 18 characters of every implementation code.
  package var bodyCode: String
  package var level: ExerciseLevel

  package init(
    body: String = "武汉市江汉区行政审批局", bodyCode: String = "11420103MB0000001P",
    level: ExerciseLevel = .county
  ) {
    self.body = body
    self.bodyCode = bodyCode
    self.level = level
  }
}
