// SPDX-License-Identifier: Apache-2.0

/// Values by name, in the order in which they were first put (DMN 1.5, clause 10.3.2.6).
///
/// Two contexts are equal when they have the same keys with equal values, in whatever order.
/// Contexts are small as a rule, so keys are searched one after the other up to eight, and by an
/// index above.
public struct Context: Sendable, Hashable {
  /// One key with its value.
  public struct Entry: Sendable, Hashable {
    /// The name.
    public let key: String
    /// What stands under it.
    public internal(set) var value: Value

    /// An entry of a context.
    public init(key: String, value: Value) {
      self.key = key
      self.value = value
    }
  }

  private static let searchedOneByOne = 8

  /// The entries in order.
  public private(set) var entries: [Entry]
  /// Where a key stands, once there are too many to search one by one.
  private var index: [String: Int]

  /// A context without entries.
  public init() {
    entries = []
    index = [:]
  }

  /// A context of these entries in order; of a repeated key the last value counts.
  public init(_ pairs: some Sequence<(String, Value)>) {
    self.init()
    for (key, value) in pairs {
      self[key] = value
    }
  }

  /// The keys in order.
  public var keys: [String] { entries.map(\.key) }

  /// The number of entries.
  public var count: Int { entries.count }

  /// Whether there are no entries.
  public var isEmpty: Bool { entries.isEmpty }

  /// The value under a key, `nil` when there is no such key; setting `nil` takes the key away.
  public subscript(key: String) -> Value? {
    get {
      position(of: key).map { entries[$0].value }
    }
    set {
      guard let newValue else {
        remove(key)
        return
      }
      if let place = position(of: key) {
        entries[place].value = newValue
      } else {
        append(Entry(key: key, value: newValue))
      }
    }
  }

  /// Where a key stands among the entries.
  func position(of key: String) -> Int? {
    guard index.isEmpty else { return index[key] }
    return entries.firstIndex { $0.key == key }
  }

  /// Room for so many entries.
  mutating func reserveCapacity(_ count: Int) {
    entries.reserveCapacity(count)
  }

  private mutating func append(_ entry: Entry) {
    entries.append(entry)
    if !index.isEmpty {
      index[entry.key] = entries.count - 1
    } else if entries.count > Self.searchedOneByOne {
      rebuildIndex()
    }
  }

  private mutating func remove(_ key: String) {
    guard let place = position(of: key) else { return }
    entries.remove(at: place)
    rebuildIndex()
  }

  private mutating func rebuildIndex() {
    index = [:]
    guard entries.count > Self.searchedOneByOne else { return }
    for (place, entry) in entries.enumerated() {
      index[entry.key] = place
    }
  }

  /// Same keys, equal values; the order does not matter.
  public static func == (left: Self, right: Self) -> Bool {
    guard left.count == right.count else { return false }
    return left.entries.allSatisfy { right[$0.key] == $0.value }
  }

  /// Feeds the entries without regard to their order.
  public func hash(into hasher: inout Hasher) {
    var mixed = 0
    for entry in entries {
      mixed ^= entry.hashValue
    }
    hasher.combine(mixed)
  }
}

extension Context: ExpressibleByDictionaryLiteral {
  /// The entries in the order of the literal; of a repeated key the last one counts.
  public init(dictionaryLiteral elements: (String, Value)...) {
    self.init(elements)
  }
}
