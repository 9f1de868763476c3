// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import HTTPTypes
import Journal
import Logging
import SQL
import TestEngines
import Testing

@testable import Archive
@testable import Site

/// The room of past cases on an empty database, with a folder for files, and people by their names.
final class ArchiveTrial: Sendable {
  let journal: Journal
  let desk: ArchiveDesk
  let site: SiteResponder
  private let folder: URL

  private static let people: [String: Actor] = [
    "supervisor": Actor(id: "supervisor", name: nil, roles: [.supervisor], department: nil),
    "clerk": Actor(id: "clerk", name: nil, roles: [.clerk], department: nil),
    "applicant": Actor(id: "applicant", name: nil, roles: [.applicant], department: nil),
    "agent": Actor(id: "agent", name: nil, roles: [.agent], department: nil),
  ]

  static func person(_ name: String) -> Actor? { people[name] }

  static let staff = Actor(id: "supervisor", name: nil, roles: [.supervisor], department: nil)

  init() async throws {
    let clock = Clock { Instant(milliseconds: 1_790_000_000_000) }
    let database = try await TestEngine.current.open()
    try await database.migrate(
      JournalSchema.migrations + ArchiveSchema.migrations, at: clock.now)
    journal = Journal(database: database, clock: clock, parts: [])
    desk = ArchiveDesk(journal: journal)
    site = try SiteResponder(
      rooms: [ArchiveRoom.room(desk: desk)], settings: SiteSettings(), clock: clock,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      authenticate: { credential in
        let token =
          switch credential {
          case .session(let token), .bearer(let token): token
          }
        return Self.people[token].map { Session(id: token, actor: $0, csrf: "-") }
      })
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A file with a text in it.
  func file(_ name: String, _ text: String) throws -> URL {
    let file = folder.appending(path: name)
    try Data(text.utf8).write(to: file)
    return file
  }

  func get(_ path: String, as name: String? = "supervisor") async throws -> Rehearsal.Answer {
    try await (name.map { Rehearsal.browser(site, session: $0) } ?? Rehearsal(site)).get(path)
  }

  /// What the API answers, held against its own description.
  func api(_ path: String, as name: String = "supervisor") async throws -> [String: Any] {
    let answer = try await Rehearsal.program(site, bearer: name).get("/api/v1" + path)
    #expect(answer.status == 200, "\(path): \(answer.text)")
    let segments = ("/api/v1" + path).prefix { $0 != "?" }.split(separator: "/").map(String.init)
    if case .found(let route, _) = site.router.match(.get, segments),
      let schema = route.operation?.answers.first(where: { $0.status == 200 })?.schema
    {
      let faults = schema.faults(try JSON(parsing: answer.bytes), at: "")
      #expect(faults.isEmpty, "\(path): \(faults)")
    }
    let json = try JSONSerialization.jsonObject(with: Data(answer.bytes))
    return try #require(json as? [String: Any])
  }

  /// All items of a list, page by page.
  func all(_ path: String, by limit: Int = 100) async throws -> [[String: Any]] {
    var items: [[String: Any]] = []
    var cursor = ""
    while true {
      let sign = path.contains("?") ? "&" : "?"
      let page = try await api("\(path)\(sign)limit=\(limit)\(cursor)")
      items += page["items"] as? [[String: Any]] ?? []
      guard let next = page["next"] as? String else { return items }
      cursor = "&cursor=\(next)"
    }
  }

  /// How many rows each table has.
  func rows() async throws -> [Int] {
    try await journal.database.read { reader in
      [
        try reader.one("SELECT COUNT(*) FROM archive_log"),
        try reader.one("SELECT COUNT(*) FROM archive_file"),
        try reader.one("SELECT COUNT(*) FROM archive_case"),
        try reader.one("SELECT COUNT(*) FROM archive_step"),
        try reader.one("SELECT COUNT(*) FROM archive_activity"),
        try reader.one("SELECT COUNT(*) FROM archive_pair"),
        try reader.one("SELECT COUNT(*) FROM archive_resource"),
      ]
    }
  }
}

/// A log of so many cases, each of which is received, reviewed and decided, hour by hour.
func sampleLog(cases: Int, from first: Int = 1) -> String {
  let traces = (first..<first + cases).map { number -> String in
    let steps = [("收件", 0), ("审查", number), ("决定", 2 * number)].map { name, hours in
      """
      <event><string key="concept:name" value="\(name)"/>\
      <string key="org:resource" value="r\(number % 3)"/>\
      <date key="time:timestamp" value="\(Instant(milliseconds: Int64(hours) * 3_600_000).iso8601)"/>\
      </event>
      """
    }
    return "<trace><string key=\"concept:name\" value=\"C\(number)\"/>\n\(steps.joined())</trace>\n"
  }
  return "<log xes.version=\"1.0\">\n\(traces.joined())</log>"
}
