// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Identity
import Journal

/// One case of the load: who applies, who handles it, what happens to it.
struct Story: Sendable {
  let id: String
  let number: Int
  let template: Template
  let course: Course
  let filer: Account
  private let applicant: Account
  private let clerk: Actor
  private let reviewers: [Actor]
  private let approver: Actor
  private let channel: Channel

  /// - Parameters:
  ///   - number: its place among all cases, in the order in which they came in.
  ///   - day: on which it came in, a working day.
  init(
    _ number: Int, of template: Template, on day: Day, _ people: People, _ calendar: WorkCalendar,
    _ chance: inout Chance
  ) {
    let (item, ruling) = (template.item, template.ruling)
    self.number = number
    self.template = template
    id = Self.id(number, &chance)
    applicant = people.applicant(isEntity: template.isForEntities, &chance)
    filer = item.agents && chance.happens(Self.byAgents) ? people.agent(&chance) : applicant
    channel = chance.happens(Self.atWindow) ? .window : .online
    clerk = chance.pick(people.clerks).actor
    let section = people.reviewers[ruling.section] ?? []
    let needed = max(item.substanceCheck ? 2 : 1, ruling.reviewers)
    reviewers = chance.places(needed, of: section.count).map { section[$0].actor }
    approver = chance.pick(people.approvers[item.department.zh] ?? []).actor
    course = Course(
      from: day, reviewers: needed, promised: ruling.promised.number, calendar, &chance)
  }

  private static let byAgents = 0.15
  private static let atWindow = 0.3

  /// A name like those of other cases, but that of a later case is greater: so each goes to the end of every index,
  /// where a million random ones would each change another page.
  private static func id(_ number: Int, _ chance: inout Chance) -> String {
    let digits = String(number)
    let zeros = String(repeating: "0", count: max(0, 8 - digits.count))
    return zeros + digits + "-" + (0..<34).map { _ in String(chance.pick(letters)) }.joined()
  }

  private static let letters = Array(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")

  var filing: Filing { filing(draft: 0) }

  /// What is handed in at first, and after it was corrected or supplemented.
  private func filing(draft: Int) -> Filing {
    template.filing(
      by: applicant, agent: filer == applicant ? nil : filer, number: number + draft * 10_000_000)
  }

  /// What happens in a step.
  func deed(_ step: Course.Step, at instant: Instant) -> Deed {
    switch step {
    case .file: Deed(filer.actor, at: instant, .file(filing, id, channel))
    case .correct: Deed(clerk, at: instant, .amend(filing(draft: 1), id, .correction))
    case .supplement: Deed(filer.actor, at: instant, .amend(filing(draft: 2), id, .supplement))
    case .notice:
      Deed(clerk, at: instant, .step(.noticeSupplement(notice), id, notice.canonical))
    case .accept: Deed(clerk, at: instant, .step(.accept, id, nil))
    case .acceptInSilence: Deed(.system, at: instant, .step(.deemAccepted, id, nil))
    case .review(let place):
      reasoned(Self.opinion, reviewers[place], instant) { .review(passed: true, opinion: $0) }
    case .grant: reasoned(Self.grant, approver, instant) { .decide(granted: true, $0) }
    case .refuse: reasoned(Self.refusal, approver, instant) { .decide(granted: false, $0) }
    case .deliver:
      Deed(clerk, at: instant, .step(.deliver(channel == .window ? .window : .electronic), id, nil))
    case .findNotRequired: reasoned(Self.notRequired, clerk, instant) { .findNotRequired($0) }
    case .refuseAcceptance: reasoned(Self.notAccepted, clerk, instant) { .refuseAcceptance($0) }
    case .withdraw: reasoned(Self.withdrawal, filer.actor, instant) { .withdraw($0) }
    }
  }

  /// A step that rests on one of some texts.
  private func reasoned(
    _ texts: [String], _ actor: Actor, _ instant: Instant, _ command: (Reasons) -> Case.Command
  ) -> Deed {
    let text = texts[number % texts.count]
    return Deed(actor, at: instant, .step(command(Reasons(text)), id, text))
  }

  private var notice: SupplementNotice {
    SupplementNotice(entries: [
      .init(target: template.doubtful, problem: Self.problems[number % Self.problems.count])
    ])
  }

  private static let problems = ["扫描件不清楚，请重新上传。", "缺少签字或者盖章，请补正后上传。", "与申请表所填不一致，请核对后补正。"]
  private static let opinion = ["材料齐全，符合规定。", "经现场核查，与申报材料一致，同意。", "符合许可条件，建议准予。"]
  private static let grant = ["申请符合法定条件、标准，依法准予许可。", "经审查符合规定，准予许可。"]
  private static let refusal = ["经审查不符合法定条件，依法不予许可。", "现场核查不符合标准，不予许可。"]
  private static let notRequired = ["申请事项依法不需要取得行政许可。"]
  private static let notAccepted = ["申请事项依法不属于本机关职权范围。\n请向有权机关申请：区级主管部门"]
  private static let withdrawal = ["申请人自愿撤回。", "计划有变，不再办理。"]
}

/// One thing that somebody does.
struct Deed: Sendable {
  enum Kind: Sendable {
    case register(Account)
    case bring([FiledFile])
    case file(Filing, String, Channel)
    case amend(Filing, String, Amendment)
    /// A step, and the text that it rests on.
    case step(Case.Command, String, String?)
  }

  enum Amendment: Sendable { case correction, supplement }

  let actor: Actor
  let at: Instant
  let kind: Kind

  init(_ actor: Actor, at instant: Instant, _ kind: Kind) {
    self.actor = actor
    at = instant
    self.kind = kind
  }
}
