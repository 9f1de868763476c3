// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

@testable import Catalogue

@Suite("One material for several items", .withoutDatabase)
struct JoiningTests {
  @Test("what one item fetches and another wants brought is brought, once, for both")
  func broughtOnce() throws {
    func requirement(of file: String) throws -> MaterialRequirement {
      let material = try #require(
        try RealCatalogue.item(file).materials.first { $0.key == "heritage_opinion" })
      return MaterialRequirement(material: material, reasons: [], rule: nil, rows: [])
    }
    let fetched = try requirement(of: "construction-planning-permit.yaml")
    let brought = try requirement(of: "outdoor-advertising.yaml")
    try #require(fetched.isFetched != brought.isFetched)
    for joined in [fetched.joined(brought), brought.joined(fetched)] {
      #expect(!joined.isFetched && joined.isRequired)
    }
    #expect(fetched.joined(fetched).isFetched == fetched.isFetched)
  }
}
