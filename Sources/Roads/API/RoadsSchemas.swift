// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// How the API describes roads: the shapes of ``RoadsJSON`` and of what is sent to it.
enum RoadsSchemas {
  private static let numberText: Schema = .string(pattern: RoadsSettings.numberPattern)
  private static let segmentText: Schema = .string(pattern: "^[A-Z]{2,4}-[0-9]{3,5}$")
  private static let moment: Schema = .string(format: "date-time")
  private static let text: Schema = .string(length: 1...DigStep.textMax)
  private static let count: Schema = .integer()

  static let number: Operation.Parameter = .path("number", numberText, "The dig’s number.")

  // MARK: - What is sent

  private static let entryParts: [Schema.Property] = [
    .required(DigField.unit, .string(length: 1...100), "Whose lines they are."),
    .required(DigField.line, .choice(of: LineKind.self)),
    .required(DigField.purpose, .string(length: 1...500)),
    .required(DigField.segments, .array(segmentText, count: 1...200)),
    .required(DigField.to, .date, "The last day."),
    .required(DigField.depth, .number, "Metres."),
    .required(DigField.area, .number, "The opened surface in square metres."),
    .required(DigField.contactName, .string(length: 1...50)),
    .required(DigField.contactPhone, .string(length: 1...20)),
  ]

  static let entry: Schema = .named(
    "DigEntry",
    .object(
      entryParts + [
        .required(DigField.from, .date, "The first day."),
        .optional(
          DigField.approval, .string(length: 4...60),
          "The number of the government’s approval of digging in a young road."),
      ]))

  static let emergency: Schema = .named(
    "DigEmergency",
    .object(
      entryParts + [
        .required(DigField.brokenUp, moment, "When the road was broken up, with its zone.")
      ]))

  /// What a step wants; nil for one that wants nothing.
  static func body(of step: RoadsStep) -> Schema? {
    let words: Schema.Property = .required("text", text)
    return switch step {
    case .approve:
      .named(
        "DigApproval", .object([.required(DigField.approval, .string(length: 4...60))]))
    case .inspect:
      .named("DigInspection", .object([.required(DigField.passed, .boolean), words]))
    case .askChange:
      .named(
        "DigChange",
        .object([
          .optional(DigField.until, .date), .optional(DigField.area, .integer(1...100_000)),
          .optional(DigField.segments, .array(segmentText, count: 1...200)), words,
        ]))
    case .decideChange:
      .named("DigChangeDecision", .object([.required(DigField.granted, .boolean), words]))
    case .exceed:
      .named(
        "DigExceedance",
        .object([.required(DigField.kind, .choice(of: Dig.Exceedance.Kind.self)), words]))
    case .withdraw, .declineMerge: .named("DigReasons", .object([words]))
    default: nil
    }
  }

  // MARK: - What is answered

  static let receipt: Schema = .named(
    "DigReceipt", .object([.required("number", numberText), .required("version", count)]))

  static let dig: Schema = .named(
    "Dig",
    .object([
      .required("number", numberText), .required("phase", .choice(of: Dig.Phase.self)),
      .required("origin", .choice(of: Dig.Origin.self)), .required("unit", .string()),
      .required("line", .choice(of: LineKind.self)),
      .required("segments", .array(segmentText)), .required("from", .date),
      .required("to", .date), .required("depthM", .number), .required("areaSqm", count),
      .required("exceedances", count, "How often it went beyond what was approved."),
      .optional("brokenUpAt", moment), .optional("formalitiesDue", moment),
      .optional("formalitiesDone", moment),
      .required("formalitiesMissed", .boolean, "Whether its 24 hours were not kept."),
    ]))

  private static let plan: Schema = .named(
    "MergePlan",
    .object([
      .required("digs", .array(numberText), "In the order of their works."),
      .required("from", .date), .required("to", .date),
      .required("segments", .array(segmentText)),
      .required("daysSaved", count, "How many days of occupied road it saves."),
    ]))

  static let detail: Schema = .named(
    "DigDetail",
    .object([
      .required("dig", dig), .required("version", count), .optional("approval", .string()),
      .optional(
        "feesFen",
        .object([.required("occupation", count), .required("repair", count)]),
        "What it will cost, in fen; absent where the item’s tables have no answer."),
      .required(
        "moratoria",
        .array(
          .object([
            .required("segment", segmentText),
            .required("cause", .choice(of: Moratorium.Cause.self)), .required("since", .date),
            .required("free", .date, "The first day on which it may be dug."),
          ]))),
      .required(
        "conflicts",
        .array(
          .object([
            .required("with", numberText),
            .required("shared", .boolean, "On the same segments, not on adjoining ones."),
            .required("segments", .array(segmentText)), .required("overlapDays", count),
            .optional("gapDays", count, "How many days lie between; absent where they overlap."),
          ]))),
      .optional("proposal", plan, "What would be proposed now."),
      .optional(
        "merge",
        .object([
          .required("status", .choice(of: Merge.Status.self)), .required("plan", plan),
          .required("accepted", .array(numberText)), .required("declined", .array(numberText)),
        ])),
    ]))

  static let collection: Schema = .named(
    "RoadSegments",
    .object([
      .required("type", .choice(["FeatureCollection"])), .required("name", .string()),
      .required("demo", .boolean, "Whether all of it is made up."),
      .required("features", .array(feature)),
    ]))

  private static let feature: Schema = .named(
    "RoadSegment",
    .object([
      .required("type", .choice(["Feature"])), .required("id", segmentText),
      .required(
        "geometry",
        .object([
          .required("type", .choice(["LineString"])),
          .required("coordinates", .array(.array(.number))),
        ])),
      .required(
        "properties",
        .object([
          .required("id", segmentText), .required("road", .string()),
          .required("from", .string()), .required("to", .string()),
          .required("lengthM", count), .required("lanes", count),
          .required("pavement", .choice(of: Pavement.self)), .optional("built", .date),
          .optional("rebuilt", .date), .optional("overhauled", .date),
          .required("state", .choice(of: SegmentState.self)),
          .required("firstFree", .date, "The first day on which it may be dug."),
          .required("digs", .array(numberText)),
        ])),
    ]))
}
