// SPDX-License-Identifier: Apache-2.0

extension String {
  /// Without the blanks and line ends at both ends, the wide blank of Chinese input among them.
  package var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
