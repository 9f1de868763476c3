// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import Licences
import SQL
import Site

/// A composite certificate with the licences in it.
struct CompositeFile: Sendable {
  let row: CompositeRow
  let state: Composite
  let title: Words
  let certificates: [LicenceDesk.Certificate]

  /// Whether it has a validity of its own: that of the licence that ends first.
  var isForAll: Bool { state.issue?.validity == .shortest }

  /// The last day on which all licences in it are valid; nil without limit.
  var until: Day? { certificates.compactMap(\.row.until).min() }

  /// How it stands on a day: a licence lapses by itself when its time is over.
  func standing(on day: Day) -> CompositeStanding {
    let stands = certificates.map { $0.standing == .valid || $0.standing == .notYet }
    if stands.allSatisfy(\.self) { return .valid }
    return stands.contains(true) ? .partly : .ended
  }
}

extension LicenceDesk.Certificate {
  /// What is licensed, as the certificate states it: choices, amounts and descriptions, never who or where.
  var scope: [(label: Words, value: String)] {
    let kinds: Set<FieldType> = [.choice, .number, .area]
    let fields = Dictionary((item?.form ?? []).map { ($0.key, $0.type) }) { first, _ in first }
    return (face?.entries ?? []).filter { entry in
      entry.key.flatMap { fields[$0] }.map(kinds.contains) ?? false
    }.map { (Words($0.label, en: $0.labelEnglish), $0.value) }
  }
}

/// Where composite certificates are looked at.
package struct CompositeDesk: Sendable {
  let licences: LicenceDesk
  let bundles: BundleShelf
  private let baseURL: String
  /// Numbers follow a pattern, so who asks for many is guessing.
  private let limit = RateLimit(burst: 60, perMinute: 60)

  /// - Parameter baseURL: scheme, host and port, under which the public reaches this server.
  package init(licences: LicenceDesk, bundles: BundleShelf, baseURL: String) {
    self.licences = licences
    self.bundles = bundles
    self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
  }

  /// The address that the code on a certificate leads to.
  func address(of number: String) -> String { baseURL + BundleLink.composite(number).path }

  /// - Parameter remote: the other end's address, for the rate limit.
  /// - Throws: ``BundleRefusal/compositeNotFound``, or `SiteRefusal` (429) after too many questions.
  func find(_ number: String, from remote: String?) async throws -> CompositeFile {
    try limit.take(remote ?? "", at: licences.journal.clock.now)
    let found = try await licences.journal.database.read { reader in
      try CompositeTable.find(number: number, in: reader).map { row in
        (row, try Journal.state(of: Stream<Composite>(row.id), in: reader).state)
      }
    }
    guard let (row, state) = found, let issue = state.issue else {
      throw BundleRefusal.compositeNotFound
    }
    let rule = bundles.snapshot.version(issue.bundle)?.certificate
    return CompositeFile(
      row: row, state: state, title: rule?.name ?? Words("综合许可证", en: "Composite permit"),
      certificates: try await licences.certificates(issue.licences))
  }
}
