// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Identity
import Journal
import Licences
import Site

/// The room of bundles: several items that somebody needs for one purpose, applied for, received, decided side by side and
/// delivered as one (高效办成一件事, 一业一证, 一路一证, 分阶段施工许可 …), all on one engine, defined as data.
package enum BundlesRoom {
  /// What follows from joint cases and their parts; the journal is made of these before any page exists.
  package static func parts(
    _ cases: CaseRegistry, bundles: BundleShelf
  ) -> [any JournalPart] {
    JointPolicies.all(JointRegistry(cases: cases, bundles: bundles))
      + CompositePolicies.all(bundles, calendars: cases.calendars)
  }

  /// - Parameters:
  ///   - baseURL: scheme, host and port under which the public reaches this server; the codes on composite certificates
  ///     lead there.
  ///   - additions: what other rooms add to the page of a joint case.
  ///   - guides: what they add to the guide of a bundle.
  ///   - pickers: how other rooms have fields chosen.
  package static func room(
    desk: JointDesk, accounts: Accounts, baseURL: String = LicencesRoom.localURL,
    additions: [JointAddition] = [], guides: [BundleAddition] = [], pickers: [FieldPicker] = []
  ) -> Room {
    let licences = LicenceDesk(
      journal: desk.journal, shelf: desk.cases.shelf, calendars: desk.cases.calendars,
      settings: LicenceSettings(), baseURL: baseURL)
    let composites = CompositeDesk(licences: licences, bundles: desk.bundles, baseURL: baseURL)
    let pages: [[Route]] = [
      BundlePages(desk: desk, additions: guides).routes,
      GuidePages(desk: desk, accounts: accounts).routes,
      JointDraftPages(desk: desk, accounts: accounts, pickers: pickers).routes,
      JointSigningPages(desk: desk).routes,
      JointPages(desk: desk, accounts: accounts, additions: additions).routes,
      CompositePages(desk: composites).routes,
      JointAPI(desk: desk).routes, JointFilingAPI(desk: desk, accounts: accounts).routes,
    ]
    return Room(name: "bundles", routes: pages.flatMap(\.self), english: Embedded.enYAML)
  }

  /// On the page of a part: of which joint case it is one.
  package static let addition = CaseAddition { file, _, visit in
    guard let part = file.state.submission?.part else { return .empty }
    return UI.section(
      visit.t("联办件"), id: "joint",
      "<p><a href=\"\(BundleLink.joint(part.joint).path)\">\(part.number)</a></p>")
  }
}
