// SPDX-License-Identifier: Apache-2.0

import Site

/// Every path of this room: for routes, with the parameter in braces, and for links.
package enum LicenceLink {
  /// The form in which anybody types a number.
  case verify
  /// What anybody learns of a licence.
  case verification(String)
  /// The licences of who has signed in.
  case licences
  /// The whole certificate, for the printer.
  case licence(String)
  /// The same as a PDF.
  case pdf(String)

  /// The pattern that a route of this kind answers.
  enum Pattern {
    static let verify = "/verify"
    static let verification = "/verify/{number}"
    static let licences = "/licences"
    static let licence = "/licences/{number}"
    static let licencesAPI = "/api/v1/licences"
    static let licenceAPI = "/api/v1/licences/{number}"
  }

  package var path: String {
    switch self {
    case .verify: Pattern.verify
    case .verification(let number): "/verify/" + PercentCoding.encode(number)
    case .licences: Pattern.licences
    case .licence(let number): "/licences/" + PercentCoding.encode(number)
    case .pdf(let number): "/licences/\(PercentCoding.encode(number)).pdf"
    }
  }
}
