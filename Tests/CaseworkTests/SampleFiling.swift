// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Journal
import ShangMi
import TestKit

@testable import Casework

/// The sample item with a field of every kind, alone on the shelf.
enum SampleFiling {
  static let source = Sample.yaml(
    "materials:\n",
    """
      - {key: opening, label: 拟开业日期, label_en: Opening day, type: date, required: false}
      - key: kind
        label: 场所类型
        label_en: Kind of premises
        type: choice
        required: false
        options:
          - {key: shop, label: 门店, label_en: Shop}
          - {key: stall, label: 摊位, label_en: Stall}
    materials:

    """)

  static func item() throws -> ItemVersion { try Sample.item(source) }

  /// A bureau with nothing but this item, on the day of the law tests.
  static func bureau(_ item: ItemVersion? = nil) async throws -> Bureau {
    try await Bureau(
      on: "2026-03-02", publishing: [RealCatalogue.published(try item ?? self.item())])
  }

  /// A file that nobody has brought.
  static func file(of material: String) -> FiledFile {
    FiledFile(
      material: material, digest: SM3.digest(material), name: "\(material).pdf", kind: .pdf,
      size: 1, grade: .uploaded)
  }
}

extension Bureau {
  /// Hands a filing in, with the document that the item always wants.
  @discardableResult
  func submit(
    _ filing: Filing, by actor: Actor, key: CommandKey? = nil
  ) async throws -> CaseDesk.Receipt {
    var filing = filing
    let item = try desk.item(filing.item)
    if let material = item.materials.first(where: { $0.key == "application" }) {
      let bytes = Array(Application.pdf().utf8)
      filing.files = [
        try await desk.upload(bytes, name: "申请书.pdf", for: material, by: actor)
      ]
    }
    return try await desk.submit(filing, through: .online, by: actor, key: key)
  }
}

extension Filing {
  /// A filing without fault but for the documents.
  static func complete(agent: Bool = false) -> Filing {
    Filing(
      item: ItemReference(code: Sample.code, version: 1),
      applicant: Party(name: "王小明", code: "11010519491231002X", phone: "13800000000"),
      agent: agent
        ? Party(name: "代办公司", code: "91350100M000100Y43", phone: "027-85730000") : nil,
      situation: ["business": "retail"], answers: ["entity_name": "小明食品店"], files: [])
  }
}
