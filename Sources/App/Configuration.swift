// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import Journal
import SQL

/// What a running program is set up with.
package struct Configuration: Sendable {
  /// Where the files lie, and the database where none is named.
  package var data: URL
  /// The database.
  package var database: Location
  /// Whether the demonstration's accounts exist and are listed on the sign-in page.
  package var isDemo: Bool
  /// The address under which people reach the site; licences print it into their codes.
  package var address: String
  package var host: String
  package var port: Int
  /// Whether a reverse proxy of ours stands before the site.
  package var isBehindProxy: Bool
  package var clock: Clock
  /// The share of cases decided in one hand that is drawn for a re-check, in percent.
  package var recheckPercent: Int
  /// How many cases' states are kept in memory.
  package var statesKept = 8_192

  package init(
    data: URL, database: Location? = nil, isDemo: Bool = false, host: String = "127.0.0.1",
    port: Int = 8080,
    address: String? = nil, isBehindProxy: Bool = false,
    recheckPercent: Int = CaseworkSettings().recheckPercent,
    clock: Clock = .system
  ) {
    self.data = data
    self.database = database ?? .file(data.appending(path: "banjie.sqlite").path)
    self.isDemo = isDemo
    self.host = host
    self.port = port
    self.address = address ?? "http://\(host):\(port)"
    self.isBehindProxy = isBehindProxy
    self.recheckPercent = recheckPercent
    self.clock = clock
  }

  /// Whether browsers reach the site over TLS.
  var isSecure: Bool { address.hasPrefix("https://") }

  var files: URL { data.appending(path: "files") }
  var outbox: URL { data.appending(path: "outbox") }
}

extension Configuration {
  /// - Throws: ``ConfigurationFault`` where the address is none that a browser can follow.
  func check() throws(ConfigurationFault) {
    guard let url = URL(string: address), ["http", "https"].contains(url.scheme),
      url.host()?.isEmpty == false
    else { throw .address(address) }
  }
}

/// What is wrong with how the program was started, and what to do.
package enum ConfigurationFault: Error, CustomStringConvertible {
  case address(String)
  case dataFolder(String, String)
  case halfRestored(String)

  package var description: String {
    switch self {
    case .address(let address):
      "“\(address)” is no address of a site; write for instance --address https://example.gov.cn"
    case .dataFolder(let path, let reason):
      "the data folder \(path) cannot be used: \(reason); choose with --data a folder that you may write"
    case .halfRestored(let path):
      "the data folder \(path) is half restored: a restore into it was broken off; remove it and all that is in it, "
        + "and the tables that it may have left in the database, and restore again"
    }
  }
}

extension Error {
  /// What the system says, in a few words: “No such file or directory” instead of the name of an error.
  package var reason: String {
    if let posix = self as? POSIXError { return String(cString: strerror(posix.code.rawValue)) }
    let error = self as NSError
    if let cause = error.userInfo[NSUnderlyingErrorKey] as? any Error {
      let cause = cause as NSError
      if cause.domain == NSPOSIXErrorDomain { return String(cString: strerror(Int32(cause.code))) }
    }
    return error.domain == NSCocoaErrorDomain ? error.localizedDescription : "\(self)"
  }
}
