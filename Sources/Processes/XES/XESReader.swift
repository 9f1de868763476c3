// SPDX-License-Identifier: Apache-2.0

import Deadlines
import XML

/// Reads an event log (IEEE 1849-2016, and XES 1.0 and 2.0 of before) of any length, also compressed by gzip.
///
/// ```swift
/// var reader = XESReader()
/// for chunk in chunks {
///   reader.feed(chunk)
///   while let part = try reader.next() { … }
/// }
/// reader.finish()
/// while let part = try reader.next() { … }
/// ```
///
/// - Complexity: Linear in the log; in memory one case, and what was fed last.
public struct XESReader: ~Copyable {
  private let limits: XESLimits
  private var scanner: XMLScanner
  private var input = Input()
  private var draft = Draft()
  private var ready: [XESPart] = []
  private var isHeaderGiven = false
  private var isFinished = false

  /// A reader of a log of which nothing has come.
  public init(limits: XESLimits = .standard) {
    self.limits = limits
    scanner = XMLScanner(limits: limits.xml)
  }

  /// The line of the log up to which it has been read, from 1.
  public var line: Int { scanner.line }

  /// Takes the next bytes of the file.
  public mutating func feed(_ bytes: [UInt8]) {
    input.feed(bytes)
  }

  /// Says that no more bytes come.
  public mutating func finish() {
    isFinished = true
  }

  /// What comes next; nothing if more bytes are needed, or after ``finish()`` if the log has ended.
  public mutating func next() throws(XESFault) -> XESPart? {
    do {
      return try part()
    } catch {
      switch error {
      case .xes(let fault): throw fault
      case .xml(let fault):
        throw XESFault(problem: .xml(fault.problem), line: fault.line, column: fault.column)
      case .gzip: throw XESFault(problem: .gzip, line: scanner.line, column: scanner.column)
      }
    }
  }

  // MARK: From bytes to parts

  private enum Failure: Error {
    case xes(XESFault)
    case xml(XMLFault)
    case gzip
  }

  private mutating func part() throws(Failure) -> XESPart? {
    while ready.isEmpty {
      guard let token = try token() else { return nil }
      do {
        try take(token)
      } catch {
        throw .xes(error)
      }
    }
    return ready.removeFirst()
  }

  private mutating func token() throws(Failure) -> XMLToken? {
    do {
      while true {
        if let token = try scanner.next() { return token }
        if let bytes = try decompressed() {
          try scanner.feed(bytes)
        } else if isFinished, !input.isEnded {
          guard input.isWhole else { throw Failure.gzip }
          input.isEnded = true
          try scanner.finish()
        } else {
          return nil
        }
      }
    } catch let fault as XMLFault {
      throw .xml(fault)
    } catch {
      throw .gzip
    }
  }

  private mutating func decompressed() throws(Failure) -> [UInt8]? {
    do {
      return try input.next(isLast: isFinished)
    } catch {
      throw .gzip
    }
  }

  private mutating func take(_ token: XMLToken) throws(XESFault) {
    switch token {
    // Texts between the elements mean nothing in this language.
    case .text: return
    case .start(let tag):
      try draft.open(tag, limit: limits.held)
      if draft.isBodyBegun, !isHeaderGiven { giveHeader() }
    case .end:
      switch draft.close() {
      case .trace(let trace): ready.append(.trace(trace))
      case .event(let event): ready.append(.event(event))
      case .log: if !isHeaderGiven { giveHeader() }
      case nil: break
      }
    }
  }

  private mutating func giveHeader() {
    isHeaderGiven = true
    ready.append(.header(draft.header))
  }
}

/// The bytes of a file, decompressed if they are compressed.
private struct Input {
  private var waiting: [UInt8] = []
  private var gunzip: Gunzip?
  private var isKnown = false
  /// Whether the end has been told to those who read.
  var isEnded = false

  /// Whether what is compressed is there to its end.
  var isWhole: Bool { gunzip?.isOpen != true }

  mutating func feed(_ bytes: [UInt8]) {
    if let gunzip { gunzip.feed(bytes) } else { waiting += bytes }
  }

  mutating func next(isLast: Bool) throws(Gunzip.Damage) -> [UInt8]? {
    if !isKnown, waiting.count >= 2 || isLast {
      isKnown = true
      if Gunzip.recognizes(waiting) {
        let gunzip = Gunzip()
        gunzip.feed(waiting)
        self.gunzip = gunzip
        waiting = []
      }
    }
    if let gunzip { return try gunzip.next() }
    guard isKnown, !waiting.isEmpty else { return nil }
    defer { waiting = [] }
    return waiting
  }
}
