// SPDX-License-Identifier: Apache-2.0

/// Turns what a text says into what runs: names become slots, built-in functions are found, and
/// what needs no name is calculated at once.
struct Binder {
  private let names: Names
  private let source: Source
  var slots = Slots()
  /// The names that nothing declares, in the order of the text.
  private(set) var unknownNames: [String] = []
  /// Whether a part lay too deep to be bound.
  private(set) var isTooDeep = false
  private let stack: StackGuard

  init(names: Names, text: String, label: String?, limits: Limits) {
    self.names = names
    stack = StackGuard(bytes: limits.stack)
    source = Source(text: text, label: label)
  }

  /// The whole expression, whose first slot is `?`.
  mutating func program(of syntax: Syntax, dialect: Expression.Dialect) -> Program {
    slots.enter()
    _ = slots.declare("?")
    let code = bind(syntax)
    return Program(code: code, slotCount: slots.leave().slotCount)
  }

  func site(_ syntax: Syntax) -> Site {
    Site(source: source, span: syntax.span)
  }

  // MARK: - Forms

  mutating func bind(_ syntax: Syntax) -> any Code {
    guard stack.hasRoom else {
      isTooDeep = true
      return FailingCode(.limit(.stack), at: site(syntax))
    }
    switch syntax.form {
    case .null: return ConstantCode(.null)
    case .boolean(let value): return ConstantCode(.boolean(value))
    case .number(let number): return ConstantCode(.number(number))
    case .string(let text): return ConstantCode(.string(text))
    case .temporal(let text, let value):
      guard let value else {
        return FailingCode(.domain(function: "@", text), at: site(syntax))
      }
      return ConstantCode(value)
    case .anything: return ConstantCode(.boolean(true))
    case .name(let name): return bind(name: name, at: site(syntax))
    case .input: return bind(name: "?", at: site(syntax))
    case .path(let base, let name):
      let base = bind(base)
      return folded(PathCode(base, name: name, at: site(syntax)), [base])
    case .negation, .arithmetic, .comparison, .conjunction, .disjunction, .between, .instance:
      return bindOperator(syntax)
    case .membership(let value, let tests):
      return MembershipCode(bind(value), tests.map { test($0, ofInput: false) }, at: site(syntax))
    case .test(let comparison, let end):
      let end = bind(end)
      return folded(TestRangeCode(comparison, end, at: site(syntax)), [end])
    case .tests(let tests, let isNegated):
      let input = slots.find("?")?.slot ?? 0
      return TestsCode(
        tests.map { test($0, ofInput: true) }, isNegated: isNegated, input: input)
    case .list, .context, .range, .filter: return bindCollection(syntax)
    case .call, .namedCall: return bindCall(syntax)
    case .condition(let test, let yes, let no):
      return ConditionCode(bind(test), then: bind(yes), else: bind(no))
    case .loop, .quantified: return bindLoop(syntax)
    case .function(let formals, let body):
      return FunctionCode(shape(formals, body, itself: nil))
    case .external: return FailingCode(.external, at: site(syntax))
    }
  }

  private mutating func bindOperator(_ syntax: Syntax) -> any Code {
    let site = site(syntax)
    switch syntax.form {
    case .negation(let operand):
      let operand = bind(operand)
      return folded(NegationCode(operand, at: site), [operand])
    case .arithmetic(let operation, let left, let right):
      let (left, right) = (bind(left), bind(right))
      return folded(ArithmeticCode(operation, left, right, at: site), [left, right])
    case .comparison(let comparison, let left, let right):
      return ComparisonCode(comparison, bind(left), bind(right), at: site)
    case .conjunction(let left, let right): return ConjunctionCode(bind(left), bind(right))
    case .disjunction(let left, let right): return DisjunctionCode(bind(left), bind(right))
    case .between(let value, let low, let high):
      return BetweenCode(bind(value), bind(low), bind(high), at: site)
    case .instance(let value, let name):
      guard let type = type(name) else {
        return FailingCode(.unknownName(name.description), at: site)
      }
      return InstanceCode(bind(value), of: type)
    default: return FailingCode(.unknownName(syntax.description), at: site)
    }
  }

