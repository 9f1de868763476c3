// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// A digest made piece by piece, for what does not fit in memory at once, such as an uploaded file.
///
/// ```swift
/// var stream = DigestStream(.sm3)
/// while let chunk = try next() { stream.update(chunk) }
/// let digest = stream.finish()
/// ```
///
/// It owns a context of libcrypto, so it cannot be copied, and finishing consumes it.
public struct DigestStream: ~Copyable {
  /// The functions that make a ``Digest``.
  public enum Function: String, Codable, Sendable, CaseIterable {
    /// GB/T 32905-2016, the national one: for whatever the bureau itself seals or stores.
    case sm3
    /// FIPS 180-4: where another system or an international standard asks for it.
    case sha256

    /// libcrypto's description of the function, a constant that lives as long as the process.
    var description: OpaquePointer? {
      switch self {
      case .sm3: EVP_sm3()
      case .sha256: EVP_sha256()
      }
    }
  }

  private let context: OpaquePointer

  /// Starts a digest of nothing.
  ///
  /// - Precondition: libcrypto has the function, as every build of Debian's has, and memory is left.
  public init(_ function: Function) {
    guard let context = EVP_MD_CTX_new() else {
      preconditionFailure("libcrypto has no memory left for a digest")
    }
    precondition(
      EVP_DigestInit_ex(context, function.description, nil) == 1,
      "libcrypto of this machine lacks \(function.rawValue)")
    self.context = context
  }

  deinit {
    EVP_MD_CTX_free(context)
  }

  /// Adds the bytes at a place in memory.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    precondition(
      EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1,
      "libcrypto could not continue a digest")
  }

  /// Adds bytes.
  public mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  /// Ends the digest over everything added so far.
  public consuming func finish() -> Digest {
    var bytes = [UInt8](repeating: 0, count: Digest.length)
    precondition(
      EVP_DigestFinal_ex(context, &bytes, nil) == 1, "libcrypto could not finish a digest")
    return Digest(filled: bytes)
  }

  /// The digest of bytes that are all at hand.
  static func digest(_ bytes: [UInt8], _ function: Function) -> Digest {
    var result = [UInt8](repeating: 0, count: Digest.length)
    precondition(
      EVP_Digest(bytes, bytes.count, &result, nil, function.description, nil) == 1,
      "libcrypto of this machine lacks \(function.rawValue)")
    return Digest(filled: result)
  }
}
