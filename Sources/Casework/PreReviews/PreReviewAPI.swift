// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// Pre-reviews for programs of the window.
struct PreReviewAPI: Sendable {
  let desk: CaseDesk

  private static let reviewers = Gate.only(PreReview.reviewers)

  var routes: [Route] {
    [
      .api(.get, "/api/v1/pre-reviews", Self.reviewers, "查询网上预审", Self.list) { visit, _ in
        let place = try visit.cursor().map(CaseFilter.ReceiptPlace.init)
        let (rows, next) = try await desk.preReviews(after: place, limit: try visit.limit())
        return .json(
          Listing(rows.map { Summary($0, desk.calendar) }, next: next.map(\.cursor)))
      },
      .api(.get, "/api/v1/pre-reviews/{id}", Self.reviewers, "查看一项预审", Self.detail) {
        visit, actor in
        let file = try await desk.openPreReview(visit.parameter("id"), for: actor)
        return .json(Detail(file, desk.calendar))
      },
      .api(
        .post, "/api/v1/pre-reviews/{id}/answer", Self.reviewers, "答复预审", Self.answer
      ) { visit, actor in
        let sent: SupplementNotice = try visit.json()
        let id = visit.parameter("id")
        let file = try await desk.openPreReview(id, for: actor)
        let known = Set(NoticeTarget.all(of: file.filing, file.item).map(\.key))
        let faults = sent.entries.enumerated().filter { !known.contains($0.element.target) }
          .map { index, entry in
            Fault("entries/\(index)/target", "本事项没有名为 \(entry.target) 的材料或者填报项。")
          }
        guard faults.isEmpty else { throw SiteRefusal.invalid(faults) }
        try await desk.answerPreReview(id, sent, by: actor, key: visit.command)
        let fresh = try await desk.openPreReview(id, for: actor)
        return .json(Detail(fresh, desk.calendar))
      },
    ]
  }

  private struct Summary: Encodable, Sendable {
    let id: String
    let item: CaseJSON.Item
    let department: String
    let askedAt: String
    let due: Day
    let answeredAt: String?
    let complete: Bool?

    init(_ row: PreReviewRow, _ calendar: WorkCalendar, _ item: ItemVersion? = nil) {
      id = row.id
      self.item = CaseJSON.Item(row.item, item)
      department = row.department
      askedAt = row.askedAt.iso8601
      due = row.due(calendar)
      answeredAt = row.answeredAt?.iso8601
      complete = row.isComplete
    }
  }

  private struct Detail: Encodable, Sendable {
    let summary: Summary
    let situation: [String: String]
    let answers: [String: String]
    let files: [CaseJSON.File]
    let notice: [SupplementNotice.Entry]?

    init(_ file: PreReviewFile, _ calendar: WorkCalendar) {
      summary = Summary(file.row, calendar, file.item)
      situation = file.filing?.situation ?? [:]
      answers = file.filing.map { CaseJSON.masked($0.answers, of: file.item) } ?? [:]
      files = file.filing?.files.map { CaseJSON.File($0, of: file.item) } ?? []
      notice = file.notice?.entries
    }

    private enum Keys: String, CodingKey { case situation, answers, files, notice }

    /// The members of the summary and its own, in one object.
    func encode(to encoder: any Encoder) throws {
      try summary.encode(to: encoder)
      var container = encoder.container(keyedBy: Keys.self)
      try container.encode(situation, forKey: .situation)
      try container.encode(answers, forKey: .answers)
      try container.encode(files, forKey: .files)
      try container.encodeIfPresent(notice, forKey: .notice)
    }
  }

  // MARK: - The shapes

  private static let id: Operation.Parameter = .path(
    "id", .string(length: 1...64), "The pre-review’s id.")
  private static let moment: Schema = .string(format: "date-time")

  private static let parts: [Schema.Property] = [
    .required("id", .string()),
    .required(
      "item",
      .object([
        .required("code", .string()), .required("version", .integer()),
        .required("name", CaseSchema.words),
      ])),
    .required("department", .string()), .required("askedAt", moment),
    .required("due", .date, "By when the window means to answer; no law gives it."),
    .optional("answeredAt", moment), .optional("complete", .boolean),
  ]

  private static let whole: Schema = .named(
    "PreReview",
    .object(
      parts + [
        .required("situation", .map(.string())), .required("answers", .map(.string())),
        .required("files", .array(CaseSchema.file)),
        .optional("notice", CaseSchema.entries, "What was found wrong."),
      ]))

  private static let list = Operation(
    "listPreReviews", tag: "pre-reviews", parameters: Operation.Parameter.paging,
    returns: .listing("PreReviewList", of: .named("PreReviewSummary", .object(parts))))

  private static let detail = Operation(
    "getPreReview", tag: "pre-reviews", parameters: [id], returns: whole)

  private static let answer = Operation(
    "answerPreReview", tag: "pre-reviews", parameters: [id, .idempotencyKey],
    body: .json(
      .named(
        "PreReviewAnswer",
        .object([
          .required(
            "entries", .array(CaseSchema.noticeEntry, count: 0...100),
            "All that is wrong; empty where the draft is complete.")
        ]))), returns: whole)
}
