// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Codes
import Identity
import Journal
import Site

/// What may be done with a project, and what its phases ask of each other.
extension Project {
  package func allow(_ step: ProjectStep, _ context: MatterContext) throws(ProjectRefusal) {
    let actor = context.actor
    switch step {
    case .register:
      if let details { throw .projectExists(details.code) }
      guard actor.holds(anyOf: MatterRoles.applicants.union(MatterRoles.window)) else {
        throw .notYourPart(step.phrase)
      }
    case .amend:
      guard actor.holds(anyOf: MatterRoles.window) || context.leads || owner == actor.id else {
        throw .notYourPart(step.phrase)
      }
      guard standing != nil else { throw .wrongStanding(of: standing, step.phrase) }
    case .scope:
      guard isDevelopers(context) else { throw .notYourPart(step.phrase) }
      guard !openPhases.isEmpty else { throw .wrongStanding(of: standing, step.phrase) }
    case .record:
      guard context.leads else { throw .notYourPart(step.phrase) }
      guard standing == .registered else { throw .wrongStanding(of: standing, step.phrase) }
    case .extend, .recheck:
      guard context.leads else { throw .notYourPart(step.phrase) }
      try requireWorks(for: step)
    case .start, .askExtension, .stop, .resume:
      guard isDevelopers(context) else { throw .notYourPart(step.phrase) }
      try requireWorks(for: step)
    }
  }

  private func requireWorks(for step: ProjectStep) throws(ProjectRefusal) {
    guard standing != nil, !worksOpen(for: step).isEmpty else {
      throw .wrongStanding(of: standing, step.phrase)
    }
  }

  /// Whether somebody applies in this project, or stands in for who does.
  private func isDevelopers(_ context: MatterContext) -> Bool {
    let actor = context.actor
    return context.leads || actor.holds(anyOf: MatterRoles.window)
      || links.contains { $0.readers.contains(Reader.account(actor.id)) }
  }

  /// The cases for phases that are not decided.
  var openPhases: [Link] { links.filter { $0.phase != nil && !$0.isLicensed } }

  package func decide(
    _ command: Command, _ context: MatterContext
  ) throws(ProjectRefusal) -> [Event] {
    switch command {
    case .register(let details):
      try allow(.register, context)
      return [.registered(details)]
    case .amend(let details):
      try allow(.amend, context)
      // The code is the project's name for ever.
      guard details.code == self.details?.code else { throw .projectUnknown(details.code) }
      return [.amended(details)]
    case .link(let link): return self.link(link.caseID) == link ? [] : [.linked(link)]
    case .unlink(let id): return link(id) == nil ? [] : [.unlinked(id)]
    case .scope(let id, let scope):
      try allow(.scope, context)
      guard let link = openPhases.first(where: { $0.caseID == id }) else {
        throw .caseNotOfProject(id)
      }
      if let overlap = overlap(of: scope, besides: link.caseID) {
        throw .scopeOverlap(part: overlap.part, caseNumber: overlap.number)
      }
      return [.scoped(id, scope)]
    case .record(let permit):
      try allow(.record, context)
      return [.recorded(permit)]
    case .license(let id, let number):
      guard let link = link(id), link.licence != number else { return [] }
      let phases = links.filter { $0.phase != nil && $0.isLicensed && $0.supersededBy == nil }
      let issued = Event.licensed(id, number: number)
      return link.isWhole ? [issued, .superseded(phases.map(\.caseID), by: number)] : [issued]
    case .end(let id): return link(id)?.isLicensed == true ? [.licenceEnded(id)] : []
    case .act(let id, let step, let act, let text):
      try allow(step, context)
      guard let works = worksOpen(for: step).first(where: { $0.caseID == id })?.works else {
        throw .caseNotOfProject(id)
      }
      return [.worksChanged(id, try works.decide(act, today: context.today), text: text)]
    case .lapse:
      return worksOpen(for: .askExtension).filter { $0.works?.lapses(on: context.today) == true }
        .map { .worksChanged($0.caseID, .lapsed, text: nil) }
    }
  }

  /// What stands against granting the permit for a case of this project; nil where nothing does.
  ///
  /// A phase comes after the one before it, no two permits cover the same works, and none is given once the whole works
  /// are permitted. No law settles it: the rules are the district's (``ConstructionRules``).
  package func obstacle(to id: String, _ rules: ConstructionRules) -> ProjectRefusal? {
    guard let link = link(id), let phase = link.phase else { return nil }
    if let wholeLicence { return .wholeIssued(number: wholeLicence) }
    if let before = rules.phase(before: phase), permit(of: before.key) == nil {
      return .previousPhaseMissing("\(before.name)")
    }
    guard let scope = link.scope else { return rules.isScopeRequired ? .scopeMissing : nil }
    return overlap(of: scope, besides: id).map {
      .scopeOverlap(part: $0.part, caseNumber: $0.number)
    }
  }

  /// Which works of a scope the permit of another case covers already.
  private func overlap(
    of scope: [ScopePart], besides id: String
  ) -> (part: String, number: String)? {
    for other in links where other.caseID != id && other.phase != nil && other.isLicensed {
      if let part = other.scope.flatMap({ scope.overlap(with: $0) }) {
        return (part.text, other.number)
      }
    }
    return nil
  }
}

extension Phrase.StringInterpolation {
  /// Data that carries its own English.
  mutating func appendInterpolation(_ words: Words) {
    appendInterpolation(zh: words.zh, en: words.en)
  }
}

