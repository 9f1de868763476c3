// SPDX-License-Identifier: Apache-2.0

/// The space of all inputs of a table, cut into boxes over which the same rules match.
///
/// Parts of an axis over which the same rules match are one class; a box is a class of each axis.
struct Grid {
  /// A set of classes for each axis.
  typealias Box = [BitSet]

  /// For each axis, for each class, the rules that match in it.
  private(set) var rules: [[BitSet]]
  /// For each axis, for each class, its parts.
  let parts: [[[Int]]]
  /// How many steps may yet be taken.
  private(set) var steps: Int
  /// How many rules there are, boxes that were added as rules included.
  private var ruleCount: Int
  private let firstAdded: Int
  private let bound: Int

  /// - Parameters:
  ///   - axes: what the table asks.
  ///   - ruleSets: for each axis, for each rule, the parts in which it matches.
  ///   - room: how many boxes may be added as rules.
  ///   - steps: how many steps may be taken; see `TableCheck.Limits`.
  init(_ axes: [Axis], ruleSets: [[BitSet]], ruleCount: Int, room: Int, steps: Int) {
    var rules: [[BitSet]] = []
    var parts: [[[Int]]] = []
    for (axis, sets) in zip(axes, ruleSets) {
      var classes: [BitSet: Int] = [:]
      var axisRules: [BitSet] = []
      var axisParts: [[Int]] = []
      for part in axis.parts.indices {
        var matching = BitSet(bound: ruleCount + room)
        for (rule, set) in sets.enumerated() where set.contains(part) { matching.insert(rule) }
        if let place = classes[matching] {
          axisParts[place].append(part)
        } else {
          classes[matching] = axisRules.count
          axisRules.append(matching)
          axisParts.append([part])
        }
      }
      rules.append(axisRules)
      parts.append(axisParts)
    }
    self.rules = rules
    self.parts = parts
    self.ruleCount = ruleCount
    self.steps = steps
    firstAdded = ruleCount
    bound = ruleCount + room
  }

  /// Takes the steps of looking at all rules so many times; false when there are none left.
  mutating func spend(_ count: Int) -> Bool {
    steps -= count * (bound / 64 + 1)
    return steps > 0
  }

  /// Every class of every axis.
  var whole: Box { rules.map { BitSet(0..<$0.count, bound: $0.count) } }

  /// The box of a rule.
  func box(of rule: Int) -> Box {
    rules.map { classes in
      var set = BitSet(bound: classes.count)
      for (place, matching) in classes.enumerated() where matching.contains(rule) {
        set.insert(place)
      }
      return set
    }
  }

  /// The rules that match in a point, given by a class of each axis.
  func rules(at point: [Int]) -> [Int] {
    zip(rules, point).map { $0[$1] }.reduce(BitSet(0..<bound, bound: bound)) {
      $0.intersection($1)
    }.elements
  }

  /// An empty set of rules.
  var noRules: BitSet { BitSet(bound: bound) }

  /// The boxes that were added as rules.
  var added: BitSet { BitSet(firstAdded..<ruleCount, bound: bound) }

  /// The rules of a list.
  func set(of rules: some Sequence<Int>) -> BitSet {
    rules.reduce(into: noRules) { $0.insert($1) }
  }

  /// Adds a box as a rule, so that no later search finds it.
  mutating func add(_ box: Box) {
    for (axis, classes) in box.enumerated() {
      for place in classes.elements { rules[axis][place].insert(ruleCount) }
    }
    ruleCount += 1
  }

  /// A largest box around a point that none of the rules touches.
  ///
  /// Each axis in turn takes the classes that no rule of the others meets, so that the box can grow
  /// no more.
  func widened(_ point: [Int], avoiding rules: BitSet) -> Box {
    var box = zip(self.rules, point).map { classes, place in
      BitSet(place..<place + 1, bound: classes.count)
    }
    // The rules that an axis of the box meets.
    var met = zip(self.rules, point).map { $0[$1] }
    for axis in box.indices {
      var others = rules
      for other in box.indices where other != axis { others.formIntersection(met[other]) }
      for (place, matching) in self.rules[axis].enumerated() where others.isDisjoint(with: matching)
      {
        box[axis].insert(place)
        met[axis].formUnion(matching)
      }
    }
    return box
  }
}
