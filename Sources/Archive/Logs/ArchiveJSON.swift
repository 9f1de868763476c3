// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Processes
import Site

/// Past cases as the API sends them.
///
/// Durations are milliseconds.
enum ArchiveJSON {
  struct Log: Encodable, Sendable {
    let id: String
    let name: String
    let state: String
    let cases: Int
    let steps: Int
    let updatedAt: String
    let files: [File]
    let figures: Figures?

    init(_ log: ArchiveLog) {
      id = log.id
      name = log.name
      state = log.state.rawValue
      cases = log.cases
      steps = log.steps
      updatedAt = log.updatedAt.iso8601
      files = log.files.map(File.init)
      figures = log.figures.map(Figures.init)
    }
  }

  struct File: Encodable, Sendable {
    let digest: String
    let name: String
    let cases: Int
    let steps: Int
    let done: Int

    init(_ file: ArchiveLog.File) {
      digest = file.digest
      name = file.name
      cases = file.cases
      steps = file.steps
      done = file.done
    }
  }

  struct Figures: Encodable, Sendable {
    let activities: Int
    let pairs: Int
    let variants: Int
    let unsorted: Int
    let resources: Int
    let handovers: Int
    let handoverPairs: Int
    let first: String?
    let last: String?
    let throughput: Throughput
    let histogram: [Histogram.Bin]
    let frequentVariants: [ArchiveLog.Figures.Variant]

    init(_ figures: ArchiveLog.Figures) {
      activities = figures.activities
      pairs = figures.pairs
      variants = figures.variants
      unsorted = figures.unsorted
      resources = figures.resources
      handovers = figures.handovers
      handoverPairs = figures.handoverPairs
      first = figures.first?.iso8601
      last = figures.last?.iso8601
      throughput = Throughput(figures.throughput)
      histogram = figures.histogram.bins
      frequentVariants = figures.frequentVariants
    }
  }

  struct Throughput: Encodable, Sendable {
    let count: Int
    let min: Int64
    let mean: Double
    let median: Int64
    let max: Int64
    let hundredths: [String: Int64]

    init(_ spread: Spread) {
      count = spread.count
      min = spread.min
      mean = spread.mean
      median = spread.median
      max = spread.max
      hundredths = Dictionary(
        uniqueKeysWithValues: zip(Spread.places.map(String.init), spread.quantiles))
    }
  }

  struct Durations: Encodable, Sendable {
    let count: Int
    let total: Int64
    let median: Int64
    let tenth: Int64
    let max: Int64

    init(_ spread: KeptSpread) {
      count = spread.count
      total = spread.total
      median = spread.median
      tenth = spread.tenth
      max = spread.max
    }
  }

  struct Activity: Encodable, Sendable {
    let name: String
    let steps: Int
    let cases: Int
    let starts: Int
    let ends: Int
    let waiting: Durations
    let service: Durations

    init(_ row: ActivityRow) {
      name = row.name
      steps = row.steps
      cases = row.cases
      starts = row.starts
      ends = row.ends
      waiting = Durations(row.waiting)
      service = Durations(row.service)
    }
  }

  struct Pair: Encodable, Sendable {
    let from: String
    let to: String
    let times: Int
    let waiting: Durations

    init(_ row: PairRow) {
      from = row.from
      to = row.to
      times = row.times
      waiting = Durations(row.waiting)
    }
  }

  struct Resource: Encodable, Sendable {
    let name: String
    let steps: Int
    let cases: Int
    let activities: Int
    let days: Int

    init(_ row: ResourceRow) {
      name = row.name
      steps = row.steps
      cases = row.cases
      activities = row.activities
      days = row.days
    }
  }

  struct Summary: Encodable, Sendable {
    let number: Int
    let name: String
    let steps: Int
    let begunAt: String?
    let endedAt: String?
    let duration: Int64?

    init(_ row: PastCase) {
      number = row.number
      name = row.name
      steps = row.steps
      begunAt = row.span?.lowerBound.iso8601
      endedAt = row.span?.upperBound.iso8601
      duration = row.duration
    }
  }

  struct Detail: Encodable, Sendable {
    let number: Int
    let name: String
    let steps: [Happening]

