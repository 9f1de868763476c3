// SPDX-License-Identifier: Apache-2.0

import Casework
import TestKit

@testable import Licences

extension Bureau {
  /// A licence for a small catering business that was just issued.
  /// - Returns: its number.
  func issued(to party: Party = .person) async throws -> String {
    let id = try await file(as: party).id
    try await decide(id, granted: true)
    return try await desk.open(id, for: try Self.actor("applicant")).state.licence ?? ""
  }
}

extension Party {
  static let person = Party(name: "张晓岚", code: "11010519491231002X", phone: "13800000001")
  static let entity = Party(
    name: "福建示范餐饮有限公司", code: "91350100M000100Y43", phone: "027-00000000")
}
