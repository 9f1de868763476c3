// SPDX-License-Identifier: Apache-2.0

// Where several items are applied for as one, what they share is asked once: the same question, field or material under
// a joint name.

extension Question {
  /// The same question under another name, always asked.
  package func named(_ key: String) -> Question {
    Question(key: key, ask: ask, help: help, options: options, when: .always)
  }
}

extension FormField {
  /// The same field under another name, always asked.
  package func named(_ key: String) -> FormField {
    FormField(
      key: key, label: label, type: type, required: required, help: help, options: options,
      when: .always, max: max, sameAs: sameAs)
  }

  /// Asked once for both: needed if either needs it, and no longer than both take.
  package func joined(_ other: FormField) -> FormField {
    FormField(
      key: key, label: label, type: type, required: required || other.required,
      help: help ?? other.help, options: options, when: .always,
      max: [max, other.max].compactMap(\.self).min(), sameAs: sameAs ?? other.sameAs)
  }
}

extension MaterialRequirement {
  /// The same material under another name.
  package func named(_ key: String) -> MaterialRequirement {
    MaterialRequirement(material: material.named(key), reasons: reasons, rule: rule, rows: rows)
  }

  /// Handed in once for both.
  package func joined(_ other: MaterialRequirement) -> MaterialRequirement {
    MaterialRequirement(
      material: material.joined(other.material), reasons: reasons, rule: rule, rows: rows)
  }
}

extension Material {
  fileprivate func named(_ key: String) -> Material { replacing(key: key) }

  /// Handed in once for both: needed if either needs it, in a kind of file and of a size that both take.
  fileprivate func joined(_ other: Material) -> Material {
    // An item that does not fetch it needs it brought; what is brought serves the other too.
    let keeps = isFetched ? other : self
    let wanted = [self, other].filter { $0.isFetched == keeps.isFetched }
    return keeps.replacing(
      key: key, required: wanted.contains(where: \.required),
      accept: accept.filter(other.accept.contains),
      maxMegabytes: min(maxMegabytes, other.maxMegabytes))
  }

  private func replacing(
    key: String, required: Bool? = nil, accept: [String]? = nil, maxMegabytes: Int? = nil
  ) -> Material {
    Material(
      key: key, name: name, form: form, copies: copies, source: source, issuedBy: issuedBy,
      required: required ?? self.required, when: .always, accept: accept ?? self.accept,
      maxMegabytes: maxMegabytes ?? self.maxMegabytes, grade: grade, standard: standard,
      fill: fill, sample: sample, basis: basis, deferral: nil)
  }
}
