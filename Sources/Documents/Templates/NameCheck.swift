// SPDX-License-Identifier: Apache-2.0

import FEEL

/// What an expression reads that there is not, told before it is ever evaluated, and the type of what it gives.
struct NameCheck {
  private let expression: FEEL.Expression

  init(_ expression: FEEL.Expression) {
    self.expression = expression
  }

  /// The type as far as the declared names tell it; `.any` where only evaluation can.
  var type: FEELType { type(of: expression.syntax) }

  /// The unknown names, and where in the expression they stand, in code points.
  var unknown: [(name: String, offset: Int)] {
    var found: [(String, Int)] = []
    var open = Set(expression.unknownNames)
    walk(expression.syntax) { part in
      switch part.form {
      case .name(let name) where open.remove(name) != nil:
        found.append((name, offset(part.span.lowerBound)))
      case .path(let base, let name):
        guard case .context(let components) = type(of: base), !components.isEmpty,
          !components.contains(where: { $0.name == name })
        else { return }
        found.append((name, offset(base.span.upperBound) + 1))
      default: break
      }
    }
    // A name that is only called as a function has no part of its own.
    return found + open.sorted().map { ($0, 0) }
  }

  private func walk(_ part: Syntax, _ body: (Syntax) -> Void) {
    body(part)
    for part in part.form.parts { walk(part, body) }
  }

  private func offset(_ byte: Int) -> Int {
    String(decoding: Array(expression.text.utf8)[..<byte], as: UTF8.self).unicodeScalars.count
  }

  private func type(of part: Syntax) -> FEELType {
    switch part.form {
    case .name(let name): return expression.names.type(of: name) ?? .any
    case .filter(let list, by: _):
      if case .list = type(of: list) { return type(of: list) }
      return .any
    case .path(let base, let name):
      guard case .context(let components) = type(of: base) else { return .any }
      return components.first { $0.name == name }?.type ?? .any
    default: return .any
    }
  }
}
