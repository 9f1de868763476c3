// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Cases that Python computes: the scripts beside this file print one a line, parts between bars.
enum PythonOracle {
  /// Whether `python3` is installed; where it is not, the tests that need it say that they skip.
  static let isPresent = (try? run(["-c", "print(1)"])) == "1\n"

  /// The cases that `script` prints for these arguments, split at the bars.
  static func cases(of script: String, _ arguments: Int...) throws -> [[String]] {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: script).path
    let output = try run([path] + arguments.map(String.init))
    return output.split(separator: "\n").map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private static func run(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-B"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
    return String(decoding: data, as: UTF8.self)
  }

  struct Failure: Error {
    let status: Int32
  }
}
