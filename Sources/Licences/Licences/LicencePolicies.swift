// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Codes
import Deadlines
import Journal
import ShangMi

/// A grant makes the licence, in the same transaction (行政许可法 articles 39 and 44).
enum LicencePolicies {
  /// What a case must have for a licence to be made or changed; its absence is a defect of the program.
  struct Incomplete: Error { let what: String }

  static func issueOnGrant(
    shelf: CatalogueShelf, calendars: CalendarShelf
  ) -> Policy<Case> {
    Policy(Case.self) { entry, state, unit in
      guard case .granted = entry.event, let submission = state.submission, submission.licence,
        submission.act == nil
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
      try unit.begin(
        Stream<Licence>(entry.id), by: .issue(issue),
        context: Licence.Context(actor: unit.actor, now: unit.now, calendar: calendars.current))
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

  /// The identifier of an edition of the e-licence with a number.
  static func identifier(
    for item: ItemVersion, number: String, edition: Int = 1
  ) throws -> String {
    let type = item.result.licenceType ?? "\(item.body.code)000"
    // The identifier takes digits and capitals only; a number may hold Chinese.
    var serial = number.filter { $0.isASCII && ($0.isNumber || $0.isUppercase) }
    // Items without a type of their own share one, where the numbers of two items may be alike.
    if item.result.licenceType == nil { serial = item.code.suffix(basicLength) + serial }
    return try LicenceIdentifier.make(
      type: type, issuer: item.body.code, serial: String(serial.suffix(serialMax)),
      version: edition
    ).description
  }

  /// The length of an item's basic code, at the end of its implementation code.
  private static let basicLength = 12

  /// GB/T 36904-2018: the issuer's own number has up to 32 characters.
  private static let serialMax = 32

  static func face(of item: ItemVersion, _ filing: Filing) -> LicenceFace {
    LicenceFace(
      title: item.result.name.zh, titleEnglish: item.result.name.en,
      holder: filing.applicant.name, holderCode: filing.applicant.code,
      issuer: item.body.name, issuerCode: item.body.code,
      entries: LicenceFace.entries(of: item, filing))
  }
}

extension LicenceFace {
  /// How many lines of the application a certificate states.
  private static let entriesMax = 8

  fileprivate static func entries(of item: ItemVersion, _ filing: Filing) -> [Entry] {
    Array(item.form.compactMap { $0.entry(in: filing) }.prefix(entriesMax))
  }

  /// What is printed after a change (行政许可法 article 49): the fields that the form of the change shares with that of
  /// the licence have their new values, all else stays.
  ///
  /// - Parameters:
  ///   - item: the item that has given the licence.
  ///   - change: the item of the change.
  func changed(by filing: Filing, of change: ItemVersion, on item: ItemVersion) -> LicenceFace {
    let shared = Set(item.form.map(\.key))
    let fresh = change.form.filter { shared.contains($0.key) }.compactMap { $0.entry(in: filing) }
    var entries = entries
    for entry in fresh {
      // Certificates of before name their lines by their labels alone.
      let place = entries.firstIndex { $0.key.map { $0 == entry.key } ?? ($0.label == entry.label) }
      if let place {
        entries[place] = entry
      } else if entries.count < Self.entriesMax {
        entries.append(entry)
      }
    }
    return LicenceFace(
      title: title, titleEnglish: titleEnglish, holder: filing.applicant.name,
      holderCode: holderCode, issuer: issuer, issuerCode: issuerCode, entries: entries)
  }
}

extension FormField {
  /// The line that a certificate states of what was answered; nil where it states none.
  fileprivate func entry(in filing: Filing) -> LicenceFace.Entry? {
    guard let value = filing.answers[key], !value.isEmpty, isOnCertificate else { return nil }
    let shown = options.first { $0.key == value }?.label.zh ?? value
    return LicenceFace.Entry(key: key, label: label.zh, labelEnglish: label.en, value: shown)
  }

  /// A certificate states what is licensed, never a person's number or telephone.
  private var isOnCertificate: Bool {
    // Who is called about the application, and who carried it, is not part of what is licensed.
    guard !key.hasPrefix("contact_"), !key.hasPrefix("agent_") else { return false }
    return switch type {
    case .residentID, .phone: false
    case .text, .uscc, .number, .date, .choice, .area, .segments: true
    }
  }
}
