// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// SM3, the national cryptographic hash function (GB/T 32905-2016).
///
/// The bureau's own digests are SM3: of answers and documents frozen at submission, of the steps of the schema,
/// of tokens. Where a thing comes in pieces, use ``DigestStream``.
public enum SM3 {
  /// The SM3 digest of bytes.
  public static func digest(_ bytes: [UInt8]) -> Digest {
    DigestStream.digest(bytes, .sm3)
  }

  /// The SM3 digest of a text's UTF-8.
  public static func digest(_ text: String) -> Digest {
    digest(Array(text.utf8))
  }
}

/// The keyed digest HMAC-SM3 of a message (RFC 2104 over SM3), which only a holder of the key can make.
///
/// Compare it with `equalInConstantTime`, so that the time taken does not help to guess it.
///
/// - Parameters:
///   - message: what is to be authenticated.
///   - key: the secret, of any length; 32 random bytes are the right ones.
/// - Returns: the 32 bytes of the code.
public func hmacSM3(_ message: [UInt8], key: [UInt8]) -> Digest {
  var result = [UInt8](repeating: 0, count: Digest.length)
  // A null key means "the key of last time" to libcrypto, and an empty array may have no address: so the
  // key is never empty. HMAC pads a key with zeros to the block, thus one zero is the same key as none.
  let key = key.isEmpty ? [0] : key
  precondition(
    HMAC(EVP_sm3(), key, CInt(key.count), message, message.count, &result, nil) != nil,
    "libcrypto of this machine lacks HMAC with SM3")
  return Digest(filled: result)
}
