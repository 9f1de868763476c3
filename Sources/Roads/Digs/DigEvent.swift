// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import ShangMi

extension Dig {
  /// What opens a dig.
  package struct Entry: Codable, Sendable, Hashable {
    package let works: Works
    package let origin: Origin
    /// The account that announced it.
    package let filer: String
    /// Whether somebody of the staff announced it for others.
    package let isForOthers: Bool

    package init(works: Works, origin: Origin, filer: String, isForOthers: Bool) {
      self.works = works
      self.origin = origin
      self.filer = filer
      self.isForOthers = isForOthers
    }
  }

  /// The case by which a dig is applied for.
  package struct CaseReference: Codable, Sendable, Hashable {
    package let id: String
    package let number: String

    package init(id: String, number: String) {
      self.id = id
      self.number = number
    }
  }

  /// What was approved: place, area and time (article 36).
  package struct Permit: Codable, Sendable, Hashable {
    package let segments: [String]
    package let window: Window
    /// Square metres.
    package let area: Int

    package init(segments: [String], window: Window, area: Int) {
      self.segments = segments
      self.window = window
      self.area = area
    }

    func changed(by change: Change) -> Permit {
      Permit(
        segments: change.segments ?? segments,
        window: change.until.map { window.ending(on: $0) } ?? window, area: change.area ?? area)
    }
  }

  /// What is to be otherwise than approved: another place, more area, more time; nil where nothing changes.
  package struct Change: Codable, Sendable, Hashable {
    package let until: Day?
    package let area: Int?
    package let segments: [String]?

    package init(until: Day? = nil, area: Int? = nil, segments: [String]? = nil) {
      self.until = until
      self.area = area
      self.segments = segments
    }

    var isEmpty: Bool { until == nil && area == nil && segments == nil }
  }

  /// That the road was dug otherwise than approved, without a change approved before (article 36).
  package struct Exceedance: Codable, Sendable, Hashable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
      case place
      case area
      case time
    }

    package let kind: Kind
    /// What was found; nil where the calendar alone has told.
    package let details: Digest?

    package init(_ kind: Kind, details: Digest?) {
      self.kind = kind
      self.details = details
    }
  }

  package enum Command: Sendable {
    case announce(Entry)
    /// An emergency: the road was broken up at that moment.
    case breakUp(Entry, at: Instant)
    case revise(Works)
    case publish
    /// The people's government has approved it under a number (article 33 ¶2).
    case approve(String)
    /// All sides have agreed to a merged dig.
    case reschedule(Window, merge: String)
    case withdraw(Reasons)
    /// A case was filed that names it.
    case apply(CaseReference)
    /// That case has ended without a permit.
    case endApplication
    case permit(Permit)
    /// The 24 hours are over.
    case missFormalities
    case start
    case askChange(Change, Reasons)
    case decideChange(granted: Bool, Reasons)
    case exceed(Exceedance.Kind, Reasons)
    /// The approved days are over, and the road is still open.
    case overrun
    case restore
    case inspect(passed: Bool, Reasons)
  }

  package enum Event: Codable, Sendable, Hashable {
    case announced(Entry)
    case brokenUp(Entry, at: Instant)
    case revised(Works)
    case published
    case approved(number: String)
    case rescheduled(Window, merge: String)
    case withdrawn(reasons: Digest)
    case applied(CaseReference)
    case applicationEnded
    case permitted(Permit)
    case formalitiesMissed
    case started
    case changeAsked(Change, reasons: Digest)
    case changed(reasons: Digest)
    case changeRefused(reasons: Digest)
    case exceeded(Exceedance)
    case restored
    case inspected(passed: Bool, findings: Digest)

    /// The text that the event was put into.
    package var text: Digest? {
      switch self {
      case .withdrawn(let text), .changeAsked(_, let text), .changed(let text),
        .changeRefused(let text), .inspected(_, let text):
        text
      case .exceeded(let exceedance): exceedance.details
      default: nil
      }
    }
  }
}
