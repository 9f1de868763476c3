// SPDX-License-Identifier: Apache-2.0

/// The terms of a ``ClockQuestion``: the law's, and what differs from it.
struct AskedTerms: Decodable {
  let terms: CaseTerms

  private enum Keys: String, CodingKey, CaseIterable {
    case joint, supplementNotice, statutory, promised, issue, lowerReview, yellowWithin
    case officeHoursUntil, extending, extensionMovesPromise, suspension, overrun, hearing, renewal
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(Keys.self)
    func flag(_ key: Keys, _ other: Bool) throws -> Bool {
      try fields.decodeIfPresent(Bool.self, forKey: key) ?? other
    }
    var terms = try flag(.joint, false) ? CaseTerms.joint() : CaseTerms()
    let promise = LegalBasis(law: "服务承诺", article: "")
    terms.supplementNotice = try fields.rule(.supplementNotice, like: .supplementNotice)
    if fields.contains(.statutory) {
      terms.statutory = try fields.term(.statutory, like: terms.statutory ?? .decision)
    }
    terms.promised = try fields.term(
      .promised, like: TermRule(number: 0, unit: .workingDay, basis: promise))
    if fields.contains(.issue) { terms.issue = try fields.term(.issue, like: .issue) }
    terms.lowerReview = try fields.term(.lowerReview, like: .lowerReview)
    if fields.contains(.extending) {
      terms.extending = try fields.decodeIfPresent(AskedExtensionRule.self, forKey: .extending)?
        .rule
    }
    terms.extensionMovesPromise = try flag(.extensionMovesPromise, true)
    if let yellow = try fields.decodeIfPresent(Int.self, forKey: .yellowWithin) {
      terms.yellowWithin = yellow
    }
    if let text = try fields.decodeIfPresent(String.self, forKey: .officeHoursUntil) {
      guard let closing = Instant(asked: "2026-01-01T" + text), text.count == 5 else {
        throw fields.refused(.officeHoursUntil, "“\(text)” is not a time of day such as 17:00")
      }
      terms.receipt = .officeHours(closing: closing.minuteOfDay)
    }
    terms.suspension = try fields.decodeIfPresent(AskedBasis.self, forKey: .suspension)?.basis
    if fields.contains(.overrun) {
      terms.overrun = try fields.choice(.overrun, of: OverrunRule.self)
    }
    if let asked = try fields.decodeIfPresent(AskedHearingTerms.self, forKey: .hearing) {
      terms.hearing = asked.terms
    }
    if let asked = try fields.decodeIfPresent(AskedRenewalTerms.self, forKey: .renewal) {
      terms.renewal = asked.terms
    }
    self.terms = terms
  }
}

private struct AskedExtensionRule: Decodable {
  let rule: ExtensionRule

  private enum Keys: String, CodingKey, CaseIterable { case term, approver, toldInTerm }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(Keys.self)
    let approver = try fields.choice(.approver, of: Approver.self)
    let law = approver == .governmentHead ? ExtensionRule.joint : .ordinary
    rule = ExtensionRule(
      term: try fields.rule(.term, like: law.term), approver: approver,
      isToldInTerm: try fields.decodeIfPresent(Bool.self, forKey: .toldInTerm) ?? true)
  }
}

private struct AskedHearingTerms: Decodable {
  let terms: HearingTerms

  private enum Keys: String, CodingKey, CaseIterable { case request, hold, notice }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(Keys.self)
    let law = HearingTerms()
    terms = HearingTerms(
      request: try fields.rule(.request, like: law.request),
      hold: try fields.rule(.hold, like: law.hold),
      notice: try fields.rule(.notice, like: law.notice))
  }
}

private struct AskedRenewalTerms: Decodable {
  let terms: RenewalTerms

  private enum Keys: String, CodingKey, CaseIterable { case application, renewsLate }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(Keys.self)
    terms = RenewalTerms(
      application: try fields.rule(.application, like: RenewalTerms().application),
      renewsLate: try fields.decodeIfPresent(Bool.self, forKey: .renewsLate) ?? false)
  }
}

private struct AskedBasis: Decodable {
  let basis: LegalBasis

  private enum Keys: String, CodingKey, CaseIterable { case law, article }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(Keys.self)
    basis = LegalBasis(
      law: try fields.decode(String.self, forKey: .law),
      article: try fields.decodeIfPresent(String.self, forKey: .article) ?? "")
  }
}

/// A term: a number of working days, or an object of what differs from another term.
private struct AskedRule: Decodable {
  private var number: Int
  private var unit: TermUnit?
  private var law: String?
  private var article: String?
  private var rollsOver: Bool?
  private var countsStart: Bool?

  private enum Keys: String, CodingKey, CaseIterable {
    case number, unit, law, article, rollsOver, countsStart
  }

  init(from decoder: any Decoder) throws {
    if let number = try? decoder.singleValueContainer().decode(Int.self) {
      self.number = number
      unit = .workingDay
    } else {
      let fields = try decoder.fields(Keys.self)
      number = try fields.decode(Int.self, forKey: .number)
      unit = fields.contains(.unit) ? try fields.choice(.unit, of: TermUnit.self) : nil
      law = try fields.decodeIfPresent(String.self, forKey: .law)
      article = try fields.decodeIfPresent(String.self, forKey: .article)
      rollsOver = try fields.decodeIfPresent(Bool.self, forKey: .rollsOver)
      countsStart = try fields.decodeIfPresent(Bool.self, forKey: .countsStart)
    }
    guard (0...1000).contains(number) else {
      throw decoder.refused([], "a term has 0 to 1000 units, not \(number)")
    }
  }

  /// The term, with what it does not say taken from another.
  func rule(like other: TermRule) -> TermRule {
    let basis = law.map { LegalBasis(law: $0, article: article ?? "") } ?? other.basis
    return TermRule(
      number: number, unit: unit ?? other.unit, basis: basis,
      rollsOver: rollsOver ?? other.rollsOver, countsStart: countsStart ?? other.countsStart)
  }
}

extension KeyedDecodingContainer {
  /// A term that may be absent or null: then there is none.
  fileprivate func term(_ key: Key, like other: TermRule) throws -> TermRule? {
    try decodeIfPresent(AskedRule.self, forKey: key)?.rule(like: other)
  }

  /// A term that there is in any case: absent or null, it is the other one.
  fileprivate func rule(_ key: Key, like other: TermRule) throws -> TermRule {
    try term(key, like: other) ?? other
  }
}
