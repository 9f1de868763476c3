// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import ShangMi
import Site

/// How far the works have come that a permit allows (建筑法 articles 9 and 10).
///
/// ```
/// waiting ─┬─ extension asked for ─ decided (twice, three months each) ─ waiting
///          ├─ begun ─ stopped ─ (after a year: the permit checked again) ─ resumed
///          └─ lapsed: neither begun nor an extension asked for
/// ```
package struct Works: Codable, Sendable, Hashable {
  /// Article 9: within how many months the works begin, by how many it is extended at most, and how often.
  package static let months = 3
  static let extensionsMax = 2
  /// Article 10: after how many months of standing still the permit is checked before the works go on.
  static let recheckAfter = 12

  package let issuedOn: Day
  /// The last day to begin.
  package fileprivate(set) var startBy: Day
  package fileprivate(set) var extensions = 0
  /// By how many months the developer asks to begin later; nil where nothing is asked.
  package fileprivate(set) var monthsAsked: Int?
  package fileprivate(set) var startedOn: Day?
  /// Since when they stand still; nil while they go on.
  package fileprivate(set) var stoppedOn: Day?
  /// Whether the permit was checked since they stopped.
  package fileprivate(set) var isRechecked = false
  package fileprivate(set) var isLapsed = false

  /// - Parameter startedOn: the day on which the works had begun by the permit of a phase.
  init(issuedOn: Day, startedOn: Day? = nil) {
    self.issuedOn = issuedOn
    self.startedOn = startedOn
    startBy = issuedOn.adding(months: Self.months)
  }

  /// What somebody reports or decides.
  package enum Act: Sendable, Hashable {
    case start(on: Day)
    case ask(months: Int)
    case extend(isGranted: Bool)
    case stop(on: Day)
    case recheck
    case resume(on: Day)
  }

  package enum Change: Codable, Sendable, Hashable {
    case started(on: Day)
    case extensionAsked(months: Int)
    case extended(until: Day)
    case extensionRefused
    /// - isLate: whether it was reported later than a month after it (article 10 ¶1).
    case stopped(on: Day, isLate: Bool)
    case rechecked
    case resumed(on: Day)
    case lapsed
  }

  /// What can be done now.
  func allows(_ step: ProjectStep) -> Bool {
    guard !isLapsed else { return false }
    return switch step {
    case .start: startedOn == nil
    case .askExtension: startedOn == nil && monthsAsked == nil
    case .extend: startedOn == nil && monthsAsked != nil
    case .stop: startedOn != nil && stoppedOn == nil
    case .recheck: stoppedOn != nil && !isRechecked
    case .resume: stoppedOn != nil
    default: false
    }
  }

  /// Whether the permit lapses by itself on a day: neither begun nor an extension asked for (article 9).
  func lapses(on day: Day) -> Bool { allows(.askExtension) && startBy < day }

  func decide(_ act: Act, today: Day) throws(ProjectRefusal) -> Change {
    switch act {
    case .start(let day):
      guard day <= startBy else { throw .startTooLate(startBy) }
      return .started(on: day)
    case .ask(let months):
      guard extensions < Self.extensionsMax else { throw .extensionsUsedUp }
      return .extensionAsked(months: months)
    case .extend(let isGranted):
      return isGranted
        ? .extended(until: startBy.adding(months: monthsAsked ?? 0)) : .extensionRefused
    case .stop(let day):
      return .stopped(on: day, isLate: day.adding(months: 1) < today)
    case .recheck: return .rechecked
    case .resume(let day):
      let isLong = stoppedOn.map { $0.adding(months: Self.recheckAfter) <= day } ?? false
      if isLong, !isRechecked { throw .recheckMissing }
      return .resumed(on: day)
    }
  }

  mutating func apply(_ change: Change) {
    switch change {
    case .started(let day): (startedOn, monthsAsked) = (day, nil)
    case .extensionAsked(let months): monthsAsked = months
    case .extended(let day):
      (startBy, monthsAsked) = (day, nil)
      extensions += 1
    case .extensionRefused: monthsAsked = nil
    case .stopped(let day, _): (stoppedOn, isRechecked) = (day, false)
    case .rechecked: isRechecked = true
    case .resumed: stoppedOn = nil
    case .lapsed: isLapsed = true
    }
  }

  /// How they stand, in a word.
  var phrase: Phrase {
    if isLapsed { return "许可证已自行废止" }
    if stoppedOn != nil { return "中止施工" }
    if startedOn != nil { return "施工中" }
    return monthsAsked == nil ? "待开工" : "已申请延期，待决定"
  }

  var tone: UI.Tone {
    if isLapsed { return .bad }
    return startedOn != nil && stoppedOn == nil ? .good : .warn
  }
}

