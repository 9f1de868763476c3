// SPDX-License-Identifier: Apache-2.0

import Site

/// Every path of this room: for routes, with the parameter in braces, and for links.
package enum RoadsLink {
  /// The map.
  case map
  case segment(String)
  case plan
  /// The plan for the printer.
  case planSheet
  case newDig
  case digs
  case dig(String)
  case reviseDig(String)
  /// A step with a dig.
  case step(String, String)
  case emergencies
  case newEmergency

  package var path: String {
    switch self {
    case .map: "/roads"
    case .segment(let id): "/roads/segments/\(id)"
    case .plan: "/roads/plan"
    case .planSheet: "/roads/plan/print"
    case .newDig: "/roads/new"
    case .digs: "/roads/digs"
    case .dig(let number): "/roads/digs/\(number)"
    case .reviseDig(let number): "/roads/digs/\(number)/revise"
    case .step(let number, let step): "/roads/digs/\(number)/\(step)"
    case .emergencies: "/roads/emergencies"
    case .newEmergency: "/roads/emergencies/new"
    }
  }

  /// The plan of a period.
  static func plan(of period: PlanPeriod, _ more: [(name: String, value: String)] = []) -> String {
    address(plan, of: period, more)
  }

  /// The sheet of a period.
  static func sheet(of period: PlanPeriod) -> String { address(planSheet, of: period) }

  private static func address(
    _ link: RoadsLink, of period: PlanPeriod, _ more: [(name: String, value: String)] = []
  ) -> String {
    let pairs =
      [(name: "year", value: String(period.year))]
      + (period.quarter.map { [(name: "quarter", value: String($0))] } ?? []) + more
    return "\(link.path)?\(PercentCoding.query(pairs))"
  }
}
