// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import Processes
import Site

/// The process of one case: which steps there are for its item on its way, which have happened and when, where it is
/// now, and what comes next.
///
/// It follows from the rules and the history alone. What could have been and was not is left out; of what lies ahead
/// every way is there.
struct CaseProcess: Sendable, Hashable {
  /// A step, a question or an end.
  struct Step: Sendable, Hashable {
    /// What it is called in a file, the same for every case.
    let id: String
    let name: Phrase
    let kind: ProcessModel.Kind
    let part: CasePart
    let state: ProcessDrawing.State
    /// When it happened, or began if it has not ended.
    let day: Day?
    /// By when it must have happened.
    let due: Day?
  }

  /// What follows what.
  struct Way: Sendable, Hashable {
    let from: String
    let to: String
    /// When this way is taken, where there are several.
    let condition: Phrase?
  }

  private(set) var steps: [Step] = []
  private(set) var ways: [Way] = []

  /// Where the case is now: usually one step, several where they go side by side.
  var current: [Step] { steps.filter { $0.state == .now } }

  /// What comes after where it is now, on the usual way.
  var next: Step? {
    guard var id = current.last?.id else { return nil }
    let known = Dictionary(uniqueKeysWithValues: steps.map { ($0.id, $0) })
    while let way = ways.first(where: { $0.from == id }), let step = known[way.to] {
      if step.state == .coming, step.kind.isActed { return step }
      id = step.id
    }
    return nil
  }

  /// The process as BPMN has it, in the words of a language.
  func model(
    id: String, name: String, pool: String, _ words: (Phrase) -> String
  ) -> ProcessModel {
    let parts = CasePart.allCases.filter { part in steps.contains { $0.part == part } }
    return ProcessModel(
      id: id, name: name, pool: pool,
      lanes: parts.map { ProcessModel.Lane(id: $0.rawValue, name: words($0.short)) },
      nodes: steps.map { step in
        ProcessModel.Node(
          id: step.id, name: words(step.name), step.kind, lane: step.part.rawValue,
          documentation: step.standing.map(words))
      },
      flows: ways.map {
        ProcessModel.Flow(from: $0.from, to: $0.to, name: $0.condition.map(words))
      })
  }
}

extension CaseProcess {
  /// The process of a case that somebody has opened.
  ///
  /// - Parameter isStaff: Whether what is the bureau's own affair is part of it.
  init(of file: CaseFile, isStaff: Bool) {
    self.init(
      Course.Source(
        state: file.state, history: file.history.map { ($0.event, $0.moment) },
        clock: file.clock, calendar: file.calendar, type: file.item.type, isStaff: isStaff))
  }

  init(_ source: Course.Source) {
    var course = Course(source)
    course.follow()
    steps = course.steps
    ways = course.ways
  }
}

extension CaseProcess.Step {
  /// How it stands, in a sentence; nil for what there is nothing to say of.
  var standing: Phrase? {
    guard kind.isActed else { return nil }
    return switch (state, day, due) {
    case (.done, let day?, _): "已完成，\(day)"
    case (.done, nil, _): "已完成"
    case (.now, _, let due?): "正在进行，最迟 \(due)"
    case (.now, _, nil): "正在进行"
    case (.coming, _, let due?): "尚未进行，最迟 \(due)"
    case (.coming, _, nil): "尚未进行"
    case (.skipped, _, _): nil
    }
  }
}

extension ProcessModel.Kind {
  /// Whether something is done or happens, instead of ways parting or meeting.
  var isActed: Bool {
    switch self {
    case .exclusive, .parallel: false
    case .start, .intermediate, .end, .task: true
    }
  }
}
