// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import HTTPTypes
import Journal
import Site
import TestKit
import Testing

@testable import Enquiries

@Suite("The pages and the API of questions")
struct EnquiryPagesTests {
  private let code = EnquiriesTrial.item.code

  @Test("from the guide to the question, and without an account to the answer by its code")
  func visitor() async throws {
    let trial = try await EnquiriesTrial()
    let path = EnquiryLink.about(EnquiriesTrial.item).path
    #expect(try await trial.bureau.get("/items/\(code)").text.contains("href=\"\(path)\""))
    let form = try await trial.bureau.get(path)
    #expect(form.status == 200 && form.text.contains("5 个工作日"))
    #expect(try await trial.bureau.get("/enquiries/new?item=x").status == 422)
    let api = trial.bureau.program()
    let body = #"{"about":{"kind":"item","code":"\#(code)"},"question":"要户口簿吗？"}"#
    let empty = try await api.send(
      .post, "/api/v1/enquiries", json: body.replacing("要户口簿吗？", with: " "))
    #expect(empty.status == 422)
    let sent = try await api.send(.post, "/api/v1/enquiries", json: body)
    #expect(sent.status == 201)
    // One a minute, and what was refused did not count.
    #expect(try await api.send(.post, "/api/v1/enquiries", json: body).status == 429)
    let receipt = try JSONDecoder().decode(EnquiryDesk.Receipt.self, from: Data(sent.bytes))
    let find = #"{"code":"\#(receipt.code ?? "")"}"#
    let found = try await api.send(.post, "/api/v1/enquiry-answers", json: find)
    #expect(found.status == 200 && found.text.contains("要户口簿吗？"))
    let wrong = try await api.send(
      .post, "/api/v1/enquiry-answers", json: #"{"code":"AAAAAAAAAAAA"}"#)
    #expect(wrong.status == 422)
    #expect(try await trial.bureau.get("/enquiries/\(receipt.id)", as: "shop").status == 404)
  }

  @Test("somebody with an account asks, the section answers by its form, and publishes")
  func account() async throws {
    let trial = try await EnquiriesTrial()
    let applicant = trial.bureau.browser("applicant")
    let sent = try await applicant.post(
      "/enquiries/new", ["item": code, "question": "要户口簿吗？"])
    #expect(sent.status == 303)
    let path = sent.location
    let soon = try await applicant.post("/enquiries/new", ["item": code, "question": "再问一句。"])
    #expect(soon.status == 429 && soon.text.contains("再问一句。"))
    let reviewer = trial.bureau.browser("reviewer-1")
    #expect(try await reviewer.get("/enquiries").text.contains(path))
    #expect(try await reviewer.get(path).text.contains("\(path)/answer\""))
    #expect(try await !applicant.get(path).text.contains("\(path)/answer\""))
    let empty = try await reviewer.post("\(path)/answer", ["step": "answer", "text": ""])
    #expect(empty.status == 422 && empty.text.contains("f-text"))
    let answered = try await reviewer.post("\(path)/answer", ["step": "answer", "text": "不需要。"])
    #expect(answered.status == 303)
    #expect(try await applicant.get(path).text.contains("不需要。"))
    #expect(try await applicant.get("/enquiries").text.contains(path))
    let published = try await reviewer.post(
      "\(path)/publish", ["step": "publish", "question": "需要户口簿吗？", "text": "不需要。"])
    #expect(published.status == 303)
    #expect(try await trial.bureau.get("/items/\(code)").text.contains("需要户口簿吗？"))
    #expect(try await applicant.post("\(path)/withdraw").status == 403)
  }

  @Test("the staff write down what was asked at the counter; without a channel they are told so")
  func record() async throws {
    let trial = try await EnquiriesTrial()
    let clerk = trial.bureau.browser("clerk")
    let open = try await clerk.post(
      "/enquiries/record", ["question": "怎么走？", "text": "二楼。"])
    #expect(open.status == 422 && open.text.contains("f-channel"))
    let sent = try await clerk.post(
      "/enquiries/record", ["question": "怎么走？", "text": "二楼。", "channel": "counter"])
    #expect(sent.status == 303)
    #expect(try await clerk.get("/enquiries?show=all").text.contains("怎么走？"))
    let figures = try await trial.bureau.program("clerk").get(
      "/api/v1/enquiry-figures?period=2026-11")
    #expect(figures.text.contains("\"counter\":1"))
    #expect(try await trial.bureau.get("/enquiries/record", as: "applicant").status == 403)
  }

  @Test("in English no Chinese is left but names of units and what people wrote")
  func english() async throws {
    let trial = try await EnquiriesTrial()
    let id = try await trial.ask().id
    func read(_ path: String, _ name: String?) async throws {
      #expect(try await trial.bureau.get(path + "lang=en", as: name).status == 200, "\(path)")
      #expect(trial.bureau.site.texts.missing == [], "\(path)")
    }
    try await read("/enquiries?", "reviewer-1")
    try await read("/enquiries/\(id)?", "reviewer-1")
    try await trial.take(.answer(EnquiriesTrial.words), with: id, by: "reviewer-1")
    try await trial.take(
      .publish(question: EnquiriesTrial.words, answer: EnquiriesTrial.words), with: id,
      by: "reviewer-1")
    for name in ["reviewer-1", "applicant"] { try await read("/enquiries/\(id)?", name) }
    try await read("/enquiries?", "applicant")
    try await read("/enquiries?show=all&", "supervisor")
    try await read("/enquiries/record?", "clerk")
    for path in ["/enquiries/new?", "/enquiries/find?", "/items/\(code)?"] {
      try await read(path, nil)
    }
  }
}
