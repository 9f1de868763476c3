// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import Logging

@testable import Site

/// A small site with a route of every kind, called without a socket.
struct Counter {
  static let clerk = Session(
    id: "s1", actor: Actor(id: "clerk", name: "李四", roles: [.clerk], department: nil),
    csrf: "0123456789abcdef0123456789abcdef")
  static let applicant = Session(
    id: "s2", actor: Actor(id: "a", name: nil, roles: [.applicant], department: nil),
    csrf: "f123456789abcdef0123456789abcdef")

  let site: SiteResponder

  init(_ others: [Room] = []) throws {
    let room = Room(
      name: "counter", routes: Self.pages + Self.operations, english: "一次性告知: One-time notice")
    site = try SiteResponder(
      rooms: [room] + others, settings: SiteSettings(), clock: Clock { Instant(milliseconds: 0) },
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      authenticate: { credential in
        switch credential {
        case .session("clerk"), .bearer("clerk"): Self.clerk
        case .session("applicant"), .bearer("applicant"): Self.applicant
        default: nil
        }
      })
  }

  struct Odd: Error { let secret = "身份证 420103" }

  struct Late: Refusal {
    var kind: RefusalKind { .conflict }
    var code: String { "counter/second-notice" }
    var phrase: Phrase { "补正告知只能作出一次。" }
    var legalBasis: LegalBasis? { .supplementNotice }
  }

  static let pages: [Route] = [
    .page(.get, "/", .anyone, "首页", navigation: Navigation("home", order: 1)) { visit, _ in
      .page(Page("一次性告知", section: "home", body: "<h1>\(visit.t("一次性告知"))</h1>"))
    },
    .page(.get, "/form", .anyone, "表单") { visit, _ in
      .page(Page("表单", body: "<form>\(FormState(visit).hidden)</form>"))
    },
    .page(.post, "/form", .anyone, "提交表单", bodyLimit: 1000) { visit, _ in
      .see("/办结?q=\(visit.form["q"] ?? "")", notice: "已收到：\(visit.form["q"] ?? "")")
    },
    .page(.get, "/desk", .only(.clerk), "工作台", navigation: Navigation("desk", order: 2)) {
      _, clerk in .page(Page("工作台", live: true, body: "\(clerk.id)"))
    },
    .page(.post, "/desk", .only(.clerk), "受理") { visit, _ in
      .text(visit.form.file("f").map { "\($0.name) \($0.bytes.count)" } ?? "none")
    },
    .page(.get, "/late", .anyone, "过期") { _, _ in throw Late() },
    .page(.get, "/odd", .anyone, "出错") { _, _ in throw Odd() },
    .page(.get, "/changed", .anyone, "变化") { _, _ in
      throw JournalFailure.changed(stream: "case/1", expected: 1, found: 2)
    },
  ]

  struct Note: Codable, Sendable { let name: String }

  static let operations: [Route] = [
    .api(
      .get, "/api/v1/notes/{id}", .anyone, "查询",
      Operation(
        "getNote", tag: "notes",
        parameters: [.path("id", .integer(1...999))] + Operation.Parameter.paging,
        returns: .named("Note", .object([.required("name", .string())])))
    ) { visit, _ in
      .json(Note(name: visit.parameter("id")), etag: "7")
    },
    .api(
      .post, "/api/v1/notes", .only(.clerk), "新建",
      Operation(
        "createNote", tag: "notes", parameters: [.idempotencyKey],
        body: .json(.object([.required("name", .string(length: 1...10))])),
        returns: .named("Note", .object([.required("name", .string())])), status: 201),
      bodyLimit: 1000
    ) { visit, _ in
      .json(try visit.json(Note.self), status: 201, location: "/api/v1/notes/1")
    },
    .api(
      .get, "/api/v1/late", .anyone, "过期", Operation("late", tag: "notes", returns: nil)
    ) { _, _ in throw Late() },
    .api(
      .get, "/api/v1/odd", .anyone, "出错", Operation("odd", tag: "notes", returns: nil)
    ) { _, _ in throw Odd() },
  ]

  var stranger: Rehearsal { Rehearsal(site) }
  var desk: Rehearsal { .browser(site, session: "clerk") }
  var program: Rehearsal { .program(site, bearer: "clerk") }
}
