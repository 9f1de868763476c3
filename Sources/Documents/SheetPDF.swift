// SPDX-License-Identifier: Apache-2.0

import Deadlines

extension Sheet {
  /// The document as a PDF on A4: its fonts embedded, its text there to be selected and searched.
  ///
  /// The same sheet gives the same bytes wherever the same fonts and libraries are installed. It takes about a
  /// tenth of a second on the calling thread, most of it to cut the fonts down to what is used.
  ///
  /// - Throws: `fontMissing` or `characterMissing` rather than to print boxes.
  public func pdf(_ typeface: Typeface = .noto) throws(DrawingFault) -> [UInt8] {
    let setter = try Typesetter(typeface)
    let pages = try SheetSetting(sheet: self, setter: setter).pages()
    let writer = try PDFWriter(
      setter,
      PDFInformation(
        title: number.isEmpty ? title : "\(title) \(number)", author: issuer,
        made: Instant(day: day ?? Day(number: 0), hour: 0, minute: 0)))
    for page in pages { try writer.add(page) }
    return try writer.finish()
  }
}
