// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Journal
import Site

/// How the fields of one kind are chosen, by a room above this one that knows what there is to choose from; App hands
/// the pickers over, and a field without one is typed.
package struct FieldPicker: Sendable {
  let kind: FieldType
  /// The control on the page; nil where there is nothing to choose from.
  let control: @Sendable (PickedField, Actor, Visit) async throws -> HTML?
  /// Refuses a choice that cannot be handed in.
  let check: @Sendable (PickedField) async throws -> Void

  package init(
    _ kind: FieldType,
    check: @escaping @Sendable (PickedField) async throws -> Void,
    control: @escaping @Sendable (PickedField, Actor, Visit) async throws -> HTML?
  ) {
    self.kind = kind
    self.check = check
    self.control = control
  }
}

/// A field that is chosen, on the form that asks for it.
package struct PickedField: Sendable {
  package let key: String
  let kind: FieldType
  /// Its name, label and help on the page.
  package let control: UI.Field
  package let state: FormState
  /// The answers to the questions of its item.
  package let situation: [String: String]
  /// What the form calls a field that its item calls otherwise.
  private let named: @Sendable (String) -> String

  package init(
    _ field: FormField, _ control: UI.Field, _ state: FormState, situation: [String: String],
    named: @escaping @Sendable (String) -> String = { $0 }
  ) {
    key = field.key
    kind = field.type
    self.control = control
    self.state = state
    self.situation = situation
    self.named = named
  }

  /// What the form holds of another field of the same item, by the item's key for it; nil where it is empty.
  package func value(_ key: String) -> String? {
    let text = state[FilingField.answer(named(key))]
    return text.isEmpty ? nil : text
  }

  /// What was chosen, as it was sent or is kept.
  package var chosen: String { (state.values[control.name] ?? []).joined(separator: " ") }
}

extension [FieldPicker] {
  /// The controls of those of a form's fields that are chosen, by key.
  package func controls(
    of fields: [PickedField], _ actor: Actor, _ visit: Visit
  ) async throws -> [String: HTML] {
    var controls: [String: HTML] = [:]
    for field in fields {
      guard let picker = first(where: { $0.kind == field.kind }) else { continue }
      controls[field.key] = try await picker.control(field, actor, visit)
    }
    return controls
  }

  /// Refuses what cannot be handed in.
  package func check(_ fields: [PickedField]) async throws {
    for field in fields {
      try await first { $0.kind == field.kind }?.check(field)
    }
  }
}
