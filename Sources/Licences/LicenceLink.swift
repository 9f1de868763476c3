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
  /// The page of a licence: how it stands, and all that has become of it.
  case licence(String)
  /// The whole certificate, for the printer.
  case certificate(String, SheetForm = .page)
  /// A document about a licence, by the version of the event that it puts into writing.
  case document(String, version: Int, SheetForm = .page)
  /// Steps of a proceeding.
  case propose(String)
  case hear(String)
  case conclude(String)
  /// The bureau's lists of licences: what expires soon, what has expired, what waits for a decision.
  case register

  /// The pattern that a route of this kind answers.
  enum Pattern {
    static let verify = "/verify"
    static let verification = "/verify/{number}"
    static let licences = "/licences"
    static let licence = "/licences/{number}"
    static let certificate = "/licences/{number}/certificate"
    static let certificatePDF = certificate + SheetForm.pdf.ending
    static let document = "/licences/{number}/documents/{version}"
    static let propose = "/licences/{number}/propose"
    static let hear = "/licences/{number}/hear"
    static let conclude = "/licences/{number}/conclude"
    static let register = "/licence-register"
    static let licencesAPI = "/api/v1/licences"
    static let licenceAPI = "/api/v1/licences/{number}"
    static let historyAPI = "/api/v1/licences/{number}/history"
    static let proposeAPI = "/api/v1/licences/{number}/propose"
    static let hearAPI = "/api/v1/licences/{number}/hear"
    static let concludeAPI = "/api/v1/licences/{number}/conclude"
    static let registerAPI = "/api/v1/licence-register"
  }

  package var path: String {
    switch self {
    case .verify: Pattern.verify
    case .verification(let number): "/verify/" + PercentCoding.encode(number)
    case .licences: Pattern.licences
    case .licence(let number): Self.licence(number)
    case .certificate(let number, let form):
      Self.licence(number) + "/certificate\(form.ending)"
    case .document(let number, let version, let form):
      Self.licence(number) + "/documents/\(version)\(form.ending)"
    case .propose(let number): Self.licence(number) + "/propose"
    case .hear(let number): Self.licence(number) + "/hear"
    case .conclude(let number): Self.licence(number) + "/conclude"
    case .register: Pattern.register
    }
  }

  /// The last part of the path of a step: what a form that was sent is known by.
  var step: String { String(path[(path.lastIndex(of: "/") ?? path.startIndex)...]) }

  private static func licence(_ number: String) -> String {
    "/licences/" + PercentCoding.encode(number)
  }
}
