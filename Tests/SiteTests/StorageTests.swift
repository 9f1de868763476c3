// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Foundation
import HTTPTypes
import Journal
import Logging
import SQL
import Site
import Testing

@Suite("Storage that fails is told in words, and as what cannot be helped by sending again at once")
struct StorageTests {
  private static let full: [any Error] = [
    SQLFailure.full, POSIXError(.ENOSPC), POSIXError(.EDQUOT), POSIXError(.EFBIG),
    CocoaError(.fileWriteOutOfSpace),
  ]
  private static let broken: [any Error] = [
    SQLFailure.disk("I/O error"), SQLFailure.corrupt("page 3"), SQLFailure.readOnly,
    SQLFailure.cannotOpen("no"), POSIXError(.EIO), POSIXError(.EROFS),
    CocoaError(.fileWriteVolumeReadOnly),
    CocoaError(.fileWriteUnknown, userInfo: [NSUnderlyingErrorKey: POSIXError(.EIO)]),
  ]

  private func answer(to error: any Error) async throws -> Rehearsal.Answer {
    let room = Room(
      name: "store", routes: [.page(.get, "/store", .anyone, "存") { _, _ in throw error }])
    let site = try SiteResponder(
      rooms: [room], settings: SiteSettings(), clock: Clock { Instant(milliseconds: 0) },
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      authenticate: { _ in nil })
    return try await Rehearsal(site).get("/store")
  }

  @Test("no room is no room, in the database and among the files")
  func noRoom() async throws {
    for error in Self.full {
      let answer = try await answer(to: error)
      #expect(answer.status == 503 && answer.text.contains("存储空间已满"), "\(error): \(answer)")
    }
  }

  @Test("a disk that fails, is damaged or may not be written says so")
  func brokenDisk() async throws {
    for error in Self.broken {
      let answer = try await answer(to: error)
      #expect(answer.status == 503 && answer.text.contains("存储发生故障"), "\(error): \(answer)")
    }
  }

  @Test("a file that is not there is a fault of the program, not of the disk")
  func missing() async throws {
    #expect(try await answer(to: CocoaError(.fileReadNoSuchFile)).status == 500)
  }
}
