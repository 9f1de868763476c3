// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// A refusal as the API sends it (RFC 9457), with the article of the law where there is one.
struct Problem: Encodable, Sendable {
  struct Basis: Encodable, Sendable {
    let law: String
    let article: String
    let text: String
  }

  struct Place: Encodable, Sendable {
    /// A JSON pointer (RFC 6901), or the name of a parameter with a slash before it.
    let pointer: String
    let detail: String
  }

  let type: String
  let title: String
  let status: Int
  let detail: String
  let instance: String
  let legalBasis: Basis?
  let errors: [Place]?

  init(_ refusal: any Refusal, _ visit: Visit) {
    type = "/problems/\(refusal.code)"
    title = visit.t(refusal.kind.title)
    status = refusal.kind.status
    detail = visit.t(refusal.phrase)
    instance = "urn:request:\(visit.requestID)"
    legalBasis = refusal.legalBasis.map {
      Basis(law: $0.law, article: $0.article, text: $0.text)
    }
    let places = refusal.faults.map {
      Place(pointer: "/" + $0.field, detail: visit.t($0.phrase))
    }
    errors = places.isEmpty ? nil : places
  }

  /// A failure of the program itself: nothing of the error is told.
  init(failureOf visit: Visit) {
    type = "/problems/site/failure"
    title = visit.t(RefusalPage.failureTitle)
    status = 500
    detail = visit.t(RefusalPage.failureText)
    instance = "urn:request:\(visit.requestID)"
    legalBasis = nil
    errors = nil
  }

  /// The shape of a problem in the OpenAPI document.
  static let schema = Schema.named(
    "Problem",
    .object([
      .required("type", .string(), "Names the kind of problem; stable."),
      .required("title", .string()),
      .required("status", .integer(400...599)),
      .required("detail", .string(), "What is wrong and what to do."),
      .required("instance", .string(), "The request, as the log names it."),
      .optional(
        "legalBasis",
        .object([
          .required("law", .string()), .required("article", .string()),
          .required("text", .string()),
        ]), "The article that says so."),
      .optional(
        "errors",
        .array(.object([.required("pointer", .string()), .required("detail", .string())])),
        "What is wrong place by place."),
    ]))
}

/// The pages of what is refused and of what fails, in the same shell as every other.
enum RefusalPage {
  static let failureTitle: Phrase = "系统出错了"
  static let failureText: Phrase = "您的操作没有完成，问题已经记录。请稍后再试；仍然不行时，请把下面的编号告诉工作人员。"

  static func page(_ refusal: any Refusal, _ visit: Visit) -> Page {
    body(
      refusal.kind.title, visit.t(refusal.phrase),
      """
      \(if: !refusal.faults.isEmpty, faults(refusal, visit))\
      \(with: refusal.legalBasis, { "<p>\(visit.t("依据：\($0.text)"))</p>" })
      """, status: refusal.kind.status, visit)
  }

  static func failure(_ visit: Visit) -> Page {
    body(
      failureTitle, visit.t(failureText),
      "<p>\(visit.t("编号"))：<code>\(visit.requestID)</code></p>", status: 500, visit)
  }

  private static func faults(_ refusal: any Refusal, _ visit: Visit) -> HTML {
    "<ul>\(each: refusal.faults, { "<li>\($0.field)：\(visit.t($0.phrase))</li>" })</ul>"
  }

  private static func body(
    _ title: Phrase, _ text: String, _ more: HTML, status: Int, _ visit: Visit
  ) -> Page {
    let heading = visit.t(title)
    return Page(
      title, status: status,
      body: """
        \(UI.head(heading, lead: text))
        <div class="prose stack">
        \(more)
        <p>\(UI.link(visit.t("返回首页"), "/"))</p>
        </div>
        """)
  }
}
