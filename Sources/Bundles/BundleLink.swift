// SPDX-License-Identifier: Apache-2.0

import Casework
import Site

/// Every path of this room: for routes, with the parameter in braces, and for links.
package enum BundleLink {
  /// The bundles, and the advice which of them somebody needs.
  case bundles
  case bundle(String)
  /// What the concluded joint cases have saved.
  case reductions
  /// The questions, and exactly what is needed (一次告知).
  case guide(String)
  /// The beginning of an application.
  case apply(String)
  case draft(String)
  case draftFile(draft: String, digest: String)
  case discardDraft(String)
  /// Where a text of a member's item is read and signed.
  case sign(draft: String, member: String, SignedText)
  /// The joint cases that somebody may see.
  case joints
  case joint(String)
  case jointFile(joint: String, digest: String)
  /// A step with a joint case.
  case step(String, JointStep)
  /// An item that is taken up later.
  case add(String, part: String)
  /// What anybody learns of a composite certificate.
  case composite(String)

  package var path: String {
    switch self {
    case .bundles: "/bundles"
    case .bundle(let code): "/bundles/\(code)"
    case .reductions: "/bundle-reductions"
    case .guide(let code): "/bundles/\(code)/guide"
    case .apply(let code): "/bundles/\(code)/apply"
    case .draft(let id): "/joint-drafts/\(id)"
    case .draftFile(let draft, let digest): "/joint-drafts/\(draft)/files/\(digest)"
    case .discardDraft(let id): "/joint-drafts/\(id)/discard"
    case .sign(let draft, let member, let text):
      "/joint-drafts/\(draft)/\(text.rawValue)/\(member)"
    case .joints: "/joint-cases"
    case .joint(let id): "/joint-cases/\(id)"
    case .jointFile(let joint, let digest): "/joint-cases/\(joint)/files/\(digest)"
    case .step(let id, let step): "/joint-cases/\(id)/\(step.address)"
    case .add(let id, let part): "/joint-cases/\(id)/add/\(part)"
    case .composite(let number): "/composites/" + PercentCoding.encode(number, keeping: "{}")
    }
  }
}

extension JointStep {
  /// Its word in addresses.
  var address: String {
    switch self {
    case .planVisit: "plan-visit"
    case .noteVisit: "note-visit"
    default: rawValue
    }
  }
}
