// SPDX-License-Identifier: Apache-2.0

import App
import Bundles
import Casework
import Catalogue
import Identity
import Journal
import ShangMi
import TestKit

/// What the holder of the ``House`` does as one: a joint case, and a draft of another.
enum HouseJoint {
  private static let source = """
    code: noodles
    kind: industry
    name: 开面馆
    version: 1
    effective: 2026-01-01
    served: [enterprise]
    life_stage: 准营
    lead: 社会民生科
    departments:
      - {name: 社会民生科, duty: 牵头}
      - {name: 市政城管科, duty: 店招}
    members:
      - key: food
        item: "11420103MB0000001P4000131023001"
        situation: {business: catering, entity: individual, cold: "no", raw: "no", pastry: "no", drinks: "no", premises: owned, agent: self}
      - key: sign
        item: "11420103MB0000001P4000117033001"
        optional: true
        situation: {kind: sign, carrier: wall, carrier_owner: own, heritage: "no", agent: self}
        fields: {site_address: business_address, area_sqm: sign_area_sqm}
    promised: {number: 8, unit: working_day}
    provenance: {demo: [all]}
    """

  /// - Returns: what is put into the places of their paths.
  static func places(
    of account: Account, in program: Program
  ) async throws -> [String: [String: String]] {
    program.bundles.put([try BundleFile(source: source, name: "noodles.yaml").bundle])
    let (joint, digest) = try await drafted(by: account, in: program)
    let receipt = try await program.joints.submitDraft(joint, by: account.actor)
    let (draft, file) = try await drafted(by: account, in: program)
    return [
      "joint-cases": ["id": receipt.id, "digest": digest, "part": "sign"],
      "joint-drafts": ["id": draft, "digest": file, "member": "food"],
      "bundles": ["code": "noodles"],
    ]
  }

  /// A complete draft, and the digest of a file in it.
  private static func drafted(
    by account: Account, in program: Program
  ) async throws -> (id: String, digest: String) {
    let desk = program.joints
    let id = try await desk.beginDraft(
      of: "noodles", answers: [:], leftOut: ["sign"], for: account)
    let form = try desk.form(of: try await desk.draft(id, for: account.actor).filing)
    var files: [FiledFile] = []
    for paper in form.papers where paper.isBrought && paper.requirement.isRequired {
      let bytes = Array("%PDF-1.4\n% \(paper.requirement.key)\n%%EOF\n".utf8)
      files.append(
        try await program.desk.upload(
          bytes, name: "热干面.pdf", for: paper.requirement.material, by: account.actor))
    }
    let (kept, filled) = (files, Application.values(of: form.fields.map(\.field)))
    try await desk.changeDraft(id, by: account.actor) { filing in
      filing.values = filled
      filing.files = kept
    }
    return (id, files.first?.digest.description ?? "")
  }
}
