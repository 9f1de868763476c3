// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Documents
import Licences
import Site
import TestKit
import Testing

@testable import Casework

@Suite("The templates of documents")
struct TemplateTests {
  @Test(
    "the program's own are sound and lawful, and leave nothing blank in the usual course",
    arguments: (DocumentForm.own + LicencesRoom.forms).map(\.name))
  func builtIn(name: String) throws {
    let form = try #require(Self.forms.first { $0.name == name })
    let rendering = try TemplateRules.check(form.builtIn, for: form)
    #expect(rendering.remarks == [], "\(rendering.remarks.map(\.chinese))")
    #expect(rendering.sheet.seal != nil && rendering.sheet.footer != nil)
    #expect(!rendering.sheet.text.contains("{"))
  }

  private static let forms = DocumentForm.own + LicencesRoom.forms

  @Test("forms have names of their own, and each reads a name once")
  func distinct() {
    #expect(Set(Self.forms.map(\.name)).count == Self.forms.count)
    for form in Self.forms {
      #expect(Set(form.names.map(\.word)).count == form.names.count, "\(form.name)")
    }
  }

  @Test(
    "the law's words cannot be left out",
    arguments: [
      (DocumentKind.refusal, "{{ 救济途径 }}", TemplateRule.remedies),
      (.refusal, "{{ item }}", .reasons), (.notRequired, "{{ 救济途径 }}", .remedies),
      (.termination, "{{ 救济途径 }}", .remedies), (.nonAcceptance, "{{ item }}", .reasons),
      (.acceptance, "seal: 行政审批受理专用章", .seal), (.receipt, "{{ 事项 }}", .matter),
      (.supplementNotice, "{{ 问题 }}", .everythingMissing),
      (.procedureNotice, "{{ 内容 }}", .details), (.hearingNotice, "{{ 内容 }}", .hearing),
      (.hearingRightNotice, "{{ 内容 }}", .hearingRight),
      (.furtherNotice, "{{ 问题 }}", .everythingMissing),
      (.statementNotice, "{{ 内容 }}", .statement), (.commitment, "{{ item }}", .signed),
      (.refusal, "{{ 名称 }}", .failedStandards), (.testRecord, "{{ 内容 }}", .details),
      (.forwardingLetter, "{{ 名称 }}", .allMaterials),
    ])
  func lacking(kind: DocumentKind, words: String, rule: TemplateRule) {
    let text = kind.form.builtIn.replacing(words + "\n", with: "\n").replacing(words, with: "")
    let refusal = #expect(throws: TemplateRefusal.self) {
      try TemplateRules.check(text, for: kind.form)
    }
    #expect(refusal == .lacking([rule]))
    #expect(refusal?.faults.map(\.field) == ["text"])
    #expect([.matter, .signed].contains(rule) || refusal?.legalBasis?.law == "行政许可法")
  }

  @Test("nor be said only where something holds that need not")
  func conditional() {
    let text = DocumentKind.refusal.form.builtIn.replacing(
      "## 救济途径\n{{ 救济途径 }}", with: "{{#if 行政许可}}\n## 救济途径\n{{ 救济途径 }}\n{{/if}}")
    #expect(throws: TemplateRefusal.lacking([.remedies])) {
      try TemplateRules.check(text, for: DocumentKind.refusal.form)
    }
  }
}

@Suite("The pages of templates")
struct TemplatePagesTests {
  let bureau: Bureau

  init() async throws { bureau = try await Bureau() }

  private var administrator: Rehearsal { bureau.browser("catalogue") }
  private let path = CaseLink.template("acceptance").path
  private let text = DocumentKind.acceptance.form.builtIn

  @Test("only the item administrator sees and changes them")
  func gate() async throws {
    #expect(try await administrator.get(CaseLink.templates.path).status == 200)
    for name in ["applicant", "clerk", "approver"] {
      #expect(try await bureau.browser(name).get(CaseLink.templates.path).status == 403)
      let answer = try await bureau.browser(name).post(
        path, ["text": text, "from": "2026-12-01", "action": "publish"])
      #expect(answer.status == 403)
    }
    #expect(try await administrator.get(CaseLink.template("nonsense").path).status == 404)
  }

