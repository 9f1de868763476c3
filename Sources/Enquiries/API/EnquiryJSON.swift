// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// What the API tells of questions.
enum EnquiryJSON {
  struct Subject: Codable, Sendable {
    let kind: Enquiry.Subject.Kind
    let code: String?

    init(_ subject: Enquiry.Subject) {
      (kind, code) = (subject.kind, subject.code.isEmpty ? nil : subject.code)
    }

    var value: Enquiry.Subject { Enquiry.Subject(kind: kind, code: code ?? "") }
  }

  /// A question in a list.
  struct Row: Encodable, Sendable {
    let id: String
    let version: Int
    let about: Subject
    let channel: Enquiry.Channel
    let unit: String
    let isOpen: Bool
    let due: Day
    let askedAt: String
    let question: String?

    init(_ row: EnquiryRow, _ text: String?) {
      (id, version, about, channel) = (row.id, row.version, Subject(row.subject), row.channel)
      (unit, isOpen, due, question) = (row.unit, row.isOpen, row.due, text)
      askedAt = row.askedAt.iso8601
    }
  }

  /// One question with its answer.
  struct Detail: Encodable, Sendable {
    let enquiry: Row
    let answer: String?
    let isPublished: Bool

    init(_ file: EnquiryFile) {
      enquiry = Row(file.row, file.question)
      answer = file.answer
      isPublished = file.state.published != nil
    }
  }

  struct Figures: Encodable, Sendable {
    struct Count: Encodable, Sendable {
      let about: Subject
      let count: Int
    }

    let period: String
    let channels: [String: Int]
    let subjects: [Count]

    init(_ figures: EnquiryFigures, _ period: String) {
      self.period = period
      channels = Dictionary(
        uniqueKeysWithValues: Enquiry.Channel.allCases.map {
          ($0.rawValue, figures.count(through: $0))
        })
      subjects = figures.subjects.map { Count(about: Subject($0.subject), count: $0.count) }
    }
  }
}

/// How the API describes questions: the shapes of ``EnquiryJSON`` and of what is sent to it.
enum EnquirySchemas {
  static let id: Operation.Parameter = .path(
    "id", .string(pattern: "^[A-Za-z0-9_-]{43}$"), "The question’s id.")
  private static let text: Schema = .string(length: 1...2000)
  private static let subject: Schema = .object([
    .required("kind", .choice(of: Enquiry.Subject.Kind.self)),
    .optional("code", .string(length: 1...64), "Of the item or bundle."),
  ])

  static let asking: Schema = .named(
    "EnquiryAsking",
    .object([.required("about", subject), .required("question", .string(length: 1...500))]))
  static let recording: Schema = .named(
    "EnquiryRecording",
    .object([
      .required("about", subject), .required("channel", .choice(["counter", "telephone"])),
      .required("question", .string(length: 1...500)), .required("answer", text),
    ]))
  static let code: Schema = .named(
    "EnquiryCode", .object([.required("code", .string(length: 1...20))]))
  static let words: Schema = .named("EnquiryText", .object([.required("text", text)]))
  static let forwarding: Schema = .named(
    "EnquiryForwarding",
    .object([.required("unit", .string(length: 1...60)), .required("text", text)]))
  static let publication: Schema = .named(
    "EnquiryPublication",
    .object([.required("question", text), .required("text", text, "The answer.")]))

  static let receipt: Schema = .named(
    "EnquiryReceipt",
    .object([
      .required("id", .string()), .required("version", .integer(), "As in the ETag."),
      .optional("code", .string(), "By which a visitor sees it again; told this once."),
    ]))
  static let row: Schema = .named(
    "Enquiry",
    .object([
      .required("id", .string()), .required("version", .integer()), .required("about", subject),
      .required("channel", .choice(of: Enquiry.Channel.self)), .required("unit", .string()),
      .required("isOpen", .boolean), .required("due", .date),
      .required("askedAt", .string(format: "date-time")), .optional("question", .string()),
    ]))
  static let detail: Schema = .named(
    "EnquiryDetail",
    .object([
      .required("enquiry", row), .optional("answer", .string()),
      .required("isPublished", .boolean),
    ]))
  static let figures: Schema = .named(
    "EnquiryFigures",
    .object([
      .required("period", .string()), .required("channels", .map(.integer())),
      .required(
        "subjects",
        .array(.object([.required("about", subject), .required("count", .integer())])),
        "The most often asked about first."),
    ]))
}
