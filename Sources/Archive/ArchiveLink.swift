// SPDX-License-Identifier: Apache-2.0

import Site

/// Every path of this room: for routes, with the parameter in braces, and for links.
package enum ArchiveLink {
  case logs
  case log(String)
  /// The cases of a log.
  case cases(String)
  case pastCase(log: String, number: String)

  package var path: String {
    switch self {
    case .logs: "/archive"
    case .log(let log): "/archive/\(log)"
    case .cases(let log): "/archive/\(log)/cases"
    case .pastCase(let log, let number): "/archive/\(log)/cases/\(number)"
    }
  }

  /// The same for programs.
  var api: String { "/api/v1" + path }
}
