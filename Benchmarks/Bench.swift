// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Prints what the spine costs, beside the floor of the same machine in the same run.
///
/// `bench [search|step|http|rules|clock|joint|size …]` runs some of it, without arguments all; what `size` takes more is told by
/// ``SizeOptions``.
@main
struct Bench {
  static func main() async throws {
    let wanted = Set(CommandLine.arguments.dropFirst())
    let all = wanted.isEmpty
    let catalogue = "catalogue/jianghan"
    if all || wanted.contains("search") { try await SearchBench.run(catalogue: catalogue) }
    if all || wanted.contains("step") { try await StepBench.run(catalogue: catalogue) }
    if all || wanted.contains("rules") { try await RulesBench.run() }
    if all || wanted.contains("clock") { try await ClockBench.run(catalogue: catalogue) }
    if all || wanted.contains("joint") { try await JointBench.run(catalogue: catalogue) }
    if all || wanted.contains("size") {
      try await SizeBench.run(SizeOptions(CommandLine.arguments), catalogue: catalogue)
    }
    if all || wanted.contains("http") { try await HTTPBench.run(catalogue: catalogue) }
  }
}
