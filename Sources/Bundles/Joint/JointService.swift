// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal

extension JointFile {
  /// The joint case as one service, whatever its parts.
  package var service: Service {
    let delivery = history.last {
      switch $0.event {
      case .delivered, .partDelivered: true
      default: false
      }
    }
    let owners = [row.applicant, row.filer].compactMap(\.self)
    return Service(
      .joint, id: row.id, number: row.number, unit: row.lead, name: bundle.name,
      owners: Set(owners.filter { state.submission?.isOwn(of: $0) == true }),
      deliveredOn: row.standing == .concluded ? delivery?.moment.at.day : nil,
      path: BundleLink.joint(row.id).path)
  }
}