  private mutating func bindCollection(_ syntax: Syntax) -> any Code {
    let site = site(syntax)
    switch syntax.form {
    case .list(let elements):
      let elements = elements.map { bind($0) }
      return folded(ListCode(elements), elements)
    case .context(let entries): return bindContext(entries)
    case .range(let start, let end, let includesStart, let includesEnd):
      let (start, end) = (bind(start), bind(end))
      let code = RangeCode(
        start, end, includesStart: includesStart, includesEnd: includesEnd, at: site)
      return folded(code, [start, end])
    case .filter(let base, let filter):
      let base = bind(base)
      let mark = slots.mark
      defer { slots.forget(to: mark) }
      let element = slots.declare("item", isElement: true)
      return FilterCode(
        base, by: bind(filter), kind: kind(of: filter), element: element, at: site)
    default: return FailingCode(.unknownName(syntax.description), at: site)
    }
  }

  private mutating func bindContext(_ entries: [Syntax.Entry]) -> any Code {
    let mark = slots.mark
    defer { slots.forget(to: mark) }
    let bound = entries.map { entry in
      let code: any Code
      // A function may call itself by the name that it is given.
      if case .function(let formals, let body) = entry.value.form {
        code = FunctionCode(shape(formals, body, itself: entry.name))
      } else {
        code = bind(entry.value)
      }
      return ContextCode.Entry(
        key: entry.name, code: code, slot: slots.declare(Names.normalized(entry.name)))
    }
    return ContextCode(bound)
  }

  private mutating func bindLoop(_ syntax: Syntax) -> any Code {
    let mark = slots.mark
    defer { slots.forget(to: mark) }
    switch syntax.form {
    case .loop(let iterators, let body):
      let iterators = iterators.map { bind($0, in: syntax) }
      let partial = body.mentions(name: "partial") ? slots.declare("partial") : nil
      return LoopCode(iterators, bind(body), partial: partial)
    case .quantified(let isEvery, let iterators, let body):
      let iterators = iterators.map { bind($0, in: syntax) }
      return QuantifiedCode(isEvery: isEvery, iterators, bind(body), at: site(syntax))
    default: return FailingCode(.unknownName(syntax.description), at: site(syntax))
    }
  }

  private mutating func bind(_ iterator: Syntax.Iterator, in loop: Syntax) -> IteratorCode {
    let source = bind(iterator.source)
    let end = iterator.end.map { bind($0) }
    return IteratorCode(
      slot: slots.declare(iterator.name), source: source, end: end, site: site(loop))
  }

  private mutating func test(_ syntax: Syntax, ofInput: Bool) -> Test {
    if case .test(let comparison, let end) = syntax.form {
      return Test(manner: .comparison(comparison), code: bind(end))
    }
    let manner: Test.Manner
    if case .range = syntax.form {
      manner = .range
    } else if ofInput {
      manner = syntax.mentionsInput ? .condition : .cell
    } else {
      manner = .match
    }
    return Test(manner: manner, code: bind(syntax))
  }

  // MARK: - Names and functions

  private mutating func bind(name: String, at site: Site) -> any Code {
    let finding = slots.find(name)
    var code: any Code
    if let slot = finding?.slot {
      code = LocalCode(slot: slot)
    } else if let slot = names.slots[name] {
      code = GlobalCode(slot: slot)
    } else if let function = Builtins.function(named: name) {
      code = ConstantCode(.function(function))
    } else {
      if finding == nil { note(unknown: name) }
      code = FailingCode(.unknownName(name), at: site)
    }
    for element in (finding?.elements ?? []).reversed() {
      code = ElementEntryCode(of: element, name: name, otherwise: code)
    }
    return code
  }

  private mutating func note(unknown name: String) {
    guard name != "?", !unknownNames.contains(name) else { return }
    unknownNames.append(name)
  }

  private mutating func bindCall(_ syntax: Syntax) -> any Code {
    let site = site(syntax)
    switch syntax.form {
    case .call(let callee, let arguments):
      let bound = bind(callee)
      let values = arguments.map { bind($0) }
      guard let builtin = (bound as? ConstantCode)?.builtin else {
        return CallCode(bound, values, at: site)
      }
      let code = BuiltinCallCode(builtin, values, at: site)
      return builtin.isPure ? folded(code, values) : code
    case .namedCall(let callee, let arguments):
      let bound = bind(callee)
      let values = arguments.map { (name: $0.name, code: bind($0.value)) }
      return NamedCallCode(bound, values, at: site)
    default: return FailingCode(.unknownName(syntax.description), at: site)
    }
  }

