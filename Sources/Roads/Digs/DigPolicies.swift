// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Codes
import Deadlines
import Journal
import SQL

/// What the offices are told that look after the roads.
package struct RoadMessage: Codable, Sendable, Hashable {
  /// Who is told.
  package enum Office: String, Codable, CaseIterable, Sendable {
    case municipalWorks
    case trafficPolice
  }

  package enum Subject: String, Codable, CaseIterable, Sendable {
    /// A road was broken up for an emergency repair (article 34).
    case brokenUp
    /// Its formalities were not done within 24 hours (article 34).
    case formalitiesMissed
    /// A road is still open though the approved days are over (article 36).
    case overrun
  }

  package let to: [Office]
  package let subject: Subject
  package let dig: String
  package let segments: [String]
  package let at: Instant
}

/// The fields of an application that concern a dig, by their keys in the items' files.
package enum RoadField {
  /// The number of the dig (挖掘编号).
  package static let dig = "dig_no"
  /// From where to where, in words or by the numbers of segments.
  package static let segment = "segment"

  /// The days that are applied for.
  static let from = "from_date"
  static let to = "to_date"
  /// How deep it is dug, in metres.
  static let depth = "depth_m"
  /// The answer on the age of the road, and the one that says that it is old enough.
  static let age = "road_age"
  static let oldEnough = "free"

  /// The number of the dig that an application names; nil where it names none.
  package static func number(in filing: Filing) -> String? {
    guard let text = filing.answers[dig]?.filter({ !$0.isWhitespace }), !text.isEmpty else {
      return nil
    }
    return text.uppercased()
  }

  /// The numbers of segments that an application names.
  package static func segments(in filing: Filing) -> [String] {
    segments(in: filing.answers[segment] ?? "")
  }

  /// The numbers of segments in a text.
  static func segments(in text: String) -> [String] {
    text.uppercased().matches(of: /[A-Z]{2,4}-[0-9]{3,5}/).map { String($0.output) }
  }

  /// The days between two answers; nil where either is no day or they lie the wrong way round.
  static func window(_ from: String?, _ to: String?) -> Window? {
    guard let from = from.flatMap({ Day($0) }), let to = to.flatMap({ Day($0) }) else {
      return nil
    }
    return Window(from: from, to: to)
  }

  /// A depth in metres as centimetres.
  static func centimetres(_ metres: String?) -> Int? {
    metres.flatMap { Double($0) }.map { Int(($0 * 100).rounded()) }
  }
}

/// What follows for a dig from the case that it is applied for by, and from the clock.
enum DigPolicies {
  /// The names of the deadlines.
  static let formalities = "dig-formalities"
  static let overrun = "dig-overrun"

  static func all(
    settings: RoadsSettings, roads: NetworkShelf
  ) -> [any JournalPart] {
    [
      following(settings, roads), telling,
      DeadlineHandler(formalities) { id, unit in
        try unit.execute(.missFormalities, on: Stream<Dig>(id)) { _ in
          try context(unit, settings, roads)
        }
      },
      DeadlineHandler(overrun) { id, unit in
        try unit.execute(.overrun, on: Stream<Dig>(id)) { _ in
          try context(unit, settings, roads)
        }
      },
      rescheduling(settings, roads),
    ]
  }

  private static func context(
    _ unit: UnitOfWork, _ settings: RoadsSettings, _ roads: NetworkShelf
  ) throws -> Dig.Context {
    Dig.Context(
      actor: unit.actor, now: unit.now, network: try roads.network(in: unit.transaction),
      settings: settings)
  }

  /// When all sides have agreed, each dig gets the common window.
  private static func rescheduling(
    _ settings: RoadsSettings, _ roads: NetworkShelf
  ) -> Policy<Merge> {
    Policy(Merge.self) { entry, state, unit in
      guard case .agreed = entry.event, let plan = state.plan else { return }
      for part in plan.parts {
        try unit.execute(
          .reschedule(plan.window, merge: entry.id), on: Stream<Dig>(part.dig)
        ) { _ in try context(unit, settings, roads) }
      }
    }
  }

  /// Tells both offices what they must know of at once.
  private static let telling = Policy(Dig.self) { entry, state, unit in
    let subject: RoadMessage.Subject
    switch entry.event {
    case .brokenUp: subject = .brokenUp
    case .formalitiesMissed: subject = .formalitiesMissed
    case .exceeded(let exceedance) where exceedance.details == nil: subject = .overrun
    default: return
    }
    try unit.post(
      RoadMessage(
        to: RoadMessage.Office.allCases, subject: subject, dig: entry.id,
        segments: state.segments, at: entry.moment.at),
      to: RoadsRoom.messageTopic)
  }

  // MARK: The case

  /// A case names its dig by the dig's number; one that names segments alone makes a dig of its own.
  private static func following(
    _ settings: RoadsSettings, _ roads: NetworkShelf
  ) -> Policy<Case> {
    Policy(Case.self) { entry, state, unit in
      guard let submission = state.submission, settings.isOfDigs(submission.item.code) else {
        return
      }
      let step = CaseFollowing(
        id: entry.id, state: state, submission: submission, unit: unit,
        context: try context(unit, settings, roads))
      switch entry.event {
      case .submitted, .corrected, .supplemented: try step.apply()
      case .granted: try step.permit()
      case .refused, .withdrawn, .terminated, .foundNotRequired, .acceptanceRefused:
        try step.end()
      default: break
      }
    }
  }
}

