// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import SQL
import Site

/// The names of the fields of a dig, in forms and in JSON.
enum DigField {
  static let unit = "unit"
  static let line = "line"
  static let purpose = "purpose"
  static let segments = "segments"
  static let from = "from"
  static let to = "to"
  static let depth = "depth_m"
  static let area = "area_sqm"
  static let contactName = "contact_name"
  static let contactPhone = "contact_phone"
  static let approval = "approval"
  static let brokenUp = "broken_up"
  static let brokenUpDay = "broken_up_day"
  static let until = "until"
  static let kind = "kind"
  static let passed = "passed"
  static let granted = "granted"
}

/// What somebody enters of a dig, read and checked by itself.
package struct DigOrder: Sendable {
  package var unit: String
  package var line: LineKind
  package var purpose: String
  package var segments: [String]
  package var window: Window
  /// Centimetres.
  package var depth: Int
  /// Square metres.
  package var area: Int
  package var contact: DigContact
  package var approval: String?

  package init(
    unit: String, line: LineKind, purpose: String, segments: [String], window: Window,
    depth: Int, area: Int, contact: DigContact, approval: String? = nil
  ) {
    self.unit = unit
    self.line = line
    self.purpose = purpose
    self.segments = segments
    self.window = window
    self.depth = depth
    self.area = area
    self.contact = contact
    self.approval = approval
  }

  /// The longest that one dig is announced for, in days.
  package static let daysMax = 366
  private static let depthMax = 5_000
  private static let areaMax = 100_000

  /// Reads what was sent.
  ///
  /// - Parameter value: the text of a field; nil when absent or empty.
  /// - Throws: ``RoadsRefusal/incomplete(_:)`` with all that is wrong.
  init(segments: [String], _ value: (String) -> String?) throws(RoadsRefusal) {
    var faults: [Fault] = []
    func text(_ name: String, max: Int) -> String {
      guard let text = value(name) else {
        faults.append(Fault(name, "请填写这一项。"))
        return ""
      }
      if text.count > max { faults.append(Fault(name, "最多 \(max) 个字符。")) }
      return text
    }
    func number(_ name: String, scale: Double, max: Int) -> Int {
      guard let number = value(name).flatMap({ Double($0) }), number > 0,
        number * scale <= Double(max)
      else {
        faults.append(Fault(name, "请填写大于 0 的数，最大 \(Int(Double(max) / scale))。"))
        return 0
      }
      return Int((number * scale).rounded(.up))
    }
    unit = text(DigField.unit, max: 100)
    let line = value(DigField.line).flatMap(LineKind.init(rawValue:))
    if line == nil { faults.append(Fault(DigField.line, "请选择管线种类。")) }
    self.line = line ?? .other
    purpose = text(DigField.purpose, max: 500)
    self.segments = segments
    if segments.isEmpty { faults.append(Fault(DigField.segments, "请至少选择一个路段。")) }
    let (window, fault) = Self.window(value)
    self.window = window
    if let fault { faults.append(fault) }
    depth = number(DigField.depth, scale: 100, max: Self.depthMax)
    area = number(DigField.area, scale: 1, max: Self.areaMax)
    contact = DigContact(
      name: text(DigField.contactName, max: 50), phone: text(DigField.contactPhone, max: 20))
    approval = value(DigField.approval)
    if let approval, !(4...60).contains(approval.count) {
      faults.append(Fault(DigField.approval, "请填写完整的批准文号，例如 江政函〔2026〕12号。"))
    }
    guard faults.isEmpty else { throw .incomplete(faults) }
  }

  private static func window(_ value: (String) -> String?) -> (Window, Fault?) {
    let nothing = Window(Day(number: 0))
    guard let from = value(DigField.from).flatMap({ Day($0) }),
      let to = value(DigField.to).flatMap({ Day($0) }), let window = Window(from: from, to: to)
    else { return (nothing, Fault(DigField.from, RoadsRefusal.windowMissing.phrase)) }
    guard window.days <= daysMax else {
      return (nothing, Fault(DigField.to, RoadsRefusal.windowTooLong(days: daysMax).phrase))
    }
    return (window, nil)
  }

  /// The works as events tell them, their texts put into the evidence.
  func works(keptIn transaction: Transaction) throws -> Works {
    Works(
      unit: unit, line: line, purpose: try EvidenceTable.keep(text: purpose, in: transaction),
      contact: try EvidenceTable.keep(contact, in: transaction), segments: segments,
      window: window, depth: depth, area: area, approval: approval)
  }
}
