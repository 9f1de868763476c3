// SPDX-License-Identifier: Apache-2.0

import XML

extension Definitions {
  /// The namespaces of DMN 1.1 to 1.5, by the date that each carries.
  static let dates = ["20151101", "20180521", "20191111", "20211108", "20230324"]

  /// Reads a DMN file.
  ///
  /// What is wrong inside is listed in `faults`, and the rest is read all the same.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - limits: how large the file may be.
  /// - Throws: a fault if the bytes are no XML, or their root is not the definitions of DMN 1.1 to 1.5.
  public init(
    xml bytes: some Sequence<UInt8>, limits: XMLLimits = .standard
  ) throws(ModelFault) {
    let root: Element
    do {
      root = try Element(xml: bytes, limits: limits)
    } catch {
      throw ModelFault(.xml(error), element: "XML", line: error.line)
    }
    guard root.name == "definitions", Self.isKnown(root.namespace) else {
      throw ModelFault(
        .notDMN(root: root.name, namespace: root.namespace), element: root.name, line: root.line)
    }
    var reader = DefinitionsReader()
    self = reader.definitions(root)
  }

  private static func isKnown(_ namespace: String) -> Bool {
    dates.contains { date in
      ["http://www.omg.org/spec/DMN/\(date)", "https://www.omg.org/spec/DMN/\(date)"]
        .contains { namespace.hasPrefix($0) }
    }
  }
}

/// Turns the elements of a file into values, and notes what is wrong.
struct DefinitionsReader {
  private(set) var faults: [ModelFault] = []

  mutating func definitions(_ root: Element) -> Definitions {
    let items = root.all("itemDefinition").map { item($0) }
    let inputs = root.all("inputData").map { input($0) }
    let decisions = root.all("decision").map { decision($0) }
    let knowledge = root.all("businessKnowledgeModel").map { knowledgeModel($0) }
    let services = root.all("decisionService").map { service($0) }
    let sources = root.all("knowledgeSource").map { source in
      KnowledgeSource(
        id: source.attributes["id"] ?? "", name: name(of: source),
        kind: source.first("type")?.trimmedText.nonEmpty,
        location: source.attributes["locationURI"]?.nonEmpty)
    }
    let imports = root.all("import").map { element in
      Import(
        name: (element.attributes["name"] ?? "").normalizedName,
        namespace: element.attributes["namespace"] ?? "", line: element.line)
    }
    return Definitions(
      name: root.attributes["name"] ?? "", namespace: root.attributes["namespace"] ?? "",
      imports: imports, items: items, inputs: inputs, decisions: decisions,
      knowledge: knowledge, sources: sources, services: services, faults: faults)
  }

  private mutating func item(_ element: Element) -> ItemDefinition {
    ItemDefinition(
      name: name(of: element), typeName: element.first("typeRef")?.trimmedText.nonEmpty,
      isCollection: element.isTrue("isCollection"),
      allowedValues: element.first("allowedValues")?.wrappedText?.trimmed.nonEmpty,
      typeConstraint: element.first("typeConstraint")?.wrappedText?.trimmed.nonEmpty,
      components: element.all("itemComponent").map { item($0) },
      function: element.first("functionItem").map { function in
        FunctionItem(
          parameters: function.all("parameters").map { variable($0) },
          resultTypeName: function.attributes["outputTypeRef"]?.trimmed.nonEmpty)
      }, line: element.line)
  }

  private mutating func input(_ element: Element) -> InputData {
    let name = name(of: element)
    return InputData(
      id: element.attributes["id"] ?? "", name: name,
      variable: variable(of: element, named: name), line: element.line)
  }

