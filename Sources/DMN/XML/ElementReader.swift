// SPDX-License-Identifier: Apache-2.0

import Foundation

#if canImport(FoundationXML)
import FoundationXML
#endif

extension Element {
  /// Reads a document into its root element.
  ///
  /// A document type is refused before the parser sees it, so no entity is ever expanded and nothing outside is read.
  package init(
    xml bytes: some Sequence<UInt8>, limits: XMLLimits = .standard
  ) throws(XMLFault) {
    let data = Data(bytes)
    guard data.count <= limits.bytes else {
      throw XMLFault(problem: .bytes(limit: limits.bytes), line: 1)
    }
    if let line = Prolog(data).documentTypeLine {
      throw XMLFault(problem: .documentType, line: line)
    }
    let reader = ElementReader(limits: limits)
    let parser = XMLParser(data: data)
    parser.shouldProcessNamespaces = true
    parser.shouldResolveExternalEntities = false
    parser.delegate = reader
    _ = parser.parse()
    if let fault = reader.fault { throw fault }
    guard let root = reader.root else {
      let problem: XMLFault.Problem = reader.hasOpenElements ? .malformed(code: 5) : .empty
      throw XMLFault(problem: problem, line: max(1, parser.lineNumber))
    }
    self = root
  }
}

/// What stands before the root element.
private struct Prolog {
  /// The line of the document type declaration, if there is one.
  private(set) var documentTypeLine: Int?

  init(_ data: Data) {
    // Without zeros the declaration looks the same in UTF-8 and UTF-16.
    let bytes = data.prefix(1 << 16).filter { $0 != 0 }
    var index = 0
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      let rest = bytes[start...]
      if rest.starts(with: "<!DOCTYPE".utf8) {
        documentTypeLine = bytes[..<start].count { $0 == UInt8(ascii: "\n") } + 1
        return
      }
      guard
        let end = rest.starts(with: "<!--".utf8)
          ? Self.end(of: "-->", in: bytes, from: start + 4)
          : rest.starts(with: "<?".utf8) ? Self.end(of: "?>", in: bytes, from: start + 2) : nil
      else { return }
      index = end
    }
  }

  private static func end(of mark: String, in bytes: Data, from start: Int) -> Int? {
    let mark = Array(mark.utf8)
    var index = start
    while index + mark.count <= bytes.count {
      if bytes[index..<index + mark.count].elementsEqual(mark) { return index + mark.count }
      index += 1
    }
    return nil
  }
}

/// Builds the tree from what the parser reports.
private final class ElementReader: NSObject, XMLParserDelegate {
  private let limits: XMLLimits
  private var open: [Element] = []
  private var count = 0
  private(set) var root: Element?
  private(set) var fault: XMLFault?

  init(limits: XMLLimits) { self.limits = limits }

  var hasOpenElements: Bool { !open.isEmpty }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    guard fault == nil else { return }
    count += 1
    guard count <= limits.elements else {
      return stop(parser, .elements(limit: limits.elements))
    }
    guard open.count < limits.depth else { return stop(parser, .depth(limit: limits.depth)) }
    var local: [String: String] = [:]
    for (key, value) in attributes {
      // An attribute of the language wins over an extension's of the same local name.
      let parts = key.split(separator: ":", maxSplits: 1)
      let name = String(parts.last ?? "")
      if parts.count == 1 || attributes[name] == nil { local[name] = value }
    }
    open.append(
      Element(
        name: String(name.split(separator: ":").last ?? ""), namespace: namespaceURI ?? "",
        attributes: local, line: parser.lineNumber))
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    guard fault == nil, let element = open.popLast() else { return }
    if open.isEmpty {
      root = element
    } else {
      open[open.count - 1].children.append(element)
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    guard !open.isEmpty else { return }
    open[open.count - 1].text += string
  }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    guard !open.isEmpty else { return }
    open[open.count - 1].text += String(decoding: block, as: UTF8.self)
  }

  func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
    let code = (error as NSError).code
    // 99 to 101 and 200 to 205 are about the names of namespaces, and leave the tree whole.
    guard !(99...101).contains(code), !(200...205).contains(code) else { return }
    stop(parser, .malformed(code: code))
  }

  private func stop(_ parser: XMLParser, _ problem: XMLFault.Problem) {
    guard fault == nil else { return }
    fault = XMLFault(problem: problem, line: max(1, parser.lineNumber))
    parser.abortParsing()
  }
}
