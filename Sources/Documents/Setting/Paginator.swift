// SPDX-License-Identifier: Apache-2.0

/// A page: what is drawn on it, and from where each mark counts its place.
struct PaperPage {
  private(set) var marks: [(left: Double, top: Double, mark: Mark)] = []

  mutating func add(_ marks: [Mark], left: Double, top: Double) {
    self.marks += marks.map { (left, top, $0) }
  }
}

/// Puts strips onto pages, from top to bottom.
struct Paginator {
  /// The most pages that one document may have.
  static let pagesMax = 5000

  private let top: Double
  private let bottom: Double
  private var pages: [PaperPage] = []
  private var placed: [(top: Double, strip: Strip)] = []
  private var y: Double

  /// - Parameters:
  ///   - firstTop: where the text begins on the first page.
  ///   - top: where it begins on the others.
  static func pages(
    of strips: [Strip], firstTop: Double = A4.top, top: Double = A4.top,
    bottom: Double = A4.bottom
  ) throws(DrawingFault) -> [PaperPage] {
    var paginator = Paginator(firstTop: firstTop, top: top, bottom: bottom)
    try paginator.place(strips)
    return paginator.pages
  }

  private init(firstTop: Double, top: Double, bottom: Double) {
    self.top = top
    self.bottom = bottom
    y = firstTop
  }

  private mutating func place(_ strips: [Strip]) throws(DrawingFault) {
    var rest = strips[...]
    while !rest.isEmpty {
      let end = rest.firstIndex { !$0.isBound } ?? rest.index(before: rest.endIndex)
      var chunk = rest[...end]
      rest = rest[rest.index(after: end)...]
      if y + Array(chunk).height > bottom, !placed.isEmpty {
        try turn(before: chunk.first)
      }
      // What is bound together and yet longer than a page is cut where the page ends.
      while let strip = chunk.popFirst() {
        if y + strip.height > bottom, !placed.isEmpty { try turn(before: strip) }
        put(strip)
      }
    }
    try turn(before: nil)
  }

  private mutating func put(_ strip: Strip) {
    guard !(strip.isBlank && placed.isEmpty) else { return }
    placed.append((y, strip))
    y += strip.height
  }

  /// Ends the page and begins the next one, with the head of the table that goes on there.
  private mutating func turn(before next: Strip?) throws(DrawingFault) {
    guard pages.count < Self.pagesMax else { throw .pages(limit: Self.pagesMax) }
    var page = PaperPage()
    let filler = placed.lastIndex { $0.strip.isFiller }
    let push = max(0, bottom - y)
    for (index, (top, strip)) in placed.enumerated() {
      let isPushed = filler.map { index > $0 } == true
      page.add(strip.marks, left: A4.left, top: isPushed ? top + push : top)
    }
    let open = placed.last?.strip.frame
    if let open, next?.frame === open { page.add(open.end, left: A4.left, top: y) }
    pages.append(page)
    placed = []
    y = top
    if let open, next?.frame === open {
      open.head.forEach { put($0) }
    }
  }
}
