// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Deadlines
import Foundation
import Journal

/// `banjie clock`: the clocks of cases, one JSON object a line.
struct ClockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clock",
    abstract: "Read the facts of cases as JSON lines and print their stage, due dates and lights.",
    discussion: """
      Each line of standard input is one case; each is answered in one line. Facts that are not given have \
      not happened, terms that are not given are as 行政许可法 has them. Instants are days or times in China.

        {"id": "A-1", "asOf": "2026-03-10", "facts": {"received": "2026-03-02", "accepted": "2026-03-03", \
      "procedures": [{"kind": "expertReview", "started": "2026-03-05", "told": "2026-03-05"}]}, \
      "terms": {"promised": 8}}

      A line that cannot be read is told on standard error with its number and what to do; the others are \
      answered, and the command exits with 65.
      """)

  @Flag(help: "Say of each due date, day by day and rule by rule, why.")
  var trace = false

  @Option(
    help: ArgumentHelp(
      "The day to look from, where a line names none in “asOf”; today if left out.",
      valueName: "day"))
  var asOf: String?

  func run() throws {
    let today: Day
    if let asOf {
      guard let day = Day(asOf) else {
        throw ValidationError("“\(asOf)” is not a day such as 2026-03-10")
      }
      today = day
    } else {
      today = Clock.system.now.day
    }
    var failed = false
    var number = 0
    while let line = readLine() {
      number += 1
      if line.allSatisfy(\.isWhitespace) { continue }
      do throws(ClockQuestionFault) {
        print(
          try ClockAnswer.json(
            to: line, line: number, today: today, isTraced: trace, in: .china))
      } catch {
        failed = true
        printError("line \(number): \(error)")
      }
    }
    if failed { throw ExitCode(65) }
  }
}
