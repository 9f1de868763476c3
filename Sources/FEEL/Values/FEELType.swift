// SPDX-License-Identifier: Apache-2.0

/// A type of FEEL (DMN 1.5, clause 10.3.2.9): a lattice from `Any` at the top to `Null` at the
/// bottom.
///
/// Types are structural. A host resolves the names of item definitions to types before it gives
/// them to `Names`; a definition that refers to itself ends in `.any`.
public indirect enum FEELType: Sendable, Hashable {
  /// The type of every value.
  case any
  /// The type of null alone, which conforms to every other type.
  case null
  /// Truth values.
  case boolean
  /// Decimal numbers.
  case number
  /// Texts.
  case string
  /// Days.
  case date
  /// Times of day.
  case time
  /// Days with a time of day.
  case dateTime
  /// Durations in days and less.
  case daysTime
  /// Durations in years and months.
  case yearsMonths
  /// Lists whose elements are of a type.
  case list(FEELType)
  /// Contexts that have at least these entries, of these types; `.context([])` is every context.
  case context([Component])
  /// Ranges whose ends are of a type.
  case range(FEELType)
  /// Functions from these parameter types to a result type.
  case function([FEELType], result: FEELType)
  /// Every function, whatever it takes and gives.
  case anyFunction

  /// A named entry of a context type.
  public struct Component: Sendable, Hashable {
    /// The key.
    public let name: String
    /// The type of what stands under it.
    public let type: FEELType

    /// An entry of a context type.
    public init(_ name: String, _ type: FEELType) {
      self.name = name
      self.type = type
    }
  }
}

extension FEELType: CustomStringConvertible {
  /// The type as FEEL writes it.
  public var description: String {
    switch self {
    case .any: "Any"
    case .null: "Null"
    case .boolean: "boolean"
    case .number: "number"
    case .string: "string"
    case .date: "date"
    case .time: "time"
    case .dateTime: "date and time"
    case .daysTime: "days and time duration"
    case .yearsMonths: "years and months duration"
    case .list(let element): "list<\(element)>"
    case .context(let components):
      "context<" + components.map { "\($0.name): \($0.type)" }.joined(separator: ", ") + ">"
    case .range(let element): "range<\(element)>"
    case .function(let parameters, let result):
      "function<" + parameters.map(\.description).joined(separator: ", ") + ">->\(result)"
    case .anyFunction: "function"
    }
  }

  /// The type that a built-in name stands for; the spellings of every version of DMN.
  public init?(named name: String) {
    guard let type = Self.builtIn[name] else { return nil }
    self = type
  }

  private static let builtIn: [String: FEELType] = [
    "Any": .any, "any": .any, "Null": .null, "null": .null, "boolean": .boolean,
    "number": .number, "string": .string, "date": .date, "time": .time,
    "date and time": .dateTime, "dateTime": .dateTime, "days and time duration": .daysTime,
    "dayTimeDuration": .daysTime, "years and months duration": .yearsMonths,
    "yearMonthDuration": .yearsMonths, "list": .list(.any), "context": .context([]),
    "range": .range(.any), "function": .anyFunction,
  ]

  /// The built-in names of several tokens.
  static let lexicon: Lexicon = {
    var lexicon = Lexicon()
    for name in builtIn.keys {
      lexicon.insert(name)
    }
    return lexicon
  }()

  /// The type of a component of this context type, or of the elements' of this list type.
  func component(_ name: String) -> FEELType? {
    switch self {
    case .context(let components): components.first { $0.name == name }?.type
    case .list(let element): element.component(name)
    default: nil
    }
  }
}
