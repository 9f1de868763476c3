// SPDX-License-Identifier: Apache-2.0

import Catalogue
import HTTPTypes
import Journal
import Site

/// The bureau's side: the workbench, and the steps that are taken from a case's page.
package struct DeskPages: Sendable {
  let desk: CaseDesk

  package init(desk: CaseDesk) {
    self.desk = desk
  }

  package var routes: [Route] {
    [
      .page(
        .get, CaseLink.desk.path, .only(Worklist.roles), "工作台",
        navigation: Navigation("desk", order: 20)
      ) { visit, actor in
        try await worklist(visit, actor)
      }
    ]
      + CaseStep.all.map { step in
        .page(
          .post, CaseLink.step("{id}", step.name).path, .only(Case.gate(for: step.step)),
          step.step.phrase, bodyLimit: step.step == .correct ? Self.filesMax : Self.textsMax
        ) { visit, actor in
          try await take(step, visit, actor)
        }
      }
      + [
        // Where a browser asks again for the page of a step that was refused.
        .page(
          .get, CaseLink.step("{id}", "{step}").path, .signedIn, "回到办件"
        ) { visit, _ in
          .see(CaseLink.case(visit.parameter("id")).path)
        }
      ]
  }

  /// The largest form without files, in bytes: many problems of up to 2000 characters.
  private static let textsMax = 512 * 1024
  /// The largest form with files, in bytes.
  private static let filesMax = 64 * 1024 * 1024

  // MARK: The workbench

  private func worklist(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    var message: Phrase?
    if let number = visit.query("q")?.filter({ !$0.isWhitespace }), !number.isEmpty {
      if let row = try await desk.row(numbered: number.uppercased(), for: actor) {
        return .see(CaseLink.case(row.id).path)
      }
      message = "没有找到编号为 \(number) 的办件，或者它不归您查看。请核对完整的办件编号。"
    }
    let list = visit.query("list").flatMap(Worklist.init(rawValue:)) ?? .standard(for: actor)
    var filter = CaseFilter()
    filter.department = visit.query("department")
    filter.item = visit.query("item").map(desk.filed)
    filter.holder = visit.query("mine") == nil ? nil : actor.id
    filter.limit = try visit.limit(default: 50)
    let (rows, next) = try await desk.page(of: list, filter, after: visit.cursor(), for: actor)
    let page = WorklistPage(
      visit: visit, desk: desk, list: list, counts: try await desk.counts(filter, for: actor),
      department: CaseScope(of: actor).department, rows: rows, next: next, message: message,
      colleagues: try await desk.colleagues(),
      preReviews: actor.holds(anyOf: PreReview.reviewers) ? try await desk.preReviewTally() : nil)
    return .page(page.page())
  }

  // MARK: Steps

  /// Takes a step; a refusal shows the case again with what was entered.
  private func take(_ step: CaseStep, _ visit: Visit, _ actor: Actor) async throws -> Reply {
    let file = try await desk.open(visit.parameter("id"), for: actor)
    do {
      try await carryOut(step, visit, actor, file)
      return try await done(step, file, actor)
    } catch JournalFailure.changed(_, let expected, _) {
      let fresh = try await desk.open(file.row.id, for: actor)
      return .page(ConflictPage(visit: visit, actor: actor, file: fresh, seen: expected).page())
    } catch let refusal as any Refusal {
      guard Self.isShown(refusal) else { throw refusal }
      let fresh = try await desk.open(file.row.id, for: actor)
      // What is wrong with a form does not matter any more when somebody else has acted meanwhile.
      if let seen = try visit.seenVersion(), seen != fresh.version {
        return .page(ConflictPage(visit: visit, actor: actor, file: fresh, seen: seen).page())
      }
      let state = FormState(
        visit, failed: StepRefusal(refusal, in: step), version: fresh.version)
      var page = CasePage(
        file: fresh, desk: desk, actor: actor, visit: visit, refused: state
      ).page()
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  /// Whether a refusal is shown with the forms: also those by which the rules of a case keep somebody out,
  /// because the page says who may.
  private static func isShown(_ refusal: any Refusal) -> Bool {
    refusal.isShownWithForm || (refusal.kind == .forbidden && refusal is CaseworkRefusal)
  }

  private func carryOut(
    _ step: CaseStep, _ visit: Visit, _ actor: Actor, _ file: CaseFile
  ) async throws {
    guard let order = try step.order(of: visit.form, in: file) else {
      return try await correct(visit, actor, file)
    }
    _ = try await desk.take(
      order.command, with: file.row.id, by: actor, expecting: try visit.seenVersion(),
      texts: order.texts, falsehood: order.falsehood, key: visit.command)
  }

  private func correct(_ visit: Visit, _ actor: Actor, _ file: CaseFile) async throws {
    // Before any file is kept: a step that is refused anyway leaves nothing behind.
    if let obstacle = CaseStep.correct.obstacle(for: actor, in: file, on: desk.now) {
      throw obstacle
    }
    let materials = CorrectionForm.form(of: file)?.uploads ?? []
    let (files, refused) = try await desk.takeFiles(of: visit.form, for: materials, by: actor)
    if let refused { throw refused }
    let answers = CorrectionForm.changes(visit.form, file)
    let party = CorrectionForm.partyChanges(visit.form, file)
    guard !answers.isEmpty || !files.isEmpty || !party.isEmpty else {
      throw SiteRefusal(.invalid, "casework/nothing-corrected", "没有任何改动，不需要更正。")
    }
    _ = try await desk.amend(
      file.row.id, as: .correction, answers: answers, files: files, party: party, by: actor,
      expecting: try visit.seenVersion(), key: visit.command)
  }

  /// Sends the visitor back to the case, with the name of the document that was made, if one was.
  private func done(_ step: CaseStep, _ file: CaseFile, _ actor: Actor) async throws -> Reply {
    let path = CaseLink.case(file.row.id).path
    let documents: [IssuedDocument]
    do {
      documents = try await desk.open(file.row.id, for: actor).documents
    } catch CaseworkRefusal.caseNotFound {
      // Who was only asked about a case sees it no more once he has answered.
      return .see(
        CaseLink.desk.path, notice: "已完成：\(step.step.phrase)。该件已不需要您办理，不再归您查看。")
    }
    guard documents.count > file.documents.count, let made = documents.last else {
      return .see(path, notice: "已完成：\(step.step.phrase)。")
    }
    let title = made.kind.title(for: file.item.type)
    return .see(
      "\(path)?\(StepPanel.madeName)=\(made.name)",
      notice: "已完成：\(step.step.phrase)。\(title) \(made.number) 已作出。")
  }
}
