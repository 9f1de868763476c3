// SPDX-License-Identifier: Apache-2.0

/// SHA-256 (FIPS 180-4), for what other systems and international standards ask to be digested so.
///
/// Where a thing comes in pieces, use ``DigestStream``.
public enum SHA256 {
  /// The SHA-256 digest of bytes.
  public static func digest(_ bytes: [UInt8]) -> Digest {
    DigestStream.digest(bytes, .sha256)
  }

  /// The SHA-256 digest of a text's UTF-8.
  public static func digest(_ text: String) -> Digest {
    digest(Array(text.utf8))
  }
}
