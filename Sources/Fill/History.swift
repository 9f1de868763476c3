// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Identity
import Journal

/// The courses of all cases woven into one, day by day.
///
/// A case depends on the seed and its own number alone, so a history can be taken up again on any day.
struct History {
  /// What happens on some days in a row.
  struct Chapter: Sendable {
    var deeds: [Deed] = []
    /// How many cases have come in by its end.
    var cases = 0
    /// Its last day.
    var day: Day
  }

  private struct Entry {
    let at: Instant
    let number: Int
    let step: Course.Step
  }

  /// An applicant's files for one template, which are brought once.
  private struct Files: Hashable {
    let owner: String
    let template: Int
  }

  private let plan: FillPlan
  private let people: People
  private let calendar: WorkCalendar
  private let templates: [[Template]]
  /// The working days on which cases come in.
  private let days: [Day]
  private var today: Day
  /// What is to come of the cases that have come in, by the number of the day.
  private var diary: [Int: [Entry]] = [:]
  private var open: [Int: (story: Story, left: Int)] = [:]
  private var known: Set<String> = []
  private var brought: Set<Files> = []
  private var cases = 0
  /// How many have come in today for items whose numbers are few.
  private var scarce: [Int: Int] = [:]

  /// - Parameter templates: of each item some.
  init(_ plan: FillPlan, _ people: People, _ templates: [[Template]], _ calendar: WorkCalendar) {
    (self.plan, self.people, self.templates, self.calendar) = (plan, people, templates, calendar)
    let first = templates.joined().map(\.item.effective).min() ?? plan.until
    days = (first.number...max(first.number, plan.until.number)).map(Day.init(number:))
      .filter(calendar.isWorkingDay)
    today = first
  }

  /// What happens next; nil at the end.
  ///
  /// - Parameter size: how much, but for what happens on the last of the days.
  mutating func next(_ size: Int) -> Chapter? {
    guard today <= plan.until else { return nil }
    var chapter = Chapter(day: today)
    while today <= plan.until, chapter.deeds.count < size {
      chapter.deeds += live(through: today)
      chapter.day = today
      today = today.adding(days: 1)
    }
    chapter.cases = cases
    return chapter
  }

  /// Lets the days up to one pass that are written down already.
  mutating func skip(through day: Day) {
    while today <= day {
      _ = live(through: today)
      today = today.adding(days: 1)
    }
  }

  private mutating func live(through day: Day) -> [Deed] {
    scarce = [:]
    if let place = days.firstIndex(of: day) {
      let end = (place + 1) * plan.cases / days.count
      while cases < end {
        receive(cases, on: day)
        cases += 1
      }
    }
    let entries = (diary.removeValue(forKey: day.number) ?? []).sorted {
      ($0.at.milliseconds, $0.number) < ($1.at.milliseconds, $1.number)
    }
    var found: [Deed] = []
    for entry in entries { found += deeds(entry) }
    return found
  }

  private mutating func receive(_ number: Int, on day: Day) {
    var chance = Chance(plan.seed, UInt64(number))
    let template = chance.pick(templates[item(on: day, &chance)])
    let story = Story(number, of: template, on: day, people, calendar, &chance)
    open[number] = (story, story.course.steps.count)
    for (instant, step) in story.course.steps {
      diary[instant.day.number, default: []].append(Entry(at: instant, number: number, step: step))
    }
  }

  /// How many cases come in on a day for an item whose certificates have four digits for the numbers of a year.
  private static let scarceMax = 20

  /// What is applied for: the first items come more often than the last, and the scarce ones rarely.
  private mutating func item(on day: Day, _ chance: inout Chance) -> Int {
    let open = templates.indices.filter { templates[$0][0].item.isInForce(on: day) }
    let place = Int(chance.share() * chance.share().squareRoot() * Double(open.count))
    let item = open[place]
    guard templates[item][0].isScarce else { return item }
    scarce[item, default: 0] += 1
    if scarce[item, default: 0] <= Self.scarceMax { return item }
    return open.first { !templates[$0][0].isScarce } ?? item
  }

  private mutating func deeds(_ entry: Entry) -> [Deed] {
    guard let (story, left) = open[entry.number] else { return [] }
    open[entry.number] = left > 1 ? (story, left - 1) : nil
    let deed = story.deed(entry.step, at: entry.at)
    guard case .file(let filing, _, _) = deed.kind else { return [deed] }
    var deeds: [Deed] = []
    if known.insert(story.filer.id).inserted {
      deeds.append(Deed(deed.actor, at: entry.at, .register(story.filer)))
    }
    let files = Files(owner: story.filer.id, template: story.template.number)
    if !filing.files.isEmpty, brought.insert(files).inserted {
      deeds.append(Deed(deed.actor, at: entry.at, .bring(filing.files)))
    }
    return deeds + [deed]
  }
}
