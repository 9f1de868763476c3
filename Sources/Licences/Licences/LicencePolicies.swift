// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Codes
import Deadlines
import Journal
import ShangMi

/// A grant makes the licence, in the same transaction (行政许可法 articles 39 and 44).
enum LicencePolicies {
  /// What a case must have for a licence to be made; its absence is a defect of the program.
  private struct Incomplete: Error { let what: String }

  static func issueOnGrant(
    shelf: CatalogueShelf, calendars: CalendarShelf
  ) -> Policy<Case> {
    Policy(Case.self) { entry, state, unit in
      guard case .granted = entry.event, let submission = state.submission, submission.licence
      else { return }
      guard let item = shelf.version(submission.item.code, submission.item.version),
        let digest = state.filing,
        let filing = try EvidenceTable.filing(digest, in: unit.transaction)
      else { throw Incomplete(what: "filing or item of case \(entry.id)") }

      let number = try number(for: item, filing, unit)
      let issue = Licence.Issue(
        number: number, identifier: try identifier(for: item, number: number),
        item: submission.item, caseID: entry.id, holder: submission.applicant,
        face: try LicenceTable.keep(face(of: item, filing), in: unit.transaction),
        from: unit.now.day, until: item.result.validity.map { $0.end(from: unit.now.day) })
      try unit.begin(Stream<Licence>(entry.id), by: .issue(issue), context: unit.actor)
      try unit.execute(.recordLicence(number: number), on: Stream<Case>(entry.id)) { _ in
        Case.Context(actor: unit.actor, now: unit.now, calendar: calendars.current)
      }
    }
  }

  private static func number(
    for item: ItemVersion, _ filing: Filing, _ unit: UnitOfWork
  ) throws -> String {
    let number = try number(for: item, situation: filing.situation, on: unit.now.day)
    return try number.text(serial: try unit.next("licence/\(number.series)"))
  }

  /// How the numbers of an item's licences are made on a day.
  static func number(
    for item: ItemVersion, situation: [String: String], on day: Deadlines.Day
  ) throws(CodeFault) -> LicenceNumber {
    var choices: [String: Int] = [:]
    for question in item.questions {
      let place = question.options.firstIndex { $0.key == situation[question.key] }
      choices[question.key] = (place ?? -1) + 1
    }
    return try LicenceNumber(pattern(of: item), on: day, choices: choices)
  }

  /// The pattern of the numbers of an item's licences.
  static func pattern(of item: ItemVersion) -> String {
    item.result.numberPattern ?? "\(item.code.suffix(12)){year}{serial:6}"
  }

  /// The identifier of the e-licence with a number.
  static func identifier(for item: ItemVersion, number: String) throws -> String {
    let type = item.result.licenceType ?? "\(item.body.code)000"
    // The identifier takes digits and capitals only; a number may hold Chinese.
    var serial = number.filter { $0.isASCII && ($0.isNumber || $0.isUppercase) }
    // Items without a type of their own share one, where the numbers of two items may be alike.
    if item.result.licenceType == nil { serial = item.code.suffix(basicLength) + serial }
    return try LicenceIdentifier.make(
      type: type, issuer: item.body.code, serial: String(serial.suffix(serialMax)), version: 1
    ).description
  }

  /// The length of an item's basic code, at the end of its implementation code.
  private static let basicLength = 12

  /// GB/T 36904-2018: the issuer's own number has up to 32 characters.
  private static let serialMax = 32

  /// How many lines of the application a certificate states.
  private static let entriesMax = 8

  private static func face(of item: ItemVersion, _ filing: Filing) -> LicenceFace {
    let entries = item.form.compactMap { field -> LicenceFace.Entry? in
      guard let value = filing.answers[field.key], !value.isEmpty, field.isOnCertificate else {
        return nil
      }
      let shown = field.options.first { $0.key == value }?.label.zh ?? value
      return .init(label: field.label.zh, labelEnglish: field.label.en, value: shown)
    }
    return LicenceFace(
      title: item.result.name.zh, titleEnglish: item.result.name.en,
      holder: filing.applicant.name, holderCode: filing.applicant.code,
      issuer: item.body.name, issuerCode: item.body.code,
      entries: Array(entries.prefix(entriesMax)))
  }
}

extension FormField {
  /// A certificate states what is licensed, never a person's number or telephone.
  fileprivate var isOnCertificate: Bool {
    // Who is called about the application, and who carried it, is not part of what is licensed.
    guard !key.hasPrefix("contact_"), !key.hasPrefix("agent_") else { return false }
    return switch type {
    case .residentID, .phone: false
    case .text, .uscc, .number, .date, .choice, .area: true
    }
  }
}

extension Validity {
  /// The last day of validity: five years from 2026-03-01 end on 2031-02-28.
  fileprivate func end(from day: Day) -> Day {
    let next =
      switch unit {
      case .year: day.adding(years: number)
      case .month: day.adding(months: number)
      case .calendarDay, .workingDay: day.adding(days: number)
      }
    return next.adding(days: -1)
  }
}
