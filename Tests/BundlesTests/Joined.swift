// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Identity
import Journal
import ShangMi
import TestKit
import Testing

@testable import Bundles

/// A bundle for tests, written over items of the real catalogue: the premises' licence, the sign over its door, and the
/// register before both.
enum Joined {
  static let food = "11420103MB0000001P4000131023001"
  static let sign = "11420103MB0000001P4000117033001"
  static let register = "11420103MB0000001P4000731002001"

  /// - Parameters:
  ///   - head: lines in place of the usual ones before the questions.
  ///   - members: the members in place of the usual ones.
  static func source(_ members: String = usual, more: String = "") -> String {
    """
    code: restaurant
    kind: industry
    name: 开餐饮店
    name_en: Open a restaurant
    version: 1
    effective: 2026-01-01
    served: [enterprise]
    life_stage: 准营
    lead: 社会民生科
    departments:
      - {name: 社会民生科, duty: 牵头}
      - {name: 市政城管科, duty: 店招}
      - {name: 市场准入科, duty: 执照}
    questions:
      - key: registered
        ask: 已经有营业执照了吗？
        options:
          - {key: "yes", label: 有}
          - {key: "no", label: 没有}
      - key: sign
        ask: 要设置店招吗？
        options:
          - {key: "yes", label: 要}
          - {key: "no", label: 不要}
    members:
    \(members)
    \(more)
    certificate:
      name: 行业综合许可证
      number_pattern: "江行综〔{year}〕{serial:6}号"
    promised: {number: 8, unit: working_day}
    provenance: {law: [members], demo: [promised]}
    """
  }

  static let usual = """
      - key: register
        item: "\(register)"
        when: {registered: ["no"]}
        situation: {use_name: "yes", composition: personal, premises: owned, dwelling: "no", pre_licensed: "no", agent: self}
        fields: {operator: legal_person, operator_id: legal_person_id, operator_phone: contact_phone}
        gives:
          materials: [business_licence]
          fields: {uscc: entered}
      - key: food
        item: "\(food)"
        situation: {business: catering, entity: individual, cold: "no", raw: "no", pastry: "no", drinks: "no", premises: owned, agent: self}
        after: [register]
      - key: sign
        item: "\(sign)"
        when: {sign: ["yes"]}
        situation: {kind: sign, carrier: wall, carrier_owner: own, heritage: "no", agent: self}
        fields: {site_address: business_address, area_sqm: sign_area_sqm}
        after: [register]
    """

  static func bundle(_ source: String = source()) throws -> Bundle {
    try BundleFile(source: source, name: "restaurant.yaml").bundle
  }

  static func items() throws -> [String: ItemVersion] {
    Dictionary(try RealCatalogue.items().map { ($0.code, $0) }) { first, _ in first }
  }

  static func form(
    _ answers: [String: String], leftOut: Set<String> = []
  ) throws -> JointForm {
    JointForm(try bundle(), items: try items(), answers: answers, leftOut: leftOut)
  }
}

extension Bureau {
  /// A bureau that publishes the bundle of the tests.
  static func joined(_ source: String = Joined.source()) async throws -> Bureau {
    try await Bureau(bundles: [try Joined.bundle(source)])
  }

  /// Hands in a complete joint application.
  func fileJointly(
    answers: [String: String] = ["registered": "yes", "sign": "yes"], leftOut: Set<String> = [],
    by name: String = "applicant"
  ) async throws -> JointDesk.Receipt {
    let account = try Self.account(name)
    let id = try await joints.beginDraft(
      of: "restaurant", answers: answers, leftOut: leftOut, for: account)
    let form = try joints.form(of: try await joints.draft(id, for: account.actor).filing)
    var files: [FiledFile] = []
    for paper in form.papers where paper.isBrought && paper.requirement.isRequired {
      files.append(try await upload(paper.requirement, by: account.actor))
    }
    let (values, kept) = (Self.values(of: form), files)
    try await joints.changeDraft(id, by: account.actor) { filing in
      filing.values = values
      filing.files = kept
    }
    return try await joints.submitDraft(id, by: account.actor)
  }

  func upload(_ requirement: MaterialRequirement, by actor: Actor) async throws -> FiledFile {
    try await desk.upload(
      Array(Application.pdf(requirement.key).utf8), name: "\(requirement.key).pdf",
      for: requirement.material, by: actor)
  }

  static func values(of form: JointForm) -> [String: String] {
    Application.values(of: form.fields.map(\.field))
  }

  func open(_ id: String, as name: String = "clerk") async throws -> JointFile {
    try await joints.open(id, for: try Self.actor(name))
  }

  /// Brings the case of an accepted part to its decision.
  func decidePart(
    _ key: String, of id: String, granted: Bool = true, by word: String = ""
  ) async throws {
    let caseID = try #require(try await open(id).part(key)?.state.caseID)
    for reviewer in ["\(word)reviewer-1", "\(word)reviewer-2"] {
      try await take(
        .review(passed: granted, opinion: Reasons("现场与图纸相符")), with: caseID, by: reviewer,
        texts: "现场与图纸相符")
    }
    try await take(
      .decide(granted: granted, Reasons("依法决定。")), with: caseID, by: "\(word)approver",
      texts: "依法决定。")
  }
}
