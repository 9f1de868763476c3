// SPDX-License-Identifier: Apache-2.0

import FEEL
import Foundation
import Testing

@Suite("A rule from outside can neither hang nor exhaust the server")
struct LimitTests {
  private static func faults(_ text: String, _ limits: Limits = .standard) -> [Fault] {
    var diagnostics = Diagnostics()
    guard let expression = try? Expression(text, limits: limits) else { return [] }
    let value = expression.evaluate(in: Scope(), limits: limits, diagnostics: &diagnostics)
    return value == .null ? diagnostics.reasons.map(\.fault) : []
  }

  @Test(
    "endless recursion ends with a reason",
    arguments: [
      "{f: function(n) f(n + 1), r: f(1)}.r", "{f: function(n) [f(n)], r: f(1)}.r",
      "{f: function(n) {a: for i in [1] return if f(n) = 1 then 2 else 3}, r: f(1)}.r",
      "{f: function(n) [1, 2][f(n) = item], r: f(1)}.r",
      "{f: function(n) sort([1, 2], function(x, y) f(n)), r: f(1)}.r",
      "{f: function(n) some x in [1] satisfies f(n), r: f(1)}.r",
      "{f: function(n) n in (f(n), 1), r: f(1)}.r", "(function(f) f(f))(function(f) f(f))",
    ])
  func recursion(text: String) async {
    let faults = await Self.onSmallStack { Self.faults(text) }
    #expect(faults == [.limit(.stack)])
  }

  @Test(
    "what takes too long ends with a reason",
    arguments: [
      "for i in 1..100000 return partial", "for i in 1..100000 return [partial, partial]",
      "every i in 1..100000, j in 1..100000 satisfies i > 0",
      "matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\", \"^(a+)+$\")",
      "replace(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\", \"(a|aa)+$\", \"\")",
    ])
  func steps(text: String) {
    var limits = Limits()
    limits.steps = 200_000
    #expect(Self.faults(text, limits) == [.limit(.steps)])
  }

  @Test(
    "work on what is large takes steps in proportion, though it is asked for in few words",
    arguments: [
      "every i in 1..9999 satisfies string length(text) > 0",
      "every i in 1..9999 satisfies substring(text, 2) != \"\"",
      "every i in 1..9999 satisfies contains(text, \"x\") = false",
      "every i in 1..9999 satisfies matches(text, \"x\") = false",
      "every i in 1..9999 satisfies numbers != others",
      "every i in 1..9999 satisfies shared = alike",
      "every i in 1..9999 satisfies list contains(numbers, -1) = false",
      "every i in 1..9999 satisfies count(reverse(numbers)) > 0",
      "every i in 1..9999 satisfies count(remove(numbers, 1)) > 0",
      "every i in 1..9999 satisfies numbers instance of list<number>",
      "every i in 1..9999 satisfies count(distinct values(numbers)) > 0",
      "every i in 1..9999 satisfies sum(numbers) > 0",
      "every i in 1..9999 satisfies exp(i / 1000) > 0",
      "every i in 1..9999 satisfies i ** 0.5 > 0",
      "every i in 1..9999 satisfies matches(\"b\", \"a{9999}\" + string(i)) = false",
      "every i in 1..9999 satisfies (function(l: list<number>) true)(numbers)",
      "for i in 1..9999 return concatenate(numbers, numbers)",
    ])
  func work(text: String) throws {
    let numbers = (0..<2000).map { Value.number(Decimal128($0)) }
    let context: Context = [
      "text": .string(String(repeating: "a", count: 20_000)), "numbers": .list(numbers),
      "others": .list(numbers.dropLast() + [-1]),
      "shared": .list([Value](repeating: .list(numbers), count: 100)),
      "alike": .list([Value](repeating: .list(numbers), count: 100)),
    ]
    var limits = Limits()
    limits.steps = 100_000
    var diagnostics = Diagnostics()
    let value = try Expression(text, names: Names(context))
      .evaluate(in: Scope(context), limits: limits, diagnostics: &diagnostics)
    #expect(value == .null)
    #expect(diagnostics.reasons.map(\.fault) == [.limit(.steps)])
  }

  @Test("the text of a value that holds the same text many times is cut off in time")
  func text() {
    var limits = Limits()
    limits.length = 100_000
    let text =
      "{t: string join(for i in 1..9000 return \"abcdefgh\"), r: string(for i in 1..9000 return t)}"
    #expect(Self.faults(text, limits) == [.limit(.length)])
  }

