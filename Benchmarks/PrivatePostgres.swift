// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A PostgreSQL of the benchmark's own, on the disk, gone with this process.
final class PrivatePostgres: Sendable {
  /// Where its socket lies.
  let folder: String
  /// The script ends the server when nobody holds the other end of its input.
  private let input: Pipe
  private let process: Process

  /// Nil where PostgreSQL is not installed; the script says so.
  init?() throws {
    process = Process()
    process.executableURL = URL(filePath: "Tests/postgres.sh")
    process.arguments = ["shared_buffers=1GB", "max_wal_size=4GB"]
    var environment = ProcessInfo.processInfo.environment
    environment["POSTGRES_PLACE"] = FileManager.default.temporaryDirectory.path
    process.environment = environment
    let output = Pipe()
    input = Pipe()
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard !line.isEmpty else { return nil }
    folder = line.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  var address: String { "postgres://postgres@/postgres?host=\(folder)" }

  /// Ends the server and waits until its files are gone.
  func stop() {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// What pgbench says of commits a second: the server's own measure of itself, in a database beside ours.
  /// - Returns: nil where pgbench is not installed, or does not tell.
  func commitsPerSecond(clients: Int) -> Double? {
    let home = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: home)) ?? []
    let programs = versions.sorted().map { "\(home)/\($0)/bin" }
    guard
      let bin = programs.last(where: { FileManager.default.fileExists(atPath: $0 + "/pgbench") })
    else { return nil }
    let place = ["-h", folder, "-U", "postgres"]
    _ = Self.output(of: bin + "/createdb", place + ["pgbench"])
    _ = Self.output(of: bin + "/pgbench", place + ["-i", "-q", "-s", "10", "pgbench"])
    // By number, not by time: a program that we start may get no alarm to end it.
    let report = Self.output(
      of: bin + "/pgbench",
      place + [
        "-N", "-c", "\(clients)", "-j", "\(min(2, clients))", "-t", "\(6_000 / clients)",
        "-M", "prepared", "pgbench",
      ])
    guard let line = report.split(separator: "\n").first(where: { $0.hasPrefix("tps = ") }) else {
      return nil
    }
    return Double(line.dropFirst(6).prefix { $0 != " " })
  }

  private static func output(of program: String, _ arguments: [String]) -> String {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return "" }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text
  }

  /// The processor time of the server's processes so far, in seconds.
  func processorSeconds() -> Double {
    guard let text = try? String(contentsOfFile: folder + "/data/postmaster.pid", encoding: .utf8),
      let first = text.split(separator: "\n").first,
      let processes = try? FileManager.default.contentsOfDirectory(atPath: "/proc")
    else { return 0 }
    let ticks = processes.compactMap { process -> Double? in
      guard Int(process) != nil,
        let line = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
        let end = line.lastIndex(of: ")")
      else { return nil }
      // After the name: the state, the parent, nine more numbers, and then user and system time.
      let numbers = line[end...].split(separator: " ").dropFirst(2)
      guard process == first || numbers.first == first else { return nil }
      return numbers.dropFirst(10).prefix(2).compactMap { Double($0) }.reduce(0, +)
    }
    return ticks.reduce(0, +) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }
}
