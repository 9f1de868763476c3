// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// One version of an item (事项) of the catalogue: everything that its guide tells and its cases need.
///
/// A version never changes. A case keeps the version it was filed under to its end; a new version applies
/// from its effective day to what is filed from then on.
package struct ItemVersion: Codable, Hashable, Sendable {
  /// The implementation code (实施编码) of 31 characters; the same for all versions.
  package let code: String
  /// The two digits that make the business handling code (业务办理项编码) of 33 out of ``code``.
  package let handlingCode: String
  package let name: Words
  package let summary: Words?
  /// Everyday words that people search by and the name does not contain.
  package let keywords: [String]
  package let type: ItemType
  /// From 1; grows by publication.
  package let version: Int
  /// The first day on which it applies.
  package let effective: Day
  /// The last day on which it applies; nil until further notice.
  package let expires: Day?
  /// The section of the bureau that decides.
  package let department: Words
  package let body: ImplementingBody
  package let level: ExerciseLevel
  package let served: [ServedParty]
  package let subjects: [Words]
  package let lifeStage: LifeStage
  package let handling: Handling
  /// Whether the substance of the application is verified by at least two staff (行政许可法 34 ¶3).
  package let substanceCheck: Bool
  /// Whether somebody who is authorised may receive, decide and deliver it in one hand (极简审批).
  package let streamlined: Bool
  /// The share of cases decided in one hand that is drawn for a re-check, in percent; nil for the bureau's usual one.
  package let recheckPercent: Int?
  package let basis: [Basis]
  package let conditions: [Words]
  package let quantityLimit: Words
  package let fee: Fee
  package let terms: ItemTerms
  /// How often somebody has to come in person.
  package let visits: Int
  package let visitsReason: Words?
  package let onlineDepth: OnlineDepth
  package let express: Bool
  package let kiosk: Bool
  package let crossRegion: CrossRegion
  package let questions: [Question]
  package let form: [FormField]
  package let materials: [Material]
  /// What follows from the answers and the form beyond the list of materials; at most one for a subject.
  package let tables: [RuleTable]
  package let process: [ProcessStep]
  package let result: ItemResult
  /// What a grant does to a licence that there is; nil where it makes one, or none.
  package let act: ItemAct?
  /// Why it directly concerns public security, personal health or the safety of life and property; nil where it
  /// does not, so that nobody is barred from applying again (行政许可法 article 78 and 79).
  package let safety: Words?
  /// What it touches that commitments are kept away from, beside ``safety``.
  package let touches: [SensitiveField]
  /// How it is granted on the applicant's commitment; nil where it is not.
  package let commitment: CommitmentRule?
  /// How it is accepted while secondary materials are missing; nil where it is not.
  package let deferral: DeferralRule?
  /// The test that the decision rests on (行政许可法 article 55); nil where it rests on none.
  package let test: TestRule?
  package let window: ServiceWindow
  /// Whether an agent may file it for the applicant.
  package let agents: Bool
  /// Where to turn against the decision; nil for the usual text of the law.
  package let remedies: Words?
  package let faq: [Answer]
  package let provenance: Provenance

  /// The business handling item code of 33 characters.
  package var handlingItemCode: String { code + handlingCode }

  /// The table that decides a subject, if the item has one.
  package func table(_ subject: TableSubject) -> RuleTable? {
    tables.first { $0.subject == subject }
  }

  /// Whether this version applies on a day, as far as its own dates go.
  package func isInForce(on day: Day) -> Bool {
    effective <= day && expires.map { day <= $0 } ?? true
  }
}

/// The authority in whose name an item is decided, with its unified social credit code.
package struct ImplementingBody: Codable, Hashable, Sendable {
  package let name: String
  package let code: String
}

/// An article that an item rests on, with the words of the law where they are known.
package struct Basis: Codable, Hashable, Sendable {
  package let law: String
  package let article: String
  package let text: String?
  package let url: String?
}

/// What an item costs.
package struct Fee: Codable, Hashable, Sendable {
  package let charged: Bool
  package let standard: Words?
  package let basis: String?
  package let payOnline: Bool
}

/// A question of the guide (情形), whose answer decides what is needed.
package struct Question: Codable, Hashable, Sendable {
  package let key: String
  package let ask: Words
  package let help: Words?
  package let options: [Choice]
  package let when: Condition
}

/// One possible answer to a question or value of a field.
package struct Choice: Codable, Hashable, Sendable {
  package let key: String
  package let label: Words
}

/// A field of the application form.
package struct FormField: Codable, Hashable, Sendable {
  package let key: String
  package let label: Words
  package let type: FieldType
  package let required: Bool
  package let help: Words?
  package let options: [Choice]
  package let when: Condition
  /// The longest value allowed, in characters.
  package let max: Int?
  /// The line about the applicant that it repeats where nothing else is filled in; nil for a field of its own.
  package let sameAs: ApplicantLine?
}

/// A line about who applies, which every application has.
package enum ApplicantLine: String, Codable, CaseIterable, Sendable {
  case name = "applicant.name"
  case code = "applicant.code"
  case phone = "applicant.phone"
}

/// A document that the applicant hands in or the bureau fetches.
package struct Material: Codable, Hashable, Sendable {
  package let key: String
  package let name: Words
  package let form: MaterialForm
  package let copies: Copies
  package let source: MaterialSource
  package let issuedBy: String?
  package let required: Bool
  package let when: Condition
  /// Extensions of the file types taken, in lower case.
  package let accept: [String]
  /// The largest file taken, in megabytes.
  package let maxMegabytes: Int
  package let grade: TrustGrade
  /// By what it is accepted (受理标准).
  package let standard: Words?
  /// How it is filled in (填报须知).
  package let fill: Words?
  /// What a filled-in specimen looks like (样表说明).
  package let sample: Words?
  package let basis: String?
  /// That it may come after acceptance; nil where it may not.
  package let deferral: MaterialDeferral?
}

/// How many sheets of a material are wanted on paper.
package struct Copies: Codable, Hashable, Sendable {
  package let original: Int
  package let copy: Int
}

/// A step that a case passes.
package struct ProcessStep: Codable, Hashable, Sendable {
  package let step: Words
  /// Working days that the step takes of the promised term.
  package let days: Double
  package let who: Words
  package let what: Words?
}

/// What the applicant holds in the end.
package struct ItemResult: Codable, Hashable, Sendable {
  package let name: Words
  package let kind: ResultKind
  /// How long it is valid; nil without limit.
  package let validity: Validity?
  /// How its number is made, see the room of licences; nil when the number of the licence that it
  /// replaces stays.
  package let numberPattern: String?
  /// The code of the licence's type in the national catalogue of e-licences.
  package let licenceType: String?
  package let sample: Words?
}

/// A length of time from the day of issue.
package struct Validity: Codable, Hashable, Sendable {
  package let number: Int
  package let unit: TermUnit
}

/// Where and when the counter is open, and whom to call.
package struct ServiceWindow: Codable, Hashable, Sendable {
  package let place: Words
  package let hours: Words
  package let phone: String
  package let complaints: String
}

/// A frequent question and its answer.
package struct Answer: Codable, Hashable, Sendable {
  package let question: Words
  package let answer: Words
}

/// Which parts come from the public law, and which are this demonstration's own.
package struct Provenance: Codable, Hashable, Sendable {
  package let law: [String]
  package let demo: [String]
}
