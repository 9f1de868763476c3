// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines

extension RoadNetwork {
  /// Reads a file of road segments: a FeatureCollection of GeoJSON (RFC 7946), each feature a LineString with the
  /// segment's facts as its properties.
  ///
  /// JSON is YAML as well, so that the reader of the catalogue's files tells every fault with its line.
  ///
  /// - Parameter file: how messages call the file.
  /// - Throws: everything that is wrong with it, each with its line.
  package init(source: String, file: String) throws(FileFaults) {
    self = try YAMLMap.document(source, file: file, title: "路段文件") { map in
      RoadNetwork(reading: map)
    }
  }

  private init(reading map: YAMLMap) {
    map.expect("type", "FeatureCollection")
    var known: Set<String> = []
    let segments = map.each("features", required: true) { feature in
      let segment = Segment(reading: feature)
      if !known.insert(segment.id).inserted {
        feature.fault(
          "unique", at: "properties", "路段编号 \(segment.id) 已经用过",
          "the segment \(segment.id) is there twice")
      }
      return segment
    }
    self.init(
      name: map.words("name"), isDemo: map.boolean("demo", default: false),
      note: map.optionalText("note"), segments: segments)
  }
}

extension YAMLMap {
  fileprivate func expect(_ key: String, _ value: String) {
    guard text(key) != value else { return }
    fault("value", at: key, "“\(key)” 应为 “\(value)”", "`\(key)` must be `\(value)`")
  }
}

extension Segment {
  /// How much the stated length may differ from the drawn one, in percent, before one of them must be wrong.
  private static let tolerance = 25

  fileprivate init(reading feature: YAMLMap) {
    feature.expect("type", "Feature")
    let line = Self.line(feature)
    let map = feature.map("properties")
    id = map?.text("id") ?? ""
    road = map?.words("road") ?? Words("")
    from = map?.words("from") ?? Words("")
    to = map?.words("to") ?? Words("")
    length = map?.integer("length_m", 1...20_000) ?? 0
    lanes = map?.integer("lanes", 1...16) ?? 0
    pavement = map?.choice("pavement", of: Pavement.self) ?? .asphalt
    built = map?.optionalDay("built")
    rebuilt = map?.optionalDay("rebuilt")
    overhauled = map?.optionalDay("overhauled")
    self.line = line
    if let map { check(map) }
    map?.finish()
  }

  private static func line(_ feature: YAMLMap) -> [Position] {
    guard let map = feature.map("geometry") else { return [] }
    defer { map.finish() }
    map.expect("type", "LineString")
    let numbers = map.numbers("coordinates")
    let isOnEarth = numbers.allSatisfy {
      (2...3).contains($0.count) && abs($0[0]) <= 180 && abs($0[1]) <= 90
    }
    guard isOnEarth, numbers.count >= 2 else {
      map.fault(
        "line", at: "coordinates", "线段至少有两个点，每个点先经度后纬度，以度为单位",
        "a line has two places at least, each longitude and latitude in degrees")
      return []
    }
    return numbers.map { Position(longitude: $0[0], latitude: $0[1]) }
  }

  private func check(_ map: YAMLMap) {
    if id.wholeMatch(of: /[A-Z]{2,4}-[0-9]{3,5}/) == nil {
      map.fault(
        "id", at: "id", "路段编号应为两至四个大写字母、短横线和三至五位数字，例如 JH-001",
        "a segment’s id is two to four capitals, a hyphen and three to five digits: JH-001")
    }
    let drawn = drawnLength
    if !line.isEmpty, abs(drawn - Double(length)) * 100 > Double(Self.tolerance) * drawn {
      let metres = Int(drawn.rounded())
      map.fault(
        "length", at: "length_m", "长度 \(length) 米与坐标画出的 \(metres) 米相差太多",
        "the length of \(length) m is far from the \(metres) m that are drawn")
    }
    if let rebuilt, let built, rebuilt < built {
      map.fault(
        "order", at: "rebuilt", "改建（扩建）交付 \(rebuilt) 早于建成交付 \(built)",
        "rebuilt on \(rebuilt), before it was built on \(built)")
    }
    if let overhauled, let built, overhauled < built {
      map.fault(
        "order", at: "overhauled", "大修竣工 \(overhauled) 早于建成交付 \(built)",
        "overhauled on \(overhauled), before it was built on \(built)")
    }
  }
}
