// SPDX-License-Identifier: Apache-2.0

import Documents
import FEEL
import ShangMi
import Site

/// A kind of document as whoever words its template sees it: what it is called, what it may read and what it must say.
package struct DocumentForm: Sendable {
  /// What it is called in addresses, files and the database.
  package let name: String
  package let title: Phrase
  /// The text that the program brings along, until somebody publishes another.
  package let builtIn: String
  /// What its text may read.
  package let names: [DocumentName]
  /// What it must say, whoever words it.
  package let rules: Set<TemplateRule>

  package init(
    _ name: String, _ title: Phrase, _ builtIn: String, reads names: [DocumentName],
    mustSay rules: Set<TemplateRule>
  ) {
    self.name = name
    self.title = title
    self.builtIn = builtIn
    self.names = names
    self.rules = rules
  }

  /// The names with their types.
  var vocabulary: Names {
    var vocabulary = Names()
    for name in names { vocabulary.declare(name.word, name.type) }
    return vocabulary
  }

  /// A fictional value for every name, by which a text is checked and shown.
  var sample: Context {
    var values = Context()
    for name in names { values[name.word] = name.sample }
    values[DocumentName.title.word] = .string(title.key)
    return values
  }

  /// The forms of cases, of commitments after a grant, of the register of bars, and of authorisations.
  package static let own: [DocumentForm] =
    DocumentKind.allCases.map(\.form) + PromiseDocumentKind.allCases.map(\.form)
    + BarDocumentKind.allCases.map(\.form) + [Authorisation.form]
}

/// What one document is written of: its form, the paper, and a value for each name.
package struct DocumentContent: Sendable {
  package let form: DocumentForm
  /// The sheet that is written on.
  package let paper: Sheet
  package let values: Context

  /// - Parameter values: what has none is null.
  package init(
    _ form: DocumentForm, on paper: Sheet, _ values: [(DocumentName, Value)]
  ) {
    self.form = form
    self.paper = paper
    var context = Context()
    for (name, value) in values { context[name.word] = value }
    self.values = context
  }

  /// The document that a template makes of it.
  func sheet(by template: Template) throws(TemplateRefusal) -> Sheet {
    do throws(TemplateFault) {
      return try template.render(on: paper, values: values).sheet
    } catch {
      throw .notWritten(error)
    }
  }
}

/// A document as it was issued: its text in the evidence, and what it was written by.
package struct KeptSheet: Codable, Sendable, Hashable {
  package let digest: Digest
  /// The version of the template; 0 is the program's own.
  package let template: Int
}

extension Sheet: Evidence {}
