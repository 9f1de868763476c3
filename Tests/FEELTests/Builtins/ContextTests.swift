// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

@Suite("Context functions (DMN 1.5, 10.3.4.10)")
struct ContextTests {
  @Test(
    "reading, making and changing contexts",
    arguments: [
      Claim("get value({a: 1}, \"a\")", "1"), Claim("get value({a: null}, \"a\")", "null"),
      Claim("get value({a: {b: 2}}, [\"a\", \"b\"])", "2"),
      Claim("get value({a: 1}, \"b\")", "null"),
      Claim("get value({a: 1}, [])", "null"), Claim("get value(key: \"a\", m: {a: 1})", "1"),
      Claim("get value(1, \"a\")", "null"),
      Claim("get entries({a: 1, b: 2}).key", "[\"a\", \"b\"]"),
      Claim("get entries({})", "[]"), Claim("get entries({a: 1})[key = \"a\"].value", "[1]"),
      Claim("context([{key: \"a\", value: 1}, {key: \"b c\", value: 2}])", "{a: 1, b c: 2}"),
      Claim("context(get entries({a: 1, b: {c: 2}}))", "{a: 1, b: {c: 2}}"),
      Claim("context([{key: \"a\", value: 1}, {key: \"a\", value: 1}])", "null"),
      Claim("context([{key: \"a\"}])", "null"), Claim("context([{key: 1, value: 1}])", "null"),
      Claim("context({key: \"a\", value: null})", "{a: null}"), Claim("context([])", "{}"),
      Claim("context put({a: 1}, \"b\", 2)", "{a: 1, b: 2}"),
      Claim("context put({a: 1}, \"a\", 2)", "{a: 2}"),
      Claim("context put({a: {b: 1}}, [\"a\", \"c\"], 2)", "{a: {b: 1, c: 2}}"),
      Claim("context put({a: 1}, [\"a\", \"b\"], 2)", "null"),
      Claim("context put({}, [\"a\", \"b\"], 2)", "null"),
      Claim("context put({}, [], 2)", "null"), Claim("context put({}, null, 2)", "null"),
      Claim("context put(context: {}, keys: [\"a\"], value: 1)", "{a: 1}"),
      Claim("context put(context: {}, key: \"a\", value: null)", "{a: null}"),
      Claim("context merge([{a: 1, b: 1}, {b: 2}])", "{a: 1, b: 2}"),
      Claim("context merge({a: 1})", "{a: 1}"), Claim("context merge([])", "{}"),
      Claim("context merge([{a: 1}, 2])", "null"), Claim("context merge(null)", "null"),
    ])
  func contexts(claim: Claim) throws {
    #expect(try claim.holds())
  }

  @Test("a key that was put replaces the value in its place")
  func place() throws {
    guard case .context(let context) = try feel("context put({a: 1, b: 2, c: 3}, \"b\", 9)") else {
      Issue.record("no context")
      return
    }
    #expect(context.keys == ["a", "b", "c"])
  }
}
