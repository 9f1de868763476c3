// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// A PDF as other programs read it: those of Poppler (`poppler-utils`).
final class Reader {
  private let file: URL

  init(_ bytes: [UInt8]) throws {
    file = FileManager.default.temporaryDirectory.appending(path: "banjie-\(UUID().uuidString).pdf")
    try Data(bytes).write(to: file)
  }

  deinit {
    try? FileManager.default.removeItem(at: file)
  }

  /// The text of a page, from 1, or of all; blanks and line ends left out, so that lines do not matter.
  func text(page: Int? = nil) throws -> String {
    try lines(page: page).joined().filter { !$0.isWhitespace }
  }

  /// The lines of a page.
  func lines(page: Int? = nil) throws -> [String] {
    let pages = page.map { ["-f", "\($0)", "-l", "\($0)"] } ?? []
    return try run("pdftotext", pages + ["-layout", file.path, "-"])
      .split(separator: "\n").map(String.init)
  }

  var pageCount: Int {
    get throws { try Int(information("Pages")) ?? 0 }
  }

  /// What the file says of itself.
  func information(_ name: String) throws -> String {
    let line = try run("pdfinfo", ["-isodates", file.path]).split(separator: "\n")
      .first { $0.hasPrefix(name + ":") }
    return line.map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) } ?? ""
  }

  /// The names of the fonts, and whether each is embedded as a subset with a way back to characters.
  func fonts() throws -> [(name: String, isWhole: Bool)] {
    try run("pdffonts", [file.path]).split(separator: "\n").dropFirst(2).map { line in
      let words = line.split(separator: " ")
      return (String(words[0]), words.dropLast(2).suffix(3) == ["yes", "yes", "yes"])
    }
  }

  /// The pages that names lead to.
  func goals() throws -> [String: Int] {
    let lines = try run("pdfinfo", ["-dests", file.path]).split(separator: "\n").dropFirst()
    return lines.reduce(into: [:]) { goals, line in
      let name = line.split(separator: "\"").last.map(String.init) ?? ""
      goals[name] = line.split(separator: " ").first.flatMap { Int($0) }
    }
  }

  /// The width and height in pixels of the pictures, and how they are stored.
  func pictures() throws -> [[String]] {
    try run("pdfimages", ["-list", file.path]).split(separator: "\n").dropFirst(2).map { line in
      let words = line.split(separator: " ").map(String.init)
      return [words[3], words[4], words[8]]
    }
  }

  private func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(program) \(arguments)")
    return String(decoding: data, as: UTF8.self)
  }
}