    init(_ row: PastCase, _ steps: [Step]) {
      number = row.number
      name = row.name
      self.steps = steps.map(Happening.init)
    }
  }

  struct Happening: Encodable, Sendable {
    let activity: String
    let transition: String
    let at: String?
    let resource: String?

    init(_ step: Step) {
      activity = step.activity
      transition = step.transition == .start ? "start" : "complete"
      at = step.at?.iso8601
      resource = step.resource
    }
  }
}

/// How the API describes past cases.
enum ArchiveSchemas {
  private static let id: Schema = .string(pattern: "^[0-9a-f]{16}$")
  static let logID: Operation.Parameter = .path("log", id, "The log’s id.")
  static let number: Operation.Parameter = .path(
    "number", .integer(1...Int(Int32.max)), "The case’s number in the log.")

  private static let moment: Schema = .string(format: "date-time")
  private static let length: Schema = .integer()

  private static let throughput: Schema = .named(
    "Throughput",
    .object([
      .required("count", .integer()), .required("min", length), .required("mean", .number),
      .required("median", length), .required("max", length),
      .required("hundredths", .map(length), "What so many of a hundred are not longer than."),
    ]))

  private static let bin: Schema = .object([
    .required("from", length), .optional("to", length), .required("count", .integer()),
  ])

  private static let variant: Schema = .object([
    .required("count", .integer()), .required("activities", .array(.string())),
  ])

  private static let figures: Schema = .named(
    "ArchiveFigures",
    .object([
      .required("activities", .integer()), .required("pairs", .integer()),
      .required("variants", .integer(), "How many different orders of activities."),
      .required("unsorted", .integer(), "Cases whose steps the log had out of order."),
      .required("resources", .integer()), .required("handovers", .integer()),
      .required("handoverPairs", .integer()), .optional("first", moment),
      .optional("last", moment), .required("throughput", throughput),
      .required("histogram", .array(bin)), .required("frequentVariants", .array(variant)),
    ]))

  static let log: Schema = .named(
    "ArchiveLog",
    .object([
      .required("id", id), .required("name", .string()),
      .required("state", .choice(of: ArchiveLog.State.self)), .required("cases", .integer()),
      .required("steps", .integer()), .required("updatedAt", moment),
      .required(
        "files",
        .array(
          .object([
            .required("digest", .string(), "SM3, hexadecimal."), .required("name", .string()),
            .required("cases", .integer()), .required("steps", .integer()),
            .required("done", .integer(), "Cases that are there."),
          ]))),
      .optional("figures", figures, "Once every case is there. Durations are milliseconds."),
    ]))

  private static let durations: Schema = .named(
    "Durations",
    .object([
      .required("count", .integer()), .required("total", length), .required("median", length),
      .required("tenth", length, "What nine of ten are not longer than."),
      .required("max", length),
    ]))

  static let activity: Schema = .named(
    "ArchiveActivity",
    .object([
      .required("name", .string()), .required("steps", .integer()),
      .required("cases", .integer()), .required("starts", .integer()),
      .required("ends", .integer()), .required("waiting", durations),
      .required("service", durations),
    ]))

  static let pair: Schema = .named(
    "ArchivePair",
    .object([
      .required("from", .string()), .required("to", .string()), .required("times", .integer()),
      .required("waiting", durations),
    ]))

  static let resource: Schema = .named(
    "ArchiveResource",
    .object([
      .required("name", .string()), .required("steps", .integer()),
      .required("cases", .integer()), .required("activities", .integer()),
      .required("days", .integer()),
    ]))

  static let summary: Schema = .named(
    "PastCaseSummary",
    .object([
      .required("number", .integer()), .required("name", .string()),
      .required("steps", .integer()), .optional("begunAt", moment),
      .optional("endedAt", moment), .optional("duration", length),
    ]))

  static let detail: Schema = .named(
    "PastCase",
    .object([
      .required("number", .integer()), .required("name", .string()),
      .required(
        "steps",
        .array(
          .object([
            .required("activity", .string()),
            .required("transition", .choice(["start", "complete"])), .optional("at", moment),
            .optional("resource", .string()),
          ]))),
    ]))
}
