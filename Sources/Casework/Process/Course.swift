// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import Processes
import Site

/// Puts the process of a case together, from the submission on.
struct Course {
  /// What the process of a case follows from.
  struct Source {
    let state: Case
    /// What has happened, oldest first.
    let history: [(event: Case.Event, moment: Moment)]
    let clock: CaseClock
    let calendar: WorkCalendar
    let type: ItemType
    /// Whether what is the bureau's own affair is part of it.
    let isStaff: Bool
  }

  private let source: Source
  private(set) var steps: [CaseProcess.Step] = []
  private(set) var ways: [CaseProcess.Way] = []
  /// The steps that the next one follows, each with what must be so for it.
  private var open: [(id: String, condition: Phrase?)] = []

  init(_ source: Source) {
    self.source = source
  }

  private var state: Case { source.state }
  private var facts: CaseFacts { source.state.facts }
  /// Whether somebody has decided, or the law has (行政许可法 article 50 ¶2).
  private var isDecided: Bool { state.isGranted != nil }

  mutating func follow() {
    add("submit", "提交申请", .start(.message), .applicant, .done, on: facts.received)
    receive()
    guard !endEarly(before: facts.accepted == nil && !isDecided) else { return }
    review()
    guard !endEarly(before: !isDecided) else { return }
    conclude()
  }

  // MARK: Receipt

  /// Until it is accepted or goes no further (行政许可法 article 32).
  private mutating func receive() {
    if let told = facts.supplementNoticed {
      add("examine", "收件审查", .task(.user), .reception, .done, on: told)
      add("notice", "一次性补正告知", .task(.send), .reception, .done, on: told)
      let isAwaited = state.phase == .supplementing
      if facts.supplemented != nil || isAwaited {
        add(
          "supplement", "补正材料", .intermediate(.message), .applicant, isAwaited ? .now : .done,
          on: facts.supplemented, by: state.supplementDue(source.calendar))
      }
    }
    guard state.phase == .received || state.phase == .supplementing else {
      if let accepted = facts.accepted { accept(accepted) }
      return
    }
    let again = facts.supplementNoticed == nil ? "examine" : "examine-again"
    let due = state.acceptanceDue(source.calendar)
    add(
      again, facts.supplementNoticed == nil ? "收件审查" : "审查补正材料", .task(.user), .reception,
      state.phase == .received ? .now : .coming, by: due)
    ways(ofReceipt: due)
  }

  private mutating func accept(_ accepted: CaseFacts.Acceptance) {
    if accepted.deemed {
      add(
        "deemed", "视为受理", .intermediate(.timer("5 个工作日")), .system, .done, on: nil,
        day: source.clock.acceptedOn)
    } else {
      add("accept", "受理", .task(.user), .reception, .done, on: accepted.at)
    }
  }

  /// What may follow from the examination of what came in.
  private mutating func ways(ofReceipt due: Day?) {
    add("acceptable", "予以受理？", .exclusive, .reception, .coming)
    let gate = open
    branch(gate, if: "符合")
    add("accept", "受理", .task(.user), .reception, .coming)
    let accepted = open
    if facts.supplementNoticed == nil {
      branch(gate, if: "材料不齐全")
      add("notice", "一次性补正告知", .task(.send), .reception, .coming)
      add("supplement", "补正材料", .intermediate(.message), .applicant, .coming)
      ways.append(.init(from: "supplement", to: "examine", condition: nil))
    }
    branch(gate, if: "不属于受理范围")
    add("unaccepted", "不予受理", .end(sendsMessage: true), .reception, .coming)
    branch(gate, if: "逾期未告知")
    add(
      "deemed", "视为受理", .intermediate(.timer("5 个工作日")), .system, .coming,
      day: due?.adding(days: 1))
    open = accepted + open
  }

  /// What ends a case without a decision, if that is how it ended.
  private mutating func endEarly(before isHere: Bool) -> Bool {
    guard isHere, state.phase.isClosed, state.phase != .concluded else { return false }
    let type = source.type
    switch state.phase {
    case .withdrawn:
      add("withdrawn", "撤回申请", .end(sendsMessage: false), .applicant, .done, on: facts.ended?.at)
    case .terminated:
      let part: CasePart = facts.accepted == nil ? .reception : .approval
      add("terminated", "终止办理", .end(sendsMessage: true), part, .done, on: facts.ended?.at)
    default:
      add(
        "unaccepted", state.phase.phrase(for: type), .end(sendsMessage: true), .reception, .done,
        on: facts.ended?.at)
    }
    return true
  }

  // MARK: Review and decision

  /// What goes side by side between acceptance and decision.
  private mutating func review() {
    let isHere = state.phase == .accepted
    var tasks: [CaseProcess.Step] = []
    let reviews = source.history.filter { entry in
      if case .reviewed = entry.event { true } else { false }
    }
    // A case that went no further, or that the law has decided, waits for no opinion any more.
    let isOver = state.isDeemedRenewed || (state.phase.isClosed && !isDecided)
    let needed = isOver ? 0 : state.reviewsNeeded
    for number in 0..<max(needed, reviews.count) {
      let given = reviews.indices.contains(number) ? reviews[number].moment.at.day : nil
      let isOne = max(needed, reviews.count) == 1
      tasks.append(
        CaseProcess.Step(
          id: "review\(number + 1)", name: isOne ? "审查" : "审查（第 \(number + 1) 人）",
          kind: .task(.user), part: .review,
          state: given != nil ? .done : isHere ? .now : .coming, day: given, due: nil))
    }
    tasks += procedures + turns
    side(tasks)
    guard isDecided || !state.phase.isClosed else { return }
    decide(isHere: isHere && tasks.allSatisfy { $0.state == .done })
  }