  /// What a definition needs; its body sees itself under the name that it is given.
  private mutating func shape(
    _ formals: [Syntax.Formal], _ body: Syntax, itself name: String?
  ) -> FunctionShape {
    slots.enter()
    for formal in formals {
      _ = slots.declare(formal.name)
    }
    let isRecursive =
      name.map { name in body.mentions(name: name) && !formals.contains { $0.name == name } }
      ?? false
    let itself = isRecursive ? slots.reserve() : nil
    if let itself, let name { slots.name(itself, name) }
    let code = bind(body)
    let (slotCount, captures) = slots.leave()
    return FunctionShape(
      parameters: formals.map { .init($0.name, $0.type.flatMap(type) ?? .any) },
      body: code, slotCount: slotCount, captures: captures, itself: itself)
  }

  // MARK: - Types

  /// The type that is written; nil when a name in it is unknown.
  private func type(_ name: Syntax.TypeName) -> FEELType? {
    switch name {
    case .named(let name):
      // Without parameters these are no types of the lattice (10.3.2.9, table 61).
      let isBare = ["list", "context", "range", "function"].contains(name)
      return names.types[name] ?? (isBare ? nil : FEELType(named: name))
    case .list(let element): return type(element).map(FEELType.list)
    case .range(let element): return type(element).map(FEELType.range)
    case .context(let entries):
      let components = entries.compactMap { entry in
        type(entry.type).map { FEELType.Component(entry.name, $0) }
      }
      return components.count == entries.count ? .context(components) : nil
    case .function(let parameters, let result):
      let types = parameters.compactMap(type)
      guard types.count == parameters.count, let result = type(result) else { return nil }
      return .function(types, result: result)
    }
  }

  // MARK: - Known before evaluation

  /// The value instead of the part, when all that it is made of is known.
  private func folded(_ code: any Code, _ parts: [any Code]) -> any Code {
    guard parts.allSatisfy({ $0 is ConstantCode }) else { return code }
    var limits = Limits()
    limits.steps = 10_000
    limits.length = 1_000
    var evaluation = Evaluation(limits: limits, isRecording: false)
    let value = evaluation.run(code)
    // What fails is left to fail when it is evaluated, where its reason is recorded.
    return value.isNull || evaluation.isHalted ? code : ConstantCode(value)
  }

  /// What a filter is known to be from its form.
  private func kind(of filter: Syntax) -> FilterCode.Kind {
    switch filter.form {
    case .comparison, .conjunction, .disjunction, .between, .membership, .instance, .quantified,
      .boolean:
      return .condition
    case .number: return .index
    case .null, .string, .temporal, .list, .context, .range, .function: return .neither
    case .negation(let operand): return kind(of: operand) == .index ? .index : .either
    case .call(let callee, _):
      guard case .name(let name) = callee.form, names.slots[name] == nil,
        Builtins.function(named: name)?.result == .boolean
      else { return .either }
      return .condition
    default: return .either
    }
  }
}

extension ConstantCode {
  /// The built-in function that it is.
  fileprivate var builtin: Builtin? {
    guard case .function(let function) = value,
      case .builtin(let builtin) = function.definition.work
    else { return nil }
    return builtin
  }
}

extension Syntax {
  /// Whether a name is read in this part or one below.
  func mentions(name: String) -> Bool {
    any { $0 == .name(name) }
  }

  /// Whether `?` is read in this part or one below.
  var mentionsInput: Bool {
    any { $0 == .input }
  }

  /// Whether a leaf is in this part or below; with a list of its own instead of the stack.
  private func any(_ isSought: (Form) -> Bool) -> Bool {
    var pending = [self]
    while let syntax = pending.popLast() {
      let parts = syntax.form.parts
      if parts.isEmpty, isSought(syntax.form) { return true }
      pending += parts
    }
    return false
  }
}
