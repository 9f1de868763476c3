// SPDX-License-Identifier: Apache-2.0

/// Names of several tokens, so that the longest one that stands at a place can be found.
///
/// A name of a single word needs no entry; it is read as a word wherever it stands. Space between
/// tokens is no part of a name: `a - b` is the name `a-b`, if there is one (10.3.1.5).
struct Lexicon: Sendable {
  private struct Entry: Sendable {
    let pieces: [String]
    let name: String
  }

  /// The names by their first token, longest first.
  private var entries: [String: [Entry]] = [:]

  /// Makes a name known; one that is a single word, or cannot be cut into tokens, changes nothing.
  mutating func insert(_ name: String) {
    guard let tokens = try? Lexer.tokens(of: name).dropLast(), tokens.count > 1,
      let first = tokens.first
    else { return }
    let pieces = tokens.map(\.text)
    var known = entries[first.text] ?? []
    guard !known.contains(where: { $0.pieces == pieces }) else { return }
    let place = known.firstIndex { $0.pieces.count < pieces.count } ?? known.count
    known.insert(Entry(pieces: pieces, name: name), at: place)
    entries[first.text] = known
  }

  /// Makes the names of a type's components known, and of theirs.
  mutating func insert(componentsOf type: FEELType) {
    switch type {
    case .list(let element), .range(let element): insert(componentsOf: element)
    case .context(let components):
      for component in components {
        insert(Names.normalized(component.name))
        insert(componentsOf: component.type)
      }
    case .function(_, let result): insert(componentsOf: result)
    default: break
    }
  }

  /// Makes the keys of all contexts in a value known, those in `known` excepted.
  mutating func insert(keysOf value: Value, except known: inout Set<String>) {
    switch value {
    case .list(let elements):
      for element in elements {
        insert(keysOf: element, except: &known)
      }
    case .context(let context):
      for entry in context.entries {
        if known.insert(entry.key).inserted { insert(Names.normalized(entry.key)) }
        insert(keysOf: entry.value, except: &known)
      }
    default: break
    }
  }

  /// The longest known name whose tokens stand at a place, and how many tokens it takes.
  func longest(in tokens: [Token], at place: Int) -> (name: String, count: Int)? {
    guard let candidates = entries[tokens[place].text], tokens[place].kind != .string
    else { return nil }
    for candidate in candidates where place + candidate.pieces.count < tokens.count {
      var offset = 1
      while offset < candidate.pieces.count {
        let token = tokens[place + offset]
        guard token.text == candidate.pieces[offset], token.kind != .string else { break }
        offset += 1
      }
      if offset == candidate.pieces.count { return (candidate.name, offset) }
    }
    return nil
  }
}
