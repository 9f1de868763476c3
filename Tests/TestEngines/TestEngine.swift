// SPDX-License-Identifier: Apache-2.0

import Foundation
import SQL

/// The engines that the tests run on.
package enum TestEngine: String, CaseIterable, Sendable {
  case sqlite
  case postgres

  /// Those that this machine has: `@Test(arguments: TestEngine.all)`.
  package static let all = allCases.filter { $0 == .sqlite || TestServer.shared != nil }

  /// The one that this test runs on: SQLite, unless the test or `BANJIE_TEST_DATABASE` names the other.
  @TaskLocal
  package static var current = chosen

  private static let chosen = {
    let name = ProcessInfo.processInfo.environment["BANJIE_TEST_DATABASE"] ?? sqlite.rawValue
    guard let engine = TestEngine(rawValue: name) else {
      preconditionFailure("BANJIE_TEST_DATABASE is \(name); make it sqlite or postgres")
    }
    return engine
  }()

  /// An empty place that can be opened several times and is gone after the test.
  package func place() async throws -> TestPlace {
    switch self {
    case .sqlite: try TestPlace()
    case .postgres: TestPlace(try await server.schema())
    }
  }

  /// Where an empty database can be opened once.
  package func location() async throws -> Location {
    switch self {
    case .sqlite: .memory
    case .postgres: try await server.schema()
    }
  }

  /// An empty database.
  package func open() async throws -> Database {
    try Database.open(try await location())
  }

  private var server: TestServer {
    get throws {
      guard let server = TestServer.shared else {
        throw TestServer.NotStarted(words: "PostgreSQL is not installed")
      }
      return server
    }
  }
}

/// A place for a database that several programs can open.
package final class TestPlace: Sendable {
  package let location: Location
  private let folder: URL?

  /// A file in a folder that goes with this object.
  fileprivate init() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "banjie-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    self.folder = folder
    location = .file(folder.appending(path: "trial.db").path)
  }

  fileprivate init(_ location: Location) {
    self.location = location
    folder = nil
  }

  deinit {
    if let folder { try? FileManager.default.removeItem(at: folder) }
  }

  package func open() throws -> Database { try Database.open(location) }
}
