// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Foundation
import HTTPTypes
import Hummingbird
import Journal
import NIOCore
import SQL
import Site
import TestKit
import Testing

/// The room behind a site without a socket.
struct CatalogueSite {
  let journal: Journal
  let shelf = CatalogueShelf()
  let site: SiteResponder

  init(_ files: [ItemFile], at day: String = "2026-11-23") async throws {
    journal = try await CatalogueTests.journal(at: day)
    _ = try await CatalogueCommand.importFiles(files, into: journal)
    try await shelf.refresh(from: journal.database)
    let keeper = Session(
      id: "s", actor: Actor(id: "k", name: nil, roles: [.itemAdministrator], department: nil),
      csrf: "c")
    let clerk = Session(
      id: "t", actor: Actor(id: "c", name: nil, roles: [.clerk], department: nil), csrf: "c")
    site = try SiteResponder(
      rooms: [CatalogueRoom.room(journal: journal, shelf: shelf)], settings: SiteSettings(),
      clock: journal.clock, logger: .silent,
      authenticate: { credential in
        switch credential {
        case .bearer("keeper"): keeper
        case .bearer("clerk"): clerk
        default: nil
        }
      })
  }

  /// The status and the text of an answer.
  func get(_ path: String, language: String? = nil) async throws -> (status: Int, text: String) {
    let query = language.map { (path.contains("?") ? "&" : "?") + "lang=" + $0 } ?? ""
    return try await send(.get, path + query)
  }

  func send(
    _ method: HTTPRequest.Method, _ path: String, bearer: String? = nil, json: String? = nil
  ) async throws -> (status: Int, text: String) {
    var head = HTTPRequest(method: method, scheme: "http", authority: "localhost", path: path)
    if let bearer { head.headerFields[.authorization] = "Bearer \(bearer)" }
    if json != nil { head.headerFields[.contentType] = "application/json" }
    let body = RequestBody(buffer: ByteBuffer(string: json ?? ""))
    let response = await site.answer(Request(head: head, body: body))
    return (response.status.code, try await text(of: response))
  }

  private func text(of response: Response) async throws -> String {
    let writer = Collected()
    try await response.body.write(writer)
    return writer.text
  }
}

/// Collects what a response writes; used by one task.
final class Collected: ResponseBodyWriter {
  private(set) var bytes = ByteBuffer()
  var text: String { String(buffer: bytes) }

