// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// The time limits of an item: what the law allows, what the bureau promises, and where its clock differs from the
/// usual one.
package struct ItemTerms: Codable, Hashable, Sendable {
  package let statutory: TermRule
  package let promised: TermRule
  /// What the law leaves open, where this item says otherwise than ``CaseTerms`` does; nil where it says nothing.
  package let special: CaseTerms?
  /// How long a public notice (公示) lies open; nil where the item's own law says nothing of one.
  package let publicNotice: TermRule?

  /// The terms that a case runs under, where they are not the usual ones.
  ///
  /// - Parameter issue: the term to issue and deliver, where a certificate follows a grant.
  package func special(issue: TermRule?) -> CaseTerms? {
    guard var terms = special else { return nil }
    terms.issue = issue
    return terms
  }
}

/// By whom a decision may be put off, as a file says it.
private enum ExtensionWord: String, StandardTerm {
  /// No extension: another law gives the term and none (行政许可法 article 42 ¶1, last sentence).
  case none
  /// Ten working days by the head of the agency (article 42 ¶1).
  case ordinary
  /// Fifteen working days by the head of the government, where several bodies handle a case as one (article 42 ¶2).
  case joint

  var word: String { rawValue }

  var label: String {
    switch self {
    case .none: "不延长"
    case .ordinary: "本机关负责人批准"
    case .joint: "本级政府负责人批准"
    }
  }

  var rule: ExtensionRule? {
    switch self {
    case .none: nil
    case .ordinary: .ordinary
    case .joint: .joint
    }
  }
}

extension ItemTerms {
  init(reading map: YAMLMap?) {
    let statutory = TermRule(reading: map?.map("statutory"), promise: nil)
    let promised = TermRule(
      reading: map?.map("promised"), promise: LegalBasis(law: "服务承诺", article: ""))
    special = map?.optionalMap("clock").map {
      CaseTerms(reading: $0, statutory: statutory, promised: promised)
    }
    publicNotice = map?.optionalMap("public_notice").map { TermRule(reading: $0, promise: nil) }
    self.statutory = statutory
    self.promised = promised
    map?.finish()
  }
}

extension CaseTerms {
  /// What a file says under `clock`; what it leaves out is as the law has it.
  fileprivate init(reading map: YAMLMap, statutory: TermRule, promised: TermRule) {
    self.init(statutory: statutory, promised: promised)
    extending = map.term("extension", default: ExtensionWord.ordinary, required: false).rule
    extensionMovesPromise = map.boolean("extension_moves_promise", default: true)
    lowerReview = map.optionalMap("lower_review").map { TermRule(reading: $0, promise: nil) }
    suspension = map.optionalMap("suspension").map { basis in
      defer { basis.finish() }
      return LegalBasis(law: basis.text("law"), article: basis.text("article"))
    }
    overrun = map.boolean("count_overrun", default: false) ? .counted : .excluded
    if let apply = map.optionalMap("renewal_application") {
      renewal.application = TermRule(reading: apply, promise: nil)
      // The last day to apply is the applicant's: a day off is none (民法典 article 203 ¶1).
      renewal.application.rollsOver = true
    }
    renewal.renewsLate = map.boolean("renews_late", default: false)
    map.finish()
  }
}

extension TermRule {
  /// - Parameter promise: what a term rests on that names no law; nil when it must name one.
  package init(reading map: YAMLMap?, promise: LegalBasis?) {
    let number = map?.integer("number", 0...9_999) ?? 0
    let unit = map.map { $0.term("unit", default: TermUnit.workingDay) } ?? .workingDay
    let basis: LegalBasis
    if let promise {
      basis = LegalBasis(
        law: map?.optionalText("law") ?? promise.law,
        article: map?.optionalText("article") ?? promise.article)
    } else {
      basis = LegalBasis(law: map?.text("law") ?? "", article: map?.text("article") ?? "")
    }
    map?.finish()
    self.init(number: number, unit: unit, basis: basis)
  }
}

extension TermUnit: StandardTerm {
  package var word: String { rawValue }
  package var label: String { chinese }
}
