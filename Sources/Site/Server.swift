// SPDX-License-Identifier: Apache-2.0

import Foundation
import Hummingbird
import Logging
import NIOCore

/// The site on a port.
package struct Server: Sendable {
  let responder: SiteResponder
  let host: String
  let port: Int

  /// A server to be; port 0 is any free one, which `run` then names.
  package init(_ responder: SiteResponder, host: String, port: Int) {
    self.responder = responder
    self.host = host
    self.port = port
  }

  /// Serves until the process is told to end (SIGTERM, SIGINT), then lets running requests finish.
  ///
  /// The jobs run beside it, the scheduler for instance, and are cancelled when the server ends. `started`
  /// is called with the port once the site can be reached.
  package func run(
    beside jobs: [@Sendable () async throws -> Void] = [],
    started: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws {
    let application = Application(
      responder: responder,
      // Idle connections would otherwise be held for ever.
      server: .http1(configuration: .init(idleTimeout: .seconds(75))),
      configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
      onServerRunning: { channel in started(channel.localAddress?.port ?? port) },
      logger: responder.logger)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for job in jobs {
        group.addTask {
          do { try await job() } catch is CancellationError {}
        }
      }
      group.addTask { [host, port] in
        do {
          try await application.runService()
        } catch let error as IOError {
          throw ServerFault(
            host: host, port: port, reason: String(cString: strerror(error.errnoCode)))
        } catch is SocketAddressError.UnknownHost {
          throw ServerFault(host: host, port: port, reason: "there is no such host")
        }
        throw Ended()
      }
      do {
        // Not `waitForAll`, which waits for jobs without an end even after the server has ended.
        while try await group.next() != nil {}
      } catch is Ended {
        group.cancelAll()
      }
    }
  }

  /// The server has ended as it was told to.
  private struct Ended: Error {}
}

/// Why a server cannot be reached where it should be.
package struct ServerFault: Error, CustomStringConvertible {
  let host: String
  let port: Int
  let reason: String

  package var description: String {
    "\(host):\(port) cannot be listened on: \(reason); stop the program that uses it, or choose another"
      + " with --host and --port"
  }
}
