// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi

/// A version of an item that is being written, reviewed and published (事项草稿).
///
/// ```
/// drafting ─ submitted ─┬─ returned, with reasons ─ submitted …
///                       └─ approved, by another ─┬─ published, from a day on
///                                                └─ returned
/// ```
/// What it says is a text by its digest; the rules of items are held against it by whoever executes a command.
package struct ItemDraft: Aggregate {
  package static let kind = "item-draft"

  package enum Status: String, Codable, CaseIterable, Sendable {
    /// Before the first event; no draft of the store is ever in it.
    case unbegun
    case drafting
    case submitted
    case returned
    case approved
    case published
    case discarded

    package var isOpen: Bool { ![.unbegun, .published, .discarded].contains(self) }
    var isWritable: Bool { self == .drafting || self == .returned }
  }

  /// What a draft was begun for.
  package enum Origin: Codable, Sendable, Hashable {
    /// The first version of an item that was claimed from the basic catalogue.
    case claim(basic: String)
    /// The next version of a published one.
    case revision(of: Int)
    /// The next version, which another section of the bureau answers for (划转).
    case handOver(of: Int, from: String, to: String)

    /// The published version that it goes out from; 0 for none.
    package var base: Int {
      switch self {
      case .claim: 0
      case .revision(let version), .handOver(let version, _, _): version
      }
    }
  }

  /// A text of the draft, and where it belongs.
  package struct Sheet: Codable, Sendable, Hashable {
    package let name: String
    package let text: Digest
  }

  package struct Beginning: Codable, Sendable, Hashable {
    package let item: String
    package let name: String
    package let origin: Origin
    package let text: Digest
    /// The spreadsheets of its tables.
    package let sheets: [Sheet]
    /// Why, where a reason is wanted.
    package let reasons: Digest?
  }

  /// A change of one section, and the whole text after it.
  package struct Saving: Codable, Sendable, Hashable {
    package let section: DraftSection
    package let text: Digest
    package let name: String
    /// All spreadsheets after it.
    package let sheets: [Sheet]
  }

  package struct Publication: Codable, Sendable, Hashable {
    package let version: Int
    package let effective: Day
    /// The text as it was published, with its version and its day.
    package let text: Digest
  }

  package enum Command: Sendable {
    case begin(Beginning)
    case save(Saving)
    case submit
    case sendBack(Remark)
    case approve(Remark?)
    /// Takes a version that was published in the meantime for the one that this goes out from.
    case adopt(version: Int, Saving)
    case publish(Publication)
    case discard(Remark)
  }

  package enum Event: Codable, Sendable, Hashable {
    case begun(Beginning)
    case saved(Saving)
    case submitted
    case sentBack(reasons: Digest)
    case approved(reasons: Digest?)
    case adopted(version: Int, Saving)
    case published(Publication)
    case discarded(reasons: Digest)
  }

  /// What a decision needs from outside.
  package struct Context: Sendable {
    package let actor: Actor
    package let today: Day
    /// How many faults the rules of items find in the text.
    package let faults: Int
    /// The latest version that is published; 0 for none.
    package let latest: Int
    /// Whether the text says something else than the version that it goes out from.
    package let isChanged: Bool

    package init(
      actor: Actor, today: Day, faults: Int = 0, latest: Int = 0, isChanged: Bool = true
    ) {
      self.actor = actor
      self.today = today
      self.faults = faults
      self.latest = latest
      self.isChanged = isChanged
    }
  }

  package private(set) var status = Status.unbegun
  package private(set) var beginning: Beginning?
  /// The published version that it goes out from.
  package private(set) var base = 0
  package private(set) var name = ""
  package private(set) var text: Digest?
  package private(set) var sheets: [Sheet] = []
  /// Whoever has written any of it, and so cannot review it.
  package private(set) var writers: Set<String> = []
  package private(set) var publication: Publication?
  package private(set) var begunAt: Instant?
  package private(set) var begunBy = ""
  package private(set) var changedAt: Instant?

  package init() {}

  /// The number that it is to be published under.
  var target: Int { base + 1 }

  package func decide(
    _ command: Command, _ context: Context
  ) throws(DraftingRefusal) -> [Event] {
    let actor = context.actor
    switch command {
    case .begin(let beginning):
      guard status == .unbegun, actor.holds(anyOf: DraftingScope.administrators) else {
        throw .notYourPart
      }
      return [.begun(beginning)]
    case .save(let saving):
      try write(actor)
      guard saving.text != text || saving.sheets != sheets else { return [] }
      return [.saved(saving)]
    case .adopt(let version, let saving):
      try write(actor)
      guard version > base, version == context.latest else { throw .overtaken(latest: base) }
      return [.adopted(version: version, saving)]
    case .submit:
      try write(actor)
      try publishable(context)
      guard context.isChanged else { throw .nothingChanged }
      return [.submitted]
    case .sendBack(let reasons):
      guard status == .submitted || status == .approved else { throw .draftElsewhere(status) }
      try review(actor)
      guard reasons.isGiven else { throw .reasonsMissing }
      return [.sentBack(reasons: reasons.digest)]
    case .approve(let reasons):
      guard status == .submitted else { throw .draftElsewhere(status) }
      try review(actor)
      try publishable(context)
      return [.approved(reasons: reasons.flatMap { $0.isGiven ? $0.digest : nil })]
    case .publish(let publication):
      guard actor.holds(anyOf: DraftingScope.reviewers) else { throw .notYourPart }
      guard status == .approved else { throw .draftElsewhere(status) }
      guard publication.effective >= context.today else { throw .tooEarly(today: context.today) }
      try publishable(context)
      return [.published(publication)]
    case .discard(let reasons):
      guard actor.holds(anyOf: DraftingScope.reviewers) else { throw .notYourPart }
      guard status.isOpen else { throw .draftElsewhere(status) }
      guard reasons.isGiven else { throw .reasonsMissing }
      return [.discarded(reasons: reasons.digest)]
    }
  }

  private func write(_ actor: Actor) throws(DraftingRefusal) {
    guard actor.holds(anyOf: DraftingScope.administrators) else { throw .notYourPart }
    guard status.isWritable else { throw .draftElsewhere(status) }
  }

  /// Four eyes: whoever has written any of it does not review it.
  private func review(_ actor: Actor) throws(DraftingRefusal) {
    guard actor.holds(anyOf: DraftingScope.reviewers) else { throw .notYourPart }
    guard !writers.contains(actor.id) else { throw .ownDraft }
  }

  private func publishable(_ context: Context) throws(DraftingRefusal) {
    guard context.latest == base else { throw .overtaken(latest: context.latest) }
    guard context.faults == 0 else { throw .faulty(context.faults) }
  }

  package mutating func apply(_ event: Event, at moment: Moment) {
    changedAt = moment.at
    switch event {
    case .begun(let beginning):
      self.beginning = beginning
      (status, name, base) = (.drafting, beginning.name, beginning.origin.base)
      (text, sheets) = (beginning.text, beginning.sheets)
      (begunAt, begunBy) = (moment.at, moment.actor)
      writers.insert(moment.actor)
    case .saved(let saving): take(saving, by: moment.actor)
    case .adopted(let version, let saving):
      take(saving, by: moment.actor)
      base = version
    case .submitted: status = .submitted
    case .sentBack: status = .returned
    case .approved: status = .approved
    case .published(let publication):
      (status, self.publication, text) = (.published, publication, publication.text)
    case .discarded: status = .discarded
    }
  }

  private mutating func take(_ saving: Saving, by writer: String) {
    (text, name, sheets) = (saving.text, saving.name, saving.sheets)
    writers.insert(writer)
  }
}
