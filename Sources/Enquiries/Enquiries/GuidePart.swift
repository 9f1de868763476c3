// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Site

extension EnquiryDesk {
  /// What the guide of a bundle says of questions.
  package func section(of bundle: String, _ visit: Visit) async throws -> HTML {
    let subject = Enquiry.Subject(kind: .bundle, code: bundle)
    let part = GuidePart(
      subject: subject, published: try await published(about: subject), visit: visit)
    return UI.section(visit.t("咨询"), id: "enquiries", part.html())
  }
}

/// What a guide says of questions: what others have asked, and where to ask.
struct GuidePart {
  let subject: Enquiry.Subject
  let published: [(question: String, answer: String)]
  let visit: Visit

  func html() -> HTML {
    """
    \(if: !published.isEmpty, answers)\
    <p>\(UI.link(visit.t("我要咨询"), EnquiryLink.about(subject).path)) \
    <a href="\(EnquiryLink.find.path)">\(visit.t("用查询码查看答复"))</a></p>
    """
  }

  private var answers: HTML {
    let entries = published.map { entry -> HTML in
      "<div><dt><strong>\(entry.question)</strong></dt><dd>\(entry.answer)</dd></div>"
    }
    return "<h3>\(visit.t("大家问过的问题"))</h3><dl class=\"stack\">\(entries)</dl>"
  }
}
