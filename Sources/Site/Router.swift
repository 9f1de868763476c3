// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

/// Finds the route for a path: a tree of segments, literal ones before parameters.
struct Router: Sendable {
  enum Match {
    case found(Route, [String: String])
    /// The path exists, but not with this method.
    case otherMethods([HTTPRequest.Method])
    case none
  }

  private struct Endpoint {
    let route: Route
    let names: [String]
  }

  private struct Node {
    var literals: [String: Node] = [:]
    /// One node for every parameter at this place, whatever its name.
    var parameter: [Node] = []
    var endpoints: [HTTPRequest.Method: Endpoint] = [:]
  }

  private var root = Node()

  /// - Throws: `RouteFault` when two routes answer the same, or a pattern cannot be read.
  init(_ routes: [Route]) throws(RouteFault) {
    for route in routes {
      guard route.path.hasPrefix("/") else { throw RouteFault(path: route.path, .notAbsolute) }
      let segments = route.path.dropFirst().split(separator: "/").map(String.init)
      let names = segments.compactMap(Self.parameterName)
      guard Set(names).count == names.count else { throw RouteFault(path: route.path, .sameName) }
      let endpoint = Endpoint(route: route, names: names)
      guard Self.insert(endpoint, segments[...], into: &root) else {
        throw RouteFault(path: "\(route.method.rawValue) \(route.path)", .twice)
      }
    }
  }

  /// Finds the route by the segments of the path, decoded.
  func match(_ method: HTTPRequest.Method, _ segments: [String]) -> Match {
    var candidates: [(Node, [String])] = []
    Self.collect(segments[...], root, [], &candidates)
    for (node, values) in candidates {
      // HEAD is answered as GET without a body.
      let endpoint = node.endpoints[method] ?? (method == .head ? node.endpoints[.get] : nil)
      if let endpoint {
        let parameters = Dictionary(zip(endpoint.names, values)) { first, _ in first }
        return .found(endpoint.route, parameters)
      }
    }
    guard !candidates.isEmpty else { return .none }
    var allowed = Set(candidates.flatMap { $0.0.endpoints.keys })
    if allowed.contains(.get) { allowed.insert(.head) }
    return .otherMethods(allowed.sorted { $0.rawValue < $1.rawValue })
  }

  static func parameterName(_ segment: String) -> String? {
    guard segment.hasPrefix("{"), segment.hasSuffix("}"), segment.count > 2 else { return nil }
    return String(segment.dropFirst().dropLast())
  }

  private static func insert(
    _ endpoint: Endpoint, _ segments: ArraySlice<String>, into node: inout Node
  ) -> Bool {
    guard let segment = segments.first else {
      return node.endpoints.updateValue(endpoint, forKey: endpoint.route.method) == nil
    }
    guard parameterName(segment) != nil else {
      return insert(endpoint, segments.dropFirst(), into: &node.literals[segment, default: Node()])
    }
    if node.parameter.isEmpty { node.parameter.append(Node()) }
    return insert(endpoint, segments.dropFirst(), into: &node.parameter[0])
  }

  private static func collect(
    _ segments: ArraySlice<String>, _ node: Node, _ values: [String],
    _ found: inout [(Node, [String])]
  ) {
    guard let segment = segments.first else {
      if !node.endpoints.isEmpty { found.append((node, values)) }
      return
    }
    if let next = node.literals[segment] {
      collect(segments.dropFirst(), next, values, &found)
    }
    if let next = node.parameter.first {
      collect(segments.dropFirst(), next, values + [segment], &found)
    }
  }
}

/// A mistake in the list of routes.
package struct RouteFault: Error, Equatable, CustomStringConvertible {
  package enum Reason: String, Sendable {
    case twice = "is registered twice"
    case sameName = "names two parameters alike"
    case notAbsolute = "does not begin with a slash"
  }

  package let path: String
  package let reason: Reason

  init(path: String, _ reason: Reason) {
    self.path = path
    self.reason = reason
  }

  package var description: String { "route \(path) \(reason.rawValue)" }
}
