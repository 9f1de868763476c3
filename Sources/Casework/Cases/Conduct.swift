// SPDX-License-Identifier: Apache-2.0

import Journal
import ShangMi

/// What somebody of the bureau has done in a case, or tried to do, that supervision looks at (电子监察) whether or not
/// any term has run out.
package struct Conduct: Sendable, Hashable {
  /// What was done, by the word that rules of supervision name it by.
  package struct Kind: RawRepresentable, Sendable, Hashable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
  }

  package let kind: Kind
  /// Who did it.
  package let person: String
  /// The text that it was put into, in the evidence.
  package let text: Digest?

  package init(_ kind: Kind, by person: String, text: Digest? = nil) {
    self.kind = kind
    self.person = person
    self.text = text
  }
}

extension Conduct.Kind {
  /// An application was not accepted (不予受理, 行政许可法 article 32).
  package static let nonAcceptance = Self(rawValue: "nonAcceptance")
  /// The applicant was told that no licence is needed (不受理, article 32).
  package static let notRequired = Self(rawValue: "notRequired")
  /// A licence was refused (不予许可, article 38).
  package static let refusal = Self(rawValue: "refusal")

  /// Everything that a case and the attempts on it can hand over.
  package static let ofCases: [Self] =
    [.nonAcceptance, .notRequired, .refusal]
    + CaseworkRefusal.Attempted.allCases.map { Self(rawValue: $0.rawValue) }
}

extension Conduct {
  /// What an event of a case says about the conduct of who brought it about; nil where that is no question.
  package init?(_ event: Case.Event, by person: String) {
    switch event {
    case .acceptanceRefused(let reasons): self.init(.nonAcceptance, by: person, text: reasons)
    case .foundNotRequired(let reasons): self.init(.notRequired, by: person, text: reasons)
    case .refused(let reasons): self.init(.refusal, by: person, text: reasons)
    default: return nil
    }
  }
}

extension Conduct {
  /// What somebody tried to do and was kept from.
  package init(_ attempted: CaseworkRefusal.Attempted, by person: String) {
    self.init(Kind(rawValue: attempted.rawValue), by: person)
  }
}
