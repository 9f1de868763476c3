// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Identity
import Journal
import ShangMi
import Site

/// How a case is written in the record groups of GB/T 39046-2020: tables 5 (application), 6 (acceptance), 7 (process and
/// special procedures) and 8 (completion).
struct CaseRecord {
  let file: CaseFile
  /// Whether names, numbers and telephones are given in full.
  let isFull: Bool
  /// Whether the reader is of the bureau: who handled a step and what was thought of it is its own affair.
  let isStaff: Bool

  private typealias Group = StandardRecord.Group
  private typealias Field = StandardRecord.Field

  var record: StandardRecord {
    StandardRecord(
      groups: [application] + materials + acceptance + process + procedures + completion)
  }

  // MARK: What all share

  private var item: ItemVersion { file.item }
  private var facts: CaseFacts { file.state.facts }
  private var type: StandardCaseType {
    StandardCaseType(promised: file.state.terms.promised ?? item.terms.promised)
  }

  /// The division that the body belongs to: the third to eighth character of its credit code (GB 32100).
  private var division: String { String(item.body.code.dropFirst(2).prefix(6)) }

  private var number: Field? { Field("办件编号", .text(max: 50), file.row.number) }
  private var itemCode: Field? { Field("实施编码", .text(max: 36), item.code) }
  private var itemName: Field? { Field("事项名称", .text(max: 200), item.name.zh) }

  private func name(_ party: Party?) -> String? {
    party.map { isFull ? $0.name : Masking.name($0.name, ofPerson: !$0.isEntity) }
  }

  private func code(_ party: Party?) -> String? {
    party.map { isFull || $0.isEntity ? $0.code : Masking.code($0.code) }
  }

  private func phone(_ party: Party?) -> String? {
    party.map { isFull ? $0.phone : Masking.phone($0.phone) }
  }

  // MARK: Table 5, application

  private var application: Group {
    let applicant = file.filing?.applicant
    let contact = file.filing?.agent ?? applicant
    return Group(
      "办件申请信息",
      [
        number, itemCode, itemName,
        Field("办件类型", .text(max: 20), type.label),
        Field("办件类型代码", .digits(1...1), type.rawValue),
        Field("申请者名称", .text(max: 100), name(applicant)),
        Field("申请者证件类型", .digits(3...3), applicant?.documentType),
        Field("申请者证件号码", .text(max: 18), code(applicant)),
        Field("联系人_代理人姓名", .text(max: 30), name(contact)),
        Field("联系人_代理人证件类型", .digits(3...3), contact?.documentType),
        Field("联系人_代理人证件号码", .text(max: 18), code(contact)),
        Field("联系人_代理人手机号码", .text(max: 18), phone(contact)),
        Field("申报来源代码", .digits(1...1), file.row.channel.standardCode),
        Field("申请时间", .instant, facts.received?.standard),
        Field("行政区划", .digits(6...9), division),
      ])
  }

  private var materials: [Group] {
    guard let filing = file.filing else { return [] }
    let required = (try? filing.materials(of: item)) ?? []
    return required.map { material in
      let files = filing.files.filter { $0.material == material.key }
      let way = material.isFetched ? "数据共享" : files.isEmpty ? nil : "电子件"
      return Group(
        "办件申请材料信息",
        [
          number, Field("材料名称", .text(max: 200), material.name.zh),
          Field("是否收取", .digits(1...1), files.isEmpty ? "0" : "1"),
          Field("收取方式", .text(max: 20), way),
          Field("收取数量", .digits(1...2), String(files.count)),
          Field("收取时间", .instant, files.isEmpty ? nil : facts.received?.standard),
        ])
    }
  }

  // MARK: Table 6, acceptance

  private var acceptance: [Group] {
    guard let accepted = facts.accepted else { return [] }
    let event = file.history.last { entry in
      switch entry.event {
      case .accepted, .deemedAccepted: true
      default: false
      }
    }
    let document = file.documents.last { $0.kind == .acceptance }?.number
    return [
      Group(
        "办件受理信息",
        [
          number, Field("基本编码", .text(max: 12), String(item.code.suffix(12))), itemCode, itemName,
          Field("受理单位名称", .text(max: 100), item.body.name),
          Field("受理单位统一社会信用代码", .text(max: 18), item.body.code),
          Field("受理人员", .text(max: 30), isStaff ? event?.moment.actor : nil),
          Field("受理时间", .instant, accepted.at.standard),
          Field("受理文书编号", .text(max: 30), document),
          Field("承诺办结时间", .day, file.clock[.promised]?.due.standard),
          Field("办件类型", .text(max: 20), type.label), Field("行政区划", .digits(6...9), division),
        ])
    ]
  }

  // MARK: Table 7, process and special procedures

  private var process: [Group] {
    file.history.compactMap { entry in
      guard let link = ProcessLink(entry.event), isStaff || !link.isInternal else { return nil }
      return Group(
        "办件过程信息",
        [
          number, Field("业务动作", .text(max: 20), link.action),
          Field("环节名称", .text(max: 50), link.name),
          Field("环节处理人", .text(max: 30), isStaff ? entry.moment.actor : nil),
          Field("处理意见", .text(max: 1000), isStaff ? file.text(link.text) : nil),
          Field("开始时间", .instant, entry.moment.at.standard),
          Field("结束时间", .instant, entry.moment.at.standard),
          Field("处理单位名称", .text(max: 100), item.body.name),
          Field("处理单位统一社会信用代码", .text(max: 18), item.body.code),
          // 2: done; what is still to do has no event.
          Field("状态", .digits(1...1), "2"),
        ])
    }
  }