/// The steps with a project.
package enum ProjectStep: String, MatterStep {
  case register
  case amend
  case scope
  case record
  case start
  case askExtension
  case extend
  case stop
  case recheck
  case resume

  package static let opening = ProjectStep.register
  static let code = "code"

  package var phrase: Phrase {
    switch self {
    case .register: "登记项目"
    case .amend: "更正项目信息"
    case .scope: "登记施工范围"
    case .record: "登记已有许可"
    case .start: "报告开工"
    case .askExtension: "申请延期开工"
    case .extend: "决定延期开工"
    case .stop: "报告中止施工"
    case .recheck: "核验施工许可证"
    case .resume: "报告恢复施工"
    }
  }

  package var roles: Set<Role> {
    switch self {
    case .register: MatterRoles.applicants.union(MatterRoles.window)
    case .amend, .scope, .start, .askExtension, .stop, .resume:
      MatterRoles.applicants.union(MatterRoles.window).union(MatterRoles.office)
    case .record, .extend, .recheck: MatterRoles.office
    }
  }

  package var questions: [Question<Project>] {
    switch self {
    case .register:
      [
        Question(
          Self.code, "投资项目统一代码", .line(max: 24), help: "24 位，例如 2401-420103-04-01-123456")
      ] + Self.details
    case .amend: Self.details
    case .scope:
      [
        Question(
          "case", "办件",
          .pick { project, _ in project.openPhases.map { Choice($0.caseID, .verbatim($0.number)) }
          }),
        Question(
          "scope", "施工范围", .line(max: 1_000),
          help: "写明楼栋和层，用分号隔开，例如：1号楼：基坑；2号楼：-2~-1；3号楼：1~18。整栋的只写楼栋。"),
      ]
    case .record:
      [
        Question(
          "phase", "阶段",
          .pick { project, context in
            context.rules.phases.filter { project.permit(of: $0.key) == nil }
              .map { Choice($0.key, "\($0.name)") }
          }),
        Question("number", "许可证编号", .line(max: 60)),
        .text("核对情况"),
      ]
    case .start, .askExtension, .extend, .stop, .recheck, .resume: worksQuestions
    }
  }

  private static let details: [Question<Project>] = [
    Question("name", "项目名称", .line(max: 150)),
    Question("developer", "建设单位名称", .line(max: 120)),
    Question("developerCode", "建设单位统一社会信用代码", .line(max: 18)),
    Question("address", "建设地点", .line(max: 200)),
    Question(
      "kind", "工程类型", .choice(Project.Kind.allCases.map { Choice($0.rawValue, $0.phrase) })),
    Question("investment", "总投资（万元）", .amount),
    Question("area", "建筑面积（平方米）", .amount),
    Question(
      "pitDepth", "基坑开挖深度（米）", .amount, isRequired: false, help: "没有基坑的不填。"),
  ]

  package func order(_ answers: Answers, _ scene: Scene<Project>) throws -> Order<Project> {
    switch self {
    case .register:
      let text = answers.line(Self.code)
      do throws(CodeFault) {
        _ = try ProjectCode(text)
      } catch {
        throw ProjectRefusal.codeUnreadable(error)
      }
      return Order(command: .register(try details(answers, code: text)))
    case .amend: return Order(command: .amend(try details(answers, code: scene.id)))
    case .scope:
      guard let scope = [ScopePart](scope: answers.line("scope")) else {
        throw ProjectRefusal.unanswered([
          Fault("scope", "施工范围无法识别。请写成“1号楼：基坑；2号楼：-2~-1；3号楼：1~18”，同一范围只写一次。")
        ])
      }
      return Order(command: .scope(answers.line("case"), scope))
    case .record:
      let text = answers.reasons
      let permit = Project.Earlier(
        phase: answers.line("phase"), number: answers.line("number"), text: text.digest)
      return Order(command: .record(permit), texts: [text.text])
    case .start, .askExtension, .extend, .stop, .recheck, .resume:
      return try worksOrder(answers, scene)
    }
  }

  /// What is known of the project, to be corrected.
  package func known(
    of file: MatterFile<Project>, _: ProjectsDesk, _: Actor
  ) async throws -> [String: String] {
    guard self == .amend, let details = file.state.details else { return [:] }
    var known = [
      "name": details.name, "developer": details.developer,
      "developerCode": details.developerCode, "address": details.address,
      "kind": details.kind.rawValue, "investment": Area(hundredths: details.investment).text,
      "area": details.area.text,
    ]
    known["pitDepth"] = details.pitDepth.map { Area(hundredths: $0).text }
    return known
  }

  private func details(
    _ answers: Answers, code: String
  ) throws(ProjectRefusal) -> Project.Details {
    let developerCode = answers.line("developerCode")
    do throws(CodeFault) {
      _ = try SocialCreditCode(developerCode)
    } catch {
      throw .unanswered([Fault("developerCode", error.phrase)])
    }
    return Project.Details(
      code: code, name: answers.line("name"), developer: answers.line("developer"),
      developerCode: developerCode, address: answers.line("address"),
      kind: Project.Kind(rawValue: answers.line("kind")) ?? .other,
      investment: answers.amount("investment")?.hundredths ?? 0,
      area: answers.amount("area") ?? Area(hundredths: 0),
      pitDepth: answers.amount("pitDepth")?.hundredths)
  }
}
