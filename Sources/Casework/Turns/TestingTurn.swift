// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Identity
import Journal
import ShangMi
import Site

/// A test by technical standards (检验、检测、检疫), by 行政许可法 article 55: two of the staff at least are assigned within
/// five days of acceptance, find for each standard whether it is met, and the decision rests on what they found.
///
/// ```
/// assigned ─ recorded, standard by standard ─ confirmed by another of those who tested
///     ▲                     ▲                        │
///     └── anew by others    └── anew after repair ───┘
/// ```
/// It stops no clock: where it takes long, a special procedure of article 45 is begun besides.
package struct TestingTurn: Turn, Hashable {
  package enum Command: Sendable {
    /// Names who tests, by their accounts; anew where somebody cannot.
    case assign([String])
    case record(standard: String, passes: Bool, finding: Reasons)
    /// Another than who has written it down confirms it: then it is what two have found.
    case confirm
  }

  package enum Event: TurnEvent {
    /// - Parameter due: the last day to assign somebody.
    case assigned([String], due: Day, isLate: Bool)
    case recorded(TestResult)
    case confirmed([TestResult])
  }

  /// Who tests.
  private(set) var testers: [String] = []
  /// When somebody was first assigned.
  private(set) var since: Instant?
  /// What was found, each standard once.
  private(set) var results: [TestResult] = []
  /// Whether two have found it.
  private(set) var isConfirmed = false

  init() {}

  var hasAssigned: Bool { since != nil }

  /// How many at least.
  static let least = 2
  /// How many at most can be named at once.
  static let most = 6

  func decide(
    _ command: Command, in whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    switch command {
    case .assign(let accounts):
      try whole.allow(.assignTesters, in: [.accepted], context)
      return [try assign(accounts, try rule(of: whole), whole, context)]
    case .record(let standard, let passes, let finding):
      try whole.allow(.recordTest, in: [.accepted], context)
      let rule = try rule(of: whole)
      try check(context.actor)
      guard let known = rule.standards.first(where: { $0.zh == standard }) else {
        throw .testing(.noSuchStandard)
      }
      try whole.require(finding, for: .recordTest)
      return [
        .recorded(
          TestResult(
            standard: known, passes: passes, finding: finding.digest, by: context.actor.id))
      ]
    case .confirm:
      try whole.allow(.confirmTest, in: [.accepted], context)
      let rule = try rule(of: whole)
      try check(context.actor)
      guard !isConfirmed else { throw .testing(.confirmedAlready) }
      let missing = rule.standards.count - results.count
      guard missing == 0 else { throw .testing(.resultsMissing(missing)) }
      guard results.contains(where: { $0.by != context.actor.id }) else {
        throw .testing(.anotherConfirms)
      }
      return [.confirmed(results)]
    }
  }

  private func rule(of whole: Case) throws(CaseworkRefusal) -> TestRule {
    guard let rule = whole.submission?.test else { throw .testing(.notNeeded) }
    return rule
  }

  private func check(_ actor: Actor) throws(CaseworkRefusal) {
    guard !testers.isEmpty else { throw .testing(.unassigned) }
    guard testers.contains(actor.id) else { throw .testing(.notTester) }
  }

  /// Whoever applied, keeps out or is tied to anybody in the case does not test (公务员法 article 76); that it comes late is
  /// said and stops nobody.
  private func assign(
    _ accounts: [String], _ rule: TestRule, _ whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> Event {
    guard Set(accounts).count == accounts.count, accounts.count >= Self.least else {
      throw .testing(.tooFew)
    }
    for account in accounts {
      let colleague = try whole.colleague(account, context)
      guard colleague.actor.holds(anyOf: Case.roles(for: .recordTest)) else {
        throw .team(.noSuchColleague)
      }
      guard context.interests[account] == nil else { throw .testing(.testerTied) }
    }
    guard Set(accounts) != Set(testers) else { throw .testing(.assignedAlready) }
    let accepted = whole.clock(context.calendar, asOf: context.now.day).acceptedOn
    let due = TermRule.testing.due(after: accepted ?? context.now.day, in: context.calendar)
    return .assigned(accounts, due: due, isLate: since == nil && context.now.day > due)
  }

  mutating func apply(_ event: Event, at moment: Moment, _ facts: inout CaseFacts) {
    switch event {
    case .assigned(let accounts, _, _):
      // Others find for themselves.
      (testers, results, isConfirmed) = (accounts, [], false)
      since = since ?? moment.at
    case .recorded(let result):
      results = results.filter { $0.standard != result.standard } + [result]
      isConfirmed = false
    case .confirmed: isConfirmed = true
    }
  }

  /// What two have found not to meet its standard.
  var failed: [TestResult] { isConfirmed ? results.filter { !$0.passes } : [] }

  /// The decision rests on the result, once somebody is to find one (article 55 ¶1).
  func hold(_ whole: Case, _ context: Case.Context) -> CaseworkRefusal? {
    testers.isEmpty || isConfirmed ? nil : .testing(.awaited)
  }

  /// Nothing is granted that needs a test and has not stood it; refused it can be for other reasons, too.
  func requirePassed(_ whole: Case) throws(CaseworkRefusal) {
    guard whole.submission?.test != nil else { return }
    guard isConfirmed else { throw .testing(.unassigned) }
    guard failed.isEmpty else { throw .testing(.failed(failed.map(\.standard.zh))) }
  }

  func watches(in whole: Case, _ clock: CaseClock, _ calendar: WorkCalendar) -> [Watch] {
    guard whole.submission?.test != nil, let accepted = clock.acceptedOn else { return [] }
    let assigned = since.flatMap { $0.day <= clock.asOf ? $0.day : nil }
    return [
      Watch(
        .testAssignment, basis: TermRule.testing.basis, from: accepted,
        due: TermRule.testing.due(after: accepted, in: calendar),
        finished: assigned ?? whole.over(clock), section: whole.submission?.department)
    ]
  }
}

/// What was found by one technical standard.
package struct TestResult: Codable, Sendable, Hashable {
  /// Its name, since a history tells it without the item at hand.
  package let standard: Words
  package let passes: Bool
  /// What was measured or seen, in the evidence.
  package let finding: Digest
  /// Whose hand wrote it down.
  package let by: String
}

extension TermRule {
  /// Five working days to assign those who test (行政许可法 article 55 ¶2).
  static let testing = TermRule(
    number: 5, unit: .workingDay, basis: LegalBasis(law: "行政许可法", article: "第五十五条第二款"))
}

extension TestingTurn.Event {
  package var phrase: Phrase {
    switch self {
    case .assigned: "指派检验、检测、检疫人员"
    case .recorded: "记录检验、检测、检疫结果"
    case .confirmed: "检验、检测、检疫结果确认"
    }
  }

  package var step: CaseworkRefusal.Step? {
    switch self {
    case .assigned: .assignTesters
    case .recorded: .recordTest
    case .confirmed: .confirmTest
    }
  }

  package var part: CasePart { if case .assigned = self { .section } else { .tester } }

  private var results: [TestResult] {
    switch self {
    case .assigned: []
    case .recorded(let result): [result]
    case .confirmed(let results): results
    }
  }

  package var text: Digest? { if case .recorded(let result) = self { result.finding } else { nil } }
  package var texts: [Digest] { results.map(\.finding) }

  /// What one has written down is the bureau's own until another has confirmed it.
  package var isInternal: Bool { if case .recorded = self { true } else { false } }

  package var details: [TurnDetail] {
    guard case .assigned(_, let due, let isLate) = self else {
      return results.map { TurnDetail($0.name, $0.verdict) }
    }
    let term = TurnDetail("指派的期限", "受理之日起五个工作日内，最迟 \(due)")
    return isLate ? [term, TurnDetail("是否逾期", "已经超过期限")] : [term]
  }

  package func details(in evidence: CaseEvidence) -> [TurnDetail] {
    guard case .confirmed = self else { return details }
    return results.map {
      TurnDetail($0.name, "\($0.verdict)：\(evidence.text($0.finding))")
    }
  }

  package var colleagues: [String] {
    if case .assigned(let accounts, _, _) = self { accounts } else { [] }
  }

  package var addressees: [Addressee] { colleagues.map(Addressee.colleague) }

  package var document: DocumentKind? { if case .confirmed = self { .testRecord } else { nil } }
}

extension TestResult {
  var name: Phrase { "\(zh: standard.zh, en: standard.en)" }
  var verdict: Phrase { passes ? "合格" : "不合格" }
}