  private mutating func decision(_ element: Element) -> Decision {
    let name = name(of: element)
    let requirements = element.all("informationRequirement").flatMap(\.children)
      .filter { ["requiredInput", "requiredDecision"].contains($0.name) }
    return Decision(
      id: element.attributes["id"] ?? "", name: name,
      question: element.first("question")?.trimmedText.nonEmpty,
      allowedAnswers: element.first("allowedAnswers")?.trimmedText.nonEmpty,
      note: element.first("description")?.trimmedText.nonEmpty,
      variable: variable(of: element, named: name),
      information: references(requirements),
      knowledge: references(in: element, "knowledgeRequirement", "requiredKnowledge"),
      authorities: references(
        element.all("authorityRequirement").flatMap(\.children)
          .filter { $0.name.hasPrefix("required") }),
      logic: expression(in: element), line: element.line)
  }

  private mutating func knowledgeModel(_ element: Element) -> BusinessKnowledgeModel {
    let name = name(of: element)
    let logic = element.first("encapsulatedLogic")
    return BusinessKnowledgeModel(
      id: element.attributes["id"] ?? "", name: name,
      variable: variable(of: element, named: name),
      knowledge: references(in: element, "knowledgeRequirement", "requiredKnowledge"),
      logic: logic.map { function($0) },
      logicTypeName: logic?.attributes["typeRef"]?.trimmed.nonEmpty, line: element.line)
  }

  private mutating func service(_ element: Element) -> DecisionService {
    let name = name(of: element)
    return DecisionService(
      id: element.attributes["id"] ?? "", name: name,
      variable: variable(of: element, named: name),
      outputs: references(element.all("outputDecision")),
      encapsulated: references(element.all("encapsulatedDecision")),
      inputDecisions: references(element.all("inputDecision")),
      inputs: references(element.all("inputData")), line: element.line)
  }

  private mutating func references(
    in element: Element, _ requirement: String, _ target: String
  ) -> [String] {
    references(element.all(requirement).flatMap { $0.all(target) })
  }

  private mutating func references(_ elements: [Element]) -> [String] {
    elements.compactMap { element in
      if let reference = element.attributes["href"]?.trimmed.nonEmpty { return reference }
      note(.missingAttribute("href"), element)
      return nil
    }
  }

  /// The variable inside an element; one of the element's own name where it is left out.
  private mutating func variable(of element: Element, named name: String) -> Variable {
    guard let inner = element.first("variable") else { return Variable(name: name) }
    let variable = variable(inner, orNamed: name)
    return variable
  }

  mutating func variable(_ element: Element, orNamed name: String? = nil) -> Variable {
    if element.attributes["name"] == nil, name == nil {
      note(.missingAttribute("name"), element)
    }
    return Variable(
      name: element.attributes["name"]?.normalizedName ?? name ?? "",
      typeName: element.attributes["typeRef"]?.trimmed.nonEmpty
        ?? element.first("typeRef")?.trimmedText.nonEmpty)
  }

  private mutating func name(of element: Element) -> String {
    guard let name = element.attributes["name"]?.normalizedName.nonEmpty else {
      note(.missingAttribute("name"), element)
      return ""
    }
    return name
  }

  mutating func note(_ problem: ModelFault.Problem, _ element: Element) {
    let name = element.attributes["name"] ?? element.attributes["id"]
    faults.append(
      ModelFault(
        problem, element: name.map { "\(element.name) “\($0)”" } ?? element.name,
        line: element.line))
  }
}

extension Element {
  /// The characters inside without white space at their ends.
  package var trimmedText: String { text.trimmed }

  /// What may stand in the element “text” inside, as DMN wraps expressions.
  package var wrappedText: String? { first("text")?.text }

  /// Whether an attribute says true, as XML Schema writes it.
  package func isTrue(_ attribute: String) -> Bool {
    ["true", "1"].contains(attributes[attribute]?.trimmed ?? "")
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmed: String {
    guard let start = firstIndex(where: { !$0.isWhitespace }),
      let end = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[start...end])
  }
}

extension String {
  /// The text, or nothing if it is empty.
  var nonEmpty: String? { isEmpty ? nil : self }

  /// A name as FEEL compares it: one space between its parts (10.3.1.4).
  package var normalizedName: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
