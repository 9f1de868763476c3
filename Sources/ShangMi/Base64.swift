// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Base64 without padding, in the alphabet of the password string format (RFC 4648 section 4).
func base64(_ bytes: [UInt8]) -> String {
  String(Data(bytes).base64EncodedString().prefix { $0 != "=" })
}

/// Base64 without padding, in the alphabet safe for addresses and file names (RFC 4648 section 5).
func base64URL(_ bytes: [UInt8]) -> String {
  String(
    base64(bytes).map { character in
      switch character {
      case "+": "-"
      case "/": "_"
      default: character
      }
    })
}

/// The bytes of unpadded base64, or nothing where the text is not exactly what ``base64(_:)`` writes.
func bytes(base64 text: Substring) -> [UInt8]? {
  let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
  guard let data = Data(base64Encoded: text + padding) else { return nil }
  let bytes = Array(data)
  return base64(bytes) == text ? bytes : nil
}
