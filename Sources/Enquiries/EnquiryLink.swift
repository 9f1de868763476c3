// SPDX-License-Identifier: Apache-2.0

import Site

/// Every path of this room: for routes, with the parameter in braces, and for links.
package enum EnquiryLink {
  /// The worklist of the staff; one's own questions of anybody else.
  case enquiries
  case enquiry(String)
  case step(String, EnquiryStep)
  /// A question about nothing known yet.
  case new
  /// A question about an item or a bundle.
  case about(Enquiry.Subject)
  /// Where a visitor finds his own by its code.
  case find
  /// What was asked at the counter or on the telephone.
  case record

  package var path: String {
    switch self {
    case .enquiries: "/enquiries"
    case .enquiry(let id): "/enquiries/\(id)"
    case .step(let id, let step): "/enquiries/\(id)/\(step.rawValue)"
    case .new: "/enquiries/new"
    case .about(let subject):
      subject.kind == .general
        ? "/enquiries/new"
        : "/enquiries/new?" + PercentCoding.query([(subject.kind.rawValue, subject.code)])
    case .find: "/enquiries/find"
    case .record: "/enquiries/record"
    }
  }
}

/// The names of fields in forms.
enum EnquiryField {
  static let item = Enquiry.Subject.Kind.item.rawValue
  static let bundle = Enquiry.Subject.Kind.bundle.rawValue
  static let question = "question"
  static let text = "text"
  static let code = "code"
  static let unit = "unit"
  static let channel = "channel"
}
