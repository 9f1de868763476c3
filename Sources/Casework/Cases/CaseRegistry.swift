// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Codes
import Deadlines
import Identity
import Journal
import SQL
import ShangMi

/// Where cases are begun and moved within a unit of work that somebody else has opened: it needs no journal, so that the
/// policies that a journal is made of can begin cases too.
package struct CaseRegistry: Sendable {
  package let shelf: CatalogueShelf
  package let calendars: CalendarShelf
  let licences: any LicenceRegister

  package init(
    shelf: CatalogueShelf, calendars: CalendarShelf, licences: any LicenceRegister
  ) {
    self.shelf = shelf
    self.calendars = calendars
    self.licences = licences
  }

  /// The work calendar as it is now.
  package var calendar: WorkCalendar { calendars.current }

  /// The version that a case or a draft is under, whatever has been published since.
  package func item(_ reference: ItemReference) throws(CaseworkRefusal) -> ItemVersion {
    guard let item = shelf.version(reference.code, reference.version) else {
      throw .itemUnknown(code: reference.code)
    }
    return item
  }

  /// Begins a case in a unit of work, acting as who files.
  ///
  /// - Parameters:
  ///   - id: a name that no case has yet.
  ///   - part: the joint case that it is a part of, which has looked at the files; its parts keep the versions of
  ///     items that the joint case was filed under.
  package func file(
    _ filing: Filing, as id: String, through channel: Channel, of part: JointPart? = nil,
    _ unit: UnitOfWork
  ) throws -> CaseDesk.Receipt {
    let item = try item(filing.item)
    let day = unit.now.day
    guard part != nil || shelf.isOpen(item, on: day) else {
      throw CaseworkRefusal.itemNotOpen(code: item.code)
    }
    // Whoever of the staff files at the window writes down what another says.
    let isAssisted = channel == .window && unit.actor.isStaff
    guard isAssisted || filing.seen == nil else { throw CaseworkRefusal.notYourPart(.submit) }
    if filing.agent != nil {
      guard isAssisted || unit.actor.roles.contains(.agent) else {
        throw CaseworkRefusal.agentRoleNeeded
      }
      guard item.agents else { throw CaseworkRefusal.agentsNotAllowed }
    }
    let check = try act(of: filing, for: item, by: unit.actor.id, on: day, in: unit.transaction)
    let faults = FilingRules.faults(of: filing, for: item, on: day) + check.faults
    guard faults.isEmpty else { throw CaseworkRefusal.incomplete(faults) }
    try requireNotBarred(filing.applicant, item, on: day, in: unit.transaction)
    try requireSigned(filing, item, unit)
    if part == nil {
      try checkOwnership(of: filing.files, by: unit.actor, in: unit.transaction)
    }
    let frozen = try EvidenceTable.keep(filing, in: unit.transaction)
    try EvidenceTable.keepParties(of: id, filing, in: unit.transaction)
    let number = try caseNumber(for: item, on: day, unit)
    let submission = Submission(
      number: number, item: filing.item, department: item.department.zh,
      applicant: filing.agent == nil && !isAssisted ? unit.actor.id : nil, filer: unit.actor.id,
      channel: channel, filing: frozen, substanceCheck: item.substanceCheck,
      licence: item.makesLicence, statutory: item.terms.statutory,
      promised: item.terms.promised, ruling: filing.ruling(of: item),
      special: item.terms.special(issue: item.makesLicence ? .issue : nil), act: check.act,
      commitment: filing.commitmentTaken(of: item), deferral: filing.deferralTaken(of: item),
      assisted: isAssisted ? true : nil, part: part, test: item.test(for: filing.facts(of: item)))
    let stream = Stream<Case>(id)
    try unit.begin(
      stream, by: .submit(submission),
      context: try context(
        of: unit.actor, for: Case(), id, at: unit.now, in: unit.transaction))
    let version = try unit.state(of: stream).version
    return CaseDesk.Receipt(id: id, number: number, version: version)
  }

  /// The next case number (办件编号) of an item on a day, without a gap.
  private func caseNumber(
    for item: ItemVersion, on day: Day, _ unit: UnitOfWork
  ) throws -> String {
    let serial = try unit.next("case/\(item.code)/\(day)")
    return try CaseNumber.make(
      item: ItemCode(item.code), date: day.civil, serial: serial
    ).description
  }

  /// Nobody hands in a file that another has uploaded.
  package func checkOwnership(
    of files: [FiledFile], by actor: Actor, in reader: some Reading
  ) throws {
    guard try UploadTable.areAll(Set(files.map(\.digest)), of: actor.id, in: reader) else {
      throw CaseworkRefusal.foreignFile
    }
  }
}

extension ItemVersion {
  /// Whether a grant leaves a certificate: a new one, whose number the item says how to make, or another edition of one
  /// that there is, whose number stays.
  var makesLicence: Bool { result.numberPattern != nil || act?.kind.makesCertificate == true }
}