  func write(_ buffer: ByteBuffer) async throws { bytes.writeImmutableBuffer(buffer) }
  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

@Suite("The pages of the catalogue")
struct PagesTests {
  @Test("the guide tells everything that article 30 wants published, in both languages")
  func article30() async throws {
    let site = try await CatalogueSite([try Sample.file()])
    let chinese = try await site.get("/items/\(Sample.code)")
    #expect(chinese.status == 200)
    let elements = [
      "样品经营许可", "样品法第一条", "经营样品应当取得许可。", "有经营场所", "无数量限制", "申请书", "冷食间平面图", "营业执照",
      "样表一份", "经营者名称", "受理", "送达", "8 个工作日", "20 个工作日", "行政许可法第四十二条", "不收费", "样品经营许可证",
      "5 年", "样本一页", "B12 号窗口", "周一至周五", "027-0000-0101", "027-0000-0900", "行政复议", "行政诉讼", "要多久？",
      Sample.code, "社会民生科", "自然人、企业法人", "/apply/\(Sample.code)", "是否制作冷食？ 是",
    ]
    for element in elements { #expect(chinese.text.contains(element), "\(element)") }
    let english = try await site.get("/items/\(Sample.code)", language: "en")
    for element in [
      "Sample trading licence", "Has premises", "No limit", "Plan of the cold kitchen",
      "8 working days", "Free of charge", "window B12", "Eight working days.", "Apply online",
      "Social Affairs Section", "Persons, Companies", "Administrative licence",
    ] {
      #expect(english.text.contains(element), "\(element)")
    }
  }

  @Test("no text of the room lacks its English")
  func english() async throws {
    let site = try await CatalogueSite(try RealCatalogue.check().files + [try Sample.file()])
    for path in ["/", "/items", "/items?q=zzzz", "/items?q=食品&stage=准营"] {
      #expect(try await site.get(path, language: "en").status == 200)
    }
    for item in site.shelf.snapshot.current(on: try Day.of("2026-11-23")).map(\.item) {
      #expect(try await site.get("/items/\(item.code)", language: "en").status == 200)
      _ = try await site.get("/items/\(item.code)/situation", language: "en")
      let answers = item.questions.map { "\($0.key)=\($0.options[0].key)" }.joined(separator: "&")
      _ = try await site.get("/items/\(item.code)/situation?\(answers)", language: "en")
    }
    let own = Set(site.site.texts.missing.filter { !$0.hasPrefix("zzzz") })
    #expect(own.isEmpty, "\(own.sorted().joined(separator: "\n"))")
    for terms in [
      ItemType.allCases.map(\.label), ExerciseLevel.allCases.map(\.label),
      ServedParty.allCases.map(\.label), LifeStage.allCases.map(\.label),
      MaterialForm.allCases.map(\.label), MaterialSource.allCases.map(\.label),
      TrustGrade.allCases.map(\.label), ResultKind.allCases.map(\.label),
      FieldType.allCases.map(\.label), OnlineDepth.allCases.map(\.label),
      CrossRegion.allCases.map(\.label), Handling.allCases.map(\.label),
    ] {
      for label in terms { #expect(site.site.texts.translates(label), "\(label)") }
    }
  }

  @Test("the home page leads to search, stages, subjects and departments")
  func home() async throws {
    let site = try await CatalogueSite([try Sample.file()])
    let page = try await site.get("/").text
    for text in ["name=\"q\"", "准营", "食品药品", "社会民生科", "1 项", "/items/suggest"] {
      #expect(page.contains(text), "\(text)")
    }
  }

  @Test("the list narrows by text, subject, department and stage")
  func list() async throws {
    let site = try await CatalogueSite([try Sample.file()])
    for query in [
      "", "?q=样品", "?q=ypjy", "?q=sample", "?subject=食品药品", "?department=社会民生科", "?stage=准营",
    ] {
      let path =
        "/items" + (query.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? "")
      #expect(try await site.get(path).text.contains("样品经营许可"), "\(query)")
    }
    for query in ["?q=qqqq", "?subject=教育", "?stage=注销"] {
      let path =
        "/items" + (query.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? "")
      let page = try await site.get(path)
      #expect(page.status == 200 && page.text.contains("没有找到相符的事项"), "\(query)")
    }
    #expect(try await site.get("/items?stage=nonsense").status == 422)
  }

  @Test("the guide of questions yields the list, keeps the answers, and says what is still open")
  func situation() async throws {
    let site = try await CatalogueSite([try Sample.file()])
    let base = "/items/\(Sample.code)/situation"
    let first = try await site.get(base).text
    #expect(first.contains("经营什么？") && first.contains("data-when=\"business=catering\""))
    #expect(!first.contains("您的材料清单"))
    let open = try await site.get(base + "?business=catering").text
    #expect(open.contains("还有情形问题没有回答") && !open.contains("您的材料清单"))
    let done = try await site.get(base + "?business=catering&cold=yes").text
    #expect(done.contains("您的材料清单") && done.contains("冷食间平面图"))
    #expect(done.contains("/apply/\(Sample.code)?business=catering&amp;cold=yes"))
    let retail = try await site.get(base + "?business=retail&cold=yes").text
    #expect(retail.contains("您的材料清单") && !retail.contains("冷食间平面图"))
    #expect(try await site.get(base + "?business=mining").text.contains("没有选项 mining"))
  }

  @Test("an unknown item is 404, a withdrawn one tells so and offers no application")
  func gone() async throws {
    let site = try await CatalogueSite([try Sample.file()])
    #expect(try await site.get("/items/none").status == 404)
    #expect(try await site.get("/items/\(Sample.code)?version=7").status == 404)
    try await CatalogueCommand.withdraw(
      Sample.code, reason: "权限<上收>", in: site.journal, by: .system)
    try await site.shelf.refresh(from: site.journal.database)
    let page = try await site.get("/items/\(Sample.code)")
    #expect(page.status == 200 && page.text.contains("本事项已停止办理"))
    #expect(page.text.contains("权限&lt;上收&gt;") && !page.text.contains("/apply/"))
    #expect(try await site.get("/items/\(Sample.code)/situation").status == 409)
    #expect(try await !site.get("/items").text.contains("样品经营许可"))
  }

  @Test("a version that is to come is announced and can be read")
  func announced() async throws {
    let site = try await CatalogueSite([
      try Sample.file(), try Sample.version(2, from: "2027-01-01", name: "新样品许可"),
    ])
    let now = try await site.get("/items/\(Sample.code)").text
    #expect(now.contains("新版本自 2027年1月1日 起生效") && now.contains("/apply/"))
    let next = try await site.get("/items/\(Sample.code)?version=2").text
    #expect(next.contains("新样品许可") && next.contains("现在还不能按它申请"))
    #expect(!next.contains("/apply/"))
  }
}

@Suite("The API of the catalogue")
struct ItemAPITests {
  private func object(_ text: String) throws -> [String: any Sendable] {
    try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: any Sendable])
  }

