// SPDX-License-Identifier: Apache-2.0

/// A process as BPMN 2.0 tells it: who does what after what, in one pool.
public struct ProcessModel: Sendable, Hashable {
  /// One of those who take part.
  public struct Lane: Sendable, Hashable {
    /// The identifier, an NCName of XML, different from all others of the process.
    public let id: String
    /// The name.
    public let name: String

    /// A lane by its name.
    public init(id: String, name: String) {
      self.id = id
      self.name = name
    }
  }

  /// Something that happens, is done, or is decided.
  public struct Node: Sendable, Hashable {
    /// The identifier, an NCName of XML, different from all others of the process.
    public let id: String
    /// The name; empty for a gateway that only brings together.
    public let name: String
    /// What it is.
    public let kind: Kind
    /// The identifier of the lane in which it lies.
    public let lane: String
    /// What there is to say of it in a sentence.
    public let documentation: String?

    /// A node by its parts.
    public init(
      id: String, name: String, _ kind: Kind, lane: String, documentation: String? = nil
    ) {
      self.id = id
      self.name = name
      self.kind = kind
      self.lane = lane
      self.documentation = documentation
    }
  }

  /// What a node is (BPMN 2.0, chapter 10).
  public enum Kind: Sendable, Hashable {
    /// Where the process begins.
    case start(Trigger)
    /// What is waited for on the way.
    case intermediate(Trigger)
    /// Where the process ends, and whether a message is sent then.
    case end(sendsMessage: Bool)
    /// What is done.
    case task(Task)
    /// One of several ways is taken; or one that was taken ends.
    case exclusive
    /// All of several ways are taken; or all of them have come to their end.
    case parallel
  }

  /// What makes an event happen.
  public enum Trigger: Sendable, Hashable {
    /// Nothing that the model tells.
    case none
    /// A message.
    case message
    /// A time, in words: `5 个工作日`.
    case timer(String)
  }

  /// By whom or what a task is done.
  public enum Task: Sendable, Hashable {
    /// The model does not tell.
    case plain
    /// A person with the program.
    case user
    /// The program by itself.
    case service
    /// A message is sent.
    case send
    /// A message is waited for.
    case receive
    /// Rules are asked.
    case businessRule
  }

  /// What follows what.
  public struct Flow: Sendable, Hashable {
    /// The identifier, an NCName of XML, different from all others of the process.
    public let id: String
    /// The identifier of the node before.
    public let from: String
    /// The identifier of the node after.
    public let to: String
    /// When this way is taken, in words.
    public let name: String?

    /// A flow between two nodes.
    ///
    /// - Parameter id: By itself made of the two.
    public init(from: String, to: String, name: String? = nil, id: String? = nil) {
      self.id = id ?? "\(from)_\(to)"
      self.from = from
      self.to = to
      self.name = name
    }
  }

  /// The identifier, an NCName of XML.
  public let id: String
  /// The name.
  public let name: String
  /// Whose process it is: the name of the pool.
  public let pool: String
  /// Those who take part, from the top.
  public let lanes: [Lane]
  /// What happens; the first is where it begins.
  public let nodes: [Node]
  /// What follows what; of several that leave a node the usual one first.
  public let flows: [Flow]

  /// A process of its parts.
  ///
  /// - Precondition: Every node names a lane, and every flow two different nodes, of the process.
  public init(
    id: String, name: String, pool: String, lanes: [Lane], nodes: [Node], flows: [Flow]
  ) {
    let known = Set(nodes.map(\.id))
    precondition(
      flows.allSatisfy { known.contains($0.from) && known.contains($0.to) && $0.from != $0.to },
      "a flow names a node that is not there, or the same twice")
    precondition(
      Set(lanes.map(\.id)).isSuperset(of: nodes.map(\.lane)),
      "a node names a lane that is not there")
    self.id = id
    self.name = name
    self.pool = pool
    self.lanes = lanes
    self.nodes = nodes
    self.flows = flows
  }
}
