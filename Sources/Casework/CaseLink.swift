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
  case document(case: String, name: String)
  /// All papers of a case as one PDF.
  case dossier(String)
  /// What documents are written by, and one kind of them.
  case templates
  case template(String)
  case reveal(String)
  /// The bureau's worklist.
  case desk
  /// A step of the bureau's with a case.
  case step(String, String)

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
    case .document(let id, let name): "/cases/\(id)/documents/\(name)"
    case .dossier(let id): "/cases/\(id)/dossier.pdf"
    case .templates: "/templates"
    case .template(let kind): "/templates/\(kind)"
    case .reveal(let id): "/cases/\(id)/reveal"
    case .desk: "/desk"
    case .step(let id, let step): "/cases/\(id)/steps/\(step)"
    }
  }
}
