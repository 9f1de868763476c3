// SPDX-License-Identifier: Apache-2.0

import FEEL
import XML

/// A folder of the kit: models and the files that test them, read by the caller.
public struct TestFolder: Sendable {
  /// The name of the folder, for reports.
  public let name: String
  /// The files by name.
  public let files: [String: [UInt8]]

  /// A folder with what its files hold.
  public init(name: String, files: [String: [UInt8]]) {
    self.name = name
    self.files = files
  }

  /// Whether a file is one of the kit's tests, by its name.
  public static func isTest(_ file: String) -> Bool {
    file.hasSuffix(".xml") && file.contains("-test-")
  }

  /// Whether a file is a model, by its name.
  public static func isModel(_ file: String) -> Bool { file.hasSuffix(".dmn") }

  /// Runs every test of the folder.
  ///
  /// Nothing in the files can stop the others: what cannot be read or answered is reported as an error.
  ///
  /// - Parameters:
  ///   - limits: what one evaluation may cost.
  ///   - now: what `now()` and `today()` tell.
  public func run(limits: Limits = .standard, now: DateTime? = nil) -> TestReport {
    var models = Models(files.filter { Self.isModel($0.key) })
    var report = TestReport(folder: name)
    for file in files.keys.sorted() where Self.isTest(file) {
      guard let bytes = files[file] else { continue }
      do {
        let tests = try TestFile(xml: bytes)
        let model = models.model(named: tests.modelName, for: file)
        for test in tests.cases {
          report.add(Trial(test: test, model: model, limits: limits, now: now).run(), of: file)
        }
      } catch {
        report.add([TestReport.Line(unreadable: file, reason: error.english)], of: file)
      }
    }
    return report
  }
}

/// The models of a folder, each compiled when the first test asks for it.
private struct Models {
  private var definitions: [String: Result<Definitions, ModelFault>] = [:]
  private var compiled: [String: Result<Model, ModelFault>] = [:]

  init(_ files: [String: [UInt8]]) {
    for (name, bytes) in files {
      definitions[name] = Result { () throws(ModelFault) in try Definitions(xml: bytes) }
    }
  }

  /// The model that a test names; where there is none of the name, the one that the test's own name begins with.
  mutating func model(named name: String, for test: String) -> Result<Model, ModelFault> {
    let candidates = [name, String(test.prefix { $0 != "." }).modelOfTest + ".dmn"]
    let only = definitions.count == 1 ? definitions.keys.first : nil
    guard let file = candidates.first(where: { definitions[$0] != nil }) ?? only else {
      return .failure(
        ModelFault(.unknownReference(name), element: "modelName", line: 1))
    }
    if let model = compiled[file] { return model }
    let others = definitions.keys.sorted().filter { $0 != file }
      .compactMap { try? definitions[$0]?.get() }
    let model = definitions[file]?.map { Model($0, importing: others) }
    compiled[file] = model
    return model ?? .failure(ModelFault(.unknownReference(file), element: "modelName", line: 1))
  }
}

extension String {
  /// `0001-filter` of `0001-filter-test-01`.
  fileprivate var modelOfTest: String {
    var parts = split(separator: "-")
    if let place = parts.lastIndex(of: "test") { parts.removeSubrange(place...) }
    return parts.joined(separator: "-")
  }
}
