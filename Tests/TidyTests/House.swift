// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The package as it lies on disk, which the house rules are read against.
struct House {
  /// The folder with `Package.swift` in it, found from this file, wherever the package was cloned to.
  static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every text file of some kinds under folders of the package, in the order of their paths.
  ///
  /// A place that is a file counts whatever its kind; one that does not exist has no files.
  static func texts(_ places: String..., kinds: Set<String>) throws -> [TextFile] {
    try places.flatMap { place in
      try paths(under: place)
        .filter { $0 == place || kinds.contains(URL(filePath: $0).pathExtension) }
    }
    .sorted()
    .map { path in
      let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
      return TextFile(path: path, text: text)
    }
  }

  /// Whether the package has a file or folder at a path.
  static func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path())
  }

  /// The names of what lies directly in a folder, hidden files left out.
  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path())
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  private static func paths(under place: String) throws -> [String] {
    var isFolder: ObjCBool = false
    let path = root.appending(path: place).path()
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [] }
    guard isFolder.boolValue else { return [place] }
    return try FileManager.default.subpathsOfDirectory(atPath: path).map { "\(place)/\($0)" }
  }
}

/// One file: its path in the package and its lines.
struct TextFile {
  let path: String
  let text: String
  let lines: [String]

  init(path: String, text: String) {
    self.path = path
    self.text = text
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    self.lines = lines
  }

  /// The target that a file under `Sources` belongs to.
  var target: String {
    path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
  }

  /// A line, counted from 0, without its comment.
  func code(_ index: Int) -> String {
    Self.code(lines[index])
  }

  /// What of a line is no comment: `//` starts one at the beginning of the line or after a space.
  static func code(_ line: String) -> String {
    var previous: Character = " "
    var index = line.startIndex
    while index < line.endIndex {
      if previous == " ", line[index...].hasPrefix("//") { return String(line[..<index]) }
      previous = line[index]
      index = line.index(after: index)
    }
    return line
  }

  /// A fault at a line, counted from 0, as an editor can jump to it.
  func fault(_ index: Int, _ what: String) -> String {
    "\(path):\(index + 1): \(what)"
  }

  /// The lines (from 0) whose code has a word, whole where the word begins or ends with a letter.
  func lines(with word: String) -> [Int] {
    guard text.range(of: word) != nil else { return [] }
    return lines.indices.filter { Self.has(word, in: code($0)) }
  }

  private static func has(_ word: String, in line: String) -> Bool {
    var rest = line[...]
    while let range = rest.range(of: word) {
      let before =
        range.lowerBound > line.startIndex ? line[line.index(before: range.lowerBound)] : " "
      let after = range.upperBound < line.endIndex ? line[range.upperBound] : " "
      let whole =
        !(isName(word.first) && isName(before)) && !(isName(word.last) && isName(after))
      if whole { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }

  private static func isName(_ character: Character?) -> Bool {
    guard let character else { return false }
    return character.isLetter || character.isNumber || character == "_"
  }
}
