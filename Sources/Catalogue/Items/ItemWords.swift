// SPDX-License-Identifier: Apache-2.0

/// A text of the catalogue in Chinese, its source, and in English where somebody has translated it.
package struct Words: Codable, Hashable, Sendable {
  package let zh: String
  package let en: String?

  package init(_ zh: String, en: String? = nil) {
    self.zh = zh
    self.en = en
  }
}

/// A value of an enumeration of GB/T 39046-2020 annex A: its code in the standard is the raw value.
///
/// Files of the catalogue write ``word``, screens show ``label``, data for other systems carry the code.
package protocol StandardTerm: RawRepresentable, CaseIterable, Codable, Hashable, Sendable
where RawValue == String {
  /// How files of the catalogue and the API write it.
  var word: String { get }
  /// What it is called in Chinese; the key to its English.
  var label: String { get }
}

extension StandardTerm {
  /// The value that a file writes, by its word or by its code in the standard.
  static func named(_ text: String) -> Self? {
    allCases.first { $0.word == text } ?? Self(rawValue: text)
  }
}

/// The type of an item, GB/T 39046-2020 annex A.1 (事项类型).
package enum ItemType: String, StandardTerm {
  case licensing = "01"
  case penalty = "02"
  case enforcement = "03"
  case levy = "04"
  case grant = "05"
  case inspection = "06"
  case confirmation = "07"
  case reward = "08"
  case adjudication = "09"
  case otherPower = "10"
  case publicService = "20"

  package var word: String { rawValue }

  package var label: String {
    switch self {
    case .licensing: "行政许可"
    case .penalty: "行政处罚"
    case .enforcement: "行政强制"
    case .levy: "行政征收"
    case .grant: "行政给付"
    case .inspection: "行政检查"
    case .confirmation: "行政确认"
    case .reward: "行政奖励"
    case .adjudication: "行政裁决"
    case .otherPower: "其他行政权力"
    case .publicService: "公共服务"
    }
  }
}

/// The level at which the power is exercised, annex A.2 (行使层级).
package enum ExerciseLevel: String, StandardTerm {
  case national = "1"
  case provincial = "2"
  case municipal = "3"
  case county = "4"
  case street = "5"
  case community = "6"
  case graded = "7"

  package var word: String { rawValue }

  package var label: String {
    switch self {
    case .national: "国家级"
    case .provincial: "省级"
    case .municipal: "市级"
    case .county: "县级"
    case .street: "镇（乡、街道）级"
    case .community: "村（社区）级"
    case .graded: "分级管理"
    }
  }
}

/// Whom an item serves, annex A.4 (服务对象).
package enum ServedParty: String, StandardTerm {
  case naturalPerson = "1"
  case enterprise = "2"
  case publicInstitution = "3"
  case socialOrganisation = "4"
  case administration = "5"
  case other = "6"

  package var word: String {
    switch self {
    case .naturalPerson: "natural_person"
    case .enterprise: "enterprise"
    case .publicInstitution: "public_institution"
    case .socialOrganisation: "social_organisation"
    case .administration: "administration"
    case .other: "other"
    }
  }

  package var label: String {
    switch self {
    case .naturalPerson: "自然人"
    case .enterprise: "企业法人"
    case .publicInstitution: "事业法人"
    case .socialOrganisation: "社会组织法人"
    case .administration: "行政机关"
    case .other: "其他组织"
    }
  }
}

/// Whether an item is done at once or within a promised term, annex A.6 (办件类型).
package enum Handling: String, StandardTerm {
  case immediate = "1"
  case promised = "2"

  package var word: String { self == .immediate ? "immediate" : "promised" }
  package var label: String { self == .immediate ? "即办件" : "承诺件" }
}

/// From how far away an item can be applied for (通办范围).
package enum CrossRegion: String, StandardTerm {
  case none = "0"
  case city = "1"
  case province = "2"
  case nation = "3"

  package var word: String {
    switch self {
    case .none: "none"
    case .city: "city"
    case .province: "province"
    case .nation: "nation"
    }
  }

  package var label: String {
    switch self {
    case .none: "不通办"
    case .city: "全市通办"
    case .province: "全省通办"
    case .nation: "全国通办"
    }
  }
}

