// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Codes
import Deadlines
import Identity
import Journal
import ShangMi
import Site

/// What the API sends of cases.
///
/// Schemas of the same shapes are in ``CaseSchema``.
enum CaseJSON {
  /// The item of a case, with its name in that version.
  struct Item: Encodable, Sendable {
    let code: String
    let version: Int
    let name: Words

    init(_ reference: ItemReference, _ item: ItemVersion?) {
      code = reference.code
      version = reference.version
      name = item?.name ?? Words(reference.code)
    }
  }

  /// A case in a list.
  struct Summary: Encodable, Sendable {
    let id: String
    let number: String
    let version: Int
    let item: Item
    let department: String
    let phase: Case.Phase
    let channel: Channel
    let applicant: String
    let holder: String?
    let reminders: Int
    let reviews: Int
    let due: Day?
    let remaining: Int?
    let light: Light
    let granted: Bool?
    let licence: String?
    let receivedAt: String
    let acceptedAt: String?
    let acceptedOn: Day?
    let decidedAt: String?
    let closedAt: String?
    let updatedAt: String

    init(
      _ row: CaseRow, _ item: ItemVersion?, for actor: Actor, on today: Day,
      _ calendar: WorkCalendar
    ) {
      id = row.id
      number = row.number
      version = row.version
      self.item = Item(row.item, item)
      department = row.department
      phase = row.phase
      channel = row.channel
      applicant = row.isOwn(of: actor) ? row.applicantName : row.shownApplicant
      reminders = row.reminders
      holder = actor.isStaff && !row.isOwn(of: actor) ? row.holder : nil
      reviews = row.reviews
      due = row.due
      remaining = row.remaining(on: today, calendar)
      light = row.light(on: today, calendar)
      granted = row.granted
      licence = row.licence
      receivedAt = row.receivedAt.iso8601
      acceptedAt = row.acceptedAt?.iso8601
      acceptedOn = row.acceptedOn
      decidedAt = row.decidedAt?.iso8601
      closedAt = row.closedAt?.iso8601
      updatedAt = row.updatedAt.iso8601
    }
  }

  /// Somebody named in a case; masked for all but who filed it.
  struct Person: Encodable, Sendable {
    let name: String
    let code: String
    let phone: String

    init(_ party: Party, inFull: Bool) {
      let isEntity = Party.isEntity(party.code)
      name = inFull ? party.name : Masking.name(party.name, ofPerson: !isEntity)
      code = inFull || isEntity ? party.code : Masking.code(party.code)
      phone = inFull ? party.phone : Masking.phone(party.phone)
    }
  }

  struct File: Encodable, Sendable {
    let material: String
    let materialName: Words
    let digest: String
    let name: String
    let kind: FileKind
    let size: Int
    let grade: TrustGrade

    init(_ file: FiledFile, of item: ItemVersion) {
      material = file.material
      materialName =
        item.materials.first { $0.key == file.material }?.name ?? Words(file.material)
      digest = file.digest.description
      name = file.name
      kind = file.kind
      size = file.size
      grade = file.grade
    }
  }

  struct Document: Encodable, Sendable {
    let kind: DocumentKind
    let number: String
    let issuedAt: String
    /// The printable page.
    let page: String

    init(_ document: IssuedDocument, of id: String) {
      kind = document.kind
      number = document.number
      issuedAt = document.issuedAt.iso8601
      page = CaseLink.document(case: id, name: document.name).path
    }
  }

  struct Documents: Encodable, Sendable { let items: [Document] }

  struct Opinion: Encodable, Sendable {
    let reviewer: String
    let passed: Bool
    let opinion: String
    let principal: String?

    init(_ review: Review, _ file: CaseFile) {
      reviewer = review.reviewer
      passed = review.passed
      opinion = file.text(review.opinion)
      principal = review.principal
    }
  }

  struct Decision: Encodable, Sendable {
    let granted: Bool
    let reasons: String
    let decidedAt: String
    /// The number of the record of the hearing that it rests on.
    let hearingRecord: String?
  }

