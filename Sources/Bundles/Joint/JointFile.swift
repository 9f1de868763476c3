// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import SQL
import ShangMi

/// All of one joint case as somebody who may see it opens it: one read, one consistent state.
package struct JointFile: Sendable {
  package let row: JointRow
  package let state: JointCase
  package let version: Int
  package let bundle: Bundle
  /// Nil where the filing was erased.
  package let filing: JointFiling?
  package let form: JointForm?
  package let history: [Recorded<JointCase.Event>]
  package let parts: [PartFile]
  /// The texts that events name by digest.
  package let texts: [Digest: String]
  package let notices: [Digest: SupplementNotice]
  package let clock: CaseClock
  /// Whether the reader is shown what is the bureau's own affair.
  package let isInside: Bool
  /// The versions of the members' items that it was filed under, by code.
  let items: [String: ItemVersion]

  /// A part with its case, as far as it has begun.
  package struct PartFile: Sendable {
    package let state: JointPartState
    package let item: ItemVersion?
    package let clock: CaseClock?
    /// What the reviewers found, with the sections' names: for the staff of all departments (意见共享).
    package let opinions: [(passed: Bool, text: String)]
    package let licence: String?
    /// What was signed for it.
    package let signed: [SignedText]
    /// The last day to bring what it was accepted without (容缺); nil where nothing is awaited.
    package let deferralDue: Day?
    /// Why it could not begin.
    package let held: String?
  }

  /// The cases of the parts that have begun.
  package var caseIDs: [String] { parts.compactMap(\.state.caseID) }

  package func part(_ key: String) -> PartFile? { parts.first { $0.state.key == key } }

  func name(of key: String) -> Words {
    part(key)?.item?.name ?? bundle.member(key).flatMap { items[$0.item]?.name } ?? Words(key)
  }
}

extension JointDesk {
  /// Opens a joint case.
  ///
  /// - Complexity: linear in the number of parts.
  /// - Throws: ``BundleRefusal/jointNotFound`` where there is none or it is not the actor's to see.
  package func open(_ id: String, for actor: Actor) async throws -> JointFile {
    let today = now.day
    return try await journal.database.read { reader in
      guard let row = try JointTable.find(id, for: actor, in: reader) else {
        throw BundleRefusal.jointNotFound
      }
      let stream = Stream<JointCase>(id)
      let (state, version) = try Journal.state(of: stream, in: reader)
      let history = try Journal.history(of: stream, in: reader)
      let isInside = actor.isStaff && !row.isOwn(of: actor)
      var texts: [Digest: String] = [:]
      var notices: [Digest: SupplementNotice] = [:]
      for event in history.map(\.event) {
        if let digest = event.text { texts[digest] = try EvidenceTable.text(digest, in: reader) }
        if let digest = event.notice {
          notices[digest] = try EvidenceTable.notice(digest, in: reader)
        }
      }
      let filing: JointFiling? = try state.filing.flatMap {
        try EvidenceTable.decode($0, in: reader)
      }
      return JointFile(
        row: row, state: state, version: version, bundle: try bundle(row.bundle),
        filing: filing, form: try filing.map(form(of:)),
        history: history.filter { isInside || !$0.event.isInternal },
        parts: try state.parts.map { part in
          try partFile(part, filing, history, texts, isInside: isInside, on: today, in: reader)
        },
        texts: texts, notices: notices, clock: state.clock(cases.calendar, asOf: today),
        isInside: isInside, items: filing.map(registry.items(of:)) ?? [:])
    }
  }

  /// What an item that is taken up needs, and all others.
  func form(of file: JointFile, takingUp part: String) throws(BundleRefusal) -> JointForm {
    guard var filing = file.filing else { throw .jointNotFound }
    filing.takeUp(part)
    return try form(of: filing)
  }

  private func partFile(
    _ part: JointPartState, _ filing: JointFiling?, _ history: [Recorded<JointCase.Event>],
    _ texts: [Digest: String], isInside: Bool, on today: Day, in reader: some Reading
  ) throws -> JointFile.PartFile {
    let item = cases.shelf.version(part.item.code, part.item.version)
    let signed = SignedText.allCases.filter { filing?[$0, part.key] != nil }
    var held: String?
    for case .held(part.key, let reasons) in history.map(\.event) { held = texts[reasons] }
    guard let id = part.caseID else {
      return JointFile.PartFile(
        state: part, item: item, clock: nil, opinions: [], licence: nil, signed: signed,
        deferralDue: nil, held: part.fate == .lapsed ? held : nil)
    }
    let state = try Journal.state(of: Stream<Case>(id), in: reader).state
    let reviews = isInside ? state.reviews : []
    return JointFile.PartFile(
      state: part, item: item, clock: state.clock(cases.calendar, asOf: today),
      opinions: try reviews.map {
        ($0.passed, try EvidenceTable.text($0.opinion, in: reader) ?? "")
      }, licence: state.licence, signed: signed,
      deferralDue: state.deferralDue, held: nil)
  }

  /// A page of the joint cases that the actor may see, newest first, with how they stand.
  package func list(
    open: Bool?, before place: CaseFilter.ReceiptPlace?, limit: Int, for actor: Actor
  ) async throws -> [(row: JointRow, state: JointCase)] {
    try await journal.database.read { reader in
      try JointTable.list(open: open, before: place, limit: limit, for: actor, in: reader)
        .map { row in
          (row, try Journal.state(of: Stream<JointCase>(row.id), in: reader).state)
        }
    }
  }

  /// What the joint cases that were concluded in a year have saved, of all bundles or of one.
  package func reductions(
    in year: Int, of bundle: String? = nil
  ) async throws -> [ReductionsSum] {
    try await journal.database.read { try ReductionsTable.sums(in: year, of: bundle, in: $0) }
  }

  /// A file that was handed in with a joint case, if the actor may see it.
  package func file(
    _ digest: Digest?, of id: String, for actor: Actor
  ) async throws -> (file: FiledFile, bytes: [UInt8]) {
    let opened = try await open(id, for: actor)
    guard let file = opened.filing?.files.first(where: { $0.digest == digest }),
      let bytes = try cases.bytes(of: file)
    else { throw CaseworkRefusal.fileNotFound }
    return (file, bytes)
  }
}

extension JointCase.Event {
  /// The text that it rests on.
  var text: Digest? {
    switch self {
    case .shared(_, let text), .visitPlanned(_, _, let text), .visited(_, let text),
      .extended(_, let text), .held(_, let text), .withdrawn(let text):
      text
    default: nil
    }
  }

  var notice: Digest? {
    switch self {
    case .asked(_, let notice), .noticed(let notice): notice
    default: nil
    }
  }

  /// Whether it is the bureau's own affair, which the applicant is not shown.
  var isInternal: Bool {
    switch self {
    case .asked, .shared, .visited: true
    default: false
    }
  }
}
