// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines

/// One version of a bundle: several items that somebody needs for one purpose (一件事, 一业一证 …), done as one.
///
/// A version never changes; a joint case keeps the version that it was filed under.
package struct Bundle: Codable, Hashable, Sendable {
  /// Its name in addresses; the same for all versions.
  package let code: String
  package let kind: BundleKind
  package let name: Words
  package let summary: Words?
  /// Everyday words that people search by.
  package let keywords: [String]
  package let version: Int
  package let effective: Day
  package let served: [ServedParty]
  package let lifeStage: LifeStage
  /// The section that receives, leads and delivers (牵头部门).
  package let lead: Words
  package let departments: [BundleDepartment]
  /// Whether it can be applied for at the streets.
  package let street: Bool
  package let list: BundleListing?
  package let lifeCycle: [LifeCycleEntry]
  /// What selects the members, and answers their own questions.
  package let questions: [Question]
  package let members: [Member]
  package let outcome: PartialOutcome
  package let certificate: CertificateRule?
  /// The announced term of the whole (承诺时限).
  package let promised: TermRule
  package let provenance: BundleProvenance

  package func member(_ key: String) -> Member? { members.first { $0.key == key } }
}

/// Which of the report's reforms a bundle belongs to.
package enum BundleKind: String, StandardTerm {
  case lifeEvent = "life_event"
  case industry
  case road
  case staged
  case startOnCommitment = "start_on_commitment"
  case pit
  case water
  case linked
  case group

  package var word: String { rawValue }
  package var label: String {
    switch self {
    case .lifeEvent: "一件事"
    case .industry: "一业一证"
    case .road: "一路一证"
    case .staged: "分阶段施工许可"
    case .startOnCommitment: "承诺可开工"
    case .pit: "我要挖深基坑"
    case .water: "涉水一件事"
    case .linked: "证照一键三联"
    case .group: "一类事"
    }
  }
}

/// A department and what it is there for (部门职责).
package struct BundleDepartment: Codable, Hashable, Sendable {
  package let name: Words
  package let duty: Words
}

/// On which list of key matters (重点事项清单) a bundle stands.
package struct BundleListing: Codable, Hashable, Sendable {
  package enum Level: String, StandardTerm {
    case national, province, city, district

    package var word: String { rawValue }
    package var label: String {
      switch self {
      case .national: "国家"
      case .province: "省"
      case .city: "市"
      case .district: "区"
      }
    }
  }

  package let level: Level
  package let year: Int
  package let title: Words
}

/// A step in the life of a bundle: from a first draft of the standard to its use everywhere.
package struct LifeCycleEntry: Codable, Hashable, Sendable {
  package enum Step: String, StandardTerm {
    case draft, pilot, standard, training, rollout

    package var word: String { rawValue }
    package var label: String {
      switch self {
      case .draft: "初标"
      case .pilot: "试点"
      case .standard: "定标"
      case .training: "培训"
      case .rollout: "推广"
      }
    }
  }

  package let step: Step
  package let on: Day
  /// The document by which it was done (定标文件).
  package let document: String?
}

/// An item within a bundle.
package struct Member: Codable, Hashable, Sendable {
  package let key: String
  /// The code of the item.
  package let item: String
  package let when: Condition
  /// Whether the applicant may leave it out.
  package let isOptional: Bool
  /// Answers to the item's own questions that the bundle settles.
  package let situation: [String: String]
  /// The item's questions, fields and materials that have another name in the bundle.
  package let asks: [String: String]
  package let fields: [String: String]
  package let materials: [String: String]
  /// The members whose grant it waits for (串联).
  package let after: [String]
  package let gives: Gift

  /// What the grant of a member yields for those that wait.
  package struct Gift: Codable, Hashable, Sendable {
    /// Materials that nobody needs to hand in.
    package let materials: [String]
    /// Fields that are filled in by what was granted.
    package let fields: [String: Source]

    package enum Source: String, Codable, CaseIterable, Sendable {
      /// The number of the licence.
      case number
      /// What the deciding department writes down with its grant, for instance a credit code that a register gives.
      case entered
    }
  }

  func question(_ key: String) -> String { asks[key] ?? key }
  func field(_ key: String) -> String { fields[key] ?? key }
  func material(_ key: String) -> String { materials[key] ?? key }
}

/// What becomes of the composite certificate when not every part is granted.
package enum PartialOutcome: String, StandardTerm {
  /// It is made of what was granted (分项发证).
  case each
  /// It is made only when everything was granted (全部通过).
  case all

  package var word: String { rawValue }
  package var label: String {
    switch self {
    case .each: "分项发证"
    case .all: "全部通过才发综合许可证"
    }
  }
}

/// The one certificate that shows all licences of a joint case (行业综合许可证).
package struct CertificateRule: Codable, Hashable, Sendable {
  package enum Validity: String, StandardTerm {
    /// As long as the licence in it that ends first.
    case shortest
    /// Each licence for itself.
    case members

    package var word: String { rawValue }
    package var label: String {
      switch self {
      case .shortest: "以最短的单项为准"
      case .members: "以各单项为准"
      }
    }
  }

  package let name: Words
  package let numberPattern: String
  package let validity: Validity
}

/// Which parts of a bundle come from public law, and which are this demonstration's own.
package struct BundleProvenance: Codable, Hashable, Sendable {
  package let law: [String]
  package let demo: [String]
}

/// Which version of which bundle a joint case is under.
package struct BundleReference: Codable, Hashable, Sendable {
  package let code: String
  package let version: Int

  package init(code: String, version: Int) {
    self.code = code
    self.version = version
  }
}
