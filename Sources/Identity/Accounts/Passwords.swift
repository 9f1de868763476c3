// SPDX-License-Identifier: Apache-2.0

import Dispatch
import ShangMi
import Site
import Synchronization

/// Hashing and comparing of passwords, one at a time and off the threads that serve requests.
///
/// Each takes 0.1 s of a core and 32 MiB, so a flood of sign-ins must cost neither the other requests nor
/// the memory.
enum Passwords {
  /// The shortest and the longest password, in characters.
  static let length = 10...200

  private static let queue = DispatchQueue(label: "banjie.passwords")
  private static let waiting = Mutex(0)
  /// How many may wait: about ten seconds of work.
  private static let waitingMax = 100

  /// The form in which a password is stored.
  /// - Throws: `ScryptFailure`, or `SiteRefusal` (503) when too many wait.
  static func hash(_ password: String) async throws -> String {
    try await queued { try Scrypt.hash(password) }
  }

  /// Whether a password is the one that a stored form was made from.
  /// - Throws: `ScryptFailure`, or `SiteRefusal` (503) when too many wait.
  static func verify(_ password: String, against stored: String) async throws -> Bool {
    try await queued { try Scrypt.verify(password, against: stored) }
  }

  /// What is wrong with a new password.
  static func fault(_ password: String, login: String, field: String) -> Fault? {
    if password.count < length.lowerBound {
      return Fault(field, "密码至少 \(length.lowerBound) 个字符。")
    }
    if password.count > length.upperBound {
      return Fault(field, "密码最多 \(length.upperBound) 个字符。")
    }
    if password == login || Set(password).count < 4 {
      return Fault(field, "这个密码太容易猜到，请换一个。")
    }
    return nil
  }

  private static func queued<Answer: Sendable>(
    _ work: @escaping @Sendable () throws -> Answer
  ) async throws -> Answer {
    let isAdmitted = waiting.withLock { count in
      guard count < waitingMax else { return false }
      count += 1
      return true
    }
    guard isAdmitted else {
      throw SiteRefusal(
        .unavailable, "identity/busy", "登录的人太多，您的操作没有生效。请稍后再试。", retryAfter: 10)
    }
    return try await withCheckedThrowingContinuation { continuation in
      queue.async {
        let result = Result { try work() }
        waiting.withLock { $0 -= 1 }
        continuation.resume(with: result)
      }
    }
  }
}
