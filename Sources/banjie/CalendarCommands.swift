// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Casework
import Deadlines
import Foundation
import Journal
import SQL

/// `banjie calendar`: the State Council's yearly holiday notices.
struct CalendarGroup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar", abstract: "Holiday notices, and what they do to open cases.",
    subcommands: [CalendarForesee.self, CalendarLoad.self])
}

/// What both commands are given.
struct NoticeOptions: ParsableArguments {
  @OptionGroup
  var data: DataOptions
  @Argument(help: "The year that the notice is for.")
  var year: Int
  @Argument(help: "The notice as CSV: date,kind,holiday.")
  var file: String
  @Option(
    help: ArgumentHelp("Where to write every date that moves, as CSV.", valueName: "file"))
  var report: String?

  /// Reads the file; what is wrong with it is told with its line, and the command exits with 65.
  func notice() throws -> (notice: HolidayNotice, csv: String) {
    let csv = try String(contentsOfFile: file, encoding: .utf8)
    do throws(NoticeFault) {
      return (try HolidayNotice(year: year, csv: csv), csv)
    } catch {
      printError("\(file): \(error.english)")
      throw ExitCode(65)
    }
  }

  func tell(_ change: CaseDesk.CalendarChange, _ verb: String) throws {
    if let report {
      try (change.csv + "\n").write(toFile: report, atomically: true, encoding: .utf8)
    }
    print(
      "\(change.examined) open cases looked at; \(change.moves.count) dates of \(change.moved) cases \(verb)"
    )
    for (holiday, count) in change.movesByHoliday.sorted(by: { $0.key < $1.key }) {
      print("\(holiday): \(count)")
    }
    print("calendar \(change.calendar.version)")
  }
}

/// `banjie calendar foresee`: what a notice would move.
struct CalendarForesee: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "foresee", abstract: "Tell which dates a notice would move; change nothing.")

  @OptionGroup
  var options: NoticeOptions

  func run() async throws {
    let (notice, _) = try options.notice()
    try await withStoredProgram(options.data) { program in
      try options.tell(try await program.desk.foresee(notice), "would move")
    }
  }
}

/// `banjie calendar load`: a notice that stands from now on.
struct CalendarLoad: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Load a notice and bring the open cases to it; running servers take it over.",
    discussion: """
      Loading the same notice again changes nothing, and finishes a run that was broken off. A later notice for the \
      same year takes the place of the earlier one.
      """)

  @OptionGroup
  var options: NoticeOptions

  func run() async throws {
    let (notice, csv) = try options.notice()
    try await withStoredProgram(options.data) { program in
      let line = ProgressLine()
      let change = try await line.during { headway in
        try await program.desk.load(notice, csv: csv, by: .system, headway: headway)
      }
      try options.tell(change, "moved")
      // Running servers take the notice over within a pause; what they wrote until then is brought along.
      try await Task.sleep(for: Program.shelfPause * 2)
      _ = try await line.during { headway in
        try await program.desk.bringOpenCases(
          from: program.desk.calendar, by: .system, headway: headway)
      }
    }
  }
}
