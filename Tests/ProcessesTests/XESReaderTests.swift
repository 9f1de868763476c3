// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Processes
import Testing
import XML

@Suite("An event log is read as its bytes come, and one that is wrong is refused at its place")
struct XESReaderTests {
  private static let log = """
    <?xml version="1.0" encoding="UTF-8"?>
    <log xes.version="1849-2016" xes.features="nested-attributes" xmlns="http://www.xes-standard.org/">
      <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
      <global scope="trace"><string key="concept:name" value="?"/></global>
      <global scope="event"><string key="concept:name" value="?"/></global>
      <classifier name="Activity" keys="concept:name 'a key' lifecycle:transition"/>
      <classifier name="Case" scope="trace" keys="concept:name"/>
      <string key="concept:name" value="往年办件"><int key="版本" value="2"/></string>
      <trace>
        <string key="concept:name" value="1"/>
        <list key="材料"><values><string key="m" value="a"/><string key="m" value="b"/></values></list>
        <container key="c"><boolean key="x" value="true"/><id key="i" value="9f"/></container>
        <event>
          <string key="concept:name" value="受理"/>
          <date key="time:timestamp" value="2025-01-02T03:04:05.678+08:00"/>
          <float key="f" value="-1.5E3"/><float key="g" value="INF"/>
        </event>
      </trace>
      <event><string key="concept:name" value="loose"/></event>
    </log>
    """

