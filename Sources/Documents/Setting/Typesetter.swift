// SPDX-License-Identifier: Apache-2.0

import CPango

/// Breaks texts into lines, with the fonts of one typeface.
///
/// It belongs to the drawing of one document: the fonts and texts that it makes are of no other thread's concern.
final class Typesetter {
  private let typeface: Typeface
  private let fonts: UnsafeMutablePointer<PangoFontMap>
  private let context: OpaquePointer
  /// Whether a character that no font has is named by its code, rather than refused.
  private let namesUnknown: Bool

  /// - Throws: `fontMissing` when a family is not installed; another font's boxes would be worse than no document.
  init(_ typeface: Typeface, namesUnknown: Bool = false) throws(DrawingFault) {
    self.namesUnknown = namesUnknown
    guard let fonts = pango_cairo_font_map_new() else { throw .library("pango_cairo_font_map_new") }
    guard let context = pango_font_map_create_context(fonts) else {
      g_object_unref(fonts)
      throw .library("pango_font_map_create_context")
    }
    self.typeface = typeface
    self.fonts = fonts
    self.context = context
    for family in [typeface.serif, typeface.sans] where !has(family) {
      throw .fontMissing(family: family)
    }
    pango_cairo_context_set_resolution(context, 72)
    pango_context_set_language(context, pango_language_from_string("zh-cn"))
    pango_context_set_round_glyph_positions(context, 0)
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
  }

  deinit {
    g_object_unref(UnsafeMutableRawPointer(context))
    g_object_unref(fonts)
  }

  /// A text in lines of at most this width.
  func set(_ text: RichText, _ style: TextStyle, width: Double) throws(DrawingFault) -> SetText {
    var clean = RichText(text.runs.map { .init(Self.cleaned($0.text), isBold: $0.isBold) })
    while true {
      do {
        return try SetText(
          layout: layout(clean, style, width: width), text: clean.plain, style: style,
          width: width)
      } catch .characterMissing(let scalar) where namesUnknown && !scalar.isASCII {
        clean = RichText(
          clean.runs.map { .init(Self.naming(scalar, in: $0.text), isBold: $0.isBold) })
      }
    }
  }

  /// The text with a character's code in its place: `[U+1F600]`.
  private static func naming(_ scalar: Unicode.Scalar, in text: String) -> String {
    let code = String(scalar.value, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
    return text.unicodeScalars.reduce(into: "") { result, next in
      if next == scalar {
        result += "[U+\(padded)]"
      } else {
        result.unicodeScalars.append(next)
      }
    }
  }

  /// How wide a text is when nothing makes it break.
  func width(of text: RichText, _ style: TextStyle) -> Double {
    let clean = RichText(text.runs.map { .init(Self.cleaned($0.text), isBold: $0.isBold) })
    let layout = layout(clean, style, width: nil)
    defer { g_object_unref(UnsafeMutableRawPointer(layout)) }
    var width: Int32 = 0
    pango_layout_get_size(layout, &width, nil)
    return Double(width) / Double(PANGO_SCALE)
  }

  private func has(_ family: String) -> Bool {
    guard let found = pango_font_map_get_family(fonts, family),
      let name = pango_font_family_get_name(found)
    else { return false }
    return String(cString: name).lowercased() == family.lowercased()
  }

  private func layout(_ text: RichText, _ style: TextStyle, width: Double?) -> OpaquePointer {
    // GLib ends the program when memory is short, so there always is a layout.
    guard let layout = pango_layout_new(context) else { preconditionFailure("no memory") }
    let description = pango_font_description_new()
    pango_font_description_set_family(description, typeface[style.family])
    pango_font_description_set_absolute_size(description, style.size * Double(PANGO_SCALE))
    pango_font_description_set_weight(
      description, style.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    pango_layout_set_font_description(layout, description)
    pango_font_description_free(description)
    let plain = text.plain
    pango_layout_set_text(layout, plain, Int32(plain.utf8.count))
    let attributes = attributes(of: text, plain, style)
    pango_layout_set_attributes(layout, attributes)
    pango_attr_list_unref(attributes)
    pango_layout_set_auto_dir(layout, 0)
    if let width {
      pango_layout_set_width(layout, Int32(width * Double(PANGO_SCALE)))
      pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
      pango_layout_set_indent(layout, Int32(style.indent * Double(PANGO_SCALE)))
    }
    return layout
  }

  private func attributes(
    of text: RichText, _ plain: String, _ style: TextStyle
  ) -> OpaquePointer? {
    let list = pango_attr_list_new()
    func insert(_ attribute: UnsafeMutablePointer<PangoAttribute>?, _ range: Range<Int>) {
      attribute?.pointee.start_index = guint(range.lowerBound)
      attribute?.pointee.end_index = guint(range.upperBound)
      pango_attr_list_insert(list, attribute)
    }
    var start = 0
    for run in text.runs {
      let end = start + run.text.utf8.count
      if run.isBold { insert(pango_attr_weight_new(PANGO_WEIGHT_BOLD), start..<end) }
      start = end
    }
    if style.spacing != 0 {
      insert(
        pango_attr_letter_spacing_new(Int32(style.spacing * Double(PANGO_SCALE))), 0..<start)
    }
    // A digest is compared letter by letter: “ff” stays two.
    insert(pango_attr_font_features_new("liga=0"), 0..<start)
    for range in Punctuation.narrowed(in: plain) {
      insert(pango_attr_font_features_new("halt=1"), range)
    }
    return list
  }

  /// The text without the control characters that fonts have no picture of.
  private static func cleaned(_ text: String) -> String {
    var clean = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where last == "\r": break
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": clean.append("\n")
      default:
        let isControl = scalar.properties.generalCategory == .control
        clean.append(isControl ? " " : scalar)
      }
      last = scalar
    }
    return String(clean)
  }
}
