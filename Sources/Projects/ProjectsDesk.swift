// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Identity
import Journal
import SQL
import ShangMi
import Site

/// All of one matter as somebody who may see it opens it.
package struct MatterFile<M: Matter>: Sendable {
  package let row: MatterRow
  package let state: M
  package let version: Int
  package let history: [Recorded<M.Event>]
  package let texts: [Digest: String]

  package func text(_ digest: Digest?) -> String? { digest.flatMap { texts[$0] } }
}

/// Where this room works: every use of it, for pages and for the API alike.
package struct ProjectsDesk: Sendable {
  package let cases: CaseDesk
  package let rules: ConstructionRules

  package init(cases: CaseDesk, rules: ConstructionRules = .standard) {
    self.cases = cases
    self.rules = rules
  }

  package var journal: Journal { cases.journal }
  package var now: Instant { journal.clock.now }

  /// The answer to a step: the matter and its version afterwards.
  package struct Receipt: Codable, Sendable, Hashable {
    package let id: String
    package let version: Int
  }

  func context(of actor: Actor) -> MatterContext {
    MatterContext(actor: actor, today: now.day, calendar: cases.calendar, rules: rules)
  }

  /// Opens a matter.
  /// - Throws: ``ProjectRefusal/notFound`` where there is none, or it is not the actor's to see.
  package func open<M: Matter>(
    _: M.Type, _ id: String, for actor: Actor
  ) async throws -> MatterFile<M> {
    let context = context(of: actor)
    return try await journal.database.read { reader in
      guard let row = try MatterTable<M>.find(id, context, in: reader) else {
        throw ProjectRefusal.notFound
      }
      return try Self.file(row, in: reader)
    }
  }

  static func file<M: Matter>(
    _ row: MatterRow, in reader: some Reading
  ) throws -> MatterFile<M> {
    let stream = Stream<M>(row.id)
    let (state, version) = try Journal.state(of: stream, in: reader)
    let history = try Journal.history(of: stream, in: reader)
    var texts: [Digest: String] = [:]
    for digest in history.flatMap(\.event.texts) {
      texts[digest] = try EvidenceTable.text(digest, in: reader)
    }
    return MatterFile(row: row, state: state, version: version, history: history, texts: texts)
  }

  /// A page of matters that the actor may see, the newest first, and where the next one begins.
  package func list<M: Matter>(
    _: M.Type, before cursor: Cursor?, limit: Int, for actor: Actor
  ) async throws -> (rows: [MatterRow], next: Cursor?) {
    let place = try cursor.map(MatterPlace.init) ?? .start
    let context = context(of: actor)
    let rows = try await journal.database.read {
      try MatterTable<M>.list(before: place, limit: limit + 1, context, in: $0)
    }
    return rows.page(limit) { MatterPlace(at: $0.openedAt, id: $0.id).cursor }
  }

  /// Begins a matter.
  package func begin<M: Matter>(
    _: M.Type, _ answers: Answers, by actor: Actor, key: CommandKey? = nil
  ) async throws -> Receipt {
    let id = M.newID(for: answers)
    return try await journal.perform(as: actor, key: key) { unit in
      try carryOut(M.Step.opening, answers, on: Stream<M>(id), expecting: nil, unit)
    }
  }

  /// Takes a step with a matter that the actor may see.
  ///
  /// - Parameter expected: the version that the actor saw; another one refuses the step.
  package func take<Step: MatterStep>(
    _ step: Step, _ answers: Answers, with id: String, by actor: Actor,
    expecting expected: Int? = nil, key: CommandKey? = nil
  ) async throws -> Receipt {
    let context = context(of: actor)
    return try await journal.perform(as: actor, key: key) { unit in
      let row = try MatterTable<Step.Subject>.find(id, context, in: unit.transaction)
      guard row != nil else { throw ProjectRefusal.notFound }
      return try carryOut(
        step, answers, on: Stream<Step.Subject>(id), expecting: expected, unit)
    }
  }

  private func carryOut<Step: MatterStep>(
    _ step: Step, _ answers: Answers, on stream: Stream<Step.Subject>, expecting: Int?,
    _ unit: UnitOfWork
  ) throws -> Receipt {
    let state = try unit.state(of: stream).state
    let context = context(of: unit.actor)
    try state.allow(step, context)
    try step.check(answers, state, context)
    let scene = Scene(unit: unit, id: stream.id, state: state, context: context, desk: self)
    let order = try step.order(answers, scene)
    for text in order.texts { try EvidenceTable.keep(text: text, in: unit.transaction) }
    let version = try unit.execute(order.command, on: stream, expecting: expecting) { _ in
      context
    }
    return Receipt(id: stream.id, version: version)
  }
}

extension Matter {
  /// The name of one that is about to begin: a project's is its code, others get one that nobody guesses.
  fileprivate static func newID(for answers: Answers) -> String {
    self == Project.self ? answers.line(ProjectStep.code) : SecureRandom.token()
  }
}

extension MatterPlace {
  init(_ cursor: Cursor) throws(SiteRefusal) {
    self.init(
      at: Instant(milliseconds: try cursor.integer(0)), id: try cursor.text(1))
  }

  var cursor: Cursor { Cursor(.integer(at.milliseconds), .text(id)) }
}
