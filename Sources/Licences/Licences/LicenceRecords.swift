// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import SQL

/// What casework may know of licences: the program hands it to the desk of cases.
package struct LicenceRecords: LicenceRegister {
  package init() {}

  package func licence(
    numbered number: String, for act: ActKind, on day: Day, in reader: some Reading
  ) throws -> RegisteredLicence? {
    let asked = LicenceDesk.normalised(number)
    guard let row = try LicenceTable.numbered(asked, in: reader) else { return nil }
    return RegisteredLicence(
      id: row.id, number: row.number, item: row.item.code,
      holderCode: try LicenceTable.face(row.face, in: reader)?.holderCode, holder: row.holder,
      until: row.until, obstacle: try obstacle(to: act, row, on: day, in: reader)?.phrase)
  }

  /// The rules of the licence itself, and that nobody applies twice for the same at once.
  private func obstacle(
    to act: ActKind, _ row: LicenceRow, on day: Day, in reader: some Reading
  ) throws -> LicenceRefusal? {
    let state = try Journal.state(of: Stream<Licence>(row.id), in: reader).state
    if let obstacle = state.obstacle(to: act, on: day) { return obstacle }
    let pending = try LicenceActTable.open(on: row.id, in: reader).first { $0.act == act }
    return pending.map { .actPending(act, caseNumber: $0.caseNumber) }
  }
}
