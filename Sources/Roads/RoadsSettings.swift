// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// What neither law nor standard settles of digging in roads.
package struct RoadsSettings: Sendable {
  /// The section of the bureau that publishes the plan, brings digs together and inspects what was restored.
  package var section: String
  /// The implementation code of the item by which a dig is applied for (占用、挖掘城市道路审批).
  package var item: String
  /// The implementation code of the item by which the formalities of an emergency are done (紧急抢修挖掘补办手续).
  package var emergencyItem: String
  /// How many days between two digs on one place are still too few, so that they are asked to dig together.
  package var gap: Int
  /// How many days ahead the map shows what is planned.
  package var horizon: Int

  package init(
    section: String = "市政城管科", item: String = "11420103MB0000001P4000117021001",
    emergencyItem: String = "11420103MB0000001P4000117458001", gap: Int = 30, horizon: Int = 90
  ) {
    self.section = section
    self.item = item
    self.emergencyItem = emergencyItem
    self.gap = gap
    self.horizon = horizon
  }

  /// Whether cases of an item are about digs.
  func isOfDigs(_ code: String) -> Bool { code == item || code == emergencyItem }

  /// The number of a dig (挖掘编号), W for 挖: `W2026-0012`.
  static func number(year: Int, serial: Int) -> String {
    let digits = String(serial)
    return "W\(year)-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The name of the counter of a year's digs.
  static func series(of year: Int) -> String { "dig/\(year)" }

  /// The form that ``number(year:serial:)`` writes.
  package static let numberPattern = "^W[0-9]{4}-[0-9]{4,7}$"
}

extension LegalBasis {
  /// 城市道路管理条例 (Regulations on City Roads).
  static func roads(_ article: String) -> LegalBasis {
    LegalBasis(law: "城市道路管理条例", article: article)
  }

  /// Article 30: nobody digs without the approval of the municipal works office and the traffic police.
  static let digging = roads("第三十条")
  /// Article 33 ¶2: five years after the hand-over and three after an overhaul only with the government's approval.
  static let moratorium = roads("第三十三条第二款")
  /// Article 34: dig first, tell both offices, formalities within 24 hours.
  static let emergency = roads("第三十四条")
  /// Article 35: tell the municipal works office when it is done, which inspects it.
  static let inspection = roads("第三十五条")
  /// Article 36: as approved in place, area and time; changes are approved in advance.
  static let asApproved = roads("第三十六条")
  /// Article 37: fees for occupation and repair.
  static let fees = roads("第三十七条")
}
