// SPDX-License-Identifier: Apache-2.0

/// What came of a folder's tests: a line for each expected result.
public struct TestReport: Sendable {
  /// What came of one expected result.
  public enum Verdict: Hashable, Sendable {
    /// The engine gave it.
    case passed
    /// The engine gave something else.
    case failed(expected: String, found: String)
    /// The engine could not be asked, or the expected value is none of FEEL.
    case errored(String)
  }

  /// One expected result.
  public struct Line: Sendable, Hashable {
    /// The test file.
    public internal(set) var file = ""
    /// The identifier of the case.
    public let testCase: String
    /// The name of the result.
    public let result: String
    /// Whether a value other than null is expected: one that an engine cannot give by failing.
    public let expectsValue: Bool
    /// What came of it.
    public let verdict: Verdict
    /// Why parts of the evaluation became null.
    public let reasons: [String]
  }

  /// How many results came out how.
  public struct Count: Sendable, Hashable {
    /// As expected.
    public var passed = 0
    /// Otherwise.
    public var failed = 0
    /// Not at all.
    public var errored = 0

    /// None yet, or so many.
    public init(passed: Int = 0, failed: Int = 0, errored: Int = 0) {
      self.passed = passed
      self.failed = failed
      self.errored = errored
    }

    /// All.
    public var total: Int { passed + failed + errored }

    mutating func add(_ verdict: Verdict) {
      switch verdict {
      case .passed: passed += 1
      case .failed: failed += 1
      case .errored: errored += 1
      }
    }

    /// The sum of two counts.
    public static func + (left: Count, right: Count) -> Count {
      Count(
        passed: left.passed + right.passed, failed: left.failed + right.failed,
        errored: left.errored + right.errored)
    }
  }

  /// The name of the folder.
  public let folder: String
  /// A line for each expected result.
  public private(set) var lines: [Line] = []
  /// All results.
  public private(set) var all = Count()
  /// The results that are expected to be a value other than null.
  public private(set) var values = Count()

  init(folder: String) { self.folder = folder }

  /// The lines that did not pass.
  public var failures: [Line] { lines.filter { $0.verdict != .passed } }

  mutating func add(_ lines: [Line], of file: String) {
    for var line in lines {
      line.file = file
      self.lines.append(line)
      all.add(line.verdict)
      if line.expectsValue { values.add(line.verdict) }
    }
  }
}

extension TestReport.Line {
  /// A test file that cannot be read, counted as one result.
  init(unreadable file: String, reason: String) {
    self.init(
      testCase: "", result: file, expectsValue: false, verdict: .errored(reason), reasons: [])
  }
}
