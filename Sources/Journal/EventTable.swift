// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import SQL

/// Every statement on the events and the snapshots.
enum EventTable {
  /// An event as it lies in the table.
  struct Stored: Sendable {
    let position: Int64
    let stream: String
    let version: Int
    let kind: String
    let body: String
    let moment: Moment

    /// The identifier of the aggregate, without its kind.
    var id: String { String(stream.dropFirst(kind.utf8.count + 1)) }

    func decoded<Event: Decodable & Sendable>(_: Event.Type) throws -> Recorded<Event> {
      do {
        let event = try JSONDecoder().decode(Event.self, from: Data(body.utf8))
        return Recorded(
          id: id, version: version, moment: moment, event: event)
      } catch {
        throw JournalFailure.unreadable(position: position, reason: "\(error)")
      }
    }
  }

  private static func stored(_ row: Row) throws -> Stored {
    Stored(
      position: try row[0], stream: try row[1], version: try row[2], kind: try row[3],
      body: try row[4], moment: Moment(at: try row[6], actor: try row[5]))
  }

  static func append<Event: Encodable>(
    _ event: Event, kind: String, stream: String, version: Int, moment: Moment,
    in transaction: Transaction
  ) throws {
    let body = String(decoding: try JSONEncoder().encode(event), as: UTF8.self)
    transaction.give(.recorded)
    try transaction.append(
      [stream, version, kind, type(in: body), body, moment.actor, moment.at], to: columns)
  }

  /// Its place in the whole journal is the table's to give, and nobody needs it before the commit.
  private static let columns = Columns(
    of: "journal_event", "stream", "version", "kind", "type", "body", "actor", "at")

  /// The name of an event: the one key of the object that an enum with a payload encodes to.
  static func type(in body: String) -> String {
    String(body.dropFirst(2).prefix { $0 != "\"" })
  }

  static func events(
    of stream: String, after version: Int = 0, in reader: some Reading
  ) throws -> [Stored] {
    try reader.rows(
      """
      SELECT position, stream, version, kind, body, actor, at FROM journal_event
      WHERE stream = \(stream) AND version > \(version) ORDER BY version
      """, stored)
  }

  static func events(
    afterPosition position: Int64, limit: Int, in reader: some Reading
  ) throws -> [Stored] {
    try reader.rows(
      """
      SELECT position, stream, version, kind, body, actor, at FROM journal_event
      WHERE position > \(position) ORDER BY position LIMIT \(limit)
      """, stored)
  }

  /// Events of all streams, each whole before the next.
  static func events(
    afterStream place: (stream: String, version: Int), limit: Int, in reader: some Reading
  ) throws -> [Stored] {
    try reader.rows(
      """
      SELECT position, stream, version, kind, body, actor, at FROM journal_event
      WHERE (stream, version) > (\(place.stream), \(place.version))
      ORDER BY stream, version LIMIT \(limit)
      """, stored)
  }

  static func lastVersion(of stream: String, in reader: some Reading) throws -> Int {
    try reader.first(
      """
      SELECT version FROM journal_event WHERE stream = \(stream) ORDER BY version DESC LIMIT 1
      """
    ) { try $0[0] } ?? 0
  }

  /// How many events a snapshot may lie behind before a new one is written.
  private static let snapshotEvery = 16

  /// The state of an aggregate and its version; before its first event the version is 0.
  ///
  /// - Complexity: at most ``snapshotEvery`` events are read, however long the history.
  static func state<A: Aggregate>(
    of stream: Stream<A>, in reader: some Reading
  ) throws -> (state: A, version: Int) {
    let (state, version) = try snapshot(of: stream, in: reader) ?? (A(), 0)
    let rest = try events(of: stream.description, after: version, in: reader)
    return try fold(rest, onto: state, version)
  }

  /// The same from a state that was kept, with its last event and those after it; nil where that event is not there.
  static func state<A: Aggregate>(
    of stream: Stream<A>, from known: StateCache.Known<A>, in reader: some Reading
  ) throws -> (state: A, version: Int)? {
    let events = try events(of: stream.description, after: known.version - 1, in: reader)
    guard let last = events.first, last.version == known.version, last.moment.at == known.at
    else { return nil }
    return try fold(events.dropFirst(), onto: known.state, known.version)
  }

  private static func fold<A: Aggregate>(
    _ events: some Sequence<Stored>, onto state: A, _ version: Int
  ) throws -> (state: A, version: Int) {
    var (state, version) = (state, version)
    for event in events {
      state.apply(try event.decoded(A.Event.self).event, at: event.moment)
      version = event.version
    }
    return (state, version)
  }

  private static func snapshot<A: Aggregate>(
    of stream: Stream<A>, in reader: some Reading
  ) throws -> (state: A, version: Int)? {
    let stored: (version: Int, body: String)? = try reader.first(
      """
      SELECT version, body FROM journal_snapshot
      WHERE stream = \(stream.description) AND format = \(A.format)
      """
    ) { (try $0[0], try $0[1]) }
    // What cannot be read is folded anew.
    guard let stored,
      let state = try? JSONDecoder().decode(A.self, from: Data(stored.body.utf8))
    else { return nil }
    return (state, stored.version)
  }

  /// A snapshot as it lies in the table.
  struct StoredSnapshot {
    let stream: String
    let version: Int
    let format: Int
    let body: String
  }

  /// Snapshots in the order of their streams.
  static func snapshots(
    after stream: String, limit: Int, in reader: some Reading
  ) throws -> [StoredSnapshot] {
    try reader.rows(
      """
      SELECT stream, version, format, body FROM journal_snapshot
      WHERE stream > \(stream) ORDER BY stream LIMIT \(limit)
      """
    ) {
      StoredSnapshot(
        stream: try $0[0], version: try $0[1], format: try $0[2], body: try $0[3])
    }
  }

  static func snapshotIfDue<A: Aggregate>(
    _ state: A, of stream: Stream<A>, version: Int, previous: Int, in transaction: Transaction
  ) throws {
    guard version / snapshotEvery > previous / snapshotEvery else { return }
    let body = String(decoding: try JSONEncoder().encode(state), as: UTF8.self)
    try transaction.run(
      """
      INSERT INTO journal_snapshot (stream, version, format, body)
      VALUES (\(stream.description), \(version), \(A.format), \(body))
      ON CONFLICT (stream) DO UPDATE
      SET version = excluded.version, format = excluded.format, body = excluded.body
      """)
  }
}
