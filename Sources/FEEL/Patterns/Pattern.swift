// SPDX-License-Identifier: Apache-2.0

/// A regular expression of XPath (DMN 1.5, clause 10.3.4.3; XML Schema Part 2, appendix F; XQuery
/// and XPath Functions and Operators 3.1, clause 5.6).
///
/// Own code, because a pattern comes from outside: the matcher keeps its own stack and takes steps
/// of the evaluation, so that no pattern can exhaust the thread or run for long.
struct Pattern: Sendable {
  /// The letters after a pattern that change how it is read.
  struct Flags: Sendable {
    /// `s`: a dot matches line ends too.
    var dotMatchesAll = false
    /// `m`: `^` and `$` match at lines.
    var isMultiline = false
    /// `i`: upper and lower case are the same.
    var isCaseless = false
    /// `x`: white space in the pattern means nothing.
    var ignoresSpace = false
    /// `q`: the pattern is a text and no pattern.
    var isLiteral = false

    /// Reads the letters; nil for an unknown one.
    init?(_ text: String) {
      for letter in text {
        switch letter {
        case "s": dotMatchesAll = true
        case "m": isMultiline = true
        case "i": isCaseless = true
        case "x": ignoresSpace = true
        case "q": isLiteral = true
        default: return nil
        }
      }
    }
  }

  /// Where a pattern was found, with what its groups matched.
  struct Finding {
    let range: Range<Int>
    /// By number, from 1; nil for a group that took no part.
    let groups: [Range<Int>?]
  }

  let flags: Flags
  let program: [PatternStep]
  /// How many groups the pattern has.
  let groupCount: Int
  /// How many places the matcher notes while it runs.
  let registerCount: Int

  /// Reads a pattern; nil when it or a flag is not of the grammar, or it is too large.
  init?(_ text: String, flags letters: String) {
    guard let flags = Flags(letters) else { return nil }
    self.flags = flags
    var scalars = Array(text.unicodeScalars)
    guard !flags.isLiteral else {
      program = scalars.map(PatternStep.character) + [.match]
      groupCount = 0
      registerCount = 0
      return
    }
    if flags.ignoresSpace { scalars = Self.withoutSpace(scalars) }
    var parser = PatternParser(scalars)
    guard let node = parser.parse() else { return nil }
    var compiler = PatternCompiler(groupCount: parser.groupCount)
    guard let program = compiler.compile(node) else { return nil }
    self.program = program
    groupCount = parser.groupCount
    registerCount = compiler.registerCount
  }

  /// The pattern without its white space, but for that in character classes.
  private static func withoutSpace(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var kept: [Unicode.Scalar] = []
    var depth = 0
    var isEscaped = false
    for scalar in scalars {
      if depth == 0, [" ", "\t", "\n", "\r"].contains(scalar) { continue }
      if !isEscaped, scalar == "[" { depth += 1 }
      if !isEscaped, scalar == "]" { depth = max(0, depth - 1) }
      isEscaped = scalar == "\\" && !isEscaped
      kept.append(scalar)
    }
    return kept
  }
}
