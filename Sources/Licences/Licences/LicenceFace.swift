// SPDX-License-Identifier: Apache-2.0

import Foundation
import ShangMi

/// What is printed on a licence.
///
/// Personal data: kept apart from the journal, shown masked to strangers.
package struct LicenceFace: Codable, Sendable, Hashable {
  /// A line of the certificate.
  package struct Entry: Codable, Sendable, Hashable {
    /// The key of the field of the form; certificates of before have none.
    package let key: String?
    package let label: String
    package let labelEnglish: String?
    package let value: String
  }

  /// The name of the certificate: 食品经营许可证.
  package let title: String
  package let titleEnglish: String?
  package let holder: String
  /// The holder's identity number or unified social credit code.
  package let holderCode: String
  /// The body that issued it, and its code.
  package let issuer: String
  package let issuerCode: String
  /// The answers of the application that the certificate states.
  package let entries: [Entry]

  /// The one encoding, whose digest is the face's name.
  func encoded() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
