// SPDX-License-Identifier: Apache-2.0

import Codes
import Foundation
import Journal
import SQL
import ShangMi

/// What casework keeps beside its events, each thing against its digest and each number against its counter.
enum CaseInspections {
  static func all(of files: FileStore) -> [any JournalPart] {
    [
      Inspection.digests(of: "case_evidence"), uploads(in: files), contents(of: files),
      caseNumbers, documentNumbers,
    ]
  }

  /// Every upload has its file.
  private static func uploads(in files: FileStore) -> Inspection {
    Inspection(of: "case_upload") { snapshot, inspector in
      var last = ("", "")
      while true {
        let page: [(owner: String, digest: String, size: Int)] = try snapshot.rows(
          """
          SELECT owner, digest, size FROM case_upload WHERE (owner, digest) > (\(last.0), \(last.1))
          ORDER BY owner, digest LIMIT \(Inspection.pageSize)
          """
        ) { (try $0[0], try $0[1], try $0[2]) }
        for row in page {
          inspector.looked()
          let size = Digest(row.digest).flatMap(files.size)
          if size == nil {
            inspector.found("the file of this upload is not there", at: row.digest)
          } else if size != row.size {
            inspector.found(
              "the file has \(size ?? 0) bytes and should have \(row.size)", at: row.digest)
          }
        }
        guard let end = page.last else { return }
        last = (end.owner, end.digest)
      }
    }
  }

  /// Every file is the one that its name says.
  private static func contents(of files: FileStore) -> Inspection {
    Inspection(of: "files") { _, inspector in
      try files.each { digest, place in
        inspector.looked()
        if try DurableFile.digest(of: place).digest != digest {
          inspector.found(
            "the bytes are not those that this name says; put the file back from a backup",
            at: digest.description)
        }
      }
    }
  }

  /// Case numbers end in their serial, so in their order a series is in one piece.
  private static let caseNumbers = Numbering("case/") { snapshot, hand in
    var current: IssuedNumbers?
    var last = ""
    while true {
      let page: [String] = try snapshot.rows(
        """
        SELECT number FROM case_row WHERE number > \(last)
        ORDER BY number LIMIT \(Inspection.pageSize)
        """)
      for number in page {
        let (series, serial) = reading(number)
        if let done = current, done.series != series {
          try hand(done)
          current = nil
        }
        var numbers = current ?? IssuedNumbers(series)
        numbers.add(serial)
        current = numbers
      }
      guard let end = page.last else { break }
      last = end
    }
    if let current { try hand(current) }
  }

  /// A number that is none is a series of its own, which has no counter.
  private static func reading(_ number: String) -> (series: String, serial: Int) {
    guard let read = try? CaseNumber(number), let item = read.item, let date = read.date,
      let serial = read.serial
    else { return ("case/\(number)", 1) }
    return ("case/\(item)/\(date)", serial)
  }

  /// A series for every kind of document and year, which are few.
  private static let documentNumbers = Numbering("document/") { snapshot, hand in
    var tally = SeriesTally()
    var last = ""
    while true {
      let page: [(kind: String, number: String)] = try snapshot.rows(
        """
        SELECT kind, number FROM case_document WHERE number > \(last)
        ORDER BY number LIMIT \(Inspection.pageSize)
        """
      ) { (try $0[0], try $0[1]) }
      for row in page {
        let read = row.number.firstMatch(of: /〔(\d{4})〕(\d+)号$/)
        let serial = read.flatMap { Int($0.output.2) }
        tally.add(serial ?? 1, of: "document/\(row.kind)/\(read?.output.1 ?? row.number[...])")
      }
      guard let end = page.last else { break }
      last = end.number
    }
    for series in tally.inOrder { try hand(series) }
  }
}
