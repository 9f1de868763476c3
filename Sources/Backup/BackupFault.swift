// SPDX-License-Identifier: Apache-2.0

import SQL

/// Why a backup cannot be made or brought back, and what to do.
package enum BackupFault: Error, Sendable, Hashable {
  /// Something stands where a folder shall come.
  case occupied(String)
  /// The folder in which something shall come is not there.
  case noParent(String)
  /// A file in the store is not what its name says.
  case damagedFile(String)
  /// There is no such folder.
  case noFolder(String)
  /// A part is missing.
  case incomplete(String, String)
  /// A part is not what the manifest says.
  case damaged(String)
  /// The folder of a newer program.
  case newerFormat(Int)
  /// A schema that this program does not know.
  case newerSchema(program: String, room: String, step: Int)
  case otherEngine(backup: Dialect, target: Dialect)
  case otherPlace(backup: String, target: String)
  /// Data is there already.
  case notEmpty(String, String)
}

extension BackupFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .occupied(let path): "\(path) is there already; name a folder that is not"
    case .noParent(let path):
      "\(path) is not there, so nothing can be put into it; make it, or mount its disk, and try again"
    case .damagedFile(let path):
      "\(path) is damaged: its bytes are not those that its name says; no backup was made. Put it back from an "
        + "older backup and try again; banjie verify names every such file"
    case .noFolder(let path): "\(path) is not there; name the folder of a backup"
    case .incomplete(let path, let name):
      "\(path) is no whole backup: \(name) is missing; one that was broken off ends in “unfinished”, use another one"
    case .damaged(let name):
      "the backup is damaged: \(name) is not what it was when the backup was made; use another one"
    case .newerFormat(let format):
      "the backup has the form \(format), and this program reads forms up to \(Manifest.format); "
        + "restore it by the program that made it, or a newer one"
    case .newerSchema(let program, let room, let step):
      "the backup was made by Banjie \(program) and has step \(step) of \(room), which this program does not know; "
        + "restore it by that program, or a newer one"
    case .otherEngine(let backup, let target):
      "the backup is of \(backup.name) and the target is \(target.name); name by --database a target of its kind"
    case .otherPlace(let backup, let target):
      "the backup is of the schema \(backup) and the address leads to \(target); "
        + "add options=-csearch_path=\(backup) to it, and make that schema if it is not there"
    case .notEmpty(let path, let occupant):
      "\(path) is not empty: it holds \(occupant); a restore goes into an empty place only, so that nothing is "
        + "lost by it"
    }
  }
}

extension Dialect {
  /// As people call it.
  fileprivate var name: String {
    switch self {
    case .sqlite: "SQLite"
    case .postgres: "PostgreSQL"
    }
  }
}
