// SPDX-License-Identifier: Apache-2.0

import Foundation
import Journal

/// Messages to applicants as files in a folder, from which the bureau's gateway for short messages takes them.
///
/// The name of a file is the message's number, so a message that is delivered twice lies there once.
struct Spool: Sink {
  private let folder: URL

  init(folder: URL) throws {
    self.folder = folder
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  func deliver(_ message: OutboxMessage) async throws {
    try Data(message.body.utf8).write(
      to: folder.appending(path: "\(message.id).json"), options: .atomic)
  }
}
