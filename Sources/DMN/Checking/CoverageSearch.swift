// SPDX-License-Identifier: Apache-2.0

/// Looks for the points of a box that none of some rules covers, one after the other.
///
/// The box is cut in two, again and again, where the fewest rules reach over the cut, until none of
/// the rules meets a part, or one covers it whole.
struct CoverageSearch {
  /// What a search came to.
  enum Finding {
    /// A class of each axis, in none of the rules.
    case point([Int])
    /// There is no further point.
    case none
    /// The steps were used up before it was known.
    case unknown
  }

  /// Parts that are yet to be looked at: the classes of each axis, and the rules that may meet
  /// them.
  private var open: [(classes: [[Int]], rules: BitSet)] = []

  /// - Parameters:
  ///   - box: where to look.
  ///   - rules: what covers.
  init(_ box: Grid.Box, outside rules: BitSet) {
    let classes = box.map(\.elements)
    if !classes.contains(where: \.isEmpty) { open.append((classes, rules)) }
  }

  /// The next point outside of the rules.
  ///
  /// - Parameter more: further rules, such as boxes around points that were found; they stay for
  ///   later searches.
  mutating func next(in grid: inout Grid, outsideAlso more: BitSet? = nil) -> Finding {
    while let (classes, rules) = open.popLast() {
      guard grid.spend(classes.reduce(1) { $0 + $1.count }) else { return .unknown }
      let (meeting, covering) = grid.relation(
        of: more.map(rules.union) ?? rules, to: classes)
      if meeting.isEmpty {
        // What lies beside the box that the finder makes of the point is looked at again.
        open.append((classes, rules))
        return .point(classes.map { $0[0] })
      }
      guard covering.isEmpty, let cut = grid.cut(of: classes, through: meeting) else { continue }
      var parts = (classes, classes)
      parts.0[cut.axis].removeSubrange(cut.place...)
      parts.1[cut.axis].removeSubrange(..<cut.place)
      // Where fewer rules are, a point outside of them is sooner found.
      open.append((cut.isFirstFuller ? parts.0 : parts.1, meeting))
      open.append((cut.isFirstFuller ? parts.1 : parts.0, meeting))
    }
    return .none
  }
}

extension Grid {
  /// The rules that meet a box, and those that cover it whole.
  fileprivate func relation(
    of rules: BitSet, to box: [[Int]]
  ) -> (meeting: BitSet, covering: BitSet) {
    var meeting = rules
    var covering = rules
    for (axis, classes) in box.enumerated() {
      var met = noRules
      for place in classes {
        met.formUnion(self.rules[axis][place])
        covering.formIntersection(self.rules[axis][place])
      }
      meeting.formIntersection(met)
    }
    return (meeting, covering)
  }

  /// The cut that leaves the fewest rules on both sides together; nothing if each axis has but one
  /// class.
  fileprivate func cut(
    of box: [[Int]], through rules: BitSet
  ) -> (axis: Int, place: Int, isFirstFuller: Bool)? {
    var best: (axis: Int, place: Int, isFirstFuller: Bool)?
    var least = (Int.max, Int.max)
    for (axis, classes) in box.enumerated() where classes.count > 1 {
      var met = noRules
      var behind = [Int](repeating: 0, count: classes.count)
      for place in classes.indices.reversed() {
        met.formUnion(self.rules[axis][classes[place]])
        behind[place] = met.count(in: rules)
      }
      met = noRules
      for place in 1..<classes.count {
        met.formUnion(self.rules[axis][classes[place - 1]])
        let before = met.count(in: rules)
        let cost = (before + behind[place], max(before, behind[place]))
        if cost < least { (least, best) = (cost, (axis, place, before > behind[place])) }
      }
    }
    return best
  }
}
