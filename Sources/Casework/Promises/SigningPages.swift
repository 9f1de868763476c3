// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// Where an applicant reads a text in full and puts his name to it, or goes back to the ordinary way.
struct SigningPages: Sendable {
  let desk: CaseDesk

  var routes: [Route] {
    SignedText.allCases.flatMap { kind -> [Route] in
      let path = CaseLink.sign("{id}", kind).path
      return [
        .page(.get, path, ApplyPages.applicants, kind.phrase) { visit, actor in
          .page(try await page(kind, visit, actor, FormState(visit)))
        },
        .page(.post, path, ApplyPages.applicants, kind.signing, bodyLimit: SigningSheet.formMax) {
          visit, actor in
          try await sign(kind, visit, actor)
        },
      ]
    }
  }

  private func sign(_ kind: SignedText, _ visit: Visit, _ actor: Actor) async throws -> Reply {
    let id = visit.parameter("id")
    do {
      let (digest, name) = try SigningSheet.sent(kind, visit)
      try await desk.sign(kind, of: id, text: digest, name: name, by: actor, key: visit.command)
      return .see(CaseLink.draft(id).path, notice: kind.signedNotice)
    } catch let error {
      guard let refusal = FormRefusal.shown(error) else { throw error }
      var page = try await page(kind, visit, actor, FormState(visit, failed: refusal))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  private func page(
    _ kind: SignedText, _ visit: Visit, _ actor: Actor, _ state: FormState
  ) async throws -> Page {
    let draft = try await desk.draft(visit.parameter("id"), for: actor)
    let item = try desk.item(draft.filing.item)
    let sheet = SigningSheet(
      kind, draft.filing, for: item, closed: try await desk.closed(kind, to: draft.filing),
      at: CaseLink.sign(draft.id, kind).path, back: CaseLink.draft(draft.id).path, visit: visit,
      state: state)
    return Page(
      "\(kind.phrase)：\(sheet.name)", section: "cases",
      body: sheet.html(above: (visit.t("草稿"), CaseLink.drafts.path)))
  }
}
