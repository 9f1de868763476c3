// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Foundation
import Journal
import SQL

/// A joint case as lists show it.
package struct JointRow: Sendable, Hashable {
  package let id: String
  package let number: String
  package let bundle: BundleReference
  package let lead: String
  package let applicant: String?
  package let filer: String
  package let standing: JointStanding
  package let receivedAt: Instant
  package let updatedAt: Instant

  /// Whether the case is the actor's own affair.
  package func isOwn(of actor: Actor) -> Bool { actor.id == applicant || actor.id == filer }
}

extension JointStanding: Storable {}
extension PartFate: Storable {}

/// Every statement on joint cases.
enum JointTable {
  static let rows = Projection(ofEnd: JointCase.self, tables: ["joint_row", "joint_department"]) {
    entry, state, transaction in
    guard let submission = state.submission, let received = state.facts.received else { return }
    let isOpen = state.standing != .concluded
    try transaction.run(
      """
      INSERT INTO joint_row (id, number, bundle_code, bundle_version, lead, applicant, filer,
        standing, open, received_at, updated_at, version)
      VALUES (\(entry.id), \(submission.number), \(submission.bundle.code),
        \(submission.bundle.version), \(submission.lead), \(submission.applicant),
        \(submission.filer), \(state.standing), \(isOpen), \(received),
        \(entry.moment.at), \(entry.version))
      ON CONFLICT (id) DO UPDATE SET standing = excluded.standing, open = excluded.open,
         updated_at = excluded.updated_at, version = excluded.version
      """)
    for department in Set(state.parts.map(\.department)).union([submission.lead]).sorted() {
      try transaction.run(
        """
        INSERT INTO joint_department (department, open, received_at, joint)
        VALUES (\(department), \(isOpen), \(received), \(entry.id))
        ON CONFLICT (department, joint) DO UPDATE SET open = excluded.open
        """)
    }
  }

  // MARK: - Who sees which

  /// The one rule of who may see which joint cases: his own, those that his section has a part in, and all for the
  /// integrated window, which receives for every section.
  private static func condition(for actor: Actor) -> Statement {
    if seesAll(actor) { return "TRUE" }
    var ways: [Statement] = []
    if actor.holds(anyOf: [.applicant, .agent]) {
      ways.append("j.applicant = \(actor.id)")
      ways.append("j.filer = \(actor.id)")
    }
    if let section = section(of: actor) {
      ways.append(
        """
        EXISTS (SELECT 1 FROM joint_department d
          WHERE d.joint = j.id AND d.department = \(section))
        """)
    }
    return ways.isEmpty ? "FALSE" : "(\(ways.joined(by: " OR ")))"
  }

  private static func seesAll(_ actor: Actor) -> Bool {
    actor.holds(anyOf: [
      .system, .supervisor, .auditor, .clerk, .helper, .hallManager, .agencyHead,
    ])
  }

  private static func section(of actor: Actor) -> String? {
    actor.holds(anyOf: Case.sectional) ? actor.department : nil
  }

  static func find(_ id: String, for actor: Actor, in reader: some Reading) throws -> JointRow? {
    try reader.first(
      "SELECT \(columns) FROM joint_row j WHERE j.id = \(id) AND \(condition(for: actor))", row)
  }

  /// A page of the joint cases that somebody may see, newest first.
  ///
  /// - Complexity: the length of the page: each way of seeing leads by an index of its own.
  static func list(
    open: Bool?, before place: CaseFilter.ReceiptPlace?, limit: Int, for actor: Actor,
    in reader: some Reading
  ) throws -> [JointRow] {
    let start = place ?? CaseFilter.ReceiptPlace(at: Instant(milliseconds: .max), id: "")
    var found: [JointRow] = []
    for open in open.map({ [$0] }) ?? [true, false] {
      for run in runs(for: actor, open: open, before: start, limit: limit) {
        found += try reader.rows(run, row)
      }
    }
    var seen: Set<String> = []
    return Array(
      found.filter { seen.insert($0.id).inserted }
        .sorted { ($0.receivedAt, $0.id) > ($1.receivedAt, $1.id) }.prefix(limit))
  }

