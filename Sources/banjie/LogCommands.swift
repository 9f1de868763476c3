// SPDX-License-Identifier: Apache-2.0

import App
import Archive
import ArgumentParser
import Casework
import Deadlines
import Foundation
import Processes

/// `banjie import`: what former systems have left behind.
struct ImportGroup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Bring in what former systems have left behind.",
    subcommands: [ImportXES.self])
}

/// `banjie import xes`: past cases from event logs.
struct ImportXES: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "xes", abstract: "Bring in past cases from event logs (XES, IEEE 1849).",
    discussion: """
      A file may be compressed by gzip. Every file is read to its end before anything is written, so of a wrong one \
      nothing is. The same file again changes nothing; a run that was broken off goes on where it was.
      """)

  @OptionGroup
  var data: DataOptions
  @Argument(help: "The logs.")
  var files: [String]
  @Option(help: "The log that the cases go into, by name; made if there is none.")
  var name: String

  func run() async throws {
    try await withStoredProgram(data) { program in
      let line = ProgressLine()
      let report = try await line.during { headway in
        try await program.archive.add(
          files.map { URL(filePath: $0) }, to: name, headway: headway)
      }
      print(
        "\(report.name) (\(report.id)): \(report.cases) cases with \(report.steps) steps from "
          + "\(report.files) files brought in; \(report.known) files were there already")
    }
  }
}

/// `banjie export`: what other programs read.
struct ExportGroup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write what other programs read.",
    subcommands: [ExportXES.self])
}

/// `banjie export xes`: cases as an event log.
struct ExportXES: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "xes", abstract: "Write cases as an event log (XES, IEEE 1849).",
    discussion: """
      The log tells what happened when, and by which part; it names nobody. Cases stand in it by the time of their \
      receipt, the last first. A file whose name ends in .gz is compressed.
      """)

  @OptionGroup
  var data: DataOptions
  @Option(help: "Only cases of the item with this implementation code.")
  var item: String?
  @Option(help: "Only cases received on this day or later.", transform: Self.day)
  var from: Day?
  @Option(help: "Only cases received on this day or before.", transform: Self.day)
  var to: Day?
  @Argument(help: "The file to write; standard output if there is none.")
  var file: String?

  func run() async throws {
    let (first, last) = (from ?? Day(number: 0), to ?? Self.latest)
    guard first <= last else { throw ValidationError("--from lies after --to") }
    try await withStoredProgram(data) { program in
      let filter = CaseDesk.LogFilter(item: item, days: first...last)
      let output = try LogOutput(file)
      let line = ProgressLine()
      var (cases, steps) = (0, 0)
      var writer = XESWriter(CaseLog.header(name: "Banjie"))
      try await line.during { headway in
        try await program.desk.log(filter, headway: headway) { traces in
          for trace in traces {
            writer.write(trace)
            steps += trace.events.count
          }
          cases += traces.count
          try output.write(writer.take())
        }
      }
      writer.finish()
      try output.write(writer.take(), isLast: true)
      if file != nil { print("\(cases) cases with \(steps) steps written") }
    }
  }

  private static func day(_ text: String) throws -> Day {
    guard let day = Day(text) else {
      throw ValidationError("“\(text)” is no day of the form 2026-11-23")
    }
    return day
  }

  /// The last day that a case can have been received on.
  private static let latest = Day(number: 2_932_896)
}

/// Where a log goes: a file, which has its name only once it is whole, or standard output.
private final class LogOutput {
  private let handle: FileHandle
  private let draft: URL?
  private let target: URL?
  private let gzip: Gzip?

  init(_ path: String?) throws {
    gzip = path?.hasSuffix(".gz") == true ? Gzip() : nil
    guard let path else {
      (handle, draft, target) = (.standardOutput, nil, nil)
      return
    }
    let target = URL(filePath: path)
    let draft = target.appendingPathExtension("part")
    try Data().write(to: draft)
    handle = try FileHandle(forWritingTo: draft)
    (self.draft, self.target) = (draft, target)
  }

  func write(_ text: String, isLast: Bool = false) throws {
    let bytes = Array(text.utf8)
    try handle.write(contentsOf: Data(gzip?.write(bytes, isLast: isLast) ?? bytes))
    guard isLast, let draft, let target else { return }
    try handle.synchronize()
    try handle.close()
    guard rename(draft.path, target.path) == 0 else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: target.path])
    }
  }
}
