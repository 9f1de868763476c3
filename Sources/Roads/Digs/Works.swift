// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import ShangMi

/// What is laid or repaired (管线种类).
package enum LineKind: String, Codable, CaseIterable, Sendable {
  case water
  case drainage
  case gas
  case power
  case telecom
  case heat
  case transit
  case other
}

/// What is dug, where, when and for whom, as it is announced.
package struct Works: Codable, Sendable, Hashable {
  /// The name of the organisation whose lines they are (管线权属单位).
  package let unit: String
  package let line: LineKind
  /// What for, in the evidence.
  package let purpose: Digest
  /// Who is asked about it, in the evidence.
  package let contact: Digest
  /// The numbers of the segments.
  package let segments: [String]
  package let window: Window
  /// Centimetres.
  package let depth: Int
  /// The opened surface, in square metres.
  package let area: Int
  /// The number under which the people's government has approved it though the road is young (article 33 ¶2).
  package let approval: String?

  package init(
    unit: String, line: LineKind, purpose: Digest, contact: Digest, segments: [String],
    window: Window, depth: Int, area: Int, approval: String?
  ) {
    self.unit = unit
    self.line = line
    self.purpose = purpose
    self.contact = contact
    self.segments = segments
    self.window = window
    self.depth = depth
    self.area = area
    self.approval = approval
  }

  /// The same with the approval of the people's government.
  func approved(by number: String) -> Works {
    Works(
      unit: unit, line: line, purpose: purpose, contact: contact, segments: segments,
      window: window, depth: depth, area: area, approval: number)
  }

  /// The same at another time.
  func moved(to window: Window) -> Works {
    Works(
      unit: unit, line: line, purpose: purpose, contact: contact, segments: segments,
      window: window, depth: depth, area: area, approval: approval)
  }
}

/// Whom to ask about a dig.
///
/// Personal data: kept in the evidence only.
package struct DigContact: Codable, Sendable, Hashable, Evidence {
  package let name: String
  package let phone: String

  package init(name: String, phone: String) {
    self.name = name
    self.phone = phone
  }
}
