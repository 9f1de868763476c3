// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@testable import DMN

@Suite("What requires what (DMN 1.5, chapter 6)")
struct RequirementTests {
  @Test("decisions come after those that they require, with names of several words")
  func order() throws {
    let model = try Sample.model(
      Sample.decision("总 费用", "基本 费用 + 附加费", requires: ["基本 费用", "附加费"])
        + Sample.decision("附加费", "基本 费用 * 0.1", requires: ["基本 费用"])
        + Sample.decision("基本 费用", "面积 * 2", requires: ["i:面积"])
        + Sample.input("面积", type: "number"))
    let outcome = model.ask("总 费用", ["面积": 100])
    #expect(outcome.value == 220)
    #expect(outcome.decided.keys == ["基本 费用", "附加费", "总 费用"])
  }

  @Test("what is not required is not seen, and that is a fault of the model")
  func unseen() throws {
    let model = Model(
      try Sample.definitions(Sample.input("x") + Sample.decision("d", "x + 1")))
    #expect(model.faults.map(\.problem) == [.unknownName("x")])
    let outcome = model.ask("d", ["x": 1])
    #expect(outcome.value == .null)
    #expect(outcome.codes.contains("unknown-name"))
  }

  @Test("decisions that require each other are a fault with their names, and null")
  func cycles() throws {
    let model = Model(
      try Sample.definitions(
        Sample.decision("a", "b + 1", requires: ["b"])
          + Sample.decision("b", "c + 1", requires: ["c"])
          + Sample.decision("c", "a + 1", requires: ["a"])
          + Sample.decision("d", "7")
          + Sample.decision("self", "self", requires: ["self"])))
    #expect(
      Set(model.faults.map(\.problem)) == [
        .cycle(["a", "b", "c", "a"]), .cycle(["self", "self"]),
      ])
    #expect(model.value("a") == .null)
    #expect(model.ask("self").codes == ["model"])
    #expect(model.value("d") == 7)
  }

  @Test("a chain of twenty thousand decisions is neither slow nor deep")
  func chain() throws {
    let decisions = (1...20_000).map { number in
      Decision(
        id: "d\(number)", name: "d\(number)", variable: Variable(name: "d\(number)"),
        information: number == 1 ? [] : ["#d\(number - 1)"],
        logic: BoxedExpression(
          .literal(LiteralExpression(number == 1 ? "1" : "d\(number - 1) + 1"))))
    }
    let model = Model(
      Definitions(name: "chain", namespace: "urn:chain", decisions: decisions.reversed()))
    #expect(model.faults.isEmpty)
    #expect(model.value("d20000") == 20_000)
  }

  @Test("a reference that leads nowhere is a fault")
  func dangling() throws {
    let model = Model(
      try Sample.definitions(Sample.decision("d", "1", requires: ["nothing", "k:f"])))
    #expect(
      Set(model.faults.map(\.problem)) == [
        .unknownReference("#nothing"), .unknownReference("#f"),
      ])
    #expect(model.value("d") == 1)
  }

  @Test("an input that is not given is null with a reason")
  func missingInput() throws {
    let model = try Sample.model(
      Sample.input("x") + Sample.decision("d", "x = null", requires: ["i:x"]))
    let outcome = model.ask("d")
    #expect(outcome.value == true)
    #expect(outcome.codes == ["no-input"])
  }

  @Test("a decision without logic is what the caller gives, or null with a reason")
  func open() throws {
    let model = try Sample.model(
      Sample.decision("open", logic: "", type: "number")
        + Sample.decision("d", "open + 1", requires: ["open"]))
    #expect(model.value("d", ["open": 4]) == 5)
    #expect(model.ask("d").codes.contains("no-logic"))
    #expect(model.value("d", ["open": "4"]) == .null)
  }

  @Test("an unknown decision is null with a reason")
  func unknown() throws {
    let outcome = try Sample.model("").ask("nothing")
    #expect(outcome.value == .null)
    #expect(outcome.codes == ["unknown-name"])
  }

  @Test("two elements of one name are a fault")
  func repeated() throws {
    let model = Model(
      try Sample.definitions(Sample.decision("d", "1") + Sample.input("d")))
    #expect(model.faults.map(\.problem) == [.repeatedName("d")])
  }
}
