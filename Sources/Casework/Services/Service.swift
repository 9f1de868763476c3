// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import SQL

/// One service (一次服务): what somebody applied for as one, a case or a joint case with all of its parts, as far as whoever
/// follows it must know.
package struct Service: Sendable, Hashable {
  package enum Kind: String, Codable, CaseIterable, Sendable {
    case single
    case joint
  }

  package let kind: Kind
  package let id: String
  package let number: String
  /// The section that answers for it: the one that decided, or the one that led.
  package let unit: String
  /// What was applied for.
  package let name: Words
  /// The accounts whose own affair it is.
  package let owners: Set<String>
  /// The last day of its delivery; nil as long as anything is to be delivered.
  package let deliveredOn: Day?
  /// Its page.
  package let path: String
  /// Of which service it is a part, by that one's number; nil where it stands alone.
  package let whole: String?

  package init(
    _ kind: Kind, id: String, number: String, unit: String, name: Words, owners: Set<String>,
    deliveredOn: Day?, path: String, whole: String? = nil
  ) {
    self.kind = kind
    self.id = id
    self.number = number
    self.unit = unit
    self.name = name
    self.owners = owners
    self.deliveredOn = deliveredOn
    self.path = path
    self.whole = whole
  }
}

extension Service.Kind: Storable {}

extension CaseFile {
  /// The case as one service.
  package var service: Service {
    let owners = [state.submission?.applicant, state.submission?.filer].compactMap(\.self)
    return Service(
      .single, id: row.id, number: row.number, unit: row.department, name: item.name,
      owners: Set(owners.filter(state.isOwn(of:))),
      deliveredOn: row.phase == .concluded ? row.closedAt?.day : nil,
      path: CaseLink.case(row.id).path, whole: state.submission?.part?.number)
  }
}
