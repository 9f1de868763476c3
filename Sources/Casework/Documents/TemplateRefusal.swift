// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Documents
import Site

/// Why a template is not published, or a document not written by one.
package enum TemplateRefusal: Refusal, Equatable {
  /// There is no such kind or version.
  case notFound
  /// The text cannot be read as a template.
  case faulty([TemplateFault])
  /// The text lacks what the law wants in such a document.
  case lacking([TemplateRule])
  /// It would apply to documents that have been made.
  case tooEarly(today: Day)
  /// Somebody else has published a version since the text was opened.
  case changedMeanwhile(latest: Int)
  /// It is word for word the version before.
  case unchanged
  /// A document would have become too long, or taken too many steps.
  case notWritten(TemplateFault)

  package var kind: RefusalKind {
    switch self {
    case .notFound: .notFound
    case .faulty, .lacking, .tooEarly: .invalid
    case .unchanged, .changedMeanwhile: .conflict
    case .notWritten: .unavailable
    }
  }

  package var code: String {
    switch self {
    case .notFound: "casework/template-not-found"
    case .faulty: "casework/template-faulty"
    case .lacking: "casework/template-lacking"
    case .tooEarly: "casework/template-too-early"
    case .changedMeanwhile: "casework/template-changed"
    case .unchanged: "casework/template-unchanged"
    case .notWritten: "casework/document-not-written"
    }
  }

  package var phrase: Phrase {
    switch self {
    case .notFound: "没有这种文书或者这个版本的模板。请从文书模板的列表进入。"
    case .faulty: "模板有错误，没有发布。请按提示的行和列修改。"
    case .lacking: "模板缺少法律要求的内容，没有发布。请补上后再发布。"
    case .tooEarly(let today): "模板从 \(today) 或者以后的日期起使用；已经作出的文书不会改变。"
    case .changedMeanwhile(let latest): "他人已经发布第 \(latest) 版。请对照该版修改，再发布。"
    case .unchanged: "模板与上一个版本完全相同，不需要发布。"
    case .notWritten(let fault):
      "文书不能按模板生成（\(fault.phrase)），这一步没有办理。请联系事项管理人员修改模板。"
    }
  }

  package var faults: [Fault] {
    switch self {
    case .faulty(let faults): faults.map { Fault("text", $0.phrase) }
    case .lacking(let rules): rules.map { Fault("text", $0.phrase) }
    case .tooEarly: [Fault("from", "请填写今天或者以后的日期。")]
    default: []
    }
  }

  package var legalBasis: LegalBasis? {
    guard case .lacking(let rules) = self else { return nil }
    return rules.lazy.compactMap(\.basis).first
  }
}

extension TemplateFault {
  /// What is wrong and where, in the reader's language.
  package var phrase: Phrase { "\(zh: chinese, en: english)" }
}
