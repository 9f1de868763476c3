// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Codes
import Deadlines
import Foundation
import Journal

/// `banjie due`: the last day of a term in working days.
struct DueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "due",
    abstract: "Read start,days line by line and print start,days,due.",
    discussion: """
      The start is day 0 (民法典 article 201); working days by the official calendar (行政许可法 article 82).
      A line that cannot be read is printed with “invalid” and the reason, and the command exits with 65.
      """)

  @Option(help: ArgumentHelp("Print the trace of one term, as START,DAYS.", valueName: "term"))
  var explain: String?

  func run() throws {
    let calendar = WorkCalendar.china
    if let explain {
      let term = try Term(explain)
      for line in try calendar.explain(start: term.start, days: term.days) {
        print(line.chinese)
      }
      return
    }
    try eachLine(header: "start,days", as: "start,days,due") { line in
      let term = try Term(line)
      return "\(line),\(try calendar.due(start: term.start, days: term.days))"
    }
  }

  private struct Term {
    let start: Day
    let days: Int

    init(_ text: String) throws {
      let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      guard parts.count == 2 else { throw LineFault("expected start,days") }
      guard let start = Day(parts[0]) else { throw LineFault("no such day: \(parts[0])") }
      guard let days = Int(parts[1]) else { throw LineFault("not a number: \(parts[1])") }
      self.start = start
      self.days = days
    }
  }
}

/// `banjie elapsed`: the working days between two days.
struct ElapsedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "elapsed",
    abstract:
      "Read from,to line by line and print from,to and the working days after from through to.")

  func run() throws {
    let calendar = WorkCalendar.china
    try eachLine(header: "from,to", as: "from,to,days") { line in
      let parts = line.split(separator: ",", omittingEmptySubsequences: false)
      guard parts.count == 2 else { throw LineFault("expected from,to") }
      guard let from = Day(parts[0]) else { throw LineFault("no such day: \(parts[0])") }
      guard let to = Day(parts[1]) else { throw LineFault("no such day: \(parts[1])") }
      return "\(line),\(try calendar.elapsed(from: from, to: to))"
    }
  }
}

/// `banjie check`: codes of national standards.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read codes line by line and print code,valid or code,invalid,reason.")

  @Argument(help: "uscc, resident, region, item, case, licence or project.")
  var kind: String

  @Flag(
    help: """
      Accept what the bureau's forms accept: rural collectives' codes, and a district that is younger \
      than its bearer.
      """)
  var lenient = false

  @Flag(help: "Print a sentence instead of the short reason.")
  var explain = false

  func run() throws {
    guard let kind = CodeKind(rawValue: kind) else {
      let all = CodeKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("“\(kind)” is not a kind of code; choose \(all)")
    }
    let day = Clock.system.now.day
    let today = CivilDate(year: day.year, month: day.month, day: day.day) ?? .earliest
    try eachLine { line in
      guard let fault = kind.fault(in: line, asOf: today, strict: !lenient) else {
        return "\(line),valid"
      }
      return "\(line),invalid,\(explain ? fault.chinese : fault.reason)"
    }
  }
}

/// What is wrong with one line of the input.
struct LineFault: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// Answers standard input line by line; a line that cannot be answered says why and the rest goes on.
///
/// - Parameters:
///   - header: a first line like this is answered with `answer` instead.
///   - reply: the answer to a line.
/// - Throws: `ExitCode` 65 at the end if any line could not be answered.
func eachLine(
  header: String? = nil, as answer: String = "", _ reply: (String) throws -> String
) throws {
  var failed = false
  var isFirst = true
  while let line = readLine() {
    let line = line.hasSuffix("\r") ? String(line.dropLast()) : line
    defer { isFirst = false }
    if line.isEmpty { continue }
    if isFirst, line == header {
      print(answer)
      continue
    }
    do {
      print(try reply(line))
    } catch {
      failed = true
      let reason = (error as? CalendarFault)?.english ?? "\(error)"
      print("\(line),invalid,\(reason)")
    }
  }
  if failed { throw ExitCode(65) }
}
