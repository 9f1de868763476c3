// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The peer of the same field, SpiffWorkflow, in the same run and on the same machine.
enum WorkflowEngine {
  /// What one of the scripts beside this file prints; nil where the peer is not at hand.
  static func run<Result: Decodable>(
    _ script: String, _ arguments: [String], as _: Result.Type
  ) throws -> Result? {
    guard let python = ProcessInfo.processInfo.environment["BENCH_PYTHON"] else {
      print("SpiffWorkflow is not at hand: set BENCH_PYTHON, or run scripts/bench.sh")
      return nil
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["Benchmarks/\(script)"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return try JSONDecoder().decode(Result.self, from: output)
  }
}
