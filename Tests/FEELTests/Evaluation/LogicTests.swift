// SPDX-License-Identifier: Apache-2.0

import FEEL
import Testing

/// The three truth values, as expressions.
private let truths = ["true", "false", "null"]

@Suite("Three-valued logic (DMN 1.5, 10.3.2.10)")
struct LogicTests {
  /// Table 49, row by row: left, right, and, or.
  private static let rows: [(String, String, String, String)] = [
    ("true", "true", "true", "true"), ("true", "false", "false", "true"),
    ("true", "null", "null", "true"), ("false", "true", "false", "true"),
    ("false", "false", "false", "false"), ("false", "null", "false", "null"),
    ("null", "true", "null", "true"), ("null", "false", "false", "null"),
    ("null", "null", "null", "null"),
  ]

  @Test("and, or follow the table", arguments: rows)
  func table(left: String, right: String, and: String, or: String) throws {
    #expect(try feel("\(left) and \(right)") == feel(and))
    #expect(try feel("\(left) or \(right)") == feel(or))
  }

  @Test("not of a truth value is the other one, of anything else null")
  func negation() throws {
    #expect(try feel("not(true)") == false)
    #expect(try feel("not(false)") == true)
    #expect(try feel("not(null)") == .null)
    #expect(try feel("not(0)") == .null)
  }

  @Test("and, or are commutative, idempotent and absorb each other", arguments: truths)
  func laws(a: String) throws {
    #expect(try feel("\(a) and \(a)") == feel(a))
    #expect(try feel("\(a) or \(a)") == feel(a))
    for b in truths {
      #expect(try feel("\(a) and \(b)") == feel("\(b) and \(a)"))
      #expect(try feel("\(a) or \(b)") == feel("\(b) or \(a)"))
      #expect(try feel("\(a) or (\(a) and \(b))") == feel(a))
      #expect(try feel("\(a) and (\(a) or \(b))") == feel(a))
    }
  }

  @Test("and, or are associative and distribute over each other", arguments: truths)
  func three(a: String) throws {
    for b in truths {
      for c in truths {
        #expect(try feel("\(a) and (\(b) and \(c))") == feel("(\(a) and \(b)) and \(c)"))
        #expect(try feel("\(a) or (\(b) or \(c))") == feel("(\(a) or \(b)) or \(c)"))
        #expect(
          try feel("\(a) and (\(b) or \(c))") == feel("(\(a) and \(b)) or (\(a) and \(c))"))
        #expect(
          try feel("\(a) or (\(b) and \(c))") == feel("(\(a) or \(b)) and (\(a) or \(c))"))
      }
    }
  }

  @Test("De Morgan holds, null included", arguments: truths)
  func deMorgan(a: String) throws {
    for b in truths {
      #expect(try feel("not(\(a) and \(b))") == feel("not(\(a)) or not(\(b))"))
      #expect(try feel("not(\(a) or \(b))") == feel("not(\(a)) and not(\(b))"))
    }
  }

  @Test("what is no truth value counts as null", arguments: ["1", "\"true\"", "[true]", "{}"])
  func others(operand: String) throws {
    #expect(try feel("\(operand) and true") == .null)
    #expect(try feel("\(operand) and false") == false)
    #expect(try feel("\(operand) or true") == true)
    #expect(try feel("\(operand) or false") == .null)
  }

  @Test("some is the disjunction and every the conjunction of all", arguments: truths)
  func quantified(a: String) throws {
    for b in truths {
      #expect(try feel("some x in [\(a), \(b)] satisfies x") == feel("\(a) or \(b)"))
      #expect(try feel("every x in [\(a), \(b)] satisfies x") == feel("\(a) and \(b)"))
      #expect(try feel("any([\(a), \(b)])") == feel("\(a) or \(b)"))
      #expect(try feel("all([\(a), \(b)])") == feel("\(a) and \(b)"))
    }
  }
}
