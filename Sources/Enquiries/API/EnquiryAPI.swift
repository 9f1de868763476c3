// SPDX-License-Identifier: Apache-2.0

import Casework
import HTTPTypes
import Journal
import Site

/// Questions for programs.
struct EnquiryAPI: Sendable {
  let desk: EnquiryDesk
  let limits: EnquiryLimits

  private static let tag = "enquiries"

  var routes: [Route] { asking + reading + steps }

  private struct Asking: Decodable {
    let about: EnquiryJSON.Subject
    let question: String
  }

  private struct Recording: Decodable {
    let about: EnquiryJSON.Subject
    let channel: Enquiry.Channel
    let question: String
    let answer: String
  }

  private struct Code: Decodable { let code: String }

  private var asking: [Route] {
    [
      .api(
        .post, "/api/v1/enquiries", .anyone, "提交咨询",
        Operation(
          "ask", tag: Self.tag, parameters: [.idempotencyKey],
          body: .json(EnquirySchemas.asking), returns: EnquirySchemas.receipt, status: 201)
      ) { visit, _ in
        let sent: Asking = try visit.json()
        return created(
          try await limits.asking(visit) {
            try await desk.ask(
              sent.question, about: sent.about.value, by: visit.principal, key: visit.command)
          })
      },
      .api(
        .post, "/api/v1/enquiry-records", .only(EnquiryScope.answerers), "登记咨询",
        Operation(
          "recordEnquiry", tag: Self.tag, parameters: [.idempotencyKey],
          body: .json(EnquirySchemas.recording), returns: EnquirySchemas.receipt, status: 201)
      ) { visit, actor in
        let sent: Recording = try visit.json()
        return created(
          try await desk.record(
            sent.question, about: sent.about.value, through: sent.channel,
            answer: Reasons(sent.answer), by: actor, key: visit.command))
      },
      .api(
        .post, "/api/v1/enquiry-answers", .anyone, "用查询码查看答复",
        Operation(
          "findEnquiry", tag: Self.tag, body: .json(EnquirySchemas.code),
          returns: EnquirySchemas.detail)
      ) { visit, _ in
        try limits.takeFinding(visit)
        let sent: Code = try visit.json()
        return .json(EnquiryJSON.Detail(try await desk.open(code: sent.code)))
      },
    ]
  }

  private func created(_ receipt: EnquiryDesk.Receipt) -> Reply {
    .json(
      receipt, status: 201, etag: String(receipt.version),
      location: "/api/v1\(EnquiryLink.enquiry(receipt.id).path)")
  }

  private var reading: [Route] {
    [
      .api(
        .get, "/api/v1/enquiries", .signedIn, "查询咨询",
        Operation(
          "listEnquiries", tag: Self.tag,
          parameters: [.query("open", .boolean, "Only those that wait for an answer.")]
            + Operation.Parameter.paging,
          returns: .listing("EnquiryList", of: EnquirySchemas.row))
      ) { visit, actor in
        let isOpen = try visit.query("open", as: Bool.self) ?? false
        let (rows, next) = try await desk.page(
          actor.isStaff ? (isOpen ? .open : .all) : .own, from: try visit.cursor(),
          limit: try visit.limit(), for: actor)
        return .json(Listing(rows.map { EnquiryJSON.Row($0.row, $0.text) }, next: next))
      },
      .api(
        .get, "/api/v1/enquiries/{id}", .signedIn, "查看咨询",
        Operation(
          "getEnquiry", tag: Self.tag, parameters: [EnquirySchemas.id],
          returns: EnquirySchemas.detail)
      ) { visit, actor in
        let file = try await desk.open(visit.parameter("id"), for: actor)
        return .json(EnquiryJSON.Detail(file), etag: String(file.version))
      },
      .api(
        .get, "/api/v1/enquiry-figures", .only(EnquiryScope.readers), "查询咨询量",
        Operation(
          "getEnquiryFigures", tag: Self.tag,
          parameters: [
            .query(
              Period.name, .string(pattern: Period.pattern),
              "A month or a year; this month when absent.")
          ], returns: EnquirySchemas.figures)
      ) { visit, _ in
        let period = try Period.asked(by: visit)
        return .json(EnquiryJSON.Figures(try await desk.figures(period), period.description))
      },
    ]
  }

  // MARK: Steps

  private struct Words: Decodable { let text: String }

  private struct Forwarding: Decodable {
    let unit: String
    let text: String
  }

  private struct Publication: Decodable {
    let question: String
    let text: String
  }

  private var steps: [Route] {
    [
      step(.answer, "answerEnquiry", EnquirySchemas.words) { visit in
        let sent: Words = try visit.json()
        return .answer(Reasons(sent.text))
      },
      step(.forward, "forwardEnquiry", EnquirySchemas.forwarding) { visit in
        let sent: Forwarding = try visit.json()
        return .forward(to: sent.unit, Reasons(sent.text))
      },
      step(.publish, "publishEnquiry", EnquirySchemas.publication) { visit in
        let sent: Publication = try visit.json()
        return .publish(question: Reasons(sent.question), answer: Reasons(sent.text))
      },
      step(.withdraw, "withdrawEnquiry", nil) { _ in .withdraw },
    ]
  }

  private func step(
    _ step: EnquiryStep, _ operation: String, _ body: Schema?,
    _ read: @escaping @Sendable (Visit) throws -> Enquiry.Command
  ) -> Route {
    .api(
      .post, "/api/v1" + EnquiryLink.step("{id}", step).path, .only(EnquiryScope.answerers),
      step.phrase,
      Operation(
        operation, tag: Self.tag, parameters: [EnquirySchemas.id, .idempotencyKey, .ifMatch],
        body: body.map { .json($0) }, returns: EnquirySchemas.receipt)
    ) { visit, actor in
      let receipt = try await desk.take(
        try read(visit), with: visit.parameter("id"), by: actor,
        expecting: try visit.seenVersion(), key: visit.command)
      return .json(receipt, etag: String(receipt.version))
    }
  }
}
