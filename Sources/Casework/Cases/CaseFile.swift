// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Identity
import Journal
import SQL
import ShangMi
import Site

/// All of one case as somebody who may see it opens it: one read, one consistent state.
package struct CaseFile: Sendable {
  package let row: CaseRow
  package let state: Case
  /// The version of the state, which a form carries so that two people do not overwrite each other.
  package let version: Int
  package let item: ItemVersion
  /// Who has opened it.
  let reader: Actor
  /// Whether the reader is shown what is the bureau's own affair: he is of the staff, and the case is not his own.
  package let isInside: Bool
  /// What has happened, as far as the reader is shown it.
  package let history: [Recorded<Case.Event>]
  /// The answers and documents as they stand; nil where they were erased.
  package let filing: Filing?
  /// The filings before the one that stands, by their digest: what was replaced remains evidence.
  package let earlier: [Digest: Filing]
  package let notice: SupplementNotice?
  /// What the applicant was asked for after acceptance.
  package let furtherNotice: SupplementNotice?
  package let documents: [IssuedDocument]
  /// The texts that events name by digest: opinions, reasons.
  package let texts: [Digest: String]
  package let clock: CaseClock
  /// The calendar that the clock was computed with, the bureau's own.
  package let calendar: WorkCalendar
  /// What the window had found in the draft that the case came from, for a reader who is inside.
  let preReview: PreReviewFile?
  /// The bureau's staff, for a reader who is inside; nobody for anybody else.
  package let colleagues: [Colleague]
  /// The account that it was opened for.
  let viewer: String
  /// By what the viewer may receive and decide it in one hand.
  let authority: Authority?
  /// What ties the viewer, and those whose part he was given, to somebody whom it names: by account.
  let interests: [String: Interest.Kind]
  /// Whether it was drawn for a re-check.
  let isDrawn: Bool

  /// The filing as it stood after an event that changed it.
  func filing(_ digest: Digest) -> Filing? { digest == state.filing ? filing : earlier[digest] }

  /// What the applicant is, or was last, asked to bring.
  var asked: SupplementNotice? { furtherNotice ?? notice }

  /// The name in addresses of a document of this case.
  func name(of document: NumberedDocument) -> String {
    documents.first { $0.number == document.number }?.name ?? document.kind.rawValue
  }

  /// What the rules need to answer somebody who looks at the case.
  func context(for actor: Actor, on now: Instant) -> Case.Context {
    Case.Context(
      actor: actor, now: now, calendar: calendar, colleagues: colleagues, authority: authority,
      interests: interests)
  }

  /// Colleagues who can be given a part in the case, to choose from.
  func choices(where isMeant: (Colleague) -> Bool = { _ in true }) -> [StepInput.Choice] {
    colleagues.filter {
      $0.isActive && $0.actor.holds(anyOf: Case.handlers) && !state.isOwn(of: $0.id)
        && !state.recusals.isRecused($0.id) && isMeant($0)
    }.map { colleague in
      let place = colleague.department.map { "（\($0)）" } ?? ""
      return StepInput.Choice(colleague.id, .verbatim(colleague.name + place))
    }
  }

  /// What a member of staff is called, for a reader who is inside.
  func name(ofColleague id: String) -> String {
    colleagues.first { $0.id == id }?.name ?? "—"
  }

  /// The opinions that do not count any more, since the case went back to the review.
  var setAside: [Review] {
    var (aside, standing): ([Review], [Review]) = ([], [])
    for entry in history {
      switch entry.event {
      case .reviewed(let review): standing.append(review)
      case .returning(.returnedToReview):
        aside += standing
        standing = []
      default: break
      }
    }
    return aside
  }

  /// What the events name by digest.
  var evidence: CaseEvidence { CaseEvidence(state: state, texts: texts) }

  /// The text under a digest.
  package func text(_ digest: Digest?) -> String { evidence.text(digest) }

  /// What the decision waits for, besides the opinions of the review; without what is the bureau's own affair, for a
  /// reader who is not inside.
  func waits(on now: Instant) -> [CaseworkRefusal] {
    guard state.phase == .accepted else { return [] }
    let context = Case.Context(actor: .system, now: now, calendar: calendar)
    return state.turns.compactMap { $0.hold(state, context) }
      .filter { isInside || !$0.isInternal }
  }
}