  /// Something that the decision waits for.
  struct Wait: Encodable, Sendable {
    let code: String
    let text: String
    let basis: String?

    init(_ refusal: CaseworkRefusal) {
      code = refusal.code
      text = refusal.phrase.chinese
      basis = refusal.legalBasis?.text
    }
  }

  /// One thing that has happened.
  struct Happening: Encodable, Sendable {
    let version: Int
    let type: String
    let at: String
    let by: Side
    let document: NumberedJSON<DocumentKind>?
    let account: String?
    let colleagues: [String]?

    init(_ entry: Recorded<Case.Event>, _ file: CaseFile) {
      version = entry.version
      type = entry.event.word
      at = entry.moment.at.iso8601
      by = Side(
        entry.moment.actor, file.row, isAssisted: file.state.submission?.isAssisted == true)
      account = file.isInside ? entry.moment.actor : nil
      colleagues = file.isInside ? entry.event.colleagues : nil
      if case .documentNumbered(let numbered) = entry.event {
        document = NumberedJSON(kind: numbered.kind, number: numbered.number)
      } else {
        document = nil
      }
    }
  }

  /// Whose act something was; who of the bureau it was is told to nobody outside.
  enum Side: String, Encodable, CaseIterable, Sendable {
    case applicant
    case bureau
    case system
    /// Somebody without an account.
    case everybody

    init(_ actor: String, _ row: CaseRow, isAssisted: Bool) {
      switch actor {
      case Actor.system.id: self = .system
      case Actor.everybody.id: self = .everybody
      case row.applicant: self = .applicant
      case row.filer where !isAssisted: self = .applicant
      default: self = .bureau
      }
    }
  }

  /// The answers of a form, without whole identity numbers and telephones.
  static func masked(_ answers: [String: String], of item: ItemVersion) -> [String: String] {
    var answers = answers
    for field in item.form {
      guard let value = answers[field.key] else { continue }
      switch field.type {
      case .residentID: answers[field.key] = Masking.code(value)
      case .phone: answers[field.key] = Masking.phone(value)
      case .text, .uscc, .number, .date, .choice, .area, .segments: break
      }
    }
    return answers
  }

  /// All of one case.
  struct Detail: Encodable, Sendable {
    let summary: Summary
    let parties: Parties
    let situation: [String: String]
    let answers: [String: String]
    let files: [File]
    let documents: [Document]
    let notice: [SupplementNotice.Entry]?
    let furtherNotice: [SupplementNotice.Entry]?
    let opinions: [Opinion]?
    let setAside: [Opinion]?
    let decision: Decision?
    let reasons: String?
    let ruling: Ruling?
    let commitment: PromiseJSON.Commitment?
    let deferral: [PromiseJSON.Deferred]?
    let waits: [Wait]
    let oneHand: OneHand?
    let test: TestJSON?
    let forwarding: ForwardingJSON?
    let clock: ClockReport
    let history: [Happening]

    struct Parties: Encodable, Sendable {
      let applicant: Person?
      let agent: Person?
    }

