// SPDX-License-Identifier: Apache-2.0

/// An administrative division of GB/T 2260 (县级及以上行政区划代码) in the years it had a code.
///
/// The table knows 1980 to 2026. Streets and statistical areas are `Street`.
public struct Division: Hashable, Sendable, CustomStringConvertible {
  /// The six digits.
  public let code: String
  /// The name in these years, without the names above it: "江汉区".
  public let name: String
  /// The first year in force; nothing when it was before 1983, the years before the first numbers.
  public let from: Int?
  /// The last year in force, the year of abolition included; nothing when it still is.
  public let to: Int?

  /// The six digits.
  public var description: String { code }

  /// The division that now has a code, or the last that had it.
  public init(_ code: String) throws(CodeFault) {
    try self.init(code, year: nil)
  }

  /// The division that had a code in a year.
  public init(_ code: String, in year: Int) throws(CodeFault) {
    try self.init(code, year: year)
  }

  private init(_ text: String, year: Int?) throws(CodeFault) {
    let bytes = try Bytes.ascii(text, count: 6)
    try Bytes.requireDigits(bytes, 0..<6)
    let number = Bytes.number(bytes) ?? 0
    let rows = DivisionTable.all.rows(of: number)
    guard !rows.isEmpty else { throw .region(text) }
    let wanted = year ?? Int(DivisionTable.open)
    let inForce = rows.filter { Int($0.from) <= wanted && wanted <= Int($0.to) }
    // In a year of change two names are in force; the later one is the answer.
    guard
      let row = inForce.max(by: Self.earlier) ?? (year == nil ? rows.max(by: Self.earlier) : nil)
    else { throw .regionYear(code: text, year: wanted) }
    self.init(row)
  }

  private static func earlier(_ left: DivisionTable.Row, _ right: DivisionTable.Row) -> Bool {
    (left.to, left.from) < (right.to, right.from)
  }

  private init(_ row: DivisionTable.Row) {
    code = Bytes.padded(Int(row.code), to: 6)
    name = row.name
    from = row.from == 0 ? nil : Int(row.from)
    to = row.to == DivisionTable.open ? nil : Int(row.to)
  }

  /// Every name a code has had, oldest first.
  public static func history(of code: String) -> [Division] {
    guard code.utf8.count == 6, let number = Bytes.number(code.utf8) else { return [] }
    return DivisionTable.all.rows(of: number).sorted(by: earlier).map(Division.init)
  }

  /// The divisions in force in a year directly or indirectly below one, by code.
  public static func under(_ parent: String, in year: Int) -> [Division] {
    let level = parent.hasSuffix("0000") ? 2 : parent.hasSuffix("00") ? 4 : 6
    let prefix = String(parent.prefix(level))
    return DivisionTable.all.rows.compactMap { row in
      guard Int(row.from) <= year, year <= Int(row.to) else { return nil }
      let division = Division(row)
      return division.code.hasPrefix(prefix) && division.code != parent ? division : nil
    }
  }

  /// The names from the province down: "湖北省武汉市江汉区".
  public func fullName(in year: Int) -> String {
    let codes = [String(code.prefix(2)) + "0000", String(code.prefix(4)) + "00", code]
    var names: [String] = []
    for part in codes where part != codes.last {
      guard part != code, let above = try? Division(part, in: year) else { continue }
      if !["市辖区", "县", "省直辖县级行政区划"].contains(above.name) { names.append(above.name) }
    }
    return (names + [name]).joined()
  }

  /// Whether any division ever had the code.
  static func isKnown(_ code: Int) -> Bool { !DivisionTable.all.rows(of: code).isEmpty }

  /// Whether the code was in force in a year.
  static func isInForce(_ code: Int, in year: Int) -> Bool {
    DivisionTable.all.rows(of: code).contains { Int($0.from) <= year && year <= Int($0.to) }
  }

  /// Whether the code was in force at some time in a year or later.
  static func isInForce(_ code: Int, sinceYear year: Int) -> Bool {
    DivisionTable.all.rows(of: code).contains { year <= Int($0.to) }
  }

  /// Whether the first two digits are those of a province.
  static func isProvince(_ prefix: Int) -> Bool { isKnown(prefix * 10000) }
}

/// The embedded table, parsed at the first look-up and sorted by code.
struct DivisionTable: Sendable {
  struct Row: Sendable {
    let code: Int32
    let from: Int16
    let to: Int16
    let name: String
  }

  static let open: Int16 = 9999
  static let all = DivisionTable(csv: Embedded.divisionsCSV)

  let rows: [Row]
  /// The first row of each of the 10,000 prefixes of four digits, and the end.
  private let starts: [Int]

  init(csv: String) {
    var found: [Row] = []
    for line in csv.utf8.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(
        separator: UInt8(ascii: ","), maxSplits: 3, omittingEmptySubsequences: false)
      guard fields.count == 4, let code = Bytes.number(fields[0]), fields[0].count == 6,
        let from = Bytes.number(fields[1]), let to = Bytes.number(fields[2])
      else { continue }
      found.append(
        Row(
          code: Int32(code), from: Int16(from), to: to == 0 ? Self.open : Int16(to),
          name: String(Substring(fields[3]))))
    }
    found.sort { $0.code < $1.code }
    var starts = [Int](repeating: 0, count: 10_001)
    for row in found { starts[Int(row.code) / 100 + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    rows = found
    self.starts = starts
  }

  func rows(of code: Int) -> ArraySlice<Row> {
    guard (0...999_999).contains(code) else { return [] }
    let near = rows[starts[code / 100]..<starts[code / 100 + 1]]
    let first = near.firstIndex { Int($0.code) >= code } ?? near.endIndex
    let end = near[first...].firstIndex { Int($0.code) > code } ?? near.endIndex
    return near[first..<end]
  }
}
