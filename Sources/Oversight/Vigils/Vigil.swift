// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal

/// What supervision has said of one case, by the case's id, and when it will look at it again.
///
/// It holds nothing of the case itself: each look takes the case as it is. So a clock that moves, by an extension, a
/// special procedure or a new holiday notice, moves what is watched, and takes back an alert that is no longer true.
struct Vigil: Aggregate {
  static let kind = "vigil"

  /// What has been said of one thing.
  struct Mark: Codable, Sendable, Hashable {
    /// The last day that an alert stands for.
    var alerted: Day?
    var levels: Set<Card.Level> = []
    /// Whether a card for it was cancelled: nothing more is said of it.
    var isExcused = false
  }

  private(set) var marks: [String: Mark] = [:]
  /// The day on which it is looked at next; nil when there is nothing to wait for.
  private(set) var next: Day?
  /// The complaints about the case, whose terms are watched with it.
  private(set) var complaints: [String] = []

  init() {}

  enum Event: Codable, Sendable, Hashable {
    case planned(next: Day?)
    case alerted(Alert)
    case alertEnded(key: String, AlertEnd)
    case carded(Card.Charge)
    case excused(key: String)
    case complained(of: String)
  }

  /// That a term will soon run out (预警).
  struct Alert: Codable, Sendable, Hashable {
    let key: String
    let rule: RuleReference
    let due: Day
    let unit: String
    let person: String?
  }

  /// Why an alert does not stand any more.
  enum AlertEnd: String, Codable, Sendable, Hashable {
    /// It was done, or has come to nothing.
    case finished
    /// The last day is another one now.
    case moved
    /// A card has taken its place.
    case carded
  }

  mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .planned(let next): self.next = next
    case .alerted(let alert): marks[alert.key, default: Mark()].alerted = alert.due
    case .alertEnded(let key, _): marks[key]?.alerted = nil
    case .carded(let charge): marks[charge.key, default: Mark()].levels.insert(charge.level)
    case .excused(let key): marks[key, default: Mark()].isExcused = true
    case .complained(let complaint): complaints.append(complaint)
    }
  }
}

extension Vigil {
  enum Command: Sendable {
    /// Look at all that is watched, as it stands today.
    case look([Lookout])
    /// Hold something against somebody that no look finds.
    case charge(Card.Charge)
    /// A card was cancelled: say no more of its thing.
    case excuse(key: String)
    case complain(of: String)
  }

  /// What a look needs from outside.
  struct Context: Sendable {
    let today: Day
    /// The version of the rules that are looked by.
    let version: Int
    /// Who has done what a card is for, where somebody of the bureau did, by the lookout's key.
    let hands: [String: String]
    /// How many cards the unit of a lookout has got by its rule in this month, by the lookout's key.
    let earlier: [String: Int]

    init(
      today: Day, version: Int, hands: [String: String] = [:], earlier: [String: Int] = [:]
    ) {
      self.today = today
      self.version = version
      self.hands = hands
      self.earlier = earlier
    }
  }

  func decide(_ command: Command, _ context: Context) throws(Never) -> [Event] {
    switch command {
    case .look(let lookouts):
      return lookouts.flatMap { speak(of: $0, context) } + forget(besides: lookouts)
        + plan(lookouts)
    case .charge(let charge):
      return mark(charge.key).allows(charge.level) ? [.carded(charge)] : []
    case .excuse(let key):
      return mark(key).isExcused ? [] : [.excused(key: key)]
    case .complain(let complaint):
      return complaints.contains(complaint) ? [] : [.complained(of: complaint)]
    }
  }

  func mark(_ key: String) -> Mark { marks[key] ?? Mark() }

  /// Whether a look would end in a card.
  func isCharging(_ lookout: Lookout) -> Bool {
    lookout.level.map(mark(lookout.key).allows) ?? false
  }

  /// The alert or the card that something has come to, and the end of an alert that is no longer true.
  private func speak(of lookout: Lookout, _ context: Context) -> [Event] {
    let mark = mark(lookout.key)
    var events: [Event] = []
    var end: AlertEnd?
    if let level = lookout.level {
      end = .carded
      if mark.allows(level) {
        events.append(.carded(charge(lookout, level, mark, context)))
      }
    } else if lookout.isNear, !mark.isExcused {
      if let alerted = mark.alerted, alerted != lookout.due { end = .moved }
      if mark.alerted != lookout.due { events.append(.alerted(alert(lookout, context))) }
    } else {
      end = lookout.watch.finished == nil && !mark.isExcused ? .moved : .finished
    }
    guard mark.alerted != nil, let end else { return events }
    return [.alertEnded(key: lookout.key, end)] + events
  }

  private func charge(
    _ lookout: Lookout, _ level: Card.Level, _ mark: Mark, _ context: Context
  ) -> Card.Charge {
    let times = (context.earlier[lookout.key] ?? 0) + 1
    let isRepeated = lookout.rule.repeated.map { times >= $0 } ?? false && level == .yellow
    let cause: Card.Cause =
      if isRepeated {
        .repeated(times: times)
      } else {
        lookout.watch.isSilence ? .silence : .overdue(days: lookout.over)
      }
    // Whoever did it too late is known; whoever has not done it yet, only where the case says so.
    return Card.Charge(
      key: lookout.key, level: isRepeated ? .red : level,
      rule: RuleReference(code: lookout.rule.code, version: context.version), cause: cause,
      unit: lookout.unit, person: lookout.watch.person ?? context.hands[lookout.key],
      issuer: Actor.system.id,
      due: lookout.due, text: nil)
  }

  private func alert(_ lookout: Lookout, _ context: Context) -> Alert {
    Alert(
      key: lookout.key, rule: RuleReference(code: lookout.rule.code, version: context.version),
      due: lookout.due, unit: lookout.unit, person: lookout.watch.person)
  }

  /// Ends the alerts of what is not watched any more.
  private func forget(besides lookouts: [Lookout]) -> [Event] {
    let watched = Set(lookouts.map(\.key))
    return marks.filter { $0.value.alerted != nil && !watched.contains($0.key) }.keys.sorted()
      .map { .alertEnded(key: $0, .finished) }
  }

  private func plan(_ lookouts: [Lookout]) -> [Event] {
    let next = lookouts.filter { !mark($0.key).isExcused }.compactMap(\.next).min()
    return next == self.next ? [] : [.planned(next: next)]
  }
}

extension Vigil.Mark {
  /// Whether a card of a level may still be issued: each level once, and nothing after a red one.
  func allows(_ level: Card.Level) -> Bool {
    !isExcused && !levels.contains(level) && !levels.contains(.red)
  }
}
