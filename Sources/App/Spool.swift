// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import Journal

/// Messages to applicants or to the staff as files in a folder, from which the bureau's gateway for short messages takes them.
///
/// The name of a file is the message's number, so a message that is delivered twice lies there once.
struct Spool: Sink {
  private let folder: URL

  init(folder: URL) throws {
    self.folder = folder
    try DurableFile.makeFolder(folder)
  }

  /// Writes the message out; it is on the disk before the outbox takes it for delivered.
  func deliver(_ message: OutboxMessage) async throws {
    try DurableFile.write(
      Array(message.body.utf8), to: folder.appending(path: "\(message.id).json"))
  }
}
