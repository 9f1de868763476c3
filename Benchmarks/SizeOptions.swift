// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What follows the word `size`: `[--cases N] [--engine sqlite|postgres] [--data FOLDER] [--database ADDRESS]`.
///
/// Without a place a database is filled for the occasion and gone afterwards: on SQLite, and on a PostgreSQL of its own
/// where one is installed. A place that has cases is measured as it is, and has some more afterwards.
struct SizeOptions {
  enum Engine: String, CaseIterable { case sqlite, postgres }

  var cases = 10_000
  var engines = Engine.allCases
  /// The folder of files, with the database where none is named.
  var data: URL?
  /// A PostgreSQL, as `banjie --database` takes it.
  var database: String?

  struct Fault: Error, CustomStringConvertible { let description: String }

  /// - Parameter arguments: those of the program; what is not an option of `size` is passed over.
  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("--") else { continue }
      guard let value = rest.popFirst() else { throw Fault(description: "\(word) needs a value") }
      switch word {
      case "--cases":
        guard let number = Int(value), number > 0 else {
          throw Fault(description: "--cases \(value): write a number from 1")
        }
        cases = number
      case "--engine":
        guard let engine = Engine(rawValue: value) else {
          throw Fault(description: "--engine \(value): choose sqlite or postgres")
        }
        engines = [engine]
      case "--data": data = URL(fileURLWithPath: value, isDirectory: true)
      case "--database": database = value
      default:
        throw Fault(
          description: "\(word) is no option; there are --cases, --engine, --data, --database")
      }
    }
    if database != nil { engines = [.postgres] }
    if database == nil, data != nil { engines = [.sqlite] }
  }
}
