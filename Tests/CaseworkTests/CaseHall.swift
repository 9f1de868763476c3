// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import Journal
import SQL
import ShangMi

@testable import Casework

/// A desk with one item on the shelf, on a database in memory and a folder that is gone after the test.
final class CaseHall: Sendable {
  let desk: CaseDesk
  private let folder: URL

  static let now = CaseTrial.instant("2026-03-02", hour: 9)

  init(item source: String = CaseHall.source) async throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "casework-tests-\(UUID().uuidString)")
    let database = try Database.open(.memory)
    try await database.migrate(
      JournalSchema.migrations + CaseworkSchema.migrations, at: Self.now)
    let shelf = CatalogueShelf()
    shelf.put([
      PublishedVersion(
        try Self.item(source), digest: SM3.digest(source).description, importedAt: Self.now)
    ])
    desk = CaseDesk(
      journal: Journal(
        database: database, clock: Clock { CaseHall.now },
        parts: CasePolicies.all(calendar: .china, settings: CaseworkSettings())),
      shelf: shelf, calendar: .china, files: try FileStore(folder: folder))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Hands a filing in, with the document that the item always wants.
  @discardableResult
  func submit(
    _ filing: Filing, by actor: Actor, key: CommandKey? = nil
  ) async throws -> CaseDesk.Receipt {
    var filing = filing
    let item = try desk.item(filing.item)
    if let material = item.materials.first(where: { $0.key == "application" }) {
      let bytes = Array("%PDF-1.7 application".utf8)
      filing.files = [
        try await desk.upload(bytes, name: "申请书.pdf", for: material, by: actor)
      ]
    }
    return try await desk.submit(filing, through: .online, by: actor, key: key)
  }

  static func item(_ source: String = CaseHall.source) throws -> ItemVersion {
    try ItemFile(source: source, name: "catalogue/law.yaml").version
  }

  /// The item with one part replaced; the part must be there.
  static func yaml(_ old: String, _ new: String) -> String {
    precondition(source.contains(old), "the item does not contain \(old)")
    return source.replacingOccurrences(of: old, with: new)
  }

  /// A file that nobody has brought.
  static func file(of material: String) -> FiledFile {
    FiledFile(
      material: material, digest: SM3.digest(material), name: "\(material).pdf", kind: .pdf,
      size: 1, grade: .uploaded)
  }

  static let source = """
    code: "11420103MB0000001P4000101001001"
    handling_code: "01"
    name: 样品经营许可
    name_en: Sample trading licence
    type: "01"
    version: 1
    effective: 2026-01-01
    department: 社会民生科
    department_en: Social Affairs Section
    body: {name: 武汉市江汉区行政审批局, code: "11420103MB0000001P"}
    level: "4"
    served: [natural_person, enterprise]
    subjects: [食品药品]
    subjects_en: [Food and drugs]
    life_stage: 准营
    handling: promised
    substance_check: true
    basis:
      - {law: 样品法, article: 第一条, text: 经营样品应当取得许可。}
    conditions: [有经营场所]
    conditions_en: [Has premises]
    quantity_limit: 无数量限制
    quantity_limit_en: No limit
    fee: {charged: false}
    terms:
      statutory: {number: 20, unit: working_day, law: 行政许可法, article: 第四十二条}
      promised: {number: 8, unit: working_day}
    visits: 0
    online_depth: 4
    express: true
    kiosk: false
    cross_region: none
    questions:
      - key: business
        ask: 经营什么？
        ask_en: What do you trade in?
        options:
          - {key: retail, label: 零售, label_en: Retail}
          - {key: catering, label: 餐饮, label_en: Catering}
      - key: cold
        ask: 是否制作冷食？
        ask_en: Do you make cold dishes?
        when: {business: [catering]}
        options:
          - {key: "yes", label: 是, label_en: "Yes"}
          - {key: "no", label: 否, label_en: "No"}
    form:
      - {key: entity_name, label: 经营者名称, label_en: Name of the business, type: text, required: true, max: 80}
      - key: seats
        label: 餐位数
        label_en: Seats
        type: number
        required: false
        when: {business: [catering]}
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
      - key: application
        name: 申请书
        name_en: Application
        form: electronic
        copies: {original: 1, copy: 0}
        source: applicant
        required: true
        accept: [pdf]
        max_mb: 10
        grade: C
        standard: 内容完整
        fill: 按栏填写
        sample: 样表一份
        basis: 样品法第一条
      - key: cold_room
        name: 冷食间平面图
        name_en: Plan of the cold kitchen
        form: original
        copies: {original: 1, copy: 0}
        source: applicant
        required: true
        when: {cold: ["yes"]}
        accept: [pdf, jpg]
        max_mb: 10
        grade: C
      - key: business_licence
        name: 营业执照
        name_en: Business licence
        form: electronic
        copies: {original: 0, copy: 0}
        source: government
        issued_by: 市场监督管理部门
        required: true
        accept: [pdf, ofd]
        max_mb: 10
        grade: A
    process:
      - {step: 受理, step_en: Acceptance, days: 1, who: 综合窗口, who_en: General window}
      - {step: 审核, step_en: Review, days: 4, who: 审核人员, who_en: Reviewers}
      - {step: 审批, step_en: Decision, days: 2, who: 首席审批员, who_en: Chief approver}
      - {step: 办结, step_en: Conclusion, days: 0.5, who: 系统, who_en: The system}
      - {step: 送达, step_en: Delivery, days: 0.5, who: 综合窗口, who_en: General window}
    result:
      name: 样品经营许可证
      name_en: Sample trading licence
      kind: licence
      validity: {number: 5, unit: year}
      number_pattern: "YP420103{serial:6}"
      licence_type: "11420103MB0000001P099"
      sample: 样本一页
      sample_en: One page
    window:
      place: 江汉区政务服务中心二楼 B12 号窗口
      place_en: Jianghan Government Service Centre, window B12
      hours: 周一至周五 9:00–17:00
      hours_en: Monday to Friday 9:00–17:00
      phone: "027-0000-0101"
      complaints: "027-0000-0900"
    agents: true
    faq:
      - {q: 要多久？, q_en: How long?, a: 八个工作日。, a_en: Eight working days.}
    provenance: {law: [basis], demo: [window]}
    """
}

extension Filing {
  /// A filing without fault but for the documents.
  static func complete(agent: Bool = false) -> Filing {
    Filing(
      item: ItemReference(code: "11420103MB0000001P4000101001001", version: 1),
      applicant: Party(name: "王小明", code: "11010519491231002X", phone: "13800000000"),
      agent: agent
        ? Party(name: "代办公司", code: "91350100M000100Y43", phone: "027-85730000") : nil,
      situation: ["business": "retail"], answers: ["entity_name": "小明食品店"], files: [])
  }
}
