// SPDX-License-Identifier: Apache-2.0

/// The names that an expression may use, with their types (DMN 1.5, clauses 10.3.1.2 and 10.3.1.4).
///
/// FEEL's names may contain spaces and the symbols `. / - ' + *`, so a text can only be read by
/// someone who knows the names: the longest known one is meant. A host declares every variable with
/// its type; the components of context types are known as names after a dot and within filters.
///
/// ```swift
/// var names = Names()
/// names.declare("申请人", .context([.init("单位 名称", .string), .init("注册资本", .number)]))
/// names.declare("Required Monthly Installment", .number)
/// names.define("tApplicant", as: applicantType)          // for `instance of tApplicant`
/// let rule = try Expression("申请人.注册资本 > 100", names: names)
/// var scope = Scope(names)
/// scope["申请人"] = applicant
/// rule.evaluate(scope)
/// ```
///
/// An imported model is a variable whose type is a context of what it exports, and its types are
/// defined under qualified names (`define("lib.tLoan", as: …)`).
public struct Names: Sendable {
  /// A declared variable; its place in the list is its slot in a `Scope`.
  struct Variable: Sendable {
    let name: String
    let type: FEELType
  }

  /// Tells one set of variables from another at the cost of a pointer comparison.
  final class Mark: Sendable {}

  private(set) var variables: [Variable] = []
  private(set) var slots: [String: Int] = [:]
  private(set) var types: [String: FEELType] = [:]
  /// The variables' names of several tokens.
  private(set) var lexicon = Lexicon()
  /// The names of the components of the variables' types.
  private(set) var components = Lexicon()
  /// The types' names of several tokens.
  private(set) var typeLexicon = Lexicon()
  private(set) var mark = Mark()

  /// No names but those of the built-in functions.
  public init() {}

  /// The keys of a context as variables, typed by the values; the keys within them are known as
  /// names of components, also where the elements of a list differ.
  public init(_ context: Context) {
    var known: Set<String> = []
    for entry in context.entries {
      declare(entry.key, FEELType(of: entry.value))
      components.insert(keysOf: entry.value, except: &known)
    }
  }

  /// Adds a variable; declaring it again changes its type.
  ///
  /// White space within the name is reduced to single spaces, as it is where the name is used.
  public mutating func declare(_ name: String, _ type: FEELType = .any) {
    mark = Mark()
    let name = Self.normalized(name)
    let variable = Variable(name: name, type: type)
    if let slot = slots[name] {
      variables[slot] = variable
    } else {
      slots[name] = variables.count
      variables.append(variable)
      lexicon.insert(name)
    }
    components.insert(componentsOf: type)
  }

  /// Gives a type a name, for `instance of` and the parameters of function definitions.
  public mutating func define(_ name: String, as type: FEELType) {
    mark = Mark()
    types[Self.normalized(name)] = type
    typeLexicon.insert(Self.normalized(name))
    components.insert(componentsOf: type)
  }

  /// Whether a variable of this name is declared.
  public func contains(_ name: String) -> Bool {
    slots[Self.normalized(name)] != nil
  }

  /// The type of a declared variable.
  public func type(of name: String) -> FEELType? {
    slots[Self.normalized(name)].map { variables[$0].type }
  }

  /// A name with its white space reduced to single spaces and none at the ends.
  public static func normalized(_ name: String) -> String {
    guard name.unicodeScalars.contains(where: Characters.isSpace) else { return name }
    return name.unicodeScalars.split(whereSeparator: Characters.isSpace)
      .map { String(Substring($0)) }.joined(separator: " ")
  }
}