  private var procedures: [Group] {
    let extensions = facts.extensions.map { fact in
      procedure(
        "延长审批", .extended, from: fact.approved, to: fact.told, reasons: reasons(of: fact),
        result: nil)
    }
    let others = facts.procedures.map { fact in
      let texts = texts(of: fact)
      return procedure(
        fact.kind.chinese, .other, from: fact.started, to: fact.ended, reasons: texts.begun,
        result: texts.ended)
    }
    return extensions + others
  }

  private func procedure(
    _ name: String, _ type: StandardProcedureType, from start: Instant, to end: Instant?,
    reasons: String?, result: String?
  ) -> Group {
    Group(
      "办件特别程序信息",
      [
        number, Field("特别程序种类名称", .text(max: 100), name),
        Field("特别程序种类代码", .digits(1...1), type.rawValue),
        Field("开始时间", .instant, start.standard), Field("启动理由或依据", .text(max: nil), reasons),
        Field("结束时间", .instant, end?.standard), Field("结果", .text(max: nil), result),
        Field("办理单位名称", .text(max: 100), item.body.name),
        Field("办理单位统一社会信用代码", .text(max: 18), item.body.code),
      ])
  }

  /// Why the term was extended.
  private func reasons(of fact: Extension) -> String? {
    file.history.lazy.compactMap { entry -> String? in
      guard case .extending(let event) = entry.event, entry.moment.at == fact.approved else {
        return nil
      }
      return file.text(event.text)
    }.first
  }

  /// Why a special procedure was begun, and what came of it.
  private func texts(of fact: SpecialProcedure) -> (begun: String?, ended: String?) {
    var texts: (begun: String?, ended: String?) = (nil, nil)
    for entry in file.history {
      guard case .procedure(let event) = entry.event else { continue }
      switch event {
      case .begun(fact.kind, _, let text) where entry.moment.at == fact.started:
        texts.begun = file.text(text)
      case .ended(fact.kind, let text) where entry.moment.at == fact.ended:
        texts.ended = file.text(text)
      default: continue
      }
    }
    return texts
  }

  // MARK: Table 8, completion

  private var completion: [Group] {
    guard let ended = facts.ended else { return [] }
    let actor = file.history.last { $0.moment.at == ended.at }?.moment.actor
    let method = file.history.lazy.compactMap { entry -> DeliveryMethod? in
      if case .delivered(let method) = entry.event { method } else { nil }
    }.first
    return [
      Group(
        "办件办结信息",
        [
          number, Field("办理人", .text(max: 30), isStaff ? actor : nil),
          Field("办结时间", .instant, ended.at.standard),
          Field("结果证照名称", .text(max: 100), file.row.licence == nil ? nil : item.result.name.zh),
          Field("结果证照编号", .text(max: 100), file.row.licence),
          Field("办件结果描述", .text(max: 1000), outcome(ended.kind)),
          Field("发证_盖章单位", .text(max: 100), item.body.name),
          Field("行政区划", .digits(6...9), division),
          Field("是否快递", .digits(1...1), method == .express ? "1" : "0"),
          Field("是否收费", .digits(1...1), item.fee.charged ? "1" : "0"),
        ])
    ]
  }

  private func outcome(_ kind: CaseFacts.Ending.Kind) -> String {
    switch kind {
    case .concluded: file.state.isGranted == false ? "不予许可" : "准予"
    case .notRequired: "不受理"
    case .notAccepted: "不予受理"
    case .withdrawn: "申请人撤回"
    case .terminated: "终止办理"
    }
  }
}

/// A link of the process (环节) as upper platforms know it, with what was done in it (业务动作: 通过, 退回, 其他).
struct ProcessLink {
  let name: String
  let action: String
  let text: Digest?
  let isInternal: Bool

  /// Nil for what is no link: numbers of documents, what follows by itself.
  init?(_ event: Case.Event) {
    let (name, action): (String, String)
    var text: Digest?
    switch event {
    case .submitted: (name, action) = ("收件", "通过")
    case .corrected: (name, action) = ("收件", "其他")
    case .supplementNoticed(let notice): (name, action, text) = ("补正告知", "退回", notice)
    case .supplemented: (name, action) = ("补正受理", "通过")
    case .foundNotRequired(let reasons): (name, action, text) = ("受理", "退回", reasons)
    case .acceptanceRefused(let reasons): (name, action, text) = ("受理", "退回", reasons)
    case .accepted, .deemedAccepted: (name, action) = ("受理", "通过")
    case .reviewed(let review):
      (name, action, text) = ("审查", review.passed ? "通过" : "其他", review.opinion)
    case .granted(let reasons): (name, action, text) = ("决定", "通过", reasons)
    case .refused(let reasons): (name, action, text) = ("决定", "其他", reasons)
    case .licenceIssued: (name, action) = ("制证", "通过")
    case .delivered: (name, action) = ("送达", "通过")
    case .withdrawn(let reasons): (name, action, text) = ("撤回", "其他", reasons)
    case .terminated(_, let reasons): (name, action, text) = ("终止", "其他", reasons)
    case .concluded, .rectified, .documentNumbered: return nil
    default:
      guard let turn = event.turn else { return nil }
      (name, action, text) = (turn.phrase.chinese, "其他", turn.text)
    }
    self.name = name
    self.action = action
    self.text = text
    isInternal = event.turn?.isInternal ?? false
  }
}
