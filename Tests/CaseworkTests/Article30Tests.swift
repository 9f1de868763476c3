// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import TestKit
import Testing

@testable import Casework

/// 行政许可法 第三十条: what must be published.
///
/// The real catalogue is what the program publishes.
@Suite("Administrative Licensing Law, article 30", .withoutDatabase)
struct Article30Tests {
  /// Every item of the catalogue that is a licence.
  private func licences() throws -> [ItemVersion] {
    try RealCatalogue.items().filter { $0.type == .licensing }
  }

  @Test("article 30: every licence shows its basis, conditions, quantity, procedure and terms")
  func elements() throws {
    let items = try licences()
    #expect(!items.isEmpty)
    for item in items {
      #expect(!item.basis.isEmpty, "\(item.name.zh)")
      #expect(!item.conditions.isEmpty, "\(item.name.zh)")
      #expect(!item.quantityLimit.zh.isEmpty, "\(item.name.zh)")
      #expect(!item.process.isEmpty, "\(item.name.zh)")
      #expect(!item.terms.statutory.basis.law.isEmpty, "\(item.name.zh)")
    }
  }

  @Test("article 30: every licence lists the materials and says how the application is filled in")
  func materials() throws {
    for item in try licences() {
      #expect(!item.materials.isEmpty, "\(item.name.zh)")
      #expect(!item.form.isEmpty, "\(item.name.zh)")
      let asked = item.materials.filter { $0.source == .applicant && $0.required }
      #expect(
        asked.allSatisfy { $0.fill != nil || $0.sample != nil || $0.standard != nil },
        "\(item.name.zh)")
    }
  }
}