extension Works.Change {
  var phrase: Phrase {
    switch self {
    case .started(let day): "\(day) 开工"
    case .extensionAsked(let months): "申请延期开工 \(months) 个月"
    case .extended(let day): "准予延期，最迟 \(day) 开工"
    case .extensionRefused: "不准予延期"
    case .stopped(let day, let isLate): isLate ? "\(day) 中止施工，超过一个月才报告" : "\(day) 中止施工"
    case .rechecked: "核验施工许可证"
    case .resumed(let day): "\(day) 恢复施工"
    case .lapsed: "没有按期开工，许可证自行废止"
    }
  }
}

extension LegalBasis {
  /// When works begin, and what becomes of a permit by which they do not.
  static let startOfWorks = LegalBasis(law: "建筑法", article: "第九条")
  /// Works that stand still.
  static let stopOfWorks = LegalBasis(law: "建筑法", article: "第十条")
}

extension ProjectStep {
  /// The questions of a step with the works of a permit.
  var worksQuestions: [Question<Project>] {
    [
      Question(
        "permit", "施工许可证",
        .pick { project, _ in
          project.worksOpen(for: self).map { Choice($0.caseID, .verbatim($0.licence ?? "")) }
        })
    ] + worksDetails
  }

  private var worksDetails: [Question<Project>] {
    switch self {
    case .start: [Question("on", "开工日期", .day), .text("开工情况")]
    case .askExtension:
      [
        Question(
          "months", "延期几个月", .number(1...Works.months),
          help: "延期以两次为限，每次不超过三个月（建筑法第九条）。"), .text("不能按期开工的原因"),
      ]
    case .extend: [Question("granted", "决定", .either(yes: "准予延期", no: "不准予延期")), .text("理由")]
    case .stop:
      [
        Question("on", "中止施工日期", .day, help: "自中止施工之日起一个月内报告（建筑法第十条）。"),
        .text("中止的原因和维护管理措施"),
      ]
    case .recheck: [.text("核验情况")]
    case .resume: [Question("on", "恢复施工日期", .day), .text("恢复施工的情况")]
    default: []
    }
  }

  /// What is commanded for the works of a permit.
  func worksOrder(_ answers: Answers, _ scene: Scene<Project>) throws -> Order<Project> {
    let id = answers.line("permit")
    let works = scene.state.link(id)?.works
    let today = scene.context.today
    func day(from first: Day?) throws(ProjectRefusal) -> Day {
      try answers.day("on", from: first, through: today)
    }
    let act: Works.Act =
      switch self {
      case .start: .start(on: try day(from: works?.issuedOn))
      case .askExtension: .ask(months: answers.number("months") ?? 0)
      case .extend: .extend(isGranted: answers.isYes("granted"))
      case .stop: .stop(on: try day(from: works?.startedOn))
      case .recheck: .recheck
      default: .resume(on: try day(from: works?.stoppedOn))
      }
    let text = answers.reasons
    return Order(command: .act(id, self, act, text: text.digest), texts: [text.text])
  }
}

extension Project {
  /// The permits with whose works a step can be taken.
  func worksOpen(for step: ProjectStep) -> [Link] {
    links.filter { $0.isBuilding && $0.works?.allows(step) == true }
  }

  /// The next day that passes with a permit lapsing at its end; nil where none is waiting.
  var nextLapse: Day? { worksOpen(for: .askExtension).compactMap(\.works?.startBy).min() }
}

extension Project.Link {
  /// Whether it is a permit that works go by.
  var isBuilding: Bool { works != nil && isLicensed && supersededBy == nil }
}
