// SPDX-License-Identifier: Apache-2.0

/// The built-in functions by name (DMN 1.5, clause 10.3.4).
enum Builtins {
  /// Every one, as a value that can be passed to others.
  private static let functions: [String: Function] = {
    let families = [
      conversion, temporalConversion, logic, strings, patterns, lists, listChanges, statistics,
      numbers, temporal, ranges, sorting, contexts,
    ]
    var functions: [String: Function] = [:]
    for builtin in families.joined() {
      functions[builtin.name] = builtin.function
    }
    return functions
  }()

  /// The names of several words.
  static let lexicon: Lexicon = {
    var lexicon = Lexicon()
    for name in functions.keys {
      lexicon.insert(name)
    }
    return lexicon
  }()

  /// The names of the properties that have several words.
  static let properties: Lexicon = {
    var lexicon = Lexicon()
    for name in ["time offset", "start included", "end included"] {
      lexicon.insert(name)
    }
    return lexicon
  }()

  static func function(named name: String) -> Function? {
    functions[name]
  }

  /// The names of all of them, sorted.
  static var names: [String] { functions.keys.sorted() }
}

extension Builtin {
  /// The function as a value.
  fileprivate var function: Function {
    let parameters = forms.first?.parameters.map { Function.Parameter($0.name, $0.type) } ?? []
    return Function(
      Function.Definition(
        name: name, parameters: parameters, result: result, work: .builtin(self)))
  }
}
