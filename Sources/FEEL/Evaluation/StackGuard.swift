// SPDX-License-Identifier: Apache-2.0

/// Tells how much of the thread's stack has been used since it was made.
///
/// Counting calls would not do: a call takes many times more in a debug build, and some forms of an
/// expression take more than others. So the address itself is looked at.
struct StackGuard: Sendable {
  private let lowest: UInt

  /// A guard that lets so many bytes be used from here on.
  init(bytes: Int) {
    let here = Self.address()
    lowest = here > UInt(bytes) ? here - UInt(bytes) : 0
  }

  /// Whether there is room for more.
  @inline(__always)
  var hasRoom: Bool { Self.address() > lowest }

  /// About where the top of the stack is.
  @inline(__always)
  private static func address() -> UInt {
    var here: UInt8 = 0
    return withUnsafeMutablePointer(to: &here) { UInt(bitPattern: $0) }
  }
}
