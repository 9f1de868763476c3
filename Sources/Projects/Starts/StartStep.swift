// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Identity
import Journal
import SQL
import ShangMi
import Site

/// The steps with a start on commitment.
package enum StartStep: String, MatterStep {
  case apply
  case decide
  case require
  case fix
  case promise
  case join
  case check
  case correct
  case propose
  case close

  package static let opening = StartStep.apply

  package var phrase: Phrase {
    switch self {
    case .apply: "申请承诺可开工"
    case .decide: "确认是否适用"
    case .require: "提出要求"
    case .fix: "确定综合要求清单"
    case .promise: "签署承诺书"
    case .join: "关联办件"
    case .check: "核查要求"
    case .correct: "报告已改正"
    case .propose: "建议撤销许可"
    case .close: "办结承诺"
    }
  }

  package var roles: Set<Role> {
    let applicants = MatterRoles.applicants.union(MatterRoles.window)
    return switch self {
    case .apply, .promise, .correct: applicants
    case .join: applicants.union(MatterRoles.office)
    case .decide, .require, .fix, .check, .propose, .close: MatterRoles.office
    }
  }

  package var questions: [Question<CommittedStart>] {
    switch self {
    case .apply:
      [
        Question(
          "code", "投资项目统一代码", .line(max: 24), help: "项目应当先登记。"),
        .text("申请理由", help: "写明项目情况、拟先行开工的内容、为什么符合条件。"),
      ]
    case .decide:
      [
        Question("eligible", "是否适用", .either(yes: "适用", no: "不适用")),
        Question(
          "conditions", "符合的条件",
          .several { _, context in
            context.rules.conditions.map { Choice($0.key, "\($0.text)") }
          }, isRequired: false, help: "全部符合才能确认适用。"),
        Question(
          "departments", "提出要求的部门",
          .several { _, context in context.rules.departments.map { Choice($0, .verbatim($0)) } },
          isRequired: false, help: "确认适用的，选择由哪些部门提出要求。"),
        .text("理由"),
      ]
    case .require:
      [
        Question(
          "department", "部门或者单位",
          .pick { start, context in
            start.asked.filter { context.leads || context.isOf($0) }
              .map { Choice($0, .verbatim($0)) }
          }),
        Question("item", "涉及的事项", .line(max: 120)),
        Question("due", "完成期限", .day),
        .text("要求和标准"),
      ]
    case .fix: []
    case .promise:
      [
        Question(
          "digest", "承诺书摘要（SM3）", .line(max: 64),
          help: "已经按本页的承诺书填好，与承诺书下方的摘要一致。承诺书有变化的，需要重新阅读。"),
        Question("name", "签署人", .line(max: 60)),
      ]
    case .join:
      [
        Question(
          "number", "办件编号", .area, help: "每行一个。已经列出本项目还没有关联的办件，不是凭承诺申请的请删去。")
      ]
    case .check:
      [
        Self.requirement { $0.openRequirements },
        Question("kept", "是否符合", .either(yes: "已符合", no: "不符合，限期改正")),
        Question("correctBy", "改正的期限", .day, isRequired: false, help: "不符合的应当填写。"),
        .text("核查情况"),
      ]
    case .correct: [Self.requirement { $0.unmet }, .text("改正情况")]
    case .propose: [Self.requirement { $0.openRequirements }, .text("事实和理由")]
    case .close: [.text("办结意见")]
    }
  }

  private static func requirement(
    _ listed: @escaping @Sendable (CommittedStart) -> [CommittedStart.Requirement]
  ) -> Question<CommittedStart> {
    Question(
      "requirement", "要求",
      .pick { start, _ in
        listed(start).map { Choice($0.key, .verbatim("\($0.key) \($0.department) \($0.item)")) }
      })
  }

  package func order(
    _ answers: Answers, _ scene: Scene<CommittedStart>
  ) throws -> Order<CommittedStart> {
    let text = answers.reasons
    let key = answers.line("requirement")
    switch self {
    case .apply: return try apply(answers, scene)
    case .decide:
      return Order(
        command: .decide(
          isEligible: answers.isYes("eligible"), conditions: answers.all("conditions").sorted(),
          departments: answers.all("departments"), text: text.digest), texts: [text.text])
    case .require:
      return Order(
        command: .require(
          department: answers.line("department"), item: answers.line("item"),
          due: try answers.day("due", from: scene.context.today), standard: text.digest),
        texts: [text.text])
    case .fix: return Order(command: .fix)
    case .promise: return try promise(answers, scene)
    case .join: return try join(answers, scene)
    case .check:
      let isKept = answers.isYes("kept")
      let correctBy = try isKept ? nil : answers.day("correctBy", from: scene.context.today)
      return Order(
        command: .check(
          key, isKept: isKept, correctBy: correctBy, text: text.digest),
        texts: [text.text])
    case .correct: return Order(command: .correct(key, text: text.digest), texts: [text.text])
    case .propose: return Order(command: .propose(key, text: text.digest), texts: [text.text])
    case .close: return Order(command: .close(text: text.digest), texts: [text.text])
    }
  }

  private func apply(
    _ answers: Answers, _ scene: Scene<CommittedStart>
  ) throws -> Order<CommittedStart> {
    let code = answers.line("code")
    let found = try MatterTable<Project>.find(code, scene.context, in: scene.unit.transaction)
    guard let project = found else { throw ProjectRefusal.projectUnknown(code) }
    let isApplicant = scene.actor.holds(anyOf: MatterRoles.applicants)
    let text = answers.reasons
    let application = CommittedStart.Application(
      project: code, name: project.title, applicant: isApplicant ? scene.actor.id : nil,
      text: text.digest)
    return Order(command: .apply(application), texts: [text.text])
  }

  /// What is signed is the text as it stands now: whoever has read another signs again.
  private func promise(
    _ answers: Answers, _ scene: Scene<CommittedStart>
  ) throws -> Order<CommittedStart> {
    let text = try StartPromise(of: scene.state, in: scene.unit.transaction).text
    let digest = SM3.digest(text)
    guard answers["digest"] == digest.description else { throw ProjectRefusal.promiseChanged }
    let signed = SignedStart(
      signature: Signature(
        text: digest, name: answers.line("name"), account: scene.actor.id, at: scene.now))
    return Order(
      command: .promise(text: digest, signature: signed.digest),
      texts: [text, signed.canonical])
  }

  /// The text to be signed as it stands on the page, and the cases of the project that are not linked yet.
  package func known(
    of file: MatterFile<CommittedStart>, _ desk: ProjectsDesk, _ actor: Actor
  ) async throws -> [String: String] {
    let start = file.state
    switch self {
    case .promise:
      let text = try await desk.journal.database.read { try StartPromise(of: start, in: $0).text }
      return ["digest": SM3.digest(text).description]
    case .join:
      let project = try await desk.journal.database.read {
        try Journal.state(of: Stream<Project>(start.note), in: $0).state
      }
      let cases = try await desk.cases(of: project, for: actor)
      let joined = Set(start.parts.map(\.caseID))
      let numbers = project.links.compactMap { link in
        joined.contains(link.caseID) ? nil : cases[link.caseID]?.number
      }
      return ["number": numbers.joined(separator: "\n")]
    default: return [:]
    }
  }

  /// Cases are linked by their numbers, where the project is their own.
  private func join(
    _ answers: Answers, _ scene: Scene<CommittedStart>
  ) throws -> Order<CommittedStart> {
    let reader = scene.unit.transaction
    var parts: [CommittedStart.Part] = []
    let pieces = answers.line("number").split { $0.isWhitespace || "，,、；;".contains($0) }
    for number in pieces.map(String.init) {
      guard let row = try CaseTable.find(number: number, for: scene.actor, in: reader),
        try ProjectCaseTable.project(ofCase: row.id, in: reader)
          == scene.state.application?.project
      else { throw ProjectRefusal.caseNotOfProject(number) }
      if !parts.contains(where: { $0.caseID == row.id }) {
        parts.append(CommittedStart.Part(caseID: row.id, number: row.number))
      }
    }
    return Order(command: .join(parts))
  }
}

/// The signature under a promise.
///
/// Personal data: kept in the evidence only.
struct SignedStart: Evidence {
  let signature: Signature
}

/// The promise as it is signed (承诺书): Chinese whoever reads it, since it is the text that binds.
struct StartPromise {
  let start: CommittedStart
  private let standards: [String]

  init(of start: CommittedStart, in reader: some Reading) throws {
    self.start = start
    standards = try start.requirements.map {
      try EvidenceTable.text($0.standard, in: reader) ?? ""
    }
  }

  var text: String {
    let lines = zip(start.requirements, standards).map { requirement, standard in
      "\(requirement.key)．\(requirement.department)，\(requirement.item)，\(requirement.due) 前：\(standard)"
    }
    return """
      承诺书

      项目：\(start.title)（\(start.note)）
      本单位自愿申请承诺可开工，已经知晓《项目综合要求清单》的全部内容，承诺：
      一、提交的材料真实、合法、有效；
      二、在规定期限内达到下列要求；
      三、接受核查；没有履行承诺的，依法承担撤销许可等后果。

      \(lines.joined(separator: "\n"))
      """
  }
}