/// One case and the dig that it is about.
private struct CaseFollowing {
  let id: String
  let state: Case
  let submission: Submission
  let unit: UnitOfWork
  let context: Dig.Context

  private var reference: Dig.CaseReference {
    Dig.CaseReference(id: id, number: submission.number)
  }

  /// Puts the case down to the dig that it names; what it names wrongly its page says.
  func apply() throws {
    guard let filing = try filing() else { return }
    if let number = RoadField.number(in: filing) {
      guard let dig = try ownDig(number), dig.application == nil else { return }
      try execute(.apply(reference), on: number)
    } else if try linked().isEmpty {
      try checkAge(filing)
      try begin(filing)
    }
  }

  /// A part of a joint case was checked with the whole: one that begins later must not undo what another was granted.
  private func checkAge(_ filing: Filing) throws(RoadsRefusal) {
    guard submission.part == nil, let window = Self.window(of: filing) else { return }
    try context.network.checkAge(
      RoadField.segments(in: filing), window, answered: filing.situation)
  }

  /// The decision permits the dig; article 33 ¶2 holds for it too, so that a young road stops the decision.
  func permit() throws {
    guard let filing = try filing() else { return }
    if try linked().isEmpty { try begin(filing) }
    for number in try linked() {
      let dig = try unit.state(of: Stream<Dig>(number)).state
      guard let planned = dig.window else { continue }
      // What all sides of a merged dig have agreed to takes the place of what was applied for.
      let window = dig.merge == nil ? Self.window(of: filing) ?? planned : planned
      try execute(
        .permit(
          Dig.Permit(
            segments: dig.segments, window: window, area: Self.area(of: filing) ?? dig.area)),
        on: number)
    }
  }

  func end() throws {
    for number in try linked() { try execute(.endApplication, on: number) }
  }

  private func execute(_ command: Dig.Command, on number: String) throws {
    try unit.execute(command, on: Stream<Dig>(number)) { _ in context }
  }

  private func filing() throws -> Filing? {
    try state.filing.flatMap { try EvidenceTable.filing($0, in: unit.transaction) }
  }

  /// The numbers of the digs that the case is put down to.
  private func linked() throws -> [String] {
    try DigTable.find(ofCase: id, for: .system, in: unit.transaction).map(\.number)
  }

  /// The dig of a number, if it is the applicant's, or one that the staff announced for others.
  private func ownDig(_ number: String) throws -> Dig? {
    let dig = try unit.state(of: Stream<Dig>(number)).state
    guard dig.phase != .unannounced else { return nil }
    let isOwn = [submission.applicant, submission.filer].contains(dig.filer)
    return isOwn || dig.isForOthers ? dig : nil
  }

  /// Opens a dig for an application that names segments and no dig; not for one that is about something else.
  private func begin(_ filing: Filing) throws {
    let segments = RoadField.segments(in: filing)
    guard !segments.isEmpty, segments.allSatisfy({ context.network.segment($0) != nil }),
      filing.situation["kind"] != "occupy", let window = Self.window(of: filing)
    else { return }
    let works = Works(
      unit: Self.unit(of: filing), line: .other,
      purpose: try EvidenceTable.keep(
        text: filing.answers["purpose"] ?? "", in: unit.transaction),
      contact: try EvidenceTable.keep(
        DigContact(
          name: filing.answers["contact_name"] ?? "",
          phone: filing.answers["contact_phone"] ?? ""), in: unit.transaction),
      segments: segments, window: window, depth: Self.centimetres(of: filing) ?? 0,
      area: Self.area(of: filing) ?? 0, approval: nil)
    let entry = Dig.Entry(
      works: works, origin: .direct, filer: submission.applicant ?? submission.filer,
      isForOthers: false)
    let number = try unit.nextDigNumber()
    try unit.begin(Stream<Dig>(number), by: .announce(entry), context: context)
    try execute(.apply(reference), on: number)
  }

  /// Whose dig it is, by the name of an organisation; a person's name stays with the case.
  private static func unit(of filing: Filing) -> String {
    let isEntity = (try? SocialCreditCode(filing.applicant.code)) != nil
    return isEntity ? filing.applicant.name : "个人"
  }

  private static func window(of filing: Filing) -> Window? {
    RoadField.window(filing.answers[RoadField.from], filing.answers[RoadField.to])
  }

  private static func area(of filing: Filing) -> Int? {
    filing.answers["area_sqm"].flatMap { Double($0) }.map { Int($0.rounded(.up)) }
  }

  private static func centimetres(of filing: Filing) -> Int? {
    RoadField.centimetres(filing.answers[RoadField.depth])
  }
}

extension UnitOfWork {
  /// The next number of a dig.
  func nextDigNumber() throws -> String {
    let year = now.day.year
    return RoadsSettings.number(year: year, serial: try next(RoadsSettings.series(of: year)))
  }
}
