// SPDX-License-Identifier: Apache-2.0

/// One evaluation under way: what it may still spend, what went wrong so far, and what time it is.
///
/// A host that evaluates many expressions for one answer, as DMN does for a decision, makes one of
/// these and hands it to all of them, so that the limits hold for the whole. It belongs to the
/// thread and stack frame that made it.
public struct Evaluation {
  /// What it may cost.
  public let limits: Limits
  /// What `now()` tells.
  public let now: DateTime?
  /// Why parts of it became null.
  public internal(set) var diagnostics: Diagnostics
  /// Whether reasons are recorded; without, failures cost nothing but their null.
  public private(set) var isRecording: Bool
  /// Whether a limit was reached; from then on every part is null.
  public private(set) var isHalted = false

  /// Values of the scope's names, by slot.
  var globals: [Value] = []
  /// Values of the names within the expression, function by function.
  var locals: [Value] = []
  /// Where the locals of the running function begin.
  var base = 0
  /// Compiled regular expressions, by flags and pattern.
  var patterns: [String: Pattern] = [:]
  /// How many steps may still be taken.
  var remainingSteps: Int { max(0, steps) }
  private var steps: Int
  private let stack: StackGuard

  /// An evaluation that has not begun.
  public init(limits: Limits = .standard, now: DateTime? = nil, isRecording: Bool = true) {
    self.limits = limits
    self.now = now
    self.isRecording = isRecording
    diagnostics = Diagnostics(limit: limits.reasons)
    steps = limits.steps
    stack = StackGuard(bytes: limits.stack)
  }

  /// A name within the expression, by its slot in the running function.
  subscript(slot: Int) -> Value {
    get { locals[base + slot] }
    set { locals[base + slot] = newValue }
  }

  // MARK: - Running

  /// Evaluates one part.
  @inline(__always)
  mutating func run(_ code: any Code) -> Value {
    steps -= 1
    guard steps >= 0, stack.hasRoom else { return overrun() }
    return code.run(&self)
  }

  /// Evaluates a bound expression, in slots of its own.
  mutating func run(_ program: Program, globals: [Value], input: Value) -> Value {
    let outer = self.globals
    self.globals = globals
    defer { self.globals = outer }
    let outerBase = base
    base = locals.count
    locals.append(input)
    if program.slotCount > 1 {
      locals.append(contentsOf: repeatElement(.null, count: program.slotCount - 1))
    }
    let value = run(program.code)
    locals.removeLast(program.slotCount)
    base = outerBase
    return isHalted ? .null : value
  }

  /// Does something with fresh slots, the first of them set.
  mutating func withFrame(
    _ slotCount: Int, _ first: [Value], _ body: (inout Evaluation) -> Value
  ) -> Value {
    let outer = base
    base = locals.count
    locals.append(contentsOf: first)
    locals.append(contentsOf: repeatElement(.null, count: slotCount - first.count))
    let value = body(&self)
    locals.removeLast(slotCount)
    base = outer
    return value
  }

  /// Does something, without recording reasons when a condition holds.
  mutating func quietly(
    if isQuiet: Bool, _ body: (inout Evaluation) -> Value
  ) -> Value {
    let outer = isRecording
    isRecording = outer && !isQuiet
    defer { isRecording = outer }
    return body(&self)
  }

  // MARK: - Reasons

  /// Records why something became null, and gives the null.
  ///
  /// For hosts: `return evaluation.fail(.host(code: "no-row", chinese: …, english: …), label: id)`.
  public mutating func fail(
    _ fault: @autoclosure () -> Fault, place: Reason.Place? = nil, label: String? = nil
  ) -> Value {
    if isRecording, !isHalted {
      diagnostics.record(Reason(fault(), place: place, label: label))
    }
    return .null
  }

  /// Records why a part became null, and gives the null.
  mutating func fail(_ fault: @autoclosure () -> Fault, at site: Site?) -> Value {
    if isRecording, !isHalted {
      diagnostics.record(Reason(fault(), place: site?.place, label: site?.source.label))
    }
    return .null
  }

  // MARK: - Limits

  /// Takes so many steps; false when that was too much, and the evaluation is over.
  ///
  /// A host that loops calls this once per round.
  public mutating func spend(_ count: Int = 1) -> Bool {
    steps -= count
    guard steps >= 0 else {
      halt(.steps)
      return false
    }
    return true
  }

  /// Ends the whole evaluation because a limit is reached; whatever it was that reached it, the
  /// reason is recorded even when others are not.
  @inline(never)
  mutating func halt(_ limit: Fault.Limit) {
    guard !isHalted else { return }
    diagnostics.record(Reason(.limit(limit)))
    isHalted = true
    steps = 0
  }

  @inline(never)
  private mutating func overrun() -> Value {
    halt(steps < 0 ? .steps : .stack)
    return .null
  }

  /// A list that was made, if it is not too long or deep.
  mutating func admit(_ values: [Value]) -> Value {
    check(count: values.count)
    return allows(.list(values)) ? .list(values) : .null
  }

  /// A context that was made, if it is not too deep.
  mutating func admit(_ context: Context) -> Value {
    check(count: context.count)
    return allows(.context(context)) ? .context(context) : .null
  }

  /// A text that was made, if it is not too long; a step is taken per 16 bytes.
  mutating func admit(_ text: String) -> Value {
    let count = text.utf8.count
    check(count: count)
    return spend(count / 16) && !isHalted ? .string(text) : .null
  }

  /// Ends the evaluation when something becomes too long.
  mutating func check(count: Int) {
    if count > limits.length { halt(.length) }
  }

  /// Whether a value does not lie too deep; a value that nests without bound would be as dangerous
  /// to release as to walk through.
  mutating func allows(_ value: Value) -> Bool {
    _ = nesting(of: value, above: 0)
    return !isHalted
  }

  /// How deeply lists, contexts and functions lie in a value.
  mutating func nesting(of value: Value, above: Int) -> Int {
    guard above <= limits.nesting else {
      halt(.nesting)
      return 0
    }
    var depth = 0
    switch value {
    case .list(let elements):
      guard spend(elements.count) else { return 0 }
      for element in elements where element.holdsValues {
        depth = max(depth, nesting(of: element, above: above + 1))
      }
      depth += 1
    case .context(let context):
      guard spend(context.count) else { return 0 }
      for entry in context.entries where entry.value.holdsValues {
        depth = max(depth, nesting(of: entry.value, above: above + 1))
      }
      depth += 1
    case .function(let function): depth = function.nesting
    default: break
    }
    if above + depth > limits.nesting { halt(.nesting) }
    return depth
  }
}

extension Value {
  /// Whether other values may lie in it.
  fileprivate var holdsValues: Bool {
    switch self {
    case .list, .context, .function: true
    default: false
    }
  }
}
