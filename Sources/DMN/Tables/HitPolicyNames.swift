// SPDX-License-Identifier: Apache-2.0

/// The languages in which a table's own words are written: the hit policy, the kinds of columns.
///
/// A table in either, or in a mixture, is read.
public enum TableLanguage: Sendable, Hashable, CaseIterable {
  /// `U 唯一`, `输入`, `输出`.
  case chinese
  /// `U unique`, `input`, `output`.
  case english
}

extension DecisionTable.HitPolicy {
  /// The name in Chinese, with which officials call the letter.
  public var chinese: String {
    switch self {
    case .unique: "唯一"
    case .any: "任意"
    case .priority: "优先"
    case .first: "首个"
    case .ruleOrder: "规则顺序"
    case .outputOrder: "输出顺序"
    case .collect: "收集"
    case .sum: "求和"
    case .count: "计数"
    case .min: "最小"
    case .max: "最大"
    }
  }

  /// The name in English, as the standard's (8.2.10) in lower case.
  public var english: String {
    switch self {
    case .unique: "unique"
    case .any: "any"
    case .priority: "priority"
    case .first: "first"
    case .ruleOrder: "rule order"
    case .outputOrder: "output order"
    case .collect: "collect"
    case .sum: "sum"
    case .count: "count"
    case .min: "min"
    case .max: "max"
    }
  }

  /// The letter with the name after it: `U 唯一`.
  public func title(in language: TableLanguage) -> String {
    "\(rawValue) \(name(in: language))"
  }

  func name(in language: TableLanguage) -> String {
    language == .chinese ? chinese : english
  }

  /// The policy that a person writes: a letter, a name, or the letter with its name; none means
  /// unique, as in the standard.
  init?(written text: String) {
    let text = text.withASCIIForms.normalizedName.uppercased()
    let policy = Self.allCases.first { policy in
      let names = [policy.chinese, policy.english.uppercased()]
      return text == policy.rawValue || names.contains(text)
        || names.contains {
          text == "\(policy.rawValue) \($0)" || text == "\(policy.rawValue)\($0)"
        }
    }
    guard let policy = text.isEmpty ? .unique : policy else { return nil }
    self = policy
  }
}
