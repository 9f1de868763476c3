// SPDX-License-Identifier: Apache-2.0

import Foundation
import Site
import Testing

@testable import Archive

@Suite("What past cases teach, for people and for programs")
struct ArchivePagesTests {
  @Test("only the bureau's staff sees past cases, on any path")
  func permission() async throws {
    let trial = try await ArchiveTrial()
    let file = try trial.file("a.xes", sampleLog(cases: 3))
    let id = try await trial.desk.add([file], to: "旧系统").id
    let paths = [
      ArchiveLink.logs.path, ArchiveLink.log(id).path, ArchiveLink.cases(id).path,
      ArchiveLink.pastCase(log: id, number: "1").path,
    ]
    for path in paths {
      #expect(try await trial.get(path, as: "supervisor").status == 200, "\(path)")
      #expect(try await trial.get(path, as: "clerk").status == 200, "\(path)")
      #expect(try await trial.get(path, as: nil).status == 303, "\(path)")
      for stranger in ["applicant", "agent"] {
        #expect(try await trial.get(path, as: stranger).status == 403, "\(path)")
        let api = try await Rehearsal.program(trial.site, bearer: stranger).get("/api/v1" + path)
        #expect(api.status == 403 && !api.text.contains("旧系统"))
      }
    }
    // The rule holds below the gate, too.
    for stranger in ["applicant", "agent"] {
      let actor = try #require(ArchiveTrial.person(stranger))
      await #expect(throws: ArchiveRefusal.logNotFound) {
        try await trial.desk.log(id, for: actor)
      }
      #expect(try await trial.desk.logs(after: nil, limit: 10, for: actor).isEmpty)
    }
  }

  @Test("a log shows its times, its bottlenecks and its flow, each with a table")
  func log() async throws {
    let trial = try await ArchiveTrial()
    let file = try trial.file("a.xes", sampleLog(cases: 30))
    let id = try await trial.desk.add([file], to: "<旧系统>").id
    let list = try await trial.get(ArchiveLink.logs.path).text
    #expect(list.contains("&lt;旧系统&gt;") && list.contains("已导入"))
    let page = try await trial.get(ArchiveLink.log(id).path).text
    #expect(page.contains("class=\"hg-bar\"") && page.contains("class=\"fp\""))
    #expect(page.contains("合计等待最久的环节") && page.contains("等得最久的活动（中位数）"))
    // A median of 31 hours in all, and half of it between two steps.
    #expect(page.contains("<b>31 小时</b>"))
    for count in ["8", "14", "24"] {
      let address = ArchiveLink.log(id).path + "?activities=\(count)"
      #expect(try await trial.get(address).status == 200)
    }
    #expect(try await trial.get(ArchiveLink.log(id).path + "?activities=7").status == 404)
    #expect(try await trial.get(ArchiveLink.log("0123456789abcdef").path).status == 404)
    let english = try await Rehearsal.browser(trial.site, session: "clerk")
      .get(ArchiveLink.log(id).path, ["Accept-Language": "en"])
    #expect(english.text.contains("Where cases waited most in all"))
    #expect(trial.site.texts.missing.isEmpty, "\(trial.site.texts.missing)")
  }

  @Test("cases are found by how long they took and by their name, page by page, each once")
  func cases() async throws {
    let trial = try await ArchiveTrial()
    let file = try trial.file("a.xes", sampleLog(cases: 25))
    let id = try await trial.desk.add([file], to: "旧系统").id
    let longest = try await trial.all("/archive/\(id)/cases", by: 7)
    #expect(longest.compactMap { $0["name"] as? String } == (1...25).reversed().map { "C\($0)" })
    let named = try await trial.all("/archive/\(id)/cases?name=C2", by: 2)
    #expect(
      named.compactMap { $0["name"] as? String } == [
        "C2", "C20", "C21", "C22", "C23", "C24", "C25",
      ])
    let page = try await trial.get(ArchiveLink.cases(id).path + "?q=C24").text
    #expect(page.contains("C24") && !page.contains(">C23<"))
    let none = try await trial.get(ArchiveLink.cases(id).path + "?q=none").text
    #expect(none.contains("没有找到这样的办件"))
    let detail = try await trial.api("/archive/\(id)/cases/24")
    let steps = try #require(detail["steps"] as? [[String: Any]])
    #expect(steps.compactMap { $0["activity"] as? String } == ["收件", "审查", "决定"])
    let one = try await trial.get(ArchiveLink.pastCase(log: id, number: "24").path).text
    #expect(one.contains("class=\"tl-step\"") && one.contains("24 小时"))
    for number in ["0", "26", "x"] {
      let path = ArchiveLink.pastCase(log: id, number: number).path
      #expect(try await trial.get(path).status == 404)
    }
  }

  @Test("a cursor of another list is refused, not misread")
  func cursor() async throws {
    let trial = try await ArchiveTrial()
    let file = try trial.file("a.xes", sampleLog(cases: 5))
    let id = try await trial.desk.add([file], to: "旧系统").id
    let page = try await trial.api("/archive/\(id)/cases?limit=2")
    let cursor = try #require(page["next"] as? String)
    let answer = try await Rehearsal.program(trial.site, bearer: "clerk")
      .get("/api/v1/archive/\(id)/cases?name=C&cursor=\(cursor)")
    #expect(answer.status == 422 || answer.status == 400)
  }
}