/// How far an item can be done online, levels Ⅰ to Ⅳ (网办深度).
package enum OnlineDepth: String, StandardTerm {
  case information = "1"
  case preliminaryCheck = "2"
  case acceptance = "3"
  case whole = "4"

  package var word: String { rawValue }

  package var label: String {
    switch self {
    case .information: "Ⅰ级（网上咨询）"
    case .preliminaryCheck: "Ⅱ级（网上预审）"
    case .acceptance: "Ⅲ级（网上受理）"
    case .whole: "Ⅳ级（全程网办）"
    }
  }

  /// Whether an application can be filed online.
  package var isOnline: Bool { self == .acceptance || self == .whole }
}

/// The form of a material that is wanted (材料类型).
package enum MaterialForm: String, StandardTerm {
  case original = "1"
  case copy = "2"
  case electronic = "3"

  package var word: String {
    switch self {
    case .original: "original"
    case .copy: "copy"
    case .electronic: "electronic"
    }
  }

  package var label: String {
    switch self {
    case .original: "原件"
    case .copy: "复印件"
    case .electronic: "电子件"
    }
  }
}

/// Where a material comes from (来源渠道).
package enum MaterialSource: String, StandardTerm {
  case applicant = "10"
  case government = "20"
  case thirdParty = "30"

  package var word: String {
    switch self {
    case .applicant: "applicant"
    case .government: "government"
    case .thirdParty: "third_party"
    }
  }

  package var label: String {
    switch self {
    case .applicant: "申请人自备"
    case .government: "政府部门核发"
    case .thirdParty: "第三方出具"
    }
  }
}

/// How far a document can be trusted, 国办函〔2016〕108号: from A, issued by government and shared, to D,
/// made by the applicant, who vouches for it.
package enum TrustGrade: String, StandardTerm {
  case issued = "A"
  case verified = "B"
  case uploaded = "C"
  case declared = "D"

  package var word: String { rawValue }

  package var label: String {
    switch self {
    case .issued: "A 级（政府签发并共享）"
    case .verified: "B 级（窗口核验）"
    case .uploaded: "C 级（用户上传，待核验）"
    case .declared: "D 级（用户自制，自行承诺）"
    }
  }
}

/// What the result of an item is (审批结果类型).
package enum ResultKind: String, StandardTerm {
  case licence = "10"
  case approval = "20"
  case certificate = "30"
  case none = "40"

  package var word: String {
    switch self {
    case .licence: "licence"
    case .approval: "approval"
    case .certificate: "certificate"
    case .none: "none"
    }
  }

  package var label: String {
    switch self {
    case .licence: "证照"
    case .approval: "批文"
    case .certificate: "证明"
    case .none: "其他"
    }
  }
}

/// The kind of a field of the application form.
package enum FieldType: String, StandardTerm {
  case text, uscc
  case residentID = "resident_id"
  case phone, number, date, choice, area
  /// Stretches of roads, by their numbers.
  case segments

  package var word: String { rawValue }

  package var label: String {
    switch self {
    case .text: "文字"
    case .uscc: "统一社会信用代码"
    case .residentID: "公民身份号码"
    case .phone: "电话"
    case .number: "数字"
    case .date: "日期"
    case .choice: "选择"
    case .area: "多行文字"
    case .segments: "道路路段"
    }
  }
}

/// The moment in the life of a person or of an enterprise that an item belongs to.
package enum LifeStage: String, StandardTerm {
  case founding = "开办"
  case licensing = "准营"
  case operating = "经营"
  case building = "建设"
  case changing = "变更"
  case closing = "注销"
  case birth = "出生"
  case education = "教育"
  case employment = "就业"
  case marriage = "婚姻"
  case housing = "置业"
  case dwelling = "居住"
  case health = "就医"
  case insurance = "社保"
  case relief = "救助"
  case retirement = "退休"
  case elderly = "养老"
  case afterlife = "身后"
  case travel = "出行"

  package var word: String { rawValue }
  package var label: String { rawValue }

  /// Whether it is a stage in the life of a person rather than of an enterprise.
  package var isPersonal: Bool {
    switch self {
    case .founding, .licensing, .operating, .building, .changing, .closing: false
    default: true
    }
  }
}
