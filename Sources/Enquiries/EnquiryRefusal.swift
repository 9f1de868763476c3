// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// Why this room says no: in the reader's words, with what to do.
package enum EnquiryRefusal: Refusal, Equatable {
  case notFound
  case codeUnknown
  case subjectUnknown
  case notYourPart
  case otherUnit(String)

  // The step does not fit where it stands.
  case answeredAlready
  case notAnswered
  case notPublished

  // What was sent.
  case questionMissing
  case textMissing(EnquiryStep)
  case tooLong(field: String, Int)
  case unitUnknown
  case sameUnit
  case channelMissing
}

extension EnquiryRefusal {
  package var kind: RefusalKind {
    switch self {
    case .notFound: .notFound
    case .notYourPart, .otherUnit: .forbidden
    case .answeredAlready, .notAnswered, .notPublished: .conflict
    case .codeUnknown, .subjectUnknown, .questionMissing, .textMissing, .tooLong, .unitUnknown,
      .sameUnit, .channelMissing:
      .invalid
    }
  }

  package var code: String {
    let name = "\(self)".prefix { $0.isLetter }
    return "enquiries/" + name.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
  }

  package var legalBasis: LegalBasis? {
    switch self {
    case .textMissing(.answer), .textMissing(.record): .explanation
    default: nil
    }
  }

  package var faults: [Fault] {
    switch self {
    case .codeUnknown: [Fault(EnquiryField.code, "请核对查询码。")]
    case .subjectUnknown: [Fault(EnquiryField.item, "请从列出的事项中选择。")]
    case .questionMissing: [Fault(EnquiryField.question, "请写明您要咨询的问题。")]
    case .textMissing(.publish):
      [Fault(EnquiryField.question, "请写明内容。"), Fault(EnquiryField.text, "请写明内容。")]
    case .textMissing: [Fault(EnquiryField.text, "请写明内容。")]
    case .tooLong(let field, let max): [Fault(field, "最多 \(max) 个字，请精简。")]
    case .unitUnknown, .sameUnit: [Fault(EnquiryField.unit, "请选择另一个科室。")]
    case .channelMissing: [Fault(EnquiryField.channel, "请选择来访或者来电。")]
    default: []
    }
  }

  package var phrase: Phrase {
    switch self {
    case .notFound: "没有找到这件咨询，或者它不归您查看。没有登录时提出的咨询，请用查询码查看。"
    case .codeUnknown: "没有这个查询码的咨询。查询码在提交咨询时显示，由 12 个字母和数字组成。"
    case .subjectUnknown: "没有这个事项或者一件事，请重新选择，或者作一般咨询。"
    case .notYourPart: "咨询由窗口和承办科室的人员答复。"
    case .otherUnit(let unit): "这件咨询现在由\(unit)答复。"
    case .answeredAlready: "这件咨询已经答复。"
    case .notAnswered: "答复以后才能公开。"
    case .notPublished: "这件咨询没有公开，不用撤下。"
    case .questionMissing: "请写明您要咨询的问题，再提交。"
    case .textMissing(let step): "“\(step.phrase)”必须写明内容，请填写后再提交。"
    case .tooLong(_, let max): "写得太长，最多 \(max) 个字。"
    case .unitUnknown: "没有这个科室，请从列出的科室中选择。"
    case .sameUnit: "这件咨询已经在这个科室，请选择另一个科室。"
    case .channelMissing: "请选择咨询是来访还是来电。"
    }
  }
}

extension EnquiryStep {
  package var phrase: Phrase {
    switch self {
    case .answer: "答复咨询"
    case .forward: "转给其他科室"
    case .publish: "公开为常见问题"
    case .withdraw: "撤下公开的问答"
    case .record: "登记咨询"
    }
  }
}

extension Enquiry.Channel {
  package var phrase: Phrase {
    switch self {
    case .online: "网上咨询"
    case .counter: "现场咨询"
    case .telephone: "电话咨询"
    }
  }
}
