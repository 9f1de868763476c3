// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import HTTPTypes
import Journal
import ShangMi
import Site

/// Where an applicant reads a text of one item of his bundle in full and puts his name to it.
struct JointSigningPages: Sendable {
  let desk: JointDesk

  /// Nobody of the staff signs for who stands at the window.
  private static let signers = Gate.only([.applicant, .agent])

  var routes: [Route] {
    SignedText.allCases.flatMap { text -> [Route] in
      let path = BundleLink.sign(draft: "{id}", member: "{member}", text).path
      return [
        .page(.get, path, Self.signers, text.phrase) { visit, actor in
          .page(try await page(text, visit, actor, FormState(visit)))
        },
        .page(
          .post, path, Self.signers, text.signing, bodyLimit: SigningSheet.formMax
        ) { visit, actor in
          try await sign(text, visit, actor)
        },
      ]
    }
  }

  private func sign(_ text: SignedText, _ visit: Visit, _ actor: Actor) async throws -> Reply {
    let id = visit.parameter("id")
    do {
      let (digest, name) = try SigningSheet.sent(text, visit)
      try await desk.sign(
        text, for: visit.parameter("member"), of: id, digest: digest, name: name, by: actor,
        key: visit.command)
      return .see(BundleLink.draft(id).path, notice: text.signedNotice)
    } catch let error {
      guard let refusal = FormRefusal.shown(error) else { throw error }
      var page = try await page(text, visit, actor, FormState(visit, failed: refusal))
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  private func page(
    _ text: SignedText, _ visit: Visit, _ actor: Actor, _ state: FormState
  ) async throws -> Page {
    let draft = try await desk.draft(visit.parameter("id"), for: actor)
    let member = visit.parameter("member")
    let part = try desk.part(member, of: draft.filing)
    let closed = try await desk.closed(in: draft.filing)
    let sheet = SigningSheet(
      text, part.filing(of: draft.filing), for: part.item, closed: closed[member]?[text],
      at: BundleLink.sign(draft: draft.id, member: member, text).path,
      back: BundleLink.draft(draft.id).path, visit: visit, state: state)
    return Page(
      "\(text.phrase)：\(sheet.name)", section: "cases",
      body: sheet.html(above: (visit.t("联办件"), BundleLink.joints.path)))
  }
}

/// In a draft of a bundle, the choice for each item between handing everything in, committing, and handing something in
/// later.
struct JointWays {
  let form: JointForm
  let filing: JointFiling
  let closed: [String: [SignedText: BarNotice]]
  let visit: Visit

  /// Nothing where there is nothing to choose.
  func html() -> HTML {
    let parts = form.parts.compactMap { part -> HTML? in
      let key = part.member.key
      let notices = WayPart(
        part.filing(of: filing), for: part.item, closed: closed[key] ?? [:], member: key,
        visit: visit
      ).notices
      guard !notices.isEmpty else { return nil }
      let places = SignedText.allCases.map { UI.id($0.place(of: key)) }
      return """
        <p id="\(places[0])"><strong id="\(places[1])">\(visit.pick(part.item.name))</strong></p>\
        \(HTML.join(notices))
        """
    }
    return parts.isEmpty ? .empty : UI.group(visit.t("办理方式"), HTML.join(parts))
  }
}
