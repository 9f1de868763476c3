// SPDX-License-Identifier: Apache-2.0

/// The parts that pages are made of.
///
/// A part takes texts already in the visitor's language (`visit.t("…")`) or a `Visit` when it says
/// something of its own, and gives markup for the classes of `site.css`. None needs JavaScript.
package enum UI {
  /// The house's mark, a carved seal with 办结; decoration only, its name stands beside it.
  package static func seal(class name: String = "seal") -> HTML {
    """
    <svg class="\(name)" viewBox="0 0 100 100" aria-hidden="true" focusable="false">\
    <rect width="96" height="96" x="2" y="2" rx="12" fill="currentColor"/>\
    <path class="seal-cut" fill="#fff" d="\(carving)"/></svg>
    """
  }

  /// The mark as a stamp, a little askew, beside the title of what is concluded.
  ///
  /// - Parameter label: What it says: 已办结.
  package static func stamp(_ label: String) -> HTML {
    "<span role=\"img\" aria-label=\"\(label)\">\(seal(class: "seal stamp"))</span>"
  }

  /// The strokes of 办 over 结.
  private static let carving: HTML = """
    M30.3 24.6H29.3C28.6 28 24.8 31.2 21.8 32.4C19.8 33.2 18.8 34.5 20 35.8\
    C21.5 37.2 25.3 37.3 27.5 35.9C30.7 34 33 30.1 30.3 24.6ZM70.9 25.4 70.2 25.6\
    C72.5 28.4 74.6 32.2 74.2 35.5C81 39.6 89.1 31 70.9 25.4ZM52.6 11.6 41.3 11\
    C41.3 14.1 41.3 17 41.1 19.9H21.4L22 21.1H41.1C40.3 31 36.5 39.9 18 47.5L18.7 48\
    C43.9 41.4 48.5 31.8 49.7 21.1H60.6C59.9 32.8 58.6 40.3 56 41.7\
    C55.2 42.1 54.6 42.2 53.2 42.2C51.4 42.2 46.2 42 42.6 41.8V42.3\
    C46.1 42.8 49 43.4 50.3 44.1C51.6 44.8 51.9 45.9 51.9 47.4C56.8 47.4 59.9 46.9 62.5 45.4\
    C66.5 43.1 68.1 35.9 68.9 21.8C70.5 21.7 71.4 21.5 71.9 21.1L64.4 17.3L59.9 19.9H49.7\
    C49.9 17.6 50 15.2 50.1 12.7C51.8 12.6 52.5 12.3 52.6 11.6ZM18.4 82.6 22.1 88.3\
    C22.9 88.2 23.6 87.8 23.9 87.2C33.7 84 40.4 81.4 44.8 79.4L44.6 79\
    C34.1 80.7 23 82.1 18.4 82.6ZM39.9 54.6 30.1 52.2C28.7 55.3 23.8 61.1 20.3 63\
    C19.6 63.3 18 63.5 18 63.5L21.6 68.8C22.1 68.6 22.5 68.4 22.9 68.2\
    C25.7 67.5 28.3 66.8 30.7 66.1C27.5 69 23.7 71.7 20.7 73.1C19.9 73.4 18.2 73.6 18.2 73.6\
    L21.7 78.9C22.3 78.8 22.8 78.5 23.2 78.2C31.9 76.1 39.1 74 43 72.8L42.9 72.3\
    C36.1 72.8 29.4 73.3 24.5 73.6C31.5 70.7 39.3 66.3 43.4 63C44.7 63.2 45.6 62.9 45.9 62.6\
    L36.7 59.5C36 60.6 34.8 62 33.5 63.4L23.5 63.7C28.5 61.4 34.2 58 37.6 55.3\
    C38.9 55.4 39.6 55 39.9 54.6ZM53.6 85.3V75.4H68.5V85.3ZM46.4 72.4V90H47.7\
    C51.4 90 53.6 89.2 53.6 88.9V86.5H68.5V89.7H69.7C73.6 89.7 76.1 88.8 76.1 88.7V75.7\
    C77.5 75.6 78.2 75.3 78.7 74.9L71.8 71.7L68.2 74.2H54.4ZM74.9 56.9 70.9 60H64.7V53.7\
    C66.5 53.5 67 53.1 67.1 52.5L57.1 52V60H42.3L42.8 61.1H57.1V68.5H44.8L45.4 69.6H78.4\
    C79.3 69.6 80 69.4 80.1 69C77.5 67.5 73.2 65.4 73.2 65.4L69.3 68.5H64.7V61.1H80.2\
    C81.1 61.1 81.8 60.9 82 60.5C79.3 59 74.9 56.9 74.9 56.9Z
    """
}
