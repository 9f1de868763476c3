// SPDX-License-Identifier: Apache-2.0

/// A sheet of A4 and where the text stands on it, in points of 1/72 inch from the upper left corner.
enum A4 {
  static let width = millimetres(210)
  static let height = millimetres(297)

  /// The area of the text by GB/T 9704-2012: 156 × 225 mm, 37 mm below the upper edge, 28 mm from the left one.
  static let left = millimetres(28)
  static let right = left + measure
  static let top = millimetres(37)
  static let bottom = top + millimetres(225)
  /// The width of the text.
  static let measure = millimetres(156)
  /// Where the head of the first page begins, above the area of the text.
  static let headTop = millimetres(30)
  /// The baseline of the page number at the foot.
  static let folio = height - millimetres(20)
  /// The baseline of the number of the page within a file, in the upper right corner.
  static let fileFolio = millimetres(18)

  static func millimetres(_ length: Double) -> Double { length * 72 / 25.4 }
}
