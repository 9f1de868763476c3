// SPDX-License-Identifier: Apache-2.0

import XML

/// How large an event log may be, so that one from outside cannot exhaust the machine.
///
/// Its length is not limited: only what must be held at a time is.
public struct XESLimits: Sendable, Hashable {
  /// The most attributes of one case with its steps, and of the head of the log.
  public let held: Int
  /// The deepest that attributes may lie in each other, and the longest value.
  public let xml: XMLLimits

  /// Limits of one's own.
  public init(held: Int = 500_000, xml: XMLLimits = .stream) {
    self.held = held
    self.xml = xml
  }

  /// Half a million attributes, which is a case of fifty thousand steps; the limits of a stream of XML.
  public static let standard = XESLimits()
}