  /// The statements that each read one way in order.
  private static func runs(
    for actor: Actor, open: Bool, before start: CaseFilter.ReceiptPlace, limit: Int
  ) -> [Statement] {
    let after: Statement = "(j.received_at, j.id) < (\(start.at), \(start.id))"
    let order: Statement = "ORDER BY j.received_at DESC, j.id DESC LIMIT \(limit)"
    if seesAll(actor) {
      return [
        "SELECT \(columns) FROM joint_row j WHERE j.open = \(open) AND \(after) \(order)"
      ]
    }
    var runs: [Statement] = []
    if actor.holds(anyOf: [.applicant, .agent]), open {
      for column: Statement in ["applicant", "filer"] {
        runs.append(
          "SELECT \(columns) FROM joint_row j WHERE j.\(column) = \(actor.id) AND \(after) \(order)"
        )
      }
    }
    if let section = section(of: actor) {
      runs.append(
        """
        SELECT \(columns) FROM joint_department d JOIN joint_row j ON j.id = d.joint
        WHERE d.department = \(section) AND d.open = \(open)
          AND (d.received_at, d.joint) < (\(start.at), \(start.id))
        ORDER BY d.received_at DESC, d.joint DESC LIMIT \(limit)
        """)
    }
    return runs
  }

  private static let columns: Statement =
    """
    j.id, j.number, j.bundle_code, j.bundle_version, j.lead, j.applicant, j.filer, j.standing,
    j.received_at, j.updated_at
    """

  private static func row(_ row: Row) throws -> JointRow {
    JointRow(
      id: try row[0], number: try row[1],
      bundle: BundleReference(code: try row[2], version: try row[3]), lead: try row[4],
      applicant: try row[5], filer: try row[6], standing: try row[7],
      receivedAt: try row[8], updatedAt: try row[9])
  }
}

/// A joint application that is not handed in yet.
package struct JointDraft: Sendable, Hashable {
  package let id: String
  package let owner: String
  package var filing: JointFiling
  package let createdAt: Instant
  package let updatedAt: Instant
}

/// Every statement on joint drafts; each is for its owner alone.
enum JointDraftTable {
  static func keep(_ draft: JointDraft, at now: Instant, in transaction: Transaction) throws {
    let body = draft.filing.canonical
    try transaction.run(
      """
      INSERT INTO joint_draft (id, owner, body, created_at, updated_at)
      VALUES (\(draft.id), \(draft.owner), \(body), \(draft.createdAt), \(now))
      ON CONFLICT (id) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at
      """)
  }

  static func remove(_ id: String, in transaction: Transaction) throws {
    try transaction.run("DELETE FROM joint_draft WHERE id = \(id)")
  }

  static func find(_ id: String, for actor: Actor, in reader: some Reading) throws -> JointDraft? {
    try reader.first(
      """
      SELECT id, owner, body, created_at, updated_at FROM joint_draft
      WHERE id = \(id) AND owner = \(actor.id)
      """, draft)
  }

  /// The drafts of somebody that were changed last.
  static func list(
    for actor: Actor, limit: Int, in reader: some Reading
  ) throws -> [JointDraft] {
    try reader.rows(
      """
      SELECT id, owner, body, created_at, updated_at FROM joint_draft
      WHERE owner = \(actor.id) ORDER BY updated_at DESC, id DESC LIMIT \(limit)
      """, draft)
  }

  private static func draft(_ row: Row) throws -> JointDraft {
    let body: String = try row[2]
    return JointDraft(
      id: try row[0], owner: try row[1],
      filing: try JSONDecoder().decode(JointFiling.self, from: Data(body.utf8)),
      createdAt: try row[3], updatedAt: try row[4])
  }
}
