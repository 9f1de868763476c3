// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// Random bytes that nobody can predict, from libcrypto's generator.
public enum SecureRandom {
  /// Random bytes.
  ///
  /// - Parameter count: how many, at least 0.
  /// - Returns: that many bytes.
  /// - Precondition: the system has entropy. Going on with guessable bytes would be worse than stopping.
  public static func bytes(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    precondition(
      RAND_bytes(&bytes, CInt(count)) == 1, "the system's random generator is not ready")
    return bytes
  }

  /// A token of 256 random bits for sessions, links and keys: 43 characters of base64url, unpadded.
  public static func token() -> String {
    base64URL(bytes(32))
  }
}

/// Whether two byte strings are equal, in a time that depends on their lengths only.
///
/// For secrets: with `==` the time taken would tell an attacker how many leading bytes were right.
public func equalInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
}

/// Whether two texts have equal UTF-8, in a time that depends on their lengths only.
public func equalInConstantTime(_ left: String, _ right: String) -> Bool {
  equalInConstantTime(Array(left.utf8), Array(right.utf8))
}