  @Test("items are listed in pages, and the pages give every item once")
  func pages() async throws {
    let site = try await CatalogueSite(try RealCatalogue.check().files)
    var codes: [String] = []
    var path: String? = "/api/v1/items?limit=4"
    while let next = path {
      let answer = try await site.get(next)
      #expect(answer.status == 200)
      let page = try object(answer.text)
      let items = try #require(page["items"] as? [[String: any Sendable]])
      codes += items.compactMap { $0["code"] as? String }
      path = (page["next"] as? String).map { "/api/v1/items?limit=4&cursor=\($0)" }
    }
    let all = site.shelf.snapshot.current(on: try Day.of("2026-11-23")).map(\.item.code)
    #expect(codes == all)
  }

  @Test("an item is given whole, with whether it is open")
  func detail() async throws {
    let site = try await CatalogueSite([try Sample.file()])
    let answer = try await site.get("/api/v1/items/\(Sample.code)")
    let detail = try object(answer.text)
    #expect(detail["isOpen"] as? Bool == true)
    let item = try #require(detail["item"] as? [String: any Sendable])
    #expect(item["code"] as? String == Sample.code && item["type"] as? String == "01")
    #expect(try await site.get("/api/v1/items/none").status == 404)
  }

  @Test("a situation gives its materials and fields; an incomplete one names the open questions")
  func materials() async throws {
    let site = try await CatalogueSite([try Sample.file()])
    let base = "/api/v1/items/\(Sample.code)/materials"
    let done = try object(try await site.get(base + "?answers=business:catering,cold:yes").text)
    #expect((done["materials"] as? [any Sendable])?.count == 3)
    #expect((done["fields"] as? [any Sendable])?.count == 2)
    let open = try await site.get(base + "?answers=business:catering")
    #expect(open.status == 422 && open.text.contains("catalogue/unanswered"))
    #expect(open.text.contains("第三十条") && open.text.contains("cold"))
    for wrong in ["?answers=business", "?answers=a:b:c", "?answers=x:y", "?answers=:", ""] {
      #expect(try await site.get(base + wrong).status == 422, "\(wrong)")
    }
  }

  @Test("only an item administrator withdraws an item, and it is gone at once")
  func withdrawal() async throws {
    let site = try await CatalogueSite([try Sample.file()])
    let path = "/api/v1/items/\(Sample.code)/withdrawal"
    let body = #"{"reason":"权限上收"}"#
    #expect(try await site.send(.post, path, json: body).status == 401)
    #expect(try await site.send(.post, path, bearer: "clerk", json: body).status == 403)
    #expect(try await site.send(.post, path, bearer: "keeper", json: "{}").status == 422)
    #expect(try await site.send(.post, path, bearer: "keeper", json: body).status == 204)
    #expect(try await site.get("/api/v1/items/\(Sample.code)/materials").status == 409)
    let detail = try object(try await site.get("/api/v1/items/\(Sample.code)").text)
    #expect(detail["isWithdrawn"] as? Bool == true && detail["isOpen"] as? Bool == false)
  }
}