  @Test(
    "what becomes too long ends with a reason",
    arguments: [
      "for i in 1..2000 return i", "for i in 1..100, j in 1..100 return i",
      "{f: function(s, n) if n = 0 then s else f(s + s, n - 1), r: f(\"abcd\", 20)}.r",
      "{f: function(s, n) if n = 0 then s else f(concatenate(s, s), n - 1), r: f([1], 20)}.r",
      "replace(string join(for i in 1..900 return \"a\"), \"a\", \"bbbb\")",
    ])
  func length(text: String) {
    var limits = Limits()
    limits.length = 1000
    #expect(Self.faults(text, limits) == [.limit(.length)])
  }

  @Test(
    "what lies too deep ends with a reason",
    arguments: [
      "for i in 1..1000 return [partial[-1]]", "for i in 1..1000 return {a: partial[-1]}",
      "for i in 1..1000 return append([], [partial[-1]])",
      "for i in 1..1000 return {p: partial[-1], f: function() p}.f",
      "for i in 1..1000 return context put({}, \"a\", {b: partial[-1]})",
    ])
  func nesting(text: String) async {
    let faults = await Self.onSmallStack { Self.faults(text) }
    #expect(faults.last == .limit(.nesting))
  }

  @Test("a limit ends the whole evaluation, not only the part that reached it")
  func whole() {
    var limits = Limits()
    limits.steps = 1000
    #expect(Self.faults("if (for i in 1..9999 return i) = null then 1 else 2", limits).count == 1)
    #expect(Self.faults("[1, count(for i in 1..9999 return i)]", limits).count == 1)
  }

  @Test("a limit is told even where reasons are not recorded, and costs the value")
  func silent() throws {
    var limits = Limits()
    limits.steps = 1000
    let expression = try Expression("count(for i in 1..9999 return i)")
    #expect(expression.evaluate(limits: limits) == .null)
    var evaluation = Evaluation(limits: limits, isRecording: false)
    #expect(expression.evaluate(in: Scope(), &evaluation) == .null)
    #expect(evaluation.isHalted)
    #expect(evaluation.diagnostics.reasons.map(\.fault) == [.limit(.steps)])
  }

  @Test(
    "texts that are nested too deeply are refused",
    arguments: [
      ("(", "1", ")"), ("[", "1", "]"), ("{a: ", "1", "}"), ("-", "1", ""), ("", "1", " + 1"),
      ("if true then ", "1", " else 2"), ("", "x", ".y"), ("", "1", "[1]"), ("f(", "1", ")"),
      ("1 in (", "1", "..5)"), ("1 in (", "1", ")"), ("function(a) ", "1", ""),
      ("for i in [1] return ", "1", ""),
      ("not(", "true", ")"), ("(< ", "1", ")"), ("", "true", " and true"),
    ])
  func depth(open: String, middle: String, close: String) async {
    let text =
      String(repeating: open, count: 3000) + middle + String(repeating: close, count: 3000)
    let isRefused = await Self.onSmallStack {
      do throws(SyntaxError) {
        _ = try Expression(text)
        return false
      } catch {
        return error.problem == .depth
      }
    }
    #expect(isRefused)
  }

  @Test("types that are nested too deeply are refused")
  func typeDepth() async {
    let type =
      String(repeating: "list<", count: 3000) + "number"
      + String(repeating: ">", count: 3000)
    let isRefused = await Self.onSmallStack { (try? Expression("1 instance of \(type)")) == nil }
    #expect(isRefused)
  }

  @Test("a text that is too long is refused")
  func textLength() {
    var limits = Limits()
    limits.text = 10
    #expect(throws: SyntaxError.self) { try Expression("1234567 + 8", limits: limits) }
  }

  @Test("reasons beyond the limit are counted")
  func reasonsLimit() throws {
    var diagnostics = Diagnostics(limit: 3)
    _ = try Expression("for i in 1..10 return i + \"a\"")
      .evaluate(in: Scope(), diagnostics: &diagnostics)
    #expect(diagnostics.reasons.count == 3)
    #expect(diagnostics.omitted == 7)
  }

  /// Runs something on a thread whose stack is as small as those of Swift's pool may be.
  private static func onSmallStack<Result: Sendable>(
    _ work: @escaping @Sendable () -> Result
  ) async -> Result {
    await withCheckedContinuation { continuation in
      let thread = Thread { continuation.resume(returning: work()) }
      thread.stackSize = 512 * 1024
      thread.start()
    }
  }
}
