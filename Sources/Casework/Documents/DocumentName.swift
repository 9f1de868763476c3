// SPDX-License-Identifier: Apache-2.0

import Catalogue
import FEEL
import Site

/// The names that templates may read, as officials write them, with what they mean.
enum DocumentName: String, CaseIterable {
  case title = "文书名称"
  case number = "文书编号"
  case day = "成文日期"
  case issuer = "机关"
  case applicant = "申请人"
  case caseNumber = "办件编号"
  case item = "事项"
  case isLicensing = "行政许可"
  case under = "依照"
  case received = "收件时间"
  case happened = "办理时间"
  case place = "办理地点"
  case phone = "咨询电话"
  case complaints = "监督电话"
  case reasons = "理由"
  case remedies = "救济途径"
  case government = "复议机关"
  case materials = "材料"
  case isErased = "材料已删除"
  case missing = "补正内容"
  case wasNoticed = "补正过"
  case noticeDue = "告知补正到期日"
  case isDeemed = "视为受理"
  case acceptedOn = "受理日期"
  case isImmediate = "当场办结"
  case statutory = "法定期限"
  case statutoryDue = "法定到期日"
  case statutoryBasis = "法定期限依据"
  case promised = "承诺期限"
  case promisedDue = "承诺到期日"
  case promisedBasis = "承诺期限依据"
  case basis = "依据"
  case result = "结果名称"
  case makesLicence = "发证"
  case licence = "证照编号"
  case issueDue = "颁发到期日"
  case method = "送达方式"
  case delivered = "送达文书"
  case cause = "终止原因"
  case rectified = "更正文书"
  case told = "告知事项"
  case details = "事项明细"

  /// The names within an element of a list.
  enum Part: String {
    case name = "名称"
    case count = "份数"
    case form = "形式"
    case target = "项目"
    case problem = "问题"
    case serial = "编号"
    case content = "内容"
  }

  /// All names with their types.
  static let all: Names = {
    var names = Names()
    for name in allCases { names.declare(name.rawValue, name.type) }
    return names
  }()

  /// What the value is.
  var type: FEELType {
    switch self {
    case .isLicensing, .isErased, .wasNoticed, .isDeemed, .isImmediate, .makesLicence: .boolean
    case .day, .noticeDue, .acceptedOn, .statutoryDue, .promisedDue, .issueDue: .date
    case .received, .happened: .dateTime
    case .reasons: .list(.string)
    case .materials: Self.list((.name, .string), (.count, .number), (.form, .string))
    case .missing: Self.list((.target, .string), (.problem, .string))
    case .delivered: Self.list((.name, .string), (.serial, .string))
    case .details: Self.list((.name, .string), (.content, .string))
    default: .string
    }
  }

  private static func list(_ parts: (Part, FEELType)...) -> FEELType {
    .list(.context(parts.map { FEELType.Component($0.rawValue, $1) }))
  }

  /// What it stands for, for who writes a template.
  var meaning: Phrase {
    switch self {
    case .title: "这种文书的名称，随事项类型而定"
    case .number: "文书的编号"
    case .day: "文书落款的日期"
    case .issuer: "作出文书的机关"
    case .applicant: "申请人的姓名或者名称"
    case .caseNumber: "办件编号"
    case .item: "事项的名称"
    case .isLicensing: "事项是不是行政许可"
    case .under: "行政许可为“根据”，其他事项为“参照”"
    case .received: "收到申请的时间"
    case .happened: "这一步办理的时间"
    case .place: "窗口的地点"
    case .phone: "咨询电话"
    case .complaints: "监督投诉电话"
    case .reasons: "理由，一段一项"
    case .remedies: "行政复议和行政诉讼的途径、期限和法律依据"
    case .government: "受理行政复议的人民政府"
    case .materials: "本情形需要的材料，每项有名称、份数、形式"
    case .isErased: "申请内容是不是已经依法删除"
    case .missing: "需要补正的内容，每项有项目、问题"
    case .wasNoticed: "是不是已经一次性告知补正"
    case .noticeDue: "告知补正的最后一天"
    case .isDeemed: "是不是逾期未告知而视为受理"
    case .acceptedOn: "受理之日"
    case .isImmediate: "是不是承诺当场办结"
    case .statutory, .promised: "期限的长短，例如“20 个工作日”"
    case .statutoryDue, .promisedDue: "期限的最后一天"
    case .statutoryBasis, .promisedBasis: "期限的依据"
    case .basis: "作出决定所依据的法律条款"
    case .result: "办理结果的名称"
    case .makesLicence: "准予后是不是颁发证照"
    case .licence: "证照的编号"
    case .issueDue: "颁发、送达证照的最后一天"
    case .method: "送达的方式"
    case .delivered: "送达的文书和证照，每项有名称、编号"
    case .cause: "终止办理的原因"
    case .rectified: "被更正的文书的编号"
    case .told: "书面告知的事项"
    case .details: "告知事项的明细，每项有名称、内容"
    }
  }
}
