// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// Why a request is refused, in the terms of HTTP.
package enum RefusalKind: Int, Sendable, Hashable {
  case malformed = 400
  case unauthenticated = 401
  case forbidden = 403
  case notFound = 404
  case methodNotAllowed = 405
  case conflict = 409
  case preconditionFailed = 412
  case tooLarge = 413
  case unsupported = 415
  case invalid = 422
  case tooMany = 429
  case unavailable = 503

  package var status: Int { rawValue }

  /// The heading of the message that a person reads.
  package var title: Phrase {
    switch self {
    case .malformed: "请求无法读取"
    case .unauthenticated: "请先登录"
    case .forbidden: "没有权限"
    case .notFound: "没有找到"
    case .methodNotAllowed: "不支持这种操作"
    case .conflict: "与当前状态不符"
    case .preconditionFailed: "内容已被他人更新"
    case .tooLarge: "内容过大"
    case .unsupported: "格式不受支持"
    case .invalid: "填写有误"
    case .tooMany: "操作过于频繁"
    case .unavailable: "暂时无法办理"
    }
  }
}

/// What is wrong with one field of what was sent.
package struct Fault: Sendable, Hashable {
  /// The field's name in the form, or its JSON pointer without the leading slash.
  package let field: String
  /// What is wrong and what to do.
  package let phrase: Phrase

  package init(_ field: String, _ phrase: Phrase) {
    self.field = field
    self.phrase = phrase
  }
}

/// An error that a person can understand and act on; every room has one enum of them.
package protocol Refusal: Error, Sendable {
  var kind: RefusalKind { get }
  /// A stable name: `casework/second-supplement-notice`.
  var code: String { get }
  /// What is wrong and what to do.
  var phrase: Phrase { get }
  /// The article that says so, where there is one.
  var legalBasis: LegalBasis? { get }
  /// What is wrong field by field.
  var faults: [Fault] { get }
}

extension Refusal {
  package var legalBasis: LegalBasis? { nil }
  package var faults: [Fault] { [] }
}

/// The refusals of the floor itself, and a ready-made one for rooms with nothing of their own to say.
package struct SiteRefusal: Refusal, Hashable {
  package let kind: RefusalKind
  package let code: String
  package let phrase: Phrase
  package var faults: [Fault] = []
  /// Whole seconds after which it makes sense to try again.
  package var retryAfter: Int?

  package init(
    _ kind: RefusalKind, _ code: String, _ phrase: Phrase, faults: [Fault] = [],
    retryAfter: Int? = nil
  ) {
    self.kind = kind
    self.code = code
    self.phrase = phrase
    self.faults = faults
    self.retryAfter = retryAfter
  }

  package static let notFound = SiteRefusal(
    .notFound, "site/not-found", "没有这个页面，或者它不对您开放。请检查地址，或者从首页查找。")
  package static let signInFirst = SiteRefusal(
    .unauthenticated, "site/sign-in", "这里需要登录后才能查看或办理。请登录后再试。")
  package static let forbidden = SiteRefusal(
    .forbidden, "site/forbidden", "您的岗位没有这项权限。如需办理，请联系本部门的管理员。")
  package static let staleForm = SiteRefusal(
    .forbidden, "site/stale-form", "页面已经过期或者不是从本站提交的。请返回上一页，刷新后重新提交。")

  /// The values sent are readable but not acceptable.
  package static func invalid(_ faults: [Fault]) -> SiteRefusal {
    SiteRefusal(.invalid, "site/invalid", "有内容需要更正，请按提示修改后再提交。", faults: faults)
  }

  /// What was sent cannot be read at all.
  package static func malformed(_ phrase: Phrase) -> SiteRefusal {
    SiteRefusal(.malformed, "site/malformed", phrase)
  }

  /// The body is larger than the route takes.
  package static func tooLarge(limit: Int) -> SiteRefusal {
    let size: Phrase =
      limit >= 1024 * 1024 ? "\(limit / (1024 * 1024)) MB" : "\(max(1, limit / 1024)) KB"
    return SiteRefusal(
      .tooLarge, "site/too-large", "提交的内容超过了 \(size) 的上限。请压缩或者分开后再提交。")
  }
}
