// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Values as the journal keeps them.
enum JSONEncoding {
  static func bytes(_ value: some Encodable) throws -> [UInt8] {
    Array(try JSONEncoder().encode(value))
  }

  static func value<Value: Decodable>(_: Value.Type, _ bytes: [UInt8]) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(bytes))
  }
}
