// SPDX-License-Identifier: Apache-2.0

import Deadlines
import FEEL

/// How an application is handled (办理方式).
package enum HandlingWay: String, Codable, CaseIterable, Sendable {
  /// At once (马上办).
  case immediate
  /// Within the promised term.
  case promised
  /// By one authorised chief approver, receiving and deciding in one hand (极简审批).
  case streamlined
  /// On the applicant's commitment, verified afterwards (告知承诺): his choice, which no table makes.
  case commitment

  package var label: String {
    switch self {
    case .immediate: "马上办"
    case .promised: "承诺时限内办理"
    case .streamlined: "极简审批"
    case .commitment: "告知承诺"
    }
  }

  /// Whether somebody who is authorised may receive and decide it in one hand.
  package var isOneHand: Bool { self == .streamlined || self == .immediate }
}

/// What the tables of an item's version say of one application: what is recorded with it, so that a case
/// explains itself by the rules that it was handled under.
///
/// The version never changes, so the row numbers together with it tell why.
package struct Ruling: Codable, Hashable, Sendable {
  /// The rows that answered, from 0, by the subject of their table.
  package let rows: [String: [Int]]
  /// What it costs, in fen; nil where that is settled at the window.
  package let feeFen: Int?
  package let way: HandlingWay
  /// The promised term, never longer than the statutory one.
  package let promised: TermRule
  /// How many different staff review.
  package let reviewers: Int
  /// The section whose staff review.
  package let section: String

  package init(
    rows: [String: [Int]], feeFen: Int?, way: HandlingWay, promised: TermRule, reviewers: Int,
    section: String
  ) {
    self.rows = rows
    self.feeFen = feeFen
    self.way = way
    self.promised = promised
    self.reviewers = reviewers
    self.section = section
  }

  /// Asks the tables of an item.
  package init(of item: ItemVersion, _ facts: Facts) {
    let answers = Dictionary(
      item.tables.map { ($0.subject, $0.ask(facts)) }, uniquingKeysWith: { first, _ in first })
    func result(_ subject: TableSubject, _ name: String) -> Value {
      guard let table = item.table(subject), let answer = answers[subject] else { return .null }
      return answer.result(name, of: table)
    }
    rows = Dictionary(
      answers.filter { !$0.value.rows.isEmpty }.map { ($0.key.rawValue, $0.value.rows) },
      uniquingKeysWith: { first, _ in first })
    feeFen = item.fee.charged ? result(.fee, "amount").fen : 0
    promised = item.promised(within: result(.handling, "days").integer)
    let way =
      result(.handling, "handling").text.flatMap(HandlingWay.init(rawValue:)) ?? item.usualWay
    // What is promised for the very day is done at once, whatever it is called.
    self.way = way == .promised && promised.number == 0 ? .immediate : way
    // 行政许可法 article 34 ¶3: what must be verified in substance is verified by two at least.
    let least = item.substanceCheck ? 2 : 1
    reviewers = max(result(.review, "reviewers").integer ?? least, least)
    section = result(.review, "section").text ?? item.department.zh
  }
}

extension ItemVersion {
  /// How an application goes for which no table says otherwise.
  fileprivate var usualWay: HandlingWay {
    handling == .immediate ? .immediate : streamlined ? .streamlined : .promised
  }

  /// Every way that an application can go, by the item's file and its table of handling.
  package var ways: Set<HandlingWay> {
    guard let text = table(.handling)?.text,
      let column = text.outputs.firstIndex(where: { $0.name == "handling" })
    else { return [usualWay] }
    let chosen = text.rows.compactMap { row in
      row.results.dropFirst(column).first.flatMap(RuleTable.constant)
        .flatMap(HandlingWay.init(rawValue:))
    }
    return Set(chosen).union([usualWay])
  }

  /// The promised term of an application for which a table gives another number of working days; a promise
  /// never exceeds the law (行政许可法 article 42).
  fileprivate func promised(within days: Int?) -> TermRule {
    guard let days, days >= 0 else { return terms.promised }
    let term = TermRule(number: days, unit: .workingDay, basis: terms.promised.basis)
    return term.roughDays <= terms.statutory.roughDays ? term : terms.promised
  }
}

extension Value {
  /// An amount of yuan in fen, half a fen rounded up; nil for what is no amount, or a negative one.
  var fen: Int? {
    guard case .number(let yuan) = self, let fen = (yuan * 100)?.rounded(scale: 0, .halfUp),
      fen >= 0
    else { return nil }
    return fen.int
  }

  /// A whole number; nil for anything else.
  var integer: Int? {
    guard case .number(let number) = self else { return nil }
    return number.int
  }

  /// A text; nil for anything else.
  var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }
}

/// What the table of eligibility says to somebody who wants to apply (行政许可法 article 30: the conditions
/// are published).
package struct Eligibility: Hashable, Sendable {
  package let isEligible: Bool
  /// The row that says so, from 0.
  package let row: Int
  /// Why, in the words of the row.
  package let note: Words?

  /// nil where the item has no such table, or no row of it fits.
  package init?(of item: ItemVersion, _ facts: Facts) {
    guard let table = item.table(.eligibility) else { return nil }
    let answer = table.ask(facts)
    guard case .boolean(let isEligible) = answer.value, let row = answer.rows.first else {
      return nil
    }
    self.isEligible = isEligible
    self.row = row
    note = table.text.rows[row].note
  }
}