  /// Special procedures (行政许可法 article 45), each a step of its own.
  private var procedures: [CaseProcess.Step] {
    facts.procedures.enumerated().map { index, procedure in
      CaseProcess.Step(
        id: "procedure\(index + 1)", name: procedure.kind.phrase, kind: .task(.user),
        part: .review,
        state: procedure.ended == nil && state.phase == .accepted ? .now : .done,
        day: (procedure.ended ?? procedure.started).day, due: procedure.notices.last?.plannedEnd)
    }
  }

  /// What else happened in turns: each kind once, as it stands.
  private var turns: [CaseProcess.Step] {
    var last: [String: CaseProcess.Step] = [:]
    var order: [String] = []
    for entry in source.history {
      guard let turn = entry.event.turn, source.isStaff || !turn.isInternal,
        !(turn is ProcedureTurn.Event)
      else { continue }
      let id = String(entry.event.word.prefix { $0 != "." })
      if last[id] == nil { order.append(id) }
      last[id] = CaseProcess.Step(
        id: id, name: turn.phrase, kind: .task(.user), part: turn.part, state: .done,
        day: entry.moment.at.day, due: nil)
    }
    return order.compactMap { last[$0] }
  }

  private mutating func decide(isHere: Bool) {
    guard !state.isDeemedRenewed else {
      return add(
        "renewed", "视为准予延续", .intermediate(.timer("有效期届满")), .system, .done,
        day: source.clock.renewedOn)
    }
    let due = [source.clock[.promised], source.clock[.statutory]].compactMap { $0?.due }.min()
    guard let decided = facts.decided else {
      return add(
        "decide", "审查与决定", .task(.user), .approval, isHere ? .now : .coming, by: due)
    }
    let name = source.type.decision(granted: decided.granted)
    add("decide", "决定：\(name)", .task(.user), .approval, .done, on: decided.at)
  }

  // MARK: Conclusion

  private mutating func conclude() {
    let hasLicence = state.makesLicence
    let due = source.clock[.issue]?.due
    if hasLicence, state.isGranted != false {
      if !isDecided {
        let type = source.type
        add("granted", "\(type.decision(granted: true))？", .exclusive, .approval, .coming)
        let gate = open
        branch(gate, if: type.decision(granted: true))
        issue(due)
        open.append((gate[0].id, type.decision(granted: false)))
      } else {
        issue(due)
      }
    }
    let isDeliverable =
      [.granted, .refused].contains(state.phase)
      && (state.phase == .refused || !hasLicence || state.licence != nil)
    add(
      "deliver", "送达", .task(.user), .reception,
      facts.delivered != nil ? .done : isDeliverable ? .now : .coming, on: facts.delivered,
      by: due)
    add(
      "conclude", "办结", .end(sendsMessage: false), .reception,
      state.phase == .concluded ? .done : .coming, on: facts.ended?.at)
  }

  private mutating func issue(_ due: Day?) {
    add(
      "issue", "制证", .task(.service), .system,
      facts.issued != nil ? .done : state.phase == .granted ? .now : .coming, on: facts.issued,
      by: due)
  }

  // MARK: Parts

  /// Adds a step that follows what is open, and is what is open then.
  private mutating func add(
    _ id: String, _ name: Phrase, _ kind: ProcessModel.Kind, _ part: CasePart,
    _ state: ProcessDrawing.State, on instant: Instant? = nil, day: Day? = nil, by due: Day? = nil
  ) {
    append(
      CaseProcess.Step(
        id: id, name: name, kind: kind, part: part, state: state, day: instant?.day ?? day,
        due: state == .done ? nil : due))
    open = [(id, nil)]
  }

  private mutating func append(_ step: CaseProcess.Step) {
    for (id, condition) in open {
      ways.append(.init(from: id, to: step.id, condition: condition))
    }
    steps.append(step)
  }

  /// Goes back to where ways part.
  private mutating func branch(_ gate: [(id: String, condition: Phrase?)], if condition: Phrase) {
    open = gate.map { ($0.id, condition) }
  }

  /// Adds steps that go side by side, between a parting and a meeting if there are several.
  private mutating func side(_ tasks: [CaseProcess.Step]) {
    guard tasks.count > 1 else {
      for task in tasks {
        append(task)
        open = [(task.id, nil)]
      }
      return
    }
    let isDone = tasks.allSatisfy { $0.state == .done }
    let isReached = facts.accepted != nil
    // A parting and a meeting bear no words.
    add("split", .verbatim(""), .parallel, .review, isReached ? .done : .coming)
    let parting = open
    var ends: [(id: String, condition: Phrase?)] = []
    for task in tasks {
      open = parting
      append(task)
      ends.append((task.id, nil))
    }
    open = ends
    add("join", .verbatim(""), .parallel, .review, isDone ? .done : .coming)
  }
}
