// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Documents
import Journal

/// Puts a step into writing, by the template that is in force, in the transaction of the step.
///
/// The document is kept as it is written: what its reader sees ever after is what was issued, whatever becomes of the
/// template, of the calendar or of this program.
struct DocumentWriter: Sendable {
  let shelf: CatalogueShelf
  let calendars: CalendarShelf
  private let templates = DocumentTemplates()

  init(shelf: CatalogueShelf, calendars: CalendarShelf) {
    self.shelf = shelf
    self.calendars = calendars
  }

  /// Writes the document of an event and keeps it as evidence.
  func write(
    _ kind: DocumentKind, number: String, of event: Recorded<Case.Event>, in unit: UnitOfWork
  ) throws -> NumberedDocument {
    let reader = unit.transaction
    let state = try unit.state(of: Stream<Case>(event.id)).state
    guard let reference = state.submission?.item,
      let item = shelf.version(reference.code, reference.version)
    else { throw CaseworkRefusal.itemUnknown(code: state.submission?.item.code ?? "") }
    let facts = DocumentFacts(
      kind: kind, number: number, event: event, state: state, item: item,
      filing: try state.filing.flatMap { try EvidenceTable.filing($0, in: reader) },
      notice: try state.notice.flatMap { try EvidenceTable.notice($0, in: reader) },
      clock: state.clock(calendars.current, asOf: event.moment.at.day),
      reasons: try (event.event.text ?? state.reasons).flatMap {
        try EvidenceTable.text($0, in: reader)
      } ?? "")
    let (version, template) = try templates.inForce(kind, on: event.moment.at.day, in: reader)
    let sheet = try facts.sheet(by: template)
    return NumberedDocument(
      kind: kind, number: number, sheet: try EvidenceTable.keep(sheet, in: reader),
      template: version)
  }
}

extension DocumentFacts {
  /// The document that a template makes of them.
  func sheet(by template: Template) throws(TemplateRefusal) -> Sheet {
    do throws(TemplateFault) {
      return try template.render(on: paper, values: values).sheet
    } catch {
      throw .notWritten(error)
    }
  }
}

extension Sheet: Evidence {}