  @Test("every kind of attribute, nested ones, lists and containers", arguments: [1, 5, 10_000])
  func parts(size: Int) throws {
    let bytes = Array(Self.log.utf8)
    let chunks = stride(from: 0, to: bytes.count, by: size).map {
      Array(bytes[$0..<min($0 + size, bytes.count)])
    }
    let parts = try read(chunks)
    try #require(parts.count == 3)
    guard case .header(let header) = parts[0], case .trace(let trace) = parts[1],
      case .event(let loose) = parts[2]
    else {
      Issue.record("other parts")
      return
    }
    #expect(header.name == "往年办件" && header.version == "1849-2016")
    #expect(header.attributes[0].nested == [XESAttribute("版本", .int(2))])
    #expect(header.extensions == [XESHeader.Extension.standard[0]])
    #expect(header.classifiers.map(\.isOfTraces) == [false, true])
    #expect(
      header.classifiers[0].keys(among: []) == ["concept:name", "a key", "lifecycle:transition"])
    #expect(trace.name == "1" && trace.line == 9)
    #expect(
      trace.attributes[1].value
        == .list([XESAttribute("m", .string("a")), XESAttribute("m", .string("b"))]))
    #expect(
      trace.attributes[2]
        == XESAttribute(
          "c", .container,
          nested: [XESAttribute("x", .boolean(true)), XESAttribute("i", .id("9f"))]))
    let event = trace.events[0]
    #expect(event.name == "受理" && event.line == 13)
    #expect(event.time?.iso8601 == "2025-01-02T03:04:05.678+08:00")
    #expect(event.attributes["f"] == .float(-1500) && event.attributes["g"] == .float(.infinity))
    #expect(loose.name == "loose")
  }

  @Test("a classifier without quotes finds keys with blanks among those of the log")
  func keys() {
    let classifier = XESHeader.Classifier(name: "A", keys: "Activity code concept:name")
    #expect(classifier.keys(among: ["Activity code"]) == ["Activity code", "concept:name"])
    #expect(classifier.keys(among: []) == ["Activity", "code", "concept:name"])
  }

  @Test("a log without a case gives its header all the same")
  func empty() throws {
    let parts = try read([Array("<log><string key=\"a\" value=\"b\"/></log>".utf8)])
    #expect(
      parts == [
        .header(XESHeader(version: "", attributes: [XESAttribute("a", .string("b"))]))
      ])
  }

  @Test(
    "what is wrong is told with its line and column",
    arguments: [
      ("<trace/>", XESFault.Problem.misplaced("trace", in: nil), 1, 1),
      ("<log>\n <trace><trace/></trace></log>", .misplaced("trace", in: "trace"), 2, 9),
      ("<log><string value=\"x\"/></log>", .missing("key", of: "string"), 1, 6),
      ("<log>\n<string key=\"x\"/></log>", .missing("value", of: "string"), 2, 1),
      (
        "<log><date key=\"d\" value=\"2025-02-30T00:00:00Z\"/></log>",
        .value("2025-02-30T00:00:00Z", type: "date"), 1, 6
      ),
      ("<log><int key=\"i\" value=\"1.5\"/></log>", .value("1.5", type: "int"), 1, 6),
      ("<log><float key=\"i\" value=\"0x1p3\"/></log>", .value("0x1p3", type: "float"), 1, 6),
      ("<log><boolean key=\"i\" value=\"ja\"/></log>", .value("ja", type: "boolean"), 1, 6),
      ("<log><trace/><string key=\"a\" value=\"b\"/></log>", .lateHeader("string"), 1, 14),
      ("<log><trace/><classifier/></log>", .lateHeader("classifier"), 1, 14),
      ("<log><extension name=\"a\" prefix=\"b\"/></log>", .missing("uri", of: "extension"), 1, 6),
      ("<log><values/></log>", .misplaced("values", in: "log"), 1, 6),
      ("<log><event><b/></event></log>", .misplaced("b", in: "event"), 1, 13),
      ("<log><trace>", .xml(.unfinished("trace")), 1, 13),
      ("", .xml(.empty), 1, 1),
    ])
  func wrong(text: String, problem: XESFault.Problem, line: Int, column: Int) throws {
    let fault = try #require(throws: XESFault.self) { try read([Array(text.utf8)]) }
    #expect(fault.problem == problem)
    #expect(fault.line == line && fault.column == column)
    #expect(fault.english.hasPrefix("line \(line), column \(column): "))
    #expect(fault.chinese.hasPrefix("第 \(line) 行第 \(column) 列："))
  }

  @Test("a case is limited, a log of many cases is not")
  func limits() throws {
    let trace =
      "<trace><string key=\"a\" value=\"b\"/><event><int key=\"c\" value=\"1\"/></event></trace>"
    let limits = XESLimits(held: 2)
    let log = "<log>" + String(repeating: trace, count: 50) + "</log>"
    #expect(try read([Array(log.utf8)], limits: limits).count == 51)
    let long = "<log><trace>" + String(repeating: "<int key=\"c\" value=\"1\"/>", count: 3)
    #expect(throws: XESFault.self) { try read([Array(long.utf8)], limits: limits) }
    let deep = "<log>" + String(repeating: "<int key=\"c\" value=\"1\">", count: 300)
    #expect(throws: XESFault.self) { try read([Array(deep.utf8)]) }
  }

  @Test(
    "a compressed log is read in any pieces, several in one file, too; a damaged one is refused")
  func compressed() throws {
    let whole = try read([Array(Self.log.utf8)])
    let gzip = Gzip()
    let half = Self.log.utf8.count / 2
    var file = gzip.write(Array(Self.log.utf8.prefix(half)))
    file += gzip.write(Array(Self.log.utf8.dropFirst(half)), isLast: true)
    for size in [1, 7, 10_000] {
      let chunks = stride(from: 0, to: file.count, by: size).map {
        Array(file[$0..<min($0 + size, file.count)])
      }
      #expect(try read(chunks) == whole)
    }
    // Two members one after the other, and padding.
    let first = Gzip().write(Array(Self.log.utf8.prefix(half)), isLast: true)
    let second = Gzip().write(Array(Self.log.utf8.dropFirst(half)), isLast: true)
    #expect(try read([first + second + [0, 0, 0]]) == whole)
    #expect(
      Gzip().write(Array(Self.log.utf8), isLast: true)
        == Gzip().write(Array(Self.log.utf8), isLast: true))
    for cut in [10, file.count / 2, file.count - 1] {
      #expect(throws: XESFault.self, "the first \(cut) bytes") { try read([Array(file[..<cut])]) }
    }
    var damaged = file
    damaged[file.count - 6] ^= 0xFF
    let fault = try #require(throws: XESFault.self) { try read([damaged]) }
    #expect(fault.problem == .gzip)
    #expect(throws: XESFault.self) { try read([file + Array("garbage".utf8)]) }
  }

  @Test("what is written is read the same, and the same is written the same")
  func written() throws {
    let parts = try read([Array(Self.log.utf8)])
    func write() -> String {
      guard case .header(let header) = parts[0] else { return "" }
      var writer = XESWriter(header)
      for part in parts {
        switch part {
        case .header: break
        case .trace(let trace): writer.write(trace)
        case .event(let event): writer.write(event)
        }
      }
      writer.finish()
      return writer.take()
    }
    let text = write()
    #expect(text == write())
    #expect(try read([Array(text.utf8)]).map(\.withoutLine) == parts.map(\.withoutLine))
  }

  @Test(
    "times of any zone",
    arguments: [
      ("2014-04-11T01:00:00.000+03:00", "2014-04-11T06:00:00.000+08:00"),
      ("2014-04-11T01:00:00Z", "2014-04-11T09:00:00.000+08:00"),
      ("2014-04-11T01:00:00.1239-0500", "2014-04-11T14:00:00.123+08:00"),
      ("2014-04-11T01:00:00", "2014-04-11T01:00:00.000+08:00"),
      ("2014-04-10T24:00:00+08:00", "2014-04-11T00:00:00.000+08:00"),
      ("1969-12-31T23:59:59.5Z", "1970-01-01T07:59:59.500+08:00"),
    ])
  func times(text: String, expected: String) {
    #expect(Instant(xml: text)?.iso8601 == expected)
  }

  @Test(
    "no times",
    arguments: [
      "", "2014-04-11", "2014-04-11T25:00:00Z", "2014-04-11T01:60:00Z", "2014-04-11T01:00:00.Z",
      "2014-04-11T01:00:00+25:00", "2014-04-11T01:00:00Zx", "14-04-11T01:00:00Z",
      "2014-13-11T01:00:00Z",
    ])
  func noTimes(text: String) {
    #expect(Instant(xml: text) == nil)
  }
}