    init(_ file: CaseFile, for actor: Actor, _ calendar: WorkCalendar, at now: Instant) {
      let inFull = file.row.isOwn(of: actor)
      summary = Summary(file.row, file.item, for: actor, on: file.clock.asOf, calendar)
      parties = Parties(
        applicant: (file.filing?.applicant).map { Person($0, inFull: inFull) },
        agent: (file.filing?.agent).map { Person($0, inFull: inFull) })
      situation = file.filing?.situation ?? [:]
      answers = Self.answers(file, inFull: inFull)
      files = file.filing?.files.map { File($0, of: file.item) } ?? []
      documents = file.documents.map { Document($0, of: file.row.id) }
      notice = file.notice?.entries
      furtherNotice = file.furtherNotice?.entries
      // The opinions of colleagues are the bureau's own until the decision states its reasons.
      opinions = file.isInside ? file.state.reviews.map { Opinion($0, file) } : nil
      setAside = file.isInside ? file.setAside.map { Opinion($0, file) } : nil
      let reasons = file.text(file.state.reasons)
      decision = file.state.facts.decided.map {
        Decision(
          granted: $0.granted, reasons: reasons, decidedAt: $0.at.iso8601,
          hearingRecord: file.state.documents.first { $0.kind == .hearingRecord }?.number)
      }
      self.reasons = file.state.reasons == nil || decision != nil ? nil : reasons
      ruling = file.state.ruling
      commitment = PromiseJSON.Commitment(file)
      deferral =
        file.state.submission?.deferral == nil
        ? nil : file.state.deferring.entries.map(PromiseJSON.Deferred.init)
      waits = file.waits(on: now).map(Wait.init)
      oneHand = file.state.oneHand.authority.map(OneHand.init)
      test = TestJSON(file)
      forwarding = ForwardingJSON(file.state.forwarding)
      clock = ClockReport(file.clock)
      history = file.history.map { Happening($0, file) }
    }

    private static func answers(_ file: CaseFile, inFull: Bool) -> [String: String] {
      let answers = file.filing?.answers ?? [:]
      return inFull ? answers : CaseJSON.masked(answers, of: file.item)
    }

    private enum Keys: String, CodingKey {
      case parties, situation, answers, files, documents, notice, opinions, decision, reasons
      case ruling, commitment, deferral, waits, oneHand, clock, history, setAside, furtherNotice
      case test, forwarding
    }

    /// The members of the summary and its own, in one object.
    func encode(to encoder: any Encoder) throws {
      try summary.encode(to: encoder)
      var container = encoder.container(keyedBy: Keys.self)
      try container.encode(parties, forKey: .parties)
      try container.encode(situation, forKey: .situation)
      try container.encode(answers, forKey: .answers)
      try container.encode(files, forKey: .files)
      try container.encode(documents, forKey: .documents)
      try container.encodeIfPresent(notice, forKey: .notice)
      try container.encodeIfPresent(furtherNotice, forKey: .furtherNotice)
      try container.encodeIfPresent(opinions, forKey: .opinions)
      try container.encodeIfPresent(setAside, forKey: .setAside)
      try container.encodeIfPresent(decision, forKey: .decision)
      try container.encodeIfPresent(reasons, forKey: .reasons)
      try container.encodeIfPresent(ruling, forKey: .ruling)
      try container.encodeIfPresent(commitment, forKey: .commitment)
      try container.encodeIfPresent(deferral, forKey: .deferral)
      try container.encode(waits, forKey: .waits)
      try container.encodeIfPresent(oneHand, forKey: .oneHand)
      try container.encodeIfPresent(test, forKey: .test)
      try container.encodeIfPresent(forwarding, forKey: .forwarding)
      try container.encode(clock, forKey: .clock)
      try container.encode(history, forKey: .history)
    }
  }
}

extension CaseRow {
  /// Whether somebody reads his own case: what he has entered himself is not masked.
  ///
  /// Whoever of the staff has written it down at the window has not.
  func isOwn(of actor: Actor) -> Bool {
    applicant == actor.id || filer == actor.id && !(channel == .window && actor.isStaff)
  }
}

extension Party {
  /// Whether it is an entity, whose name is public.
  package var isEntity: Bool { Self.isEntity(code) }

  /// The name as others read it: a person's is masked.
  var maskedName: String { Masking.name(name, ofPerson: !isEntity) }

  /// Whether a code is that of an entity, whose name is public.
  static func isEntity(_ code: String) -> Bool {
    // A resident number can by chance be a valid credit code too; then it counts as a person's.
    let looksPersonal =
      code.dropLast().allSatisfy { $0.isASCII && $0.isNumber }
      && (try? ResidentNumber(code, asOf: .latest)) != nil
    return !looksPersonal && (try? SocialCreditCode(code)) != nil
  }
}

extension CivilDate {
  /// Later than every date of birth.
  fileprivate static let latest = CivilDate(year: 9999, month: 12, day: 31) ?? .earliest
}
