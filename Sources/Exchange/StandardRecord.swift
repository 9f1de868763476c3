// SPDX-License-Identifier: Apache-2.0

/// A case in the record groups of GB/T 39046-2020 (政务服务平台基础数据规范): what upper platforms take.
///
/// The names are the standard's, in its order; each value is held against the type that the standard gives it.
package struct StandardRecord: Sendable, Hashable {
  package let groups: [Group]

  /// One record of the standard (数据表), for instance 办件申请信息.
  package struct Group: Sendable, Hashable {
    package let name: String
    package let fields: [Field]

    init(_ name: String, _ fields: [Field?]) {
      self.name = name
      self.fields = fields.compactMap(\.self)
    }
  }

  /// One data item (数据项).
  package struct Field: Sendable, Hashable {
    package let name: String
    package let type: ValueType
    package let value: String

    /// Nil where there is nothing to say: what is optional in the standard is then left out.
    init?(_ name: String, _ type: ValueType, _ value: String?) {
      guard let value, !value.isEmpty else { return nil }
      self.name = name
      self.type = type
      self.value = value
    }
  }

  /// A type as the standard writes it: `an..50` is ``text(max:)``, `n1` ``digits(_:)``, `ul` ``text(max:)`` without limit.
  package enum ValueType: Sendable, Hashable {
    case text(max: Int?)
    case digits(ClosedRange<Int>)
    /// YYYYMMDDThhmmss, Chinese time.
    case instant
    case day
  }

  /// Every value that is not of its type, in words; none where the record can be handed on.
  package var faults: [String] {
    groups.flatMap { group in
      group.fields.compactMap { field in
        field.type.fault(of: field.value).map { "\(group.name) · \(field.name): \($0)" }
      }
    }
  }
}

extension StandardRecord.ValueType {
  func fault(of value: String) -> String? {
    switch self {
    case .text(let max):
      guard let max, value.count > max else { return nil }
      return "\(value.count) characters, at most \(max)"
    case .digits(let range):
      let isFine = value.allSatisfy { $0.isASCII && $0.isNumber } && range.contains(value.count)
      return isFine ? nil : "“\(value)” is not \(range.lowerBound) to \(range.upperBound) digits"
    case .instant:
      return value.wholeMatch(of: /\d{8}T\d{6}/) == nil ? "“\(value)” is no time" : nil
    case .day: return value.wholeMatch(of: /\d{8}/) == nil ? "“\(value)” is no day" : nil
    }
  }
}

// MARK: - Writing

extension StandardRecord: Encodable {
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Groups of one name, such as the links of the process, become a list.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Name.self)
    for name in groupNames {
      var list = container.nestedUnkeyedContainer(forKey: Name(name))
      for group in groups where group.name == name {
        var object = list.nestedContainer(keyedBy: Name.self)
        for field in group.fields { try object.encode(field.value, forKey: Name(field.name)) }
      }
    }
  }

  private var groupNames: [String] {
    groups.reduce(into: [String]()) { names, group in
      if !names.contains(group.name) { names.append(group.name) }
    }
  }

  /// The record as XML, one element for each group and data item.
  package var xml: String {
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<办件 标准=\"GB/T 39046-2020\">"]
    for group in groups {
      lines.append("  <\(group.name)>")
      for field in group.fields {
        lines.append("    <\(field.name)>\(Self.escaped(field.value))</\(field.name)>")
      }
      lines.append("  </\(group.name)>")
    }
    lines.append("</办件>")
    return lines.joined(separator: "\n") + "\n"
  }

  /// A text between tags; characters that XML 1.0 does not know are left out.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
