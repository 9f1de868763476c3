// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Journal
import ShangMi
import Site

/// A case that goes back to an earlier step (退回): to the review, whose opinions are set aside, or to the window,
/// which puts a formal matter right.
///
/// It is the bureau's own affair: nothing of it is a fact of the law's clock, so no day is lost or won by it.
package struct ReturnTurn: Turn, Hashable {
  package enum Command: Sendable {
    /// The opinions so far are set aside, and new ones needed.
    case toReview(Reasons)
    /// The clerk corrects what the applicant need not bring.
    case toWindow(Reasons)
    /// The window has done so, and the section goes on.
    case sendUp(Reasons)
  }

  package enum Event: TurnEvent {
    case returnedToReview(reasons: Digest)
    case returnedToWindow(reasons: Digest)
    case sentUp(remark: Digest)
  }

  /// Why it lies at the window; nil where it does not.
  private(set) var atWindow: Digest?

  init() {}

  func decide(
    _ command: Command, in whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    switch command {
    case .toReview(let reasons):
      try whole.allow(.returnToReview, in: [.accepted], context)
      guard atWindow == nil else { throw .team(.liesAtWindow) }
      guard !whole.reviews.isEmpty else { throw .team(.nothingToSetAside) }
      try whole.require(reasons, for: .returnToReview)
      return [.returnedToReview(reasons: reasons.digest)]
    case .toWindow(let reasons):
      try whole.allow(.returnToWindow, in: [.accepted], context)
      guard atWindow == nil else { throw .team(.liesAtWindow) }
      try whole.require(reasons, for: .returnToWindow)
      return [.returnedToWindow(reasons: reasons.digest)]
    case .sendUp(let remark):
      try whole.allow(.sendUp, in: [.accepted], context)
      guard atWindow != nil else { throw .team(.isNotAtWindow) }
      try whole.require(remark, for: .sendUp)
      return [.sentUp(remark: remark.digest)]
    }
  }

  mutating func apply(_ event: Event, at moment: Moment, _ facts: inout CaseFacts) {
    switch event {
    case .returnedToReview: break
    case .returnedToWindow(let reasons): atWindow = reasons
    case .sentUp: atWindow = nil
    }
  }

  func hold(_ whole: Case, _ context: Case.Context) -> CaseworkRefusal? {
    atWindow == nil ? nil : .team(.liesAtWindow)
  }
}

extension ReturnTurn.Event {
  package var phrase: Phrase {
    switch self {
    case .returnedToReview: "退回重新审查"
    case .returnedToWindow: "退回窗口更正"
    case .sentUp: "窗口更正完毕，送回科室"
    }
  }

  package var step: CaseworkRefusal.Step? {
    switch self {
    case .returnedToReview: .returnToReview
    case .returnedToWindow: .returnToWindow
    case .sentUp: .sendUp
    }
  }

  package var part: CasePart {
    switch self {
    case .returnedToReview: .approval
    case .returnedToWindow: .section
    case .sentUp: .reception
    }
  }

  package var text: Digest? {
    switch self {
    case .returnedToReview(let text), .returnedToWindow(let text), .sentUp(let text): text
    }
  }

  package var isInternal: Bool { true }
}
