// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// The pages of a PDF that somebody handed in, as pictures for the file of its case.
///
/// Poppler draws them, in a process of its own with little memory and time: whatever a hostile file does there, it costs
/// its own pages and nothing else.
enum PDFPages {
  /// Why a PDF is not bound.
  enum Obstacle: Error, Equatable {
    /// Debian's `poppler-utils` is not installed.
    case noTool
    case locked
    /// It is damaged, or takes too much to draw.
    case unreadable
    case tooMany(Int)

    /// What the list of what is not bound says.
    var chinese: String {
      switch self {
      case .noTool: "本机没有安装显示 PDF 的程序，此件没有装订"
      case .locked: "此件有密码，不能打开，没有装订"
      case .unreadable: "此件损坏，或者过于复杂，不能显示，没有装订"
      case .tooMany(let count): "此件共 \(count) 页，超过 \(PDFPages.pagesMax) 页，没有装订"
      }
    }
  }

  /// How many pages of one PDF are bound.
  static let pagesMax = 100

  /// The longer side of a page's picture, in pixels: 170 dots to the inch on A4.
  private static let side = 2_000
  /// What a process may take: address space, size of a file that it writes, and seconds of a processor.
  private static let limits = "ulimit -v 1500000 && ulimit -f 200000 && ulimit -t 30"

  /// One at a time, whoever asks.
  private static let press = Mutex(())

  /// The pages in order, as JPEG.
  ///
  /// - Parameter room: how many bytes they may have together.
  static func read(_ file: URL, room: Int) throws(Obstacle) -> [[UInt8]] {
    let read = press.withLock { _ in
      Result { () throws(Obstacle) in try draw(file, room) }
    }
    return try read.get()
  }

  private static func draw(_ file: URL, _ room: Int) throws(Obstacle) -> [[UInt8]] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "banjie-pages-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      let words = folder.appending(path: "words")
      let count = try count(of: file, words)
      let pages = folder.appending(path: "pages")
      try FileManager.default.createDirectory(at: pages, withIntermediateDirectories: false)
      let start = pages.appending(path: "page").path
      try run("pdftocairo", ["-jpeg", "-scale-to", "\(side)", file.path, start], to: words)
      // The names are as long as the count, so that their order is that of the pages.
      let names = try FileManager.default.contentsOfDirectory(atPath: pages.path).sorted()
      let places = names.map { pages.appending(path: $0) }
      let sizes = try places.map { try $0.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0 }
      guard places.count == count, sizes.reduce(0, +) <= room else { throw Obstacle.unreadable }
      return try places.map { Array(try Data(contentsOf: $0)) }
    } catch let obstacle as Obstacle {
      throw obstacle
    } catch {
      throw .unreadable
    }
  }

  /// How many pages there are, if it can be opened and they are not too many.
  private static func count(of file: URL, _ words: URL) throws -> Int {
    try run("pdfinfo", [file.path], to: words)
    let line = start(of: words).split(separator: "\n").first { $0.hasPrefix("Pages:") }
    guard let count = line.flatMap({ Int($0.dropFirst(6).trimmingCharacters(in: .whitespaces)) }),
      count > 0
    else { throw Obstacle.unreadable }
    guard count <= pagesMax else { throw Obstacle.tooMany(count) }
    return count
  }

  /// Runs a tool of poppler within the limits.
  ///
  /// - Parameter words: the file that takes what it says, whose length is limited too.
  private static func run(_ tool: String, _ arguments: [String], to words: URL) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments =
      [
        "-c",
        "command -v \"$2\" >&2 || exit 127; \(limits) && out=$1 && shift && exec \"$@\" >\"$out\" 2>&1",
        "sh", words.path, tool,
      ] + arguments
    process.environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationReason == .exit else { throw Obstacle.unreadable }
    switch process.terminationStatus {
    case 0: return
    case 127: throw Obstacle.noTool
    default: throw start(of: words).contains("Incorrect password") ? Obstacle.locked : .unreadable
    }
  }

  private static func start(of words: URL) -> String {
    let handle = try? FileHandle(forReadingFrom: words)
    defer { try? handle?.close() }
    let data = try? handle?.read(upToCount: 64 * 1024)
    return String(decoding: (data ?? nil) ?? Data(), as: UTF8.self)
  }
}
