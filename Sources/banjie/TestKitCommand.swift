// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DMN
import FEEL
import Foundation

extension DMNGroup {
  /// `banjie dmn tck`: the public Technology Compatibility Kit.
  struct TestKit: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "tck",
      abstract: "Run the test files of the DMN TCK below a directory.",
      discussion: """
        Test files are named *-test-*.xml and stand beside their models. For each folder and in total: how many \
        results passed, failed and could not be tried (errored), and how many of the results that are to be a \
        value other than null passed. Exits with 1 when not all passed.
        """)

    @Argument(help: "The directory.")
    var directory: String
    @Flag(help: "List each result that did not pass.")
    var failures = false

    func run() throws {
      let folders = try folders()
      guard !folders.isEmpty else {
        throw refusal(
          "there is no *-test-*.xml below \(directory); give a directory of the DMN TCK")
      }
      let width = folders.map(\.name.count).max() ?? 0
      print(Row("folder", "passed", "failed", "errored", "values").text(width))
      var all = TestReport.Count()
      var values = TestReport.Count()
      for name in folders {
        let report = try read(name).run(limits: .commandLine, now: .machine)
        all = all + report.all
        values = values + report.values
        print(Row(name.name, report.all, report.values).text(width))
        if failures { for line in report.failures { print("  " + line.told) } }
      }
      print(Row("total", all, values).text(width))
      guard all.passed == all.total else { throw ExitCode(1) }
    }
  }
}

extension DMNGroup.TestKit {
  /// A folder with tests, by its path and by its name below the directory.
  private struct Place {
    let url: URL
    let name: String
  }

  /// The folders below the directory that hold tests, in the order of their names.
  private func folders() throws -> [Place] {
    let root = URL(filePath: directory, directoryHint: .isDirectory)
    // Asked for on its own, for an enumerator is silent about a directory that is not there.
    _ = try FileManager.default.contentsOfDirectory(atPath: root.path())
    var found: Set<String> = []
    let paths = FileManager.default.enumerator(atPath: root.path())
    while let path = paths?.nextObject() as? String {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      guard TestFolder.isTest(name) else { continue }
      found.insert(path.split(separator: "/").dropLast().joined(separator: "/"))
    }
    return found.sorted().map { name in
      Place(
        url: name.isEmpty ? root : root.appending(path: name),
        name: name.isEmpty ? root.lastPathComponent : name)
    }
  }

  private func read(_ place: Place) throws -> TestFolder {
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: place.url.path())
    where TestFolder.isTest(name) || TestFolder.isModel(name) {
      files[name] = (try? Data(contentsOf: place.url.appending(path: name))).map { [UInt8]($0) }
    }
    return TestFolder(name: place.name, files: files)
  }
}

/// A line of the table of results.
private struct Row {
  let name: String
  let columns: [String]

  init(_ name: String, _ columns: String...) {
    self.name = name
    self.columns = columns
  }

  init(_ name: String, _ all: TestReport.Count, _ values: TestReport.Count) {
    self.name = name
    columns = [
      "\(all.passed)", "\(all.failed)", "\(all.errored)", "\(values.passed)/\(values.total)",
    ]
  }

  func text(_ width: Int) -> String {
    let name = name + String(repeating: " ", count: max(0, width - name.count))
    return name
      + columns.map { String(repeating: " ", count: max(1, 10 - $0.count)) + $0 }.joined()
  }
}

extension TestReport.Line {
  /// The line for people.
  fileprivate var told: String {
    let place = "\(file) \(testCase) \(result)"
    switch verdict {
    case .passed: return "\(place): passed"
    case .errored(let reason): return "\(place): errored: \(reason)"
    case .failed(let expected, let found):
      let why = reasons.isEmpty ? "" : " (\(reasons.prefix(3).joined(separator: "; ")))"
      return "\(place): expected \(expected), found \(found)\(why)"
    }
  }
}
