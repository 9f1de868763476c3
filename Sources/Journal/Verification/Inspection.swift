// SPDX-License-Identifier: Apache-2.0

import SQL
import ShangMi

/// Something wrong with what is kept.
package struct Finding: Sendable, Hashable, CustomStringConvertible {
  /// The table or folder.
  package let place: String
  /// Which row, file or number; empty where it is the whole.
  package let subject: String
  /// What is wrong with it.
  package let words: String

  package var description: String {
    [place, subject].filter { !$0.isEmpty }.joined(separator: " ") + ": " + words
  }
}

/// How a room looks at what it keeps beside its events: each thing against the name that it goes by.
package struct Inspection: JournalPart {
  /// The table or folder.
  let place: String
  let look: @Sendable (Snapshot, Inspector) throws -> Void

  /// - Parameter look: goes through all there is, a page at a time, and tells the inspector of every thing and every fault.
  package init(
    of place: String, _ look: @escaping @Sendable (Snapshot, Inspector) throws -> Void
  ) {
    self.place = place
    self.look = look
  }

  package func register(in register: inout Register) {
    register.inspections.append(self)
  }

  /// How many rows are in memory at once.
  package static let pageSize = 200

  /// A table of texts, `body`, each named by its SM3, `digest`.
  package static func digests(of table: StaticString) -> Inspection {
    Inspection(of: table.description) { snapshot, inspector in
      var last = ""
      while true {
        let page: [(digest: String, body: String)] = try snapshot.rows(
          """
          SELECT digest, body FROM \(raw: table) WHERE digest > \(last)
          ORDER BY digest LIMIT \(pageSize)
          """
        ) { (try $0[0], try $0[1]) }
        for row in page {
          inspector.looked()
          if SM3.digest(row.body).description != row.digest {
            inspector.found("the text is not the one that this digest names", at: row.digest)
          }
        }
        guard let end = page.last else { return }
        last = end.digest
      }
    }
  }
}

/// Takes down what is looked at in one place, and passes on what is found.
package final class Inspector {
  private let place: String
  private let headway: Headway.Listener
  private let listener: @Sendable (Finding) -> Void
  private(set) var count = 0
  private(set) var faults = 0

  init(
    of place: String, headway: @escaping Headway.Listener,
    _ listener: @escaping @Sendable (Finding) -> Void
  ) {
    self.place = place
    self.headway = headway
    self.listener = listener
  }

  /// So many more things were looked at.
  package func looked(_ more: Int = 1) {
    count += more
    headway(Headway(place, done: count))
  }

  /// Something is wrong.
  /// - Parameter subject: which row, file or number.
  package func found(_ words: String, at subject: String = "") {
    faults += 1
    listener(Finding(place: place, subject: subject, words: words))
  }
}
