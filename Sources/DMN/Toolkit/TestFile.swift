// SPDX-License-Identifier: Apache-2.0

import FEEL
import XML

/// A file of the public DMN Technology Compatibility Kit: cases with inputs and the results that an engine must give.
public struct TestFile: Sendable {
  /// The namespace of the kit's files.
  static let namespace = "http://www.omg.org/spec/DMN/20160719/testcase"

  /// What a case asks the model for.
  public enum Target: Hashable, Sendable {
    /// Decisions, by the names of the results.
    case decisions
    /// A decision service, called with the inputs.
    case service(String)
    /// A business knowledge model, called with the inputs.
    case knowledge(String)
  }

  /// A value given for an input, also of an imported model.
  public struct Input: Sendable {
    /// The name of the input data, input decision or parameter.
    public let name: String
    /// The namespace of the model that it belongs to, if it is told.
    public let namespace: String?
    /// The value, or the words that are none.
    public let value: TestValue
  }

  /// A result that is expected.
  public struct Result: Sendable {
    /// The name of the decision.
    public let name: String
    /// What is asked, if the result says so itself.
    public let target: Target?
    /// Whether the engine must report an error, and give null.
    public let isError: Bool
    /// The value.
    public let expected: TestValue
    /// The line of the file.
    public let line: Int
  }

  /// A case: what goes in, and what must come out.
  public struct Case: Sendable {
    /// The identifier, unique in the file.
    public let id: String
    /// What is asked.
    public let target: Target
    /// What goes in.
    public let inputs: [Input]
    /// What must come out.
    public let results: [Result]
  }

  /// The file name of the model.
  public let modelName: String
  /// The cases, in order.
  public let cases: [Case]

  /// Reads a file of the kit.
  ///
  /// - Throws: a fault if the bytes are no XML; what is odd inside shows in the results.
  public init(xml bytes: some Sequence<UInt8>) throws(XMLFault) {
    let root = try Element(xml: bytes)
    modelName = root.first("modelName")?.trimmedText ?? ""
    cases = root.all("testCase").enumerated().map { index, element in
      Self.testCase(element, index: index)
    }
  }

  /// Whether an element is the root of a file of the kit.
  static func isRoot(_ element: Element) -> Bool { element.name == "testCases" }

  private static func testCase(_ element: Element, index: Int) -> Case {
    Case(
      id: element.attributes["id"] ?? "\(index + 1)",
      target: target(
        element, named: element.attributes["invocableName"]?.normalizedName.nonEmpty)
        ?? .decisions,
      inputs: element.all("inputNode").map { node in
        Input(
          name: node.attributes["name"]?.normalizedName ?? "",
          namespace: node.attributes["namespace"]?.trimmed.nonEmpty,
          value: TestValue(inside: node))
      },
      results: element.all("resultNode").map { node in
        let name = node.attributes["name"]?.normalizedName ?? ""
        return Result(
          name: name, target: target(node, named: name),
          isError: node.isTrue("errorResult"),
          expected: node.first("expected").map { TestValue(inside: $0) } ?? .value(.null),
          line: node.line)
      })
  }

  /// What an element asks for by its type.
  private static func target(_ element: Element, named name: String?) -> Target? {
    switch (element.attributes["type"]?.trimmed, name) {
    case ("decisionService", let name?): .service(name)
    case ("bkm", let name?): .knowledge(name)
    default: nil
    }
  }
}
