// SPDX-License-Identifier: Apache-2.0

import Casework
import Deadlines
import Journal
import Site

/// What somebody orders to be done with a dig.
package enum DigTaking: Sendable {
  case command(Dig.Command, text: String?)
  case proposeMerge
  /// Reasons where the side declines.
  case answerMerge(Reasons?)
}

/// A step with a dig, as its page offers it and the API takes it.
struct DigStep: CaseIterable, Sendable {
  let step: RoadsStep

  static let allCases = [
    RoadsStep.publish, .approve, .start, .restore, .inspect, .askChange, .decideChange, .exceed,
    .proposeMerge, .acceptMerge, .declineMerge, .withdraw,
  ].map { DigStep(step: $0) }

  /// The longest text of a step, in characters.
  static let textMax = 2_000

  /// Whether its text has to be given.
  var hasText: Bool {
    switch step {
    case .withdraw, .askChange, .decideChange, .exceed, .inspect, .declineMerge: true
    default: false
    }
  }

  /// Reads what was sent with the step.
  ///
  /// - Parameter value: the text of a field; nil when absent or empty.
  func order(
    segments: [String], _ value: (String) -> String?
  ) throws(SiteRefusal) -> DigTaking {
    let text = value(step.rawValue) ?? ""
    guard text.count <= Self.textMax else {
      throw .invalid([Fault(step.rawValue, "最多 \(Self.textMax) 个字符。")])
    }
    let reasons = Reasons(text)
    let kept = hasText ? text : nil
    switch step {
    case .publish: return .command(.publish, text: nil)
    case .approve:
      guard let number = value(DigField.approval), (4...60).contains(number.count) else {
        throw .invalid([Fault(DigField.approval, "请填写完整的批准文号，例如 江政函〔2026〕12号。")])
      }
      return .command(.approve(number), text: nil)
    case .start: return .command(.start, text: nil)
    case .restore: return .command(.restore, text: nil)
    case .inspect:
      let passed = try yes(value(DigField.passed), DigField.passed, "请选择验收结论。")
      return .command(.inspect(passed: passed, reasons), text: kept)
    case .askChange:
      return .command(.askChange(try change(segments, value), reasons), text: kept)
    case .decideChange:
      let granted = try yes(value(DigField.granted), DigField.granted, "请选择是否批准。")
      return .command(.decideChange(granted: granted, reasons), text: kept)
    case .exceed:
      guard let kind = value(DigField.kind).flatMap(Dig.Exceedance.Kind.init(rawValue:)) else {
        throw .invalid([Fault(DigField.kind, "请选择超出了什么。")])
      }
      return .command(.exceed(kind, reasons), text: kept)
    case .withdraw: return .command(.withdraw(reasons), text: kept)
    case .proposeMerge: return .proposeMerge
    case .acceptMerge: return .answerMerge(nil)
    case .declineMerge: return .answerMerge(reasons)
    case .announce, .breakUp, .revise:
      throw .notFound
    }
  }

  private func yes(
    _ value: String?, _ field: String, _ complaint: Phrase
  ) throws(SiteRefusal) -> Bool {
    switch value {
    case "yes": return true
    case "no": return false
    default: throw .invalid([Fault(field, complaint)])
    }
  }

  private func change(
    _ segments: [String], _ value: (String) -> String?
  ) throws(SiteRefusal) -> Dig.Change {
    var faults: [Fault] = []
    let until = value(DigField.until).flatMap { text -> Day? in
      if let day = Day(text) { return day }
      faults.append(Fault(DigField.until, "请填写存在的日期，写作 2026-11-23。"))
      return nil
    }
    let area = value(DigField.area).flatMap { text -> Int? in
      if let area = Int(text), (1...100_000).contains(area) { return area }
      faults.append(Fault(DigField.area, "请填写 1 至 100000 的整数。"))
      return nil
    }
    guard faults.isEmpty else { throw .invalid(faults) }
    return Dig.Change(
      until: until, area: area, segments: segments.isEmpty ? nil : segments.sorted())
  }

  /// Whether somebody may take the step now, asked of the rules themselves.
  func isOpen(in file: DigFile, _ context: Dig.Context) -> Bool {
    let words = Reasons("——")
    let command: Dig.Command
    switch step {
    case .publish: command = .publish
    case .approve: return context.isCoordinator && file.works.approval == nil && file.needsApproval
    case .start: command = .start
    case .restore: command = .restore
    case .inspect: command = .inspect(passed: true, words)
    case .askChange:
      guard let last = file.state.permit?.window.to else { return false }
      command = .askChange(Dig.Change(until: last.adding(days: 1)), words)
    case .decideChange: command = .decideChange(granted: true, words)
    case .exceed: command = .exceed(.area, words)
    case .withdraw: command = .withdraw(words)
    case .proposeMerge:
      return file.proposal != nil && file.merge?.state.status != .open
        && (context.isCoordinator || context.actor.id == file.state.filer)
    case .acceptMerge, .declineMerge: return file.openSides.contains(file.row.number)
    case .announce, .breakUp, .revise: return false
    }
    return (try? file.state.decide(command, context)) != nil
  }
}

extension DigFile {
  /// Whether it lies under a moratorium that nothing has lifted, and is not done.
  var needsApproval: Bool { !moratoria.isEmpty && state.phase.isLive }
}

extension RoadsDesk {
  /// Takes a step with a dig that the actor may see.
  package func carryOut(
    _ taking: DigTaking, with number: String, by actor: Actor, expecting expected: Int?,
    key: CommandKey? = nil
  ) async throws -> Receipt {
    switch taking {
    case .command(let command, let text):
      try await take(
        command, with: number, by: actor, text: text, expecting: expected, key: key)
    case .proposeMerge: try await proposeMerge(of: number, by: actor, key: key)
    case .answerMerge(let reasons):
      try await answerMerge(of: number, declining: reasons, by: actor, key: key)
    }
  }
}
