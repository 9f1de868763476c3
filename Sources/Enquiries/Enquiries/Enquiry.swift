// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import ShangMi

/// A question to the bureau (咨询) and its answer: 行政许可法 article 30 ¶2, whoever asks is told, accurately and reliably.
///
/// ```
/// asked ─ (forwarded, under the same term) ─ answered ─ (published without a name ─ withdrawn)
/// ```
package struct Enquiry: Aggregate {
  package static let kind = "enquiry"

  /// What it is about.
  package struct Subject: Codable, Sendable, Hashable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
      case item
      case bundle
      case general
    }

    package let kind: Kind
    /// The code of the item or bundle; empty of what is general.
    package let code: String

    package static let general = Subject(kind: .general, code: "")

    package init(kind: Kind, code: String) { (self.kind, self.code) = (kind, code) }
  }

  /// How it came.
  package enum Channel: String, Codable, CaseIterable, Sendable {
    case online
    case counter
    case telephone
  }

  package struct Asking: Codable, Sendable, Hashable {
    package let subject: Subject
    package let channel: Channel
    /// The section that answers.
    package let unit: String
    package let text: Digest
    /// The account that asks; nil of a visitor.
    package let asker: String?
    /// The digest of the code by which a visitor sees it again.
    package let code: Digest?
  }

  /// A question and its answer as they are published, without whoever asked.
  package struct Published: Codable, Sendable, Hashable {
    package let question: Digest
    package let answer: Digest
  }

  package enum Command: Sendable {
    case ask(Asking)
    /// Asked at the counter or on the telephone, and answered there.
    case record(Asking, Reasons)
    case forward(to: String, Reasons)
    case answer(Reasons)
    case publish(question: Reasons, answer: Reasons)
    case withdraw
    /// That its last day has passed is told.
    case tellLate
  }

  package enum Event: Codable, Sendable, Hashable {
    case asked(Asking, due: Day)
    case forwarded(to: String, text: Digest)
    case answered(text: Digest)
    case published(Published)
    case withdrawn
    case late
  }

  package private(set) var asking: Asking?
  package private(set) var askedAt: Instant?
  package private(set) var unit = ""
  package private(set) var due: Day?
  package private(set) var answer: Digest?
  package private(set) var answeredAt: Instant?
  package private(set) var published: Published?
  package private(set) var publishedAt: Instant?
  /// Whether it was told that it is late.
  package private(set) var isLate = false

  package init() {}

  package var isOpen: Bool { asking != nil && answer == nil }

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .asked(let asking, let due):
      (self.asking, askedAt, unit, self.due) = (asking, moment.at, asking.unit, due)
    case .forwarded(let unit, _): self.unit = unit
    case .answered(let text): (answer, answeredAt) = (text, moment.at)
    case .published(let published): (self.published, publishedAt) = (published, moment.at)
    case .withdrawn: (published, publishedAt) = (nil, nil)
    case .late: isLate = true
    }
  }
}

extension Enquiry.Event {
  /// The text that it was put into.
  var text: Digest? {
    switch self {
    case .asked(let asking, _): asking.text
    case .forwarded(_, let text), .answered(let text): text
    case .published, .withdrawn, .late: nil
    }
  }
}
