// SPDX-License-Identifier: Apache-2.0

import Foundation
import Journal

/// What a running program is set up with.
package struct Configuration: Sendable {
  /// Where the database and the files lie.
  package var data: URL
  /// Whether the demonstration's accounts exist and are listed on the sign-in page.
  package var isDemo: Bool
  /// The address under which people reach the site; licences print it into their codes.
  package var address: String
  package var host: String
  package var port: Int
  /// Whether a reverse proxy of ours stands before the site.
  package var isBehindProxy: Bool
  /// Files of holiday notices to load on top of the built-in calendar, as `YEAR=PATH`.
  package var notices: [String]
  package var clock: Clock

  package init(
    data: URL, isDemo: Bool = false, host: String = "127.0.0.1", port: Int = 8080,
    address: String? = nil, isBehindProxy: Bool = false, notices: [String] = [],
    clock: Clock = .system
  ) {
    self.data = data
    self.isDemo = isDemo
    self.host = host
    self.port = port
    self.address = address ?? "http://\(host):\(port)"
    self.isBehindProxy = isBehindProxy
    self.notices = notices
    self.clock = clock
  }

  /// Whether browsers reach the site over TLS.
  var isSecure: Bool { address.hasPrefix("https://") }

  var database: URL { data.appending(path: "banjie.sqlite") }
  var files: URL { data.appending(path: "files") }
  var outbox: URL { data.appending(path: "outbox") }
}
