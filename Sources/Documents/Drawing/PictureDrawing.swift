// SPDX-License-Identifier: Apache-2.0

import CPango
import Glibc

/// Draws pictures: the bytes of a JPEG go into the file as they are, a PNG is unpacked.
struct PictureDrawing {
  let cairo: OpaquePointer

  /// Draws the picture into a box of its own proportions, upright.
  func draw(_ picture: Picture, _ box: Box) throws(DrawingFault) {
    guard let bytes = try? picture.load(),
      let surface = picture.kind == .png ? Self.unpacked(bytes) : Self.embedded(picture, bytes)
    else { return drawFrame(box) }
    defer { cairo_surface_destroy(surface) }
    cairo_save(cairo)
    defer { cairo_restore(cairo) }
    cairo_translate(cairo, box.x, box.y)
    cairo_scale(
      cairo, box.width / Double(picture.shownWidth), box.height / Double(picture.shownHeight))
    turn(picture)
    cairo_set_source_surface(cairo, surface, 0, 0)
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_GOOD)
    cairo_paint(cairo)
  }

  /// Whether a PNG can be unpacked.
  static func canUnpack(_ bytes: [UInt8]) -> Bool {
    guard let surface = unpacked(bytes) else { return false }
    cairo_surface_destroy(surface)
    return true
  }

  /// The frame of a picture that has gone or changed between setting and drawing.
  private func drawFrame(_ box: Box) {
    cairo_set_source_rgb(cairo, 0, 0, 0)
    cairo_set_line_width(cairo, 0.5)
    cairo_rectangle(cairo, box.x, box.y, box.width, box.height)
    cairo_stroke(cairo)
  }

  /// Brings the stored picture upright by one of the eight ways of EXIF.
  private func turn(_ picture: Picture) {
    let (width, height) = (Double(picture.width), Double(picture.height))
    var matrix = cairo_matrix_t()
    switch picture.orientation {
    case 2: cairo_matrix_init(&matrix, -1, 0, 0, 1, width, 0)
    case 3: cairo_matrix_init(&matrix, -1, 0, 0, -1, width, height)
    case 4: cairo_matrix_init(&matrix, 1, 0, 0, -1, 0, height)
    case 5: cairo_matrix_init(&matrix, 0, 1, 1, 0, 0, 0)
    case 6: cairo_matrix_init(&matrix, 0, 1, -1, 0, height, 0)
    case 7: cairo_matrix_init(&matrix, 0, -1, -1, 0, height, width)
    case 8: cairo_matrix_init(&matrix, 0, -1, 1, 0, 0, width)
    default: return
    }
    cairo_transform(cairo, &matrix)
  }

  /// A surface that carries the JPEG; its own pixels are never touched, so they cost no memory.
  private static func embedded(_ picture: Picture, _ bytes: [UInt8]) -> OpaquePointer? {
    guard
      let surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, Int32(picture.width), Int32(picture.height))
    else { return nil }
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = copy.initialize(from: bytes)
    let status = cairo_surface_set_mime_data(
      surface, CAIRO_MIME_TYPE_JPEG, copy.baseAddress, UInt(bytes.count),
      { $0?.deallocate() }, copy.baseAddress)
    guard status == CAIRO_STATUS_SUCCESS else {
      copy.deallocate()
      cairo_surface_destroy(surface)
      return nil
    }
    return surface
  }

  private static func unpacked(_ bytes: [UInt8]) -> OpaquePointer? {
    var rest = bytes[...]
    let surface = withUnsafeMutablePointer(to: &rest) { rest in
      cairo_image_surface_create_from_png_stream(
        { closure, data, count in
          guard let closure, let data else { return CAIRO_STATUS_READ_ERROR }
          let rest = closure.assumingMemoryBound(to: ArraySlice<UInt8>.self)
          let part = rest.pointee.prefix(Int(count))
          guard part.count == Int(count) else { return CAIRO_STATUS_READ_ERROR }
          _ = UnsafeMutableBufferPointer(start: data, count: Int(count)).initialize(from: part)
          rest.pointee = rest.pointee.dropFirst(Int(count))
          return CAIRO_STATUS_SUCCESS
        }, rest)
    }
    guard let surface else { return nil }
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else {
      cairo_surface_destroy(surface)
      return nil
    }
    return surface
  }
}
