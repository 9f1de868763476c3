// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTypes
import Journal

/// The description of the API (OpenAPI 3.1), made from the routes themselves so that it cannot lag behind.
struct OpenAPI {
  /// The document as JSON.
  let bytes: [UInt8]

  init(routes: [Route], settings: SiteSettings) {
    var components: [String: Node] = [:]
    var paths: [String: [String: Node]] = [:]
    for route in routes {
      guard route.kind == .api, let operation = route.operation else { continue }
      Self.collect(operation, into: &components)
      paths[route.path, default: [:]][route.method.rawValue.lowercased()] =
        Self.node(route, operation)
    }
    Self.collect(Problem.schema, into: &components)
    let document: Node = [
      "openapi": "3.1.0",
      "info": [
        "title": .text(settings.title), "version": .text(settings.version),
        "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
      ],
      "servers": [["url": "/"]],
      "paths": .object(paths.mapValues { .object($0) }),
      "components": [
        "schemas": .object(components),
        "securitySchemes": ["bearer": ["type": "http", "scheme": "bearer"]],
      ],
    ]
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Text, numbers, lists and maps always encode.
    bytes = (try? encoder.encode(document)).map(Array.init) ?? []
  }

  private static func node(_ route: Route, _ operation: Operation) -> Node {
    var members: [String: Node] = [
      "operationId": .text(operation.id),
      "summary": .text(route.summary.key),
      "tags": [.text(operation.tag)],
      "description": .text(access(route.access)),
    ]
    let parameters = parameters(route, operation)
    if !parameters.isEmpty { members["parameters"] = .list(parameters.map(node)) }
    switch operation.body {
    case .json(let schema):
      members["requestBody"] = [
        "required": true, "content": ["application/json": ["schema": node(schema)]],
      ]
    case .multipart(let properties):
      members["requestBody"] = [
        "required": true,
        "content": ["multipart/form-data": ["schema": node(.object(properties))]],
      ]
    case nil: break
    }
    // A bearer token is taken everywhere; where anyone may come it is not needed.
    members["security"] = route.access == .anyone ? [[:], ["bearer": []]] : [["bearer": []]]
    var responses: [String: Node] = [:]
    for answer in operation.answers {
      var response: [String: Node] = ["description": .text(answer.description)]
      if let schema = answer.schema {
        response["content"] = [answer.media: ["schema": node(schema)]]
      }
      responses[String(answer.status)] = .object(response)
    }
    for kind in refusals(route, operation) {
      responses[String(kind.status)] = [
        "description": .text(kind.title.key),
        "content": ["application/problem+json": ["schema": node(Problem.schema)]],
      ]
    }
    members["responses"] = .object(responses)
    return .object(members)
  }

  /// Every way in which a request to the route can be refused.
  private static func refusals(_ route: Route, _ operation: Operation) -> [RefusalKind] {
    var kinds: [RefusalKind] = [
      .malformed, .unauthenticated, .notFound, .methodNotAllowed, .invalid, .tooMany, .unavailable,
    ]
    if route.access != .anyone { kinds.append(.forbidden) }
    if !SiteResponder.isSafe(route.method) {
      kinds += [.conflict, .preconditionFailed, .tooLarge, .unsupported]
    }
    return kinds
  }

  /// The declared parameters, and those of the path that nobody has declared.
  private static func parameters(
    _ route: Route, _ operation: Operation
  ) -> [Operation.Parameter] {
    let declared = Set(operation.parameters.filter { $0.place == .path }.map(\.name))
    let names = route.path.split(separator: "/").compactMap { Router.parameterName(String($0)) }
    let undeclared = names.filter { !declared.contains($0) }
      .map { Operation.Parameter.path($0, .string(length: 1...200)) }
    return undeclared + operation.parameters
  }

  private static func node(_ parameter: Operation.Parameter) -> Node {
    var members: [String: Node] = [
      "name": .text(parameter.name), "in": .text(parameter.place.rawValue),
      "required": .boolean(parameter.isRequired), "schema": node(parameter.schema),
    ]
    if !parameter.description.isEmpty { members["description"] = .text(parameter.description) }
    return .object(members)
  }

