// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One connection to the server, kept open, used by one thread: as little as a client can cost, since it shares
/// the processors with what it measures.
struct LoadClient: ~Copyable {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let descriptor: Int32
  private var buffer: [UInt8] = []

  init(port: Int) throws(Failure) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    guard connected == 0 else { throw Failure(description: "cannot connect to port \(port)") }
    var one: Int32 = 1
    setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
  }

  deinit { close(descriptor) }

  /// Sends a request and reads the whole answer.
  /// - Returns: the status and the body.
  mutating func send(
    _ method: String, _ path: String, headers: [String: String] = [:], body: [UInt8] = []
  ) throws(Failure) -> (status: Int, body: [UInt8]) {
    var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    if method != "GET" { head += "Content-Length: \(body.count)\r\n" }
    try write(Array((head + "\r\n").utf8) + body)
    return try read()
  }

  private func write(_ bytes: [UInt8]) throws(Failure) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Failure(description: "the server hung up") }
      sent += count
    }
  }

  private mutating func read() throws(Failure) -> (status: Int, body: [UInt8]) {
    let end = Array("\r\n\r\n".utf8)
    var headEnd = buffer.firstRange(of: end)
    while headEnd == nil {
      try receive()
      headEnd = buffer.firstRange(of: end)
    }
    guard let headEnd else { throw Failure(description: "no head") }
    let head = String(decoding: buffer[..<headEnd.lowerBound], as: UTF8.self)
    let status = Int(head.dropFirst(9).prefix(3)) ?? 0
    var length = 0
    for line in head.split(separator: "\r\n")
    where line.lowercased().hasPrefix("content-length:") {
      length = Int(line.dropFirst(15).filter { $0 != " " }) ?? 0
    }
    let bodyStart = headEnd.upperBound
    while buffer.count < bodyStart + length { try receive() }
    let body = Array(buffer[bodyStart..<(bodyStart + length)])
    buffer.removeFirst(bodyStart + length)
    return (status, body)
  }

  private mutating func receive() throws(Failure) {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &chunk, chunk.count, 0)
    guard count > 0 else { throw Failure(description: "the server hung up") }
    buffer += chunk[..<count]
  }
}

/// Sends the same kind of request over so many connections at once, each on a thread of its own.
func load(
  port: Int, clients: Int, count: Int,
  _ request: @escaping @Sendable (inout LoadClient, Int) throws -> Void
) async throws -> Series {
  let clock = ContinuousClock()
  let cpu = processorSeconds()
  let began = clock.now
  let seconds = try await withThrowingTaskGroup(of: [Double].self) { group in
    for client in 0..<clients {
      group.addTask {
        try await withCheckedThrowingContinuation { continuation in
          Thread.detachNewThread {
            continuation.resume(
              with: Result {
                var connection = try LoadClient(port: port)
                var seconds: [Double] = []
                for index in stride(from: client, to: count, by: clients) {
                  let start = clock.now
                  try request(&connection, index)
                  seconds.append((clock.now - start) / .seconds(1))
                }
                return seconds
              })
          }
        }
      }
    }
    return try await group.reduce(into: []) { $0 += $1 }
  }
  let wall = (clock.now - began) / .seconds(1)
  return Series(seconds: seconds, wall: wall, cpu: processorSeconds() - cpu)
}
