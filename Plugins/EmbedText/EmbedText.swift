// SPDX-License-Identifier: Apache-2.0

import Foundation
import PackagePlugin

/// Embeds the text files of a target as string literals, so that the program is one file.
///
/// SwiftPM's own `.embedInCode` writes arrays of bytes, which take the compiler a hundred times as long.
@main
struct EmbedText: BuildToolPlugin {
  private static let kinds: Set<String> = ["yaml", "css", "js", "csv", "svg", "txt"]

  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let target = target as? any SourceModuleTarget else { return [] }
    let inputs = target.sourceFiles.map(\.url).filter { Self.kinds.contains($0.pathExtension) }
    guard !inputs.isEmpty else { return [] }
    let output = context.pluginWorkDirectoryURL.appending(path: "Embedded.swift")
    return [
      .buildCommand(
        displayName: "Embedding the texts of \(target.name)",
        executable: try context.tool(named: "EmbedTextTool").url,
        arguments: [output.path()] + inputs.map { $0.path() },
        inputFiles: inputs, outputFiles: [output])
    ]
  }
}
