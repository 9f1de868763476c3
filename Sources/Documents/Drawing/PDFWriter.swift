// SPDX-License-Identifier: Apache-2.0

import CPango
import Deadlines

/// What a PDF says of itself.
struct PDFInformation {
  var title: String
  var author: String
  /// When it was made, by the document: the same input gives the same bytes.
  var made: Instant
}

/// A line of the outline of a PDF.
struct OutlineEntry {
  var title: String
  /// The page of the file, from 1.
  var page: Int
}

/// Draws pages into a PDF.
final class PDFWriter {
  private let setter: Typesetter
  private let surface: OpaquePointer
  private let cairo: OpaquePointer
  private let sink = Sink()

  /// Where cairo writes to.
  private final class Sink {
    var bytes: [UInt8] = []
  }

  init(_ setter: Typesetter, _ information: PDFInformation) throws(DrawingFault) {
    self.setter = setter
    let write: cairo_write_func_t = { closure, data, count in
      guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
      Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue().bytes
        .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
      return CAIRO_STATUS_SUCCESS
    }
    guard
      let surface = cairo_pdf_surface_create_for_stream(
        write, Unmanaged.passUnretained(sink).toOpaque(), A4.width, A4.height),
      let cairo = cairo_create(surface)
    else { throw .library("cairo_pdf_surface_create_for_stream") }
    self.surface = surface
    self.cairo = cairo
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4)
    let date = String(information.made.iso8601.prefix(19)) + "+08:00"
    for (entry, text) in [
      (CAIRO_PDF_METADATA_TITLE, information.title),
      (CAIRO_PDF_METADATA_AUTHOR, information.author),
      (CAIRO_PDF_METADATA_CREATOR, "Banjie"), (CAIRO_PDF_METADATA_CREATE_DATE, date),
      (CAIRO_PDF_METADATA_MOD_DATE, date),
    ] {
      cairo_pdf_surface_set_metadata(surface, entry, text)
    }
  }

  deinit {
    cairo_destroy(cairo)
    cairo_surface_destroy(surface)
  }

  /// Draws the next page.
  ///
  /// - Parameters:
  ///   - label: what the reader's program calls it: 封面, 3.
  ///   - goal: the number by which lines on other pages lead to it.
  func add(_ page: PaperPage, label: String? = nil, goal: Int? = nil) throws(DrawingFault) {
    if let label { cairo_pdf_surface_set_page_label(surface, label) }
    if let goal {
      // By name, since cairo 1.16 forgets a link to the number of a page that it has not drawn yet.
      cairo_tag_begin(cairo, CAIRO_TAG_DEST, "name='\(goal)' x=0 y=0")
      cairo_tag_end(cairo, CAIRO_TAG_DEST)
    }
    for (left, top, mark) in page.marks {
      cairo_save(cairo)
      cairo_translate(cairo, left, top)
      try draw(mark)
      cairo_restore(cairo)
    }
    cairo_show_page(cairo)
    try check(cairo_status(cairo))
  }

  /// Ends the file and gives its bytes.
  func finish(outline: [OutlineEntry] = []) throws(DrawingFault) -> [UInt8] {
    for entry in outline {
      cairo_pdf_surface_add_outline(
        surface, CAIRO_PDF_OUTLINE_ROOT, entry.title, "page=\(entry.page)",
        CAIRO_PDF_OUTLINE_FLAG_OPEN)
    }
    cairo_surface_finish(surface)
    try check(cairo_surface_status(surface))
    return PDFLanguage.declared("zh-CN", in: sink.bytes)
  }

  private func check(_ status: cairo_status_t) throws(DrawingFault) {
    guard status != CAIRO_STATUS_SUCCESS else { return }
    throw .library(cairo_status_to_string(status).map { String(cString: $0) } ?? "\(status)")
  }

  // MARK: - Marks

  private func draw(_ mark: Mark) throws(DrawingFault) {
    switch mark {
    case .line(let text, let index, let x, let baseline, let goal):
      colour(text.style.colour)
      if let goal { cairo_tag_begin(cairo, CAIRO_TAG_LINK, "dest='\(goal)'") }
      cairo_move_to(cairo, x, baseline)
      pango_cairo_show_layout_line(cairo, text.lines[index].line)
      if goal != nil { cairo_tag_end(cairo, CAIRO_TAG_LINK) }
    case .fill(let box, let colour):
      self.colour(colour)
      cairo_rectangle(cairo, box.x, box.y, box.width, box.height)
      cairo_fill(cairo)
    case .seal(let seal, let issuer, let x, let y):
      try SealDrawing(cairo: cairo, setter: setter).draw(seal, issuer: issuer, x: x, y: y)
    case .code(let code, let box): draw(code, box)
    case .picture(let picture, let box):
      try PictureDrawing(cairo: cairo).draw(picture, box)
    }
  }

  private func colour(_ colour: TextStyle.Colour) {
    cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue)
  }

  private func draw(_ code: QRCode, _ box: Box) {
    colour(.black)
    let module = box.width / Double(code.width + 2 * QRCode.quietZone)
    cairo_translate(
      cairo, box.x + Double(QRCode.quietZone) * module, box.y + Double(QRCode.quietZone) * module)
    for run in code.runs {
      cairo_rectangle(
        cairo, Double(run.column) * module, Double(run.row) * module,
        Double(run.length) * module, module)
    }
    cairo_fill(cairo)
  }
}
