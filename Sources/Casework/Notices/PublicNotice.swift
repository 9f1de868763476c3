// SPDX-License-Identifier: Apache-2.0

import Deadlines
import ShangMi
import SQL

/// What everybody may read of a case: a notice that lies open for objections (公示), or a hearing that was announced
/// (听证公告).
struct PublicNotice: Sendable, Hashable {
  enum Kind: String, Sendable {
    case notice
    case hearing
  }

  /// How it ended before its time.
  enum Ending: String, Sendable {
    case withdrawn
    /// The hearing was held.
    case held
    /// The hearing was given up.
    case cancelled
    /// The case was closed.
    case closed
  }

  let id: String
  let caseID: String
  let kind: Kind
  /// The number of its document.
  let number: String?
  let item: ItemReference
  let begunAt: Instant
  /// The last day of a notice; the day of a hearing, once one is set.
  let until: Day?
  /// The hour of a hearing.
  let time: String?
  let endedAt: Instant?
  let ending: Ending?
  let objections: Int
  let answered: Int
  /// What it says; nil where a hearing was only called.
  let text: String?
  /// Where a hearing is held.
  let room: String?
  /// Who applied.
  ///
  /// Personal data, unless it is an entity.
  let applicantName: String
  let applicantCode: String

  /// Whether it lies open, or is still to be held, on a day.
  func isOpen(on day: Day) -> Bool { endedAt == nil && until.map { day <= $0 } ?? true }

  /// The name in addresses: the digest of which notice of which case it is, which leads nobody to the case.
  static func id(of caseID: String, _ kind: Kind, _ place: Int) -> String {
    String(SM3.digest("\(kind.rawValue)/\(caseID)/\(place)").description.prefix(32))
  }
}

extension PublicNotice.Kind: Storable {}
extension PublicNotice.Ending: Storable {}
