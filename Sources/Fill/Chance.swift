// SPDX-License-Identifier: Apache-2.0

/// Chance that falls the same way whenever it is asked about the same thing: SplitMix64.
struct Chance: RandomNumberGenerator {
  private var state: UInt64

  /// - Parameters:
  ///   - seed: what the whole load is made from.
  ///   - topic: what is asked about; another topic, other numbers.
  init(_ seed: UInt64, _ topic: UInt64) {
    var mixer = Chance(state: seed)
    state = mixer.next() ^ (topic &* 0xd134_2543_de82_ef95)
  }

  private init(state: UInt64) { self.state = state }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number of a range; its own arithmetic, since that of the standard library may change.
  mutating func number(_ range: Range<Int>) -> Int {
    range.lowerBound + Int((next() >> 11) % UInt64(max(1, range.count)))
  }

  /// Between 0 and 1.
  mutating func share() -> Double { Double(next() >> 11) / 0x1p53 }

  mutating func happens(_ share: Double) -> Bool { self.share() < share }

  mutating func pick<Element>(_ list: [Element]) -> Element { list[number(list.indices)] }

  /// So many different places of a list, or all of them.
  mutating func places(_ count: Int, of size: Int) -> [Int] {
    var places = Array(0..<size)
    for place in 0..<min(count, size) { places.swapAt(place, number(place..<size)) }
    return Array(places.prefix(count))
  }
}