extension CaseDesk {
  /// Opens a case.
  /// - Throws: ``CaseworkRefusal/caseNotFound`` where there is none or it is not the actor's to see.
  package func open(_ id: String, for actor: Actor) async throws -> CaseFile {
    let (now, today) = (now, now.day)
    return try await journal.database.read { reader in
      guard let row = try CaseTable.find(id, for: actor, in: reader) else {
        throw CaseworkRefusal.caseNotFound
      }
      let stream = Stream<Case>(id)
      let (state, version) = try Journal.state(of: stream, in: reader)
      let history = try Journal.history(of: stream, in: reader)
      let isInside = actor.isStaff && !row.isOwn(of: actor)
      let digests =
        [state.reasons].compactMap(\.self) + history.flatMap(\.event.texts)
        + (state.submission?.signedTexts ?? [])
      let context = try registry.context(of: actor, for: state, id, at: now, in: reader)
      let drawn =
        state.oneHand.authority == nil ? nil : try RecheckTable.find(id, in: reader)
      var texts: [Digest: String] = [:]
      for digest in digests { texts[digest] = try EvidenceTable.text(digest, in: reader) }
      var earlier: [Digest: Filing] = [:]
      for case let digest? in history.map(\.event.filing) where digest != state.filing {
        earlier[digest] = try EvidenceTable.filing(digest, in: reader)
      }
      let documents = try CaseTable.documents(of: row, inOrderOf: state.documents, in: reader)
      let others = isInside ? [] : Self.ofOthers(history)
      return CaseFile(
        row: row, state: state, version: version, item: try item(row.item),
        reader: actor, isInside: isInside,
        history: history.filter { isInside || !$0.event.isInternal },
        filing: try state.filing.flatMap { try EvidenceTable.filing($0, in: reader) },
        earlier: earlier,
        notice: try state.notice.flatMap { try EvidenceTable.notice($0, in: reader) },
        furtherNotice: try state.suspending.notice
          .flatMap { try EvidenceTable.notice($0, in: reader) },
        documents: documents.filter {
          isInside || !($0.kind.isInternal || others.contains($0.number))
        }, texts: texts,
        clock: state.clock(calendar, asOf: today), calendar: calendar,
        preReview: isInside ? try preReview(ofCase: id, in: reader) : nil,
        colleagues: isInside ? try ColleagueTable.all(in: reader) : [],
        viewer: actor.id, authority: context.authority, interests: context.interests,
        isDrawn: drawn != nil)
    }
  }

  /// The numbers of the documents that are between the bureau and somebody else than the applicant.
  private static func ofOthers(_ history: [Recorded<Case.Event>]) -> Set<String> {
    Set(
      DocumentMakers(history).pairs.compactMap { maker, document in
        maker.event.isForApplicant ? nil : document.number
      })
  }

  /// A file of a case, replaced ones among them, if the actor may see the case.
  package func file(
    _ digest: Digest, of id: String, for actor: Actor
  ) async throws -> (file: FiledFile, bytes: [UInt8]) {
    let opened = try await open(id, for: actor)
    let filed = (opened.filing?.files ?? []) + opened.earlier.values.flatMap(\.files)
    guard let file = filed.first(where: { $0.digest == digest }),
      let bytes = try files.bytes(of: digest)
    else { throw CaseworkRefusal.fileNotFound }
    return (file, bytes)
  }

  /// A page of the cases that the actor may see.
  package func list(_ filter: CaseFilter, for actor: Actor) async throws -> [CaseRow] {
    try await journal.database.read { try CaseTable.list(filter, for: actor, in: $0) }
  }

  /// What is noted when masked data is shown in full.
  private enum Noted: Codable { case revealed }

  /// Shows the identity numbers and telephones of a case in full; that somebody did is an event.
  package func reveal(_ id: String, for actor: Actor) async throws -> Filing {
    let opened = try await open(id, for: actor)
    guard let filing = opened.filing else { throw CaseworkRefusal.caseNotFound }
    let _: Bool = try await journal.perform(as: actor) { unit in
      try unit.note(Noted.revealed, kind: "privacy", id: id)
      return true
    }
    return filing
  }
}

extension Case.Event {
  /// The filing that the event has made the one that stands.
  var filing: Digest? {
    switch self {
    case .submitted(let submission): submission.filing
    case .corrected(let filing, _), .supplemented(let filing, _): filing
    case .deferring(let event): event.filing
    case .suspending(.answered(let filing, _)): filing
    default: nil
    }
  }

  /// Every text that the event names, but for the decision's own.
  var texts: [Digest] { turn?.texts ?? text.map { [$0] } ?? [] }

  /// Whether the applicant gets its document, or may read it with everybody.
  var isForApplicant: Bool {
    turn?.recipients.contains { $0 == .applicant || $0 == .everybody } ?? true
  }

  /// The text that the event rests on, beside the reasons of a decision.
  var text: Digest? {
    switch self {
    case .terminated(_, let reasons), .rectified(_, let reasons): reasons
    case .reviewed(let review): review.opinion
    default: turn?.text
    }
  }

  /// Members of the staff whom it is about, by their accounts.
  var colleagues: [String] {
    if case .actedFor(let principal, _) = self { return [principal] }
    return turn?.colleagues ?? []
  }

  /// Whether it is the bureau's own affair, which the applicant is not shown.
  var isInternal: Bool {
    switch self {
    case .documentNumbered(let document): document.kind.isInternal
    case .actedFor: true
    default: turn?.isInternal ?? false
    }
  }
}