  private static func access(_ access: Access) -> String {
    switch access {
    case .anyone: "Open to anyone."
    case .signedIn: "For anyone who has signed in."
    case .only(let roles):
      "For the roles \(roles.map(\.rawValue).sorted().joined(separator: ", "))."
    }
  }

  private static func node(_ schema: Schema) -> Node {
    switch schema {
    case .string(let format, let pattern, let length):
      var members: [String: Node] = ["type": "string"]
      if let format { members["format"] = .text(format) }
      if let pattern { members["pattern"] = .text(pattern) }
      if let length {
        members["minLength"] = .number(length.lowerBound)
        if length.upperBound < .max { members["maxLength"] = .number(length.upperBound) }
      }
      return .object(members)
    case .choice(let choices):
      return ["type": "string", "enum": .list(choices.map(Node.text))]
    case .integer(let range):
      var members: [String: Node] = ["type": "integer"]
      if let range {
        members["minimum"] = .number(range.lowerBound)
        members["maximum"] = .number(range.upperBound)
      } else {
        members["format"] = "int64"
      }
      return .object(members)
    case .number: return ["type": "number"]
    case .boolean: return ["type": "boolean"]
    case .object(let properties): return node(properties)
    case .map(let schema): return ["type": "object", "additionalProperties": node(schema)]
    case .array(let schema, let count):
      var members: [String: Node] = ["type": "array", "items": node(schema)]
      if let count {
        members["minItems"] = .number(count.lowerBound)
        if count.upperBound < .max { members["maxItems"] = .number(count.upperBound) }
      }
      return .object(members)
    case .either(let schemas): return ["anyOf": .list(schemas.map(node))]
    case .nullable(let schema): return ["anyOf": [node(schema), ["type": "null"]]]
    case .named(let name, _): return ["$ref": .text("#/components/schemas/\(name)")]
    case .file: return ["type": "string", "format": "binary"]
    case .any: return [:]
    }
  }

  private static func node(_ properties: [Schema.Property]) -> Node {
    var members: [String: Node] = [:]
    for property in properties {
      var member = node(property.schema)
      if let description = property.description, case .object(var content) = member {
        content["description"] = .text(description)
        member = .object(content)
      }
      members[property.name] = member
    }
    return [
      "type": "object", "properties": .object(members), "additionalProperties": false,
      "required": .list(properties.filter(\.isRequired).map { .text($0.name) }),
    ]
  }

  private static func collect(_ operation: Operation, into components: inout [String: Node]) {
    for parameter in operation.parameters { collect(parameter.schema, into: &components) }
    for answer in operation.answers {
      if let schema = answer.schema { collect(schema, into: &components) }
    }
    switch operation.body {
    case .json(let schema): collect(schema, into: &components)
    case .multipart(let properties):
      for property in properties { collect(property.schema, into: &components) }
    case nil: break
    }
  }

  private static func collect(_ schema: Schema, into components: inout [String: Node]) {
    switch schema {
    case .named(let name, let inner):
      guard components[name] == nil else { return }
      components[name] = node(inner)
      collect(inner, into: &components)
    case .object(let properties):
      for property in properties { collect(property.schema, into: &components) }
    case .map(let inner), .array(let inner, _), .nullable(let inner):
      collect(inner, into: &components)
    case .either(let schemas):
      for schema in schemas { collect(schema, into: &components) }
    case .string, .choice, .integer, .number, .boolean, .file, .any: break
    }
  }
}

/// A piece of the document, which can be written as Swift literals.
private enum Node: Encodable {
  case text(String)
  case number(Int)
  case boolean(Bool)
  case list([Node])
  case object([String: Node])

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    case .boolean(let boolean): try container.encode(boolean)
    case .list(let list): try container.encode(list)
    case .object(let object): try container.encode(object)
    }
  }
}

extension Node: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .text(value) }
  init(booleanLiteral value: Bool) { self = .boolean(value) }
  init(arrayLiteral elements: Node...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, Node)...) {
    self = .object(Dictionary(elements) { $1 })
  }
}
