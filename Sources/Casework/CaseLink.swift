// SPDX-License-Identifier: Apache-2.0

import Site

/// Every path of this room: for routes, with the parameter in braces, and for links.
package enum CaseLink {
  /// The questions and the beginning of an application, by the item's code.
  case apply(String)
  case drafts
  case draft(String)
  case draftFile(draft: String, digest: String)
  case submitDraft(String)
  case discardDraft(String)
  /// The applicant's own cases.
  case cases
  case `case`(String)
  case clock(String)
  /// The rules that the case was handled under.
  case rules(String)
  case supplement(String)
  case withdraw(String)
  case file(case: String, digest: String)
  case document(case: String, name: String, SheetForm = .page)
  /// All papers of a case as one PDF.
  case dossier(String)
  /// What documents are written by, and one form of them.
  case templates
  case template(String)
  case reveal(String)
  /// That an applicant has deceived: the page that asks, and the step.
  case falsehood(String)
  /// The register of bars.
  case bars
  case discredit
  case bar(String)
  case barDocument(String, SheetForm)
  case liftBar(String)
  case repairBar(String)
  /// The case's process as a file of BPMN.
  case process(String)
  /// What happened to the case as a file of XES.
  case events(String)
  /// The bureau's worklist.
  case desk
  /// A step of the bureau's with a case.
  case step(String, String)
  /// Where a text of a draft is read and signed.
  case sign(String, SignedText)
  /// Where materials come that a case was accepted without.
  case deferred(String)
  /// What is checked after a grant, and what may still come: the board, one commitment, its steps and documents.
  case promises
  case promise(String)
  case promiseStep(String, String)
  case promiseDocument(String, String, SheetForm = .page)
  /// The drafts that the window looks through.
  case preReviews
  case preReview(String)
  case preReviewFile(String, digest: String)
  case withdrawPreReview(String)
  /// The delegations of the staff.
  case delegations
  case endDelegation(String)
  /// Public notices (公示).
  case notices
  case notice(String)
  /// The documents of a case for the printer, all of them.
  case bundle(String)
  case authorisations
  case newAuthorisation
  case authorisation(String)
  case authorisationSheet(String, SheetForm)
  /// What is done with an authorisation: `suspend`, `resume`, `revoke`.
  case authorisationStep(String, String)
  /// What somebody of the staff has declared of his interests.
  case interests
  case allInterests
  case endInterest(String)
  /// The re-check of what was decided in one hand.
  case rechecks
  case recheck(String)
  case recheckAnswer(String)
  case recheckFigures
  case draws
  case draw(String)
  /// The window, where things are done at once.
  case window
  case windowSuggestions
  case atOnce(String)

  package var path: String {
    switch self {
    case .apply(let code): "/apply/\(code)"
    case .drafts: "/drafts"
    case .draft(let id): "/drafts/\(id)"
    case .draftFile(let id, let digest): "/drafts/\(id)/files/\(digest)"
    case .submitDraft(let id): "/drafts/\(id)/submit"
    case .discardDraft(let id): "/drafts/\(id)/discard"
    case .cases: "/cases"
    case .case(let id): "/cases/\(id)"
    case .clock(let id): "/cases/\(id)/clock"
    case .rules(let id): "/cases/\(id)/rules"
    case .supplement(let id): "/cases/\(id)/supplement"
    case .withdraw(let id): "/cases/\(id)/withdraw"
    case .file(let id, let digest): "/cases/\(id)/files/\(digest)"
    case .document(let id, let name, let form): "/cases/\(id)/documents/\(name)\(form.ending)"
    case .dossier(let id): "/cases/\(id)/dossier.pdf"
    case .templates: "/templates"
    case .template(let kind): "/templates/\(kind)"
    case .reveal(let id): "/cases/\(id)/reveal"
    case .falsehood(let id): "/cases/\(id)/falsehood"
    case .bars: "/bars"
    case .discredit: "/bars/discredit"
    case .bar(let id): "/bars/\(id)"
    case .barDocument(let id, let form): "/bars/\(id)/document\(form.ending)"
    case .liftBar(let id): "/bars/\(id)/lift"
    case .repairBar(let id): "/bars/\(id)/repair"
    case .process(let id): "/cases/\(id)/process.bpmn"
    case .events(let id): "/cases/\(id)/events.xes"
    case .desk: "/desk"
    case .step(let id, let step): "/cases/\(id)/steps/\(step)"
    case .sign(let id, let kind): "/drafts/\(id)/\(kind.rawValue)"
    case .deferred(let id): "/cases/\(id)/deferred"
    case .promises: "/promises"
    case .promise(let id): "/promises/\(id)"
    case .promiseStep(let id, let step): "/promises/\(id)/steps/\(step)"
    case .promiseDocument(let id, let name, let form):
      "/promises/\(id)/documents/\(name)\(form.ending)"
    case .preReviews: "/desk/pre-reviews"
    case .preReview(let id): "/desk/pre-reviews/\(id)"
    case .preReviewFile(let id, let digest): "/desk/pre-reviews/\(id)/files/\(digest)"
    case .withdrawPreReview(let id): "/drafts/\(id)/pre-review/withdraw"
    case .delegations: "/desk/delegations"
    case .endDelegation(let id): "/desk/delegations/\(id)/end"
    case .notices: "/notices"
    case .notice(let id): "/notices/\(id)"
    case .bundle(let id): "/cases/\(id)/bundle"
    case .authorisations: "/authorisations"
    case .newAuthorisation: "/new-authorisation"
    case .authorisation(let id): "/authorisations/\(id)"
    case .authorisationSheet(let id, let form): "/authorisations/\(id)/document\(form.ending)"
    case .authorisationStep(let id, let step): "/authorisations/\(id)/\(step)"
    case .interests: "/interests"
    case .allInterests: "/all-interests"
    case .endInterest(let id): "/interests/\(id)/end"
    case .rechecks: "/rechecks"
    case .recheck(let id): "/rechecks/\(id)"
    case .recheckAnswer(let id): "/rechecks/\(id)/answer"
    case .recheckFigures: "/recheck-figures"
    case .draws: "/draws"
    case .draw(let month): "/draws/\(month)"
    case .window: "/window"
    case .windowSuggestions: "/window-suggestions"
    case .atOnce(let code): "/window/\(code)"
    }
  }
}
