// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Values as the journal keeps them.
package enum Journaled {
  package static func text(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
  }

  package static func value<Value: Decodable>(_: Value.Type, _ text: String) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(text.utf8))
  }
}
