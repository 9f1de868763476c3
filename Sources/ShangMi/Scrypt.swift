// SPDX-License-Identifier: Apache-2.0

import CCrypto
import Foundation

/// Why scrypt gave no answer.
public enum ScryptFailure: Error, Equatable {
  /// What was stored is not a `$scrypt$…` string of this library.
  case unreadable
  /// libcrypto could not get the memory that the cost asks for.
  case outOfMemory
}

/// Passwords kept by scrypt (RFC 7914), which costs an attacker memory as well as time.
///
/// A hash is stored in the password string format, `$scrypt$ln=15,r=8,p=1$<salt>$<hash>` with unpadded base64, so
/// each carries its own cost and the cost can rise without asking anybody for a new password.
///
/// One computation at ``Cost/standard`` takes about 0.1 s of one core and 32 MiB: do it off the paths that
/// many wait on, and limit how often a caller may ask.
public enum Scrypt {
  /// How much work one computation is.
  public struct Cost: Hashable, Sendable {
    /// The binary logarithm of N, the number of blocks held in memory.
    public let logN: Int
    /// The size of a block, in units of 128 bytes.
    public let r: Int
    /// How many independent computations are chained.
    public let p: Int

    /// N = 2^15, r = 8, p = 1: 32 MiB, what this project stores passwords with.
    public static let standard = Cost(trusted: 15, 8, 1)

    /// A cost, or nothing where it is without sense or asks for more than 256 MiB.
    public init?(logN: Int, r: Int, p: Int) {
      guard 1...20 ~= logN, 1...32 ~= r, 1...16 ~= p, 128 * (r << logN) <= 256 << 20 else {
        return nil
      }
      self.init(trusted: logN, r, p)
    }

    private init(trusted logN: Int, _ r: Int, _ p: Int) {
      self.logN = logN
      self.r = r
      self.p = p
    }

    /// The bytes of memory that a computation needs, with a little to spare.
    fileprivate var memory: UInt64 {
      UInt64(128 * (r << logN) + 128 * r * p + (1 << 20))
    }
  }

  private static let hashLength = 32

  /// Derives key bytes from a password: scrypt itself.
  ///
  /// - Throws: ``ScryptFailure/outOfMemory``.
  public static func derive(
    password: [UInt8], salt: [UInt8], cost: Cost, length: Int
  ) throws(ScryptFailure) -> [UInt8] {
    var key = [UInt8](repeating: 0, count: length)
    let done = password.withUnsafeBytes { password in
      EVP_PBE_scrypt(
        password.baseAddress?.assumingMemoryBound(to: CChar.self), password.count,
        salt, salt.count, 1 << cost.logN, UInt64(cost.r), UInt64(cost.p), cost.memory,
        &key, length)
    }
    guard done == 1 else {
      ERR_clear_error()
      throw .outOfMemory
    }
    return key
  }

  /// The string to store for a password.
  ///
  /// The text is normalised (Unicode NFC, as RFC 8265 asks), so that one password typed on two systems is one.
  ///
  /// - Throws: ``ScryptFailure/outOfMemory``.
  public static func hash(
    _ password: String, salt: [UInt8] = SecureRandom.bytes(16), cost: Cost = .standard
  ) throws(ScryptFailure) -> String {
    let key = try derive(
      password: normalised(password), salt: salt, cost: cost, length: hashLength)
    return "$scrypt$ln=\(cost.logN),r=\(cost.r),p=\(cost.p)$\(base64(salt))$\(base64(key))"
  }

  /// Whether a password is the one that a stored string was made from.
  ///
  /// - Throws: ``ScryptFailure/unreadable`` where the stored string is not one; ``ScryptFailure/outOfMemory``.
  public static func verify(
    _ password: String, against stored: String
  ) throws(ScryptFailure) -> Bool {
    guard let parts = Parts(stored) else { throw .unreadable }
    let key = try derive(
      password: normalised(password), salt: parts.salt, cost: parts.cost, length: parts.hash.count)
    return equalInConstantTime(key, parts.hash)
  }

  /// Whether a stored string was made at another cost than today's, so that the next sign-in should renew it.
  public static func needsRenewal(_ stored: String, cost: Cost = .standard) -> Bool {
    Parts(stored)?.cost != cost
  }

  private static func normalised(_ password: String) -> [UInt8] {
    Array(password.precomposedStringWithCanonicalMapping.utf8)
  }

  /// A stored string taken apart.
  private struct Parts {
    let cost: Cost
    let salt: [UInt8]
    let hash: [UInt8]

    init?(_ stored: String) {
      let fields = stored.split(separator: "$", omittingEmptySubsequences: false)
      guard fields.count == 5, fields[0].isEmpty, fields[1] == "scrypt",
        let cost = Self.cost(fields[2]),
        let salt = bytes(base64: fields[3]),
        let hash = bytes(base64: fields[4]), hash.count >= 16
      else { return nil }
      self.cost = cost
      self.salt = salt
      self.hash = hash
    }

    /// Reads `ln=15,r=8,p=1`.
    private static func cost(_ text: Substring) -> Cost? {
      let settings = text.split(separator: ",", omittingEmptySubsequences: false)
      guard settings.count == 3,
        let logN = number(settings[0], after: "ln="),
        let r = number(settings[1], after: "r="),
        let p = number(settings[2], after: "p=")
      else { return nil }
      return Cost(logN: logN, r: r, p: p)
    }

    private static func number(_ text: Substring, after name: String) -> Int? {
      text.hasPrefix(name) ? Int(text.dropFirst(name.count)) : nil
    }
  }
}
