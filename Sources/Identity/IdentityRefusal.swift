// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Site

/// Why identity says no.
package enum IdentityRefusal: Refusal, Equatable {
  /// Also when there is no such account, or it is disabled: the answer does not tell which.
  case wrongPassword
  case sessionNotFound
  case accountNotFound
  case loginTaken
  /// The password of the demonstration's accounts is for all.
  case demoPassword
  case incomplete([Fault])

  package var kind: RefusalKind {
    switch self {
    case .wrongPassword: .unauthenticated
    case .sessionNotFound, .accountNotFound: .notFound
    case .loginTaken: .conflict
    case .demoPassword: .forbidden
    case .incomplete: .invalid
    }
  }

  package var code: String {
    switch self {
    case .wrongPassword: "identity/wrong-password"
    case .sessionNotFound: "identity/session-not-found"
    case .accountNotFound: "identity/account-not-found"
    case .loginTaken: "identity/login-taken"
    case .demoPassword: "identity/demo-password"
    case .incomplete: "identity/incomplete"
    }
  }

  package var phrase: Phrase {
    switch self {
    case .wrongPassword: "用户名或密码不正确。请检查大小写后重试。"
    case .sessionNotFound: "没有这个登录，或者它已经退出。"
    case .accountNotFound: "没有这个账户，或者它已经停用。请核对用户名。"
    case .loginTaken: "这个用户名已经有人使用，请换一个。"
    case .demoPassword: "演示账户的密码大家共用，不能修改。请开设自己的账户。"
    case .incomplete: "有内容需要更正，请按提示修改后再提交。"
    }
  }

  package var faults: [Fault] {
    if case .incomplete(let faults) = self { return faults }
    return []
  }
}
