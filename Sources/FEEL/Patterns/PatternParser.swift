// SPDX-License-Identifier: Apache-2.0

/// Reads a pattern by the grammar; every method gives nil when the text is not of it.
struct PatternParser {
  private static let deepest = 50

  private let scalars: [Unicode.Scalar]
  private var place = 0
  private var depth = 0
  /// How many groups are there so far.
  private(set) var groupCount = 0
  /// The groups that are closed, which alone can be referred to.
  private var closed: Set<Int> = []

  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  /// The whole pattern.
  mutating func parse() -> PatternNode? {
    guard let node = choice(), place == scalars.count else { return nil }
    return node
  }

  private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    place += 1
    return true
  }

  private mutating func choice() -> PatternNode? {
    guard var nodes = sequence().map({ [$0] }) else { return nil }
    while take("|") {
      guard let node = sequence() else { return nil }
      nodes.append(node)
    }
    return nodes.count == 1 ? nodes[0] : .choice(nodes)
  }

  private mutating func sequence() -> PatternNode? {
    var nodes: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      guard let atom = atom(), let piece = quantified(atom) else { return nil }
      nodes.append(piece)
    }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  private mutating func quantified(_ atom: PatternNode) -> PatternNode? {
    var bounds: (least: Int, most: Int?)
    switch next {
    case "?": bounds = (0, 1)
    case "*": bounds = (0, nil)
    case "+": bounds = (1, nil)
    case "{":
      place += 1
      guard let least = number() else { return nil }
      bounds = (least, least)
      if take(",") {
        bounds.most = next == "}" ? nil : number()
        if next != "}" { return nil }
      }
      guard next == "}", bounds.most.map({ $0 >= least }) ?? true else { return nil }
    default: return atom
    }
    place += 1
    let isLazy = take("?")
    return .repetition(atom, least: bounds.least, most: bounds.most, isLazy: isLazy)
  }

  private mutating func number() -> Int? {
    var digits = ""
    while let scalar = next, scalar.isASCII, scalar.properties.numericType == .decimal {
      digits.unicodeScalars.append(scalar)
      place += 1
    }
    return digits.count <= 6 ? Int(digits) : nil
  }

  private mutating func atom() -> PatternNode? {
    guard let scalar = next else { return nil }
    place += 1
    switch scalar {
    case ".": return .any
    case "^": return .start
    case "$": return .end
    case "(": return group()
    case "[": return characterClass().map(PatternNode.set)
    case "\\": return escape()
    case "?", "*", "+", "{", "}", ")", "]", "|": return nil
    default: return .character(scalar)
    }
  }

  private mutating func group() -> PatternNode? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { return nil }
    var number: Int?
    if take("?") {
      guard take(":") else { return nil }
    } else {
      groupCount += 1
      number = groupCount
    }
    guard let inner = choice(), take(")") else { return nil }
    if let number { closed.insert(number) }
    return .group(inner, number: number)
  }

  private mutating func escape() -> PatternNode? {
    guard let scalar = next else { return nil }
    if scalar.isASCII, let digit = scalar.properties.numericValue, digit >= 1 {
      return reference(Int(digit))
    }
    return escapedItem().map { item in
      if case .one(let scalar) = item { return .character(scalar) }
      return .set(ScalarSet(items: [item]))
    }
  }

  /// Reads `\12`: the longest number of a group that there is.
  private mutating func reference(_ first: Int) -> PatternNode? {
    place += 1
    var number = first
    while let scalar = next, scalar.isASCII, let digit = scalar.properties.numericValue,
      number * 10 + Int(digit) <= groupCount
    {
      number = number * 10 + Int(digit)
      place += 1
    }
    return closed.contains(number) ? .reference(number) : nil
  }

  /// Reads what stands behind a backslash.
  private mutating func escapedItem() -> ScalarSet.Item? {
    guard let scalar = next else { return nil }
    place += 1
    switch scalar {
    case "n": return .one("\n")
    case "r": return .one("\r")
    case "t": return .one("\t")
    case "\\", "|", ".", "?", "*", "+", "(", ")", "{", "}", "-", "[", "]", "^", "$":
      return .one(scalar)
    case "p", "P": return property().map { .property($0, isNegated: scalar == "P") }
    default: return ScalarSet.Item(escape: scalar)
    }
  }

  private mutating func property() -> ScalarSet.Property? {
    guard take("{") else { return nil }
    var name = ""
    while let scalar = next, scalar != "}" {
      name.unicodeScalars.append(scalar)
      place += 1
    }
    guard take("}") else { return nil }
    return ScalarSet.Property(named: name)
  }

  /// Reads `[a-z-[aeiou]]` behind its bracket.
  private mutating func characterClass() -> ScalarSet? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { return nil }
    var set = ScalarSet(items: [], isNegated: take("^"))
    while let scalar = next {
      if scalar == "]", !set.items.isEmpty {
        place += 1
        return set
      }
      if scalar == "-", !set.items.isEmpty, place + 1 < scalars.count, scalars[place + 1] == "[" {
        place += 2
        guard let without = characterClass(), take("]") else { return nil }
        set.without = [without]
        return set
      }
      guard let item = classItem() else { return nil }
      set.items.append(item)
    }
    return nil
  }

  private mutating func classItem() -> ScalarSet.Item? {
    guard let first = classCharacter() else { return nil }
    guard case .one(let low) = first, next == "-", place + 1 < scalars.count,
      scalars[place + 1] != "[", scalars[place + 1] != "]"
    else { return first }
    let mark = place
    place += 1
    guard let second = classCharacter() else { return nil }
    guard case .one(let high) = second, low <= high else {
      // `[0-9-.]`: a hyphen behind a range stands for itself.
      guard low == "-" else { return nil }
      place = mark
      return first
    }
    return .range(low...high)
  }

  private mutating func classCharacter() -> ScalarSet.Item? {
    guard let scalar = next else { return nil }
    place += 1
    switch scalar {
    case "\\": return escapedItem()
    case "[", "]": return nil
    default: return .one(scalar)
    }
  }
}
