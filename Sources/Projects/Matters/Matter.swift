// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import ShangMi
import Site
import SQL

/// What this room follows from its opening to its end: a project, a start on commitment, a lift for a staircase.
///
/// Lists, pages, API and permissions are the same for all of them; what differs is said here.
package protocol Matter: Aggregate
where Context == MatterContext, Refusal == ProjectRefusal, Event: MatterEvent {
  associatedtype Standing: MatterStanding
  associatedtype Step: MatterStep where Step.Subject == Self
  /// What the API tells beside what is told of every matter.
  associatedtype Detail: Encodable & Sendable

  static var names: MatterNames { get }
  /// Nil before it is opened.
  var standing: Standing? { get }
  var openedAt: Instant? { get }
  /// What it is called.
  var title: String { get }
  /// What else a line of a list says: the site, the number of a document.
  var note: String { get }
  /// Whom it concerns, besides those who see all; see ``Reader``.
  var readers: Set<String> { get }
  var detail: Detail { get }
  static var detailSchema: Schema { get }

  /// Whether somebody may take a step now, whatever he enters for it.
  func allow(_ step: Step, _ context: MatterContext) throws(ProjectRefusal)
}

/// Where a matter stands.
package protocol MatterStanding: RawRepresentable, CaseIterable, Codable, Sendable
where RawValue == String {
  var phrase: Phrase { get }
  var tone: UI.Tone { get }
}

/// Something that has happened to a matter.
package protocol MatterEvent: Codable, Hashable, Sendable {
  var phrase: Phrase { get }
  /// The texts that it rests on, in the evidence.
  var texts: [Digest] { get }
}

/// A step with a matter: from it come the form on the page, the address that takes it and the operation of the API.
package protocol MatterStep: RawRepresentable, CaseIterable, Hashable, Sendable
where RawValue == String {
  associatedtype Subject: Matter where Subject.Step == Self
  /// The step by which one begins.
  static var opening: Self { get }
  var phrase: Phrase { get }
  /// Who may come at all; whose turn it is, the matter itself says.
  var roles: Set<Role> { get }
  var questions: [Question<Subject>] { get }

  /// What is commanded by what was entered, within the unit of work that carries it out.
  func order(_ answers: Answers, _ scene: Scene<Subject>) throws -> Order<Subject>

  /// What its form begins with, by the names of its questions.
  func known(
    of file: MatterFile<Subject>, _ desk: ProjectsDesk, _ actor: Actor
  ) async throws -> [String: String]
}

extension MatterStep {
  package func known(
    of _: MatterFile<Subject>, _: ProjectsDesk, _: Actor
  ) async throws -> [String: String] { [:] }
}

/// How the matters of a kind are named.
package struct MatterNames: Sendable {
  /// The table of rows and the table of readers.
  let rows: Statement
  let readers: Statement
  let tables: [StaticString]
  /// The first part of the addresses, `projects`.
  let address: String
  /// In the names of the API, `Project` and `Projects`.
  let one: String
  let many: String
  let title: Phrase
  let lead: Phrase
  let none: Phrase
}

/// What a decision of this room needs from outside.
package struct MatterContext: Sendable {
  package let actor: Actor
  package let today: Day
  package let calendar: WorkCalendar
  package let rules: ConstructionRules

  package init(
    actor: Actor, today: Day, calendar: WorkCalendar = .china,
    rules: ConstructionRules = .standard
  ) {
    self.actor = actor
    self.today = today
    self.calendar = calendar
    self.rules = rules
  }

  /// Whether the actor is of the section that leads, or heads the agency.
  var leads: Bool {
    actor.holds(anyOf: [.agencyHead])
      || actor.department == rules.lead.zh && actor.holds(anyOf: MatterRoles.section)
  }

  /// Whether the actor acts for a department of that name.
  func isOf(_ department: String) -> Bool {
    actor.holds(anyOf: MatterRoles.section) && actor.department == department
  }
}

/// Who takes part in this room.
enum MatterRoles {
  static let applicants: Set<Role> = [.applicant, .agent]
  static let window: Set<Role> = [.clerk, .helper]
  /// Those who belong to a section and act for it.
  static let section: Set<Role> = [.reviewer, .chiefApprover, .departmentHead]
  static let office = section.union([.agencyHead])
  static let all = applicants.union(window).union(office)
    .union([.supervisor, .auditor, .hallManager, .inspector])
}

/// What a step makes of what was entered: the command, and the texts that are kept as evidence beside it.
package struct Order<Subject: Matter>: Sendable {
  let command: Subject.Command
  var texts: [String] = []
}

/// Where a step is taken.
package struct Scene<Subject: Matter> {
  let unit: UnitOfWork
  let id: String
  let state: Subject
  let context: MatterContext
  let desk: ProjectsDesk

  var now: Instant { unit.now }
  var actor: Actor { context.actor }
}