  @Test("a preview shows the document and publishes nothing")
  func preview() async throws {
    let answer = try await administrator.post(
      path,
      ["text": text.replacing("经审查", with: "经认真审查"), "from": "", "action": "preview"])
    #expect(answer.status == 200 && answer.text.contains("<article class=\"sheet\""))
    #expect(answer.text.contains("经认真审查，申请事项"))
    #expect(try await bureau.desk.templates(of: DocumentKind.acceptance.form).versions == [])
  }

  @Test("faults stand at their line, and the text stays for correction")
  func faults() async throws {
    let wrong = text.replacing("{{ 事项 }}", with: "{{ 事项名 }}")
    let answer = try await administrator.post(
      path, ["text": wrong, "from": "2026-12-01", "action": "publish"])
    #expect(answer.status == 422 && answer.text.contains("第 7 行第"))
    #expect(answer.text.contains("名称“事项名”未定义") && answer.text.contains("{{ 事项名 }}"))
    let lacking = try await administrator.post(
      CaseLink.template("refusal").path,
      [
        "text": DocumentKind.refusal.form.builtIn.replacing("{{ 救济途径 }}", with: "无。"),
        "from": "2026-12-01", "action": "publish",
      ])
    #expect(lacking.status == 422 && lacking.text.contains("没有告知行政复议和行政诉讼"))
  }

  @Test("a version is published from today or later, once, and listed with its author")
  func publish() async throws {
    let better = text.replacing("经审查", with: "经认真审查")
    func send(_ text: String, _ day: String) async throws -> Rehearsal.Answer {
      try await administrator.post(
        path, ["text": text, "from": day, "action": "publish"])
    }
    #expect(try await send(better, "2026-11-22").status == 422)
    #expect(try await send(better, "soon").status == 422)
    #expect(try await send(text, "2026-12-01").status == 409)
    #expect(try await send(better, "2026-12-01").status == 303)
    #expect(try await send(better, "2026-12-01").status == 409)
    let page = try await administrator.get(path).text
    #expect(page.contains("第 1 版") && page.contains("2026年12月1日"))
    #expect(page.contains("demo-catalogue"))
    let list = try await administrator.get(CaseLink.templates.path).text
    #expect(list.contains("2026年12月1日"))
  }

  @Test("whoever has not seen the latest version is told of it, and keeps his text")
  func meanwhile() async throws {
    let opened = try await administrator.get(path).text
    let hidden = try #require(opened.firstMatch(of: /name="(version)" value="(\d+)"/)).output.2
    func send(_ words: String, seen: String) async throws -> Rehearsal.Answer {
      try await administrator.post(
        path,
        [
          "text": text.replacing("经审查", with: words), "from": "2026-12-01", "action": "publish",
          "version": seen,
        ])
    }
    #expect(try await send("经认真审查", seen: String(hidden)).status == 303)
    let late = try await send("经仔细审查", seen: String(hidden))
    #expect(late.status == 409 && late.text.contains("他人已经发布第 1 版"))
    #expect(late.text.contains("经仔细审查"))
    #expect(try await send("经仔细审查", seen: "1").status == 303)
  }

  @Test("every text of these pages has its English")
  func english() async throws {
    for path in [CaseLink.templates.path, path, "\(path)?version=0"] {
      let mark = path.contains("?") ? "&" : "?"
      #expect(try await administrator.get("\(path)\(mark)lang=en").status == 200)
    }
    _ = try await administrator.post(
      "\(path)?lang=en", ["text": "title: ", "from": "2020-01-01", "action": "publish"])
    #expect(bureau.site.texts.missing == [], "\(bureau.site.texts.missing)")
    for rule in TemplateRule.allCases { #expect(bureau.site.texts.translates(rule.phrase.key)) }
    for form in DocumentForm.own + LicencesRoom.forms {
      #expect(bureau.site.texts.translates(form.title.key), "\(form.name)")
      for name in form.names {
        #expect(bureau.site.texts.translates(name.meaning.key), "\(name.meaning.key)")
      }
    }
    for refusal: TemplateRefusal in [
      .notFound, .faulty([]), .lacking([]), .unchanged, .changedMeanwhile(latest: 2),
      .tooEarly(today: bureau.now.day),
      .notWritten(TemplateFault(.limit, line: 1, column: 1)),
    ] {
      #expect(bureau.site.texts.translates(refusal.phrase.key), "\(refusal)")
    }
  }
}
