// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import Site

/// What the API tells of supervision.
enum OversightJSON {
  struct Basis: Encodable, Sendable {
    let law: String
    let article: String

    init(_ basis: LegalBasis) { (law, article) = (basis.law, basis.article) }
  }

  /// A card in a list.
  struct Card: Encodable, Sendable {
    let id: String
    let number: String
    let version: Int
    let level: Oversight.Card.Level
    let status: Oversight.Card.Status
    let isOpen: Bool
    let counts: Bool
    let isPressed: Bool
    let caseID: String
    let caseNumber: String
    let rule: String
    let rulesVersion: Int
    let name: Words?
    let unit: String
    let person: String?
    let due: Day?
    let issuedAt: String
    let answerBy: Day
    let points: Double

    private enum CodingKeys: String, CodingKey {
      case id, number, version, level, status, isOpen, counts, isPressed
      case caseID = "case"
      case caseNumber, rule, rulesVersion, name, unit, person, due, issuedAt, answerBy, points
    }

    init(_ row: CardRow, _ rule: OversightRule?) {
      (id, number, version) = (row.id, row.number, row.version)
      (level, status, isOpen) = (row.level, row.status, row.status.isOpen)
      (counts, isPressed) = (row.counts, row.isPressed)
      (caseID, caseNumber) = (row.caseID, row.caseNumber)
      (self.rule, rulesVersion) = (row.rule.code, row.rule.version)
      name = rule?.name
      (unit, person, due) = (row.unit, row.person, row.due)
      (issuedAt, answerBy) = (row.issuedAt.iso8601, row.answerBy)
      points = row.points.number
    }
  }

  /// One card, whole.
  struct CardDetail: Encodable, Sendable {
    struct Happening: Encodable, Sendable {
      let version: Int
      let type: String
      let at: String
      /// The account.
      let by: String
      let text: String?
    }

    let card: Card
    let basis: Basis
    let liability: Basis?
    let cause: String
    let facts: String?
    let evidence: CardEvidence?
    let raisedTo: String?
    let history: [Happening]

    init(_ file: CardFile) {
      card = Card(file.row, file.rule)
      basis = Basis(file.issue.basis)
      liability = file.rule?.liability.map(Basis.init)
      cause = file.issue.charge.cause.word
      facts = file.text(file.issue.charge.text)
      evidence = file.evidence
      raisedTo = file.state.raisedTo
      history = file.history.map {
        Happening(
          version: $0.version, type: $0.event.word, at: $0.moment.at.iso8601,
          by: $0.moment.actor, text: file.text($0.event.text))
      }
    }
  }

  struct Alert: Encodable, Sendable {
    let caseID: String
    let caseNumber: String
    let key: String
    let rule: String
    let rulesVersion: Int
    let name: Words?
    let due: Day
    let unit: String
    let person: String?

    private enum CodingKeys: String, CodingKey {
      case caseID = "case"
      case caseNumber, key, rule, rulesVersion, name, due, unit, person
    }

    init(_ row: AlertRow, _ rule: OversightRule?) {
      (caseID, caseNumber, key) = (row.caseID, row.caseNumber, row.key)
      (self.rule, rulesVersion) = (row.rule.code, row.rule.version)
      name = rule?.name
      (due, unit, person) = (row.due, row.unit, row.person)
    }
  }

  struct Book: Encodable, Sendable {
    let version: Int
    let effective: Day
    let isInForce: Bool
    let digest: String
    let source: String

    init(_ book: RuleBook, inForce: RuleBook) {
      (version, effective, digest, source) =
        (book.version, book.effective, book.digest, book.source)
      isInForce = book == inForce
    }
  }

  struct Score: Encodable, Sendable {
    let name: String
    let base: Double
    let yellow: Int
    let red: Int
    let deduction: Double
    let early: Int
    let bonus: Double
    let score: Double
    let cards: [String]

    init(_ score: Oversight.Score) {
      name = score.name
      base = score.base.number
      yellow = score.counting(.yellow).count
      red = score.counting(.red).count
      deduction = score.deduction.number
      (early, bonus) = (score.early, score.bonus.number)
      self.score = score.total.number
      cards = score.cards.filter(\.counts).map(\.id)
    }
  }

  struct Scores: Encodable, Sendable {
    let month: String
    let rulesVersion: Int
    let units: [Score]
    let persons: [Score]

    init(_ scores: Oversight.Scores) {
      (month, rulesVersion) = (scores.month.description, scores.version)
      units = scores.units.map(Score.init)
      persons = scores.persons.map(Score.init)
    }
  }

  struct Complaint: Encodable, Sendable {
    let id: String
    let version: Int
    let status: Oversight.Complaint.Status
    let caseID: String
    let caseNumber: String
    let unit: String
    let filedAt: String
    let text: String?
    let explanation: String?
    let isJustified: Bool?
    let answer: String?

    private enum CodingKeys: String, CodingKey {
      case id, version, status
      case caseID = "case"
      case caseNumber, unit, filedAt, text, explanation, isJustified, answer
    }

    init(_ row: ComplaintRow) {
      (id, version, status) = (row.id, row.version, row.status)
      (caseID, caseNumber, unit) = (row.caseID, row.caseNumber, row.unit)
      filedAt = row.filedAt.iso8601
      (text, explanation, isJustified, answer) = (nil, nil, nil, nil)
    }

    /// - Parameter actor: what the section has told the supervisor is for staff.
    init(_ file: ComplaintFile, for actor: Actor) {
      (id, version, status) = (file.row.id, file.version, file.state.status)
      (caseID, caseNumber, unit) = (file.row.caseID, file.row.caseNumber, file.row.unit)
      filedAt = file.row.filedAt.iso8601
      text = file.text(file.filing.text)
      explanation = actor.isStaff ? file.text(file.state.explanation) : nil
      isJustified = file.state.isJustified
      answer = file.text(file.state.answer)
    }
  }
}

extension OversightJSON.CardDetail {
  private enum Keys: String, CodingKey {
    case basis, liability, cause, facts, evidence, raisedTo, history
  }

  /// The members of the card in a list and its own, in one object.
  func encode(to encoder: any Encoder) throws {
    try card.encode(to: encoder)
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(basis, forKey: .basis)
    try container.encodeIfPresent(liability, forKey: .liability)
    try container.encode(cause, forKey: .cause)
    try container.encodeIfPresent(facts, forKey: .facts)
    try container.encodeIfPresent(evidence, forKey: .evidence)
    try container.encodeIfPresent(raisedTo, forKey: .raisedTo)
    try container.encode(history, forKey: .history)
  }
}

extension Points {
  /// As a number of JSON.
  var number: Double { Double(hundredths) / 100 }
}

extension Card.Cause {
  /// The cause's name, as the API tells it.
  var word: String {
    switch self {
    case .overdue: "overdue"
    case .silence: "silence"
    case .repeated: "repeated"
    case .unanswered: "unanswered"
    case .conduct: "conduct"
    case .found: "found"
    }
  }

  static let words = ["overdue", "silence", "repeated", "unanswered", "conduct", "found"]
}

extension Card.Event {
  /// The event's name, as the API tells it.
  var word: String {
    switch self {
    case .issued: "issued"
    case .attributed: "attributed"
    case .answered: "answered"
    case .appealed: "appealed"
    case .appealTurnedDown: "appealTurnedDown"
    case .cancelled: "cancelled"
    case .closed: "closed"
    case .raised: "raised"
    case .pressed: "pressed"
    }
  }
}
