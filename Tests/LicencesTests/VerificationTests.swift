// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Documents
import Foundation
import Site
import TestKit
import Testing

@testable import Licences

@Suite("The verification of a licence")
struct VerificationTests {
  @Test("anybody learns that it stands, and reads a person masked")
  func person() async throws {
    let trial = try await Bureau(.smallCatering)
    let number = try await trial.issued()
    let page = try await trial.get(LicenceLink.verification(number).path)
    #expect(page.status == 200)
    #expect(page.text.contains("证照真实有效") && page.text.contains(number))
    #expect(page.text.contains("张**") && !page.text.contains("张晓岚"))
    #expect(!page.text.contains("11010519491231002X"))
    #expect(page.text.contains("https://counter.example/verify/\(number)"))
  }

  @Test("an entity is named in full")
  func entity() async throws {
    let trial = try await Bureau(.smallCatering)
    let number = try await trial.issued(to: .entity)
    let page = try await trial.get(LicenceLink.verification(number).path)
    #expect(page.text.contains("福建示范餐饮有限公司") && page.text.contains("91350100M000100Y43"))
  }

  @Test("a number is found however it was typed: blanks, small letters, full-width digits")
  func typing() async throws {
    let trial = try await Bureau(.smallCatering)
    let number = try await trial.issued()
    let typed = " xcy 420103　０００００１ ".addingPercentEncoding(withAllowedCharacters: .alphanumerics)
    let form = try await trial.get("/verify?number=\(typed ?? "")")
    #expect(form.status == 303 && form.header("Location") == "/verify/\(number)")
    #expect(try await trial.get("/verify").text.contains("name=\"number\""))
  }

  @Test("what does not exist is said to be nothing, with the number and the form again")
  func unknown() async throws {
    let trial = try await Bureau(.smallCatering)
    let page = try await trial.get("/verify/XCY%3Cb%3E420103999999?lang=en")
    #expect(page.status == 404 && page.text.contains("No such licence"))
    #expect(page.text.contains("XCY&lt;b&gt;420103999999"))
  }

  @Test("an expired licence is said to be so")
  func expired() async throws {
    let trial = try await Bureau(.smallCatering)
    let number = try await trial.issued()
    trial.go(to: Day(number: 20_780 + 3 * 366))
    let page = try await trial.get(LicenceLink.verification(number).path)
    #expect(page.text.contains("证照已经过期") && page.text.contains("verdict-past"))
  }

  @Test("who guesses numbers is stopped, by page and by API together")
  func guessing() async throws {
    let trial = try await Bureau(.smallCatering)
    for _ in 0..<30 {
      #expect(try await trial.get("/verify/X1").status == 404)
      #expect(try await trial.get("/api/v1/licences/X1").status == 404)
    }
    let page = try await trial.get("/verify/X1")
    #expect(page.status == 429 && page.header("Retry-After") != nil)
    #expect(try await trial.get("/api/v1/licences/X1").status == 429)
  }

  @Test("the certificate is for its holder and for staff, not for a stranger")
  func certificate() async throws {
    let trial = try await Bureau(.smallCatering)
    let number = try await trial.issued()
    let path = LicenceLink.certificate(number).path
    for name in ["applicant", "clerk", "approver"] {
      let page = try await trial.get(path, as: name)
      #expect(page.status == 200)
      #expect(page.text.contains("张晓岚") && page.text.contains("正本") && page.text.contains(number))
      #expect(page.text.contains("1.2.156.3005.2.") && page.text.contains("<svg viewBox=\"-4 -4"))
      #expect(!page.text.contains("11010519491231002X"))
      #expect(page.text.contains("热干面 &lt;") && !page.text.contains("热干面 <"))
    }
    #expect(try await trial.get(path, as: "shop").status == 404)
    #expect(try await trial.get(path).status == 303)
    #expect(try await trial.get("/licences", as: "applicant").text.contains(number))
    #expect(try await trial.get("/licences", as: "shop").text.contains("还没有证照"))
    #expect(try await trial.get("/licences", as: "clerk").status == 403)
  }

  @Test("every text of these pages has its English")
  func english() async throws {
    let trial = try await Bureau(.smallCatering)
    let number = try await trial.issued()
    let paths = ["/verify", "/verify/\(number)", "/verify/X1"]
    for path in paths { _ = try await trial.get(path + "?lang=en") }
    for path in ["/licences", "/licences/\(number)", "/licences/\(number)/certificate"] {
      _ = try await trial.get(path + "?lang=en", as: "applicant")
    }
    _ = try await trial.get("/licences?lang=en", as: "shop")
    #expect(trial.site.texts.missing.isEmpty, "\(trial.site.texts.missing)")
  }
}

@Suite("The QR code")
struct QRCodeTests {
  private static let reader = "/usr/bin/zbarimg"

  @Test("it has the three corners of every code, and a quiet zone of four modules in the drawing")
  func shape() throws {
    let code = try #require(QRCode("https://counter.example/verify/XCY420103000001"))
    for (column, row) in [(0, 0), (code.width - 7, 0), (0, code.width - 7)] {
      let top = (0..<7).map { code[column + $0, row] }
      let second = (0..<7).map { code[column + $0, row + 1] }
      #expect(top == Array(repeating: true, count: 7))
      #expect(second == [true, false, false, false, false, false, true])
    }
    let drawing = code.drawing.string
    #expect(drawing.contains("viewBox=\"-4 -4 \(code.width + 8) \(code.width + 8)\""))
    #expect(drawing.components(separatedBy: "<path").count == 2)
    #expect(QRCode(String(repeating: "x", count: 3000)) == nil)
  }

  @Test(
    "a reader reads what was written",
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: reader), "zbarimg is not installed"))
  func reading() throws {
    let text = "https://counter.example/verify/%E9%84%82%E6%AD%A6123?x=1"
    let code = try #require(QRCode(text))
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pgm")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(Self.picture(of: code)).write(to: file)
    let read = try Self.run(Self.reader, ["-q", "--raw", file.path])
    #expect(read.trimmingCharacters(in: .whitespacesAndNewlines) == text)
  }

  /// The drawing's own runs as a grey picture (PGM), with the quiet zone and eight points to a module.
  private static func picture(of code: QRCode) throws -> [UInt8] {
    let side = code.width + 8
    var modules = [UInt8](repeating: 255, count: side * side)
    let runs = try Regex(
      "M([0-9]+) ([0-9]+)h([0-9]+)v1h-([0-9]+)z",
      as: (
        Substring, Substring, Substring, Substring, Substring
      ).self)
    for run in code.drawing.string.matches(of: runs) {
      let column = Int(run.output.1) ?? 0
      let row = Int(run.output.2) ?? 0
      let length = Int(run.output.3) ?? 0
      #expect(run.output.3 == run.output.4)
      for offset in 0..<length { modules[(row + 4) * side + column + 4 + offset] = 0 }
    }
    let points = 8 * side
    let pixels = (0..<points * points).map { modules[$0 / points / 8 * side + $0 % points / 8] }
    return Array("P5 \(points) \(points) 255\n".utf8) + pixels
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
