// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import ShangMi

/// A folder that stands under its name only when it is whole and on the disk.
enum WholeFolder {
  /// Makes the folder, which must not be there yet; until it is whole, it stands under another name that ends in
  /// `unfinished`.
  ///
  /// - Parameter fill: writes all of it into the folder under that other name, which it makes.
  /// - Throws: ``BackupFault/occupied(_:)``, ``BackupFault/noParent(_:)``, what `fill` throws, or what the file system
  ///   says.
  static func make<Made>(
    at place: URL, _ fill: (URL) async throws -> Made
  ) async throws -> Made {
    let parent = place.deletingLastPathComponent()
    guard FileManager.default.fileExists(atPath: parent.path) else {
      throw BackupFault.noParent(parent.path)
    }
    guard !BackupFolder(url: place).exists else { throw BackupFault.occupied(place.path) }
    let name = "\(place.lastPathComponent).\(SecureRandom.token().prefix(8)).unfinished"
    let draft = parent.appending(path: name)
    do {
      let made = try await fill(draft)
      // It would replace an empty folder that has come meanwhile, and refuse any other.
      guard rename(draft.path, place.path) == 0 else { throw BackupFault.occupied(place.path) }
      try DurableFile.synchronise(folder: parent)
      return made
    } catch {
      try? FileManager.default.removeItem(at: draft)
      throw error
    }
  }
}
