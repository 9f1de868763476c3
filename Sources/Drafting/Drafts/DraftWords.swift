// SPDX-License-Identifier: Apache-2.0

import ShangMi
import Site

extension ItemDraft.Status {
  package var phrase: Phrase {
    switch self {
    case .unbegun: "尚未起草"
    case .drafting: "起草中"
    case .submitted: "待审核"
    case .returned: "已退回"
    case .approved: "待发布"
    case .published: "已发布"
    case .discarded: "已放弃"
    }
  }

  var tone: UI.Tone {
    switch self {
    case .unbegun, .discarded: .plain
    case .drafting: .info
    case .submitted, .returned: .warn
    case .approved, .published: .good
    }
  }
}

extension DraftRow.Kind {
  var phrase: Phrase {
    switch self {
    case .claim: "认领"
    case .revision: "修订"
    case .handOver: "划转"
    }
  }
}

extension ItemDraft.Event {
  /// What has happened, as a history says it.
  var phrase: Phrase {
    switch self {
    case .begun(let beginning):
      switch beginning.origin {
      case .claim: "认领后起草"
      case .revision(let version): "从第 \(version) 版起草"
      case .handOver(_, let from, let to): "由\(from)划转到\(to)"
      }
    case .saved(let saving): "修改：\(saving.section.phrase)"
    case .submitted: "提交审核"
    case .sentBack: "退回修改"
    case .approved: "审核通过"
    case .adopted(let version, _): "以第 \(version) 版为新的基础"
    case .published(let publication):
      "发布第 \(publication.version) 版，自 \(publication.effective) 起生效"
    case .discarded: "放弃草稿"
    }
  }

  /// The reason that was given.
  var reasons: Digest? {
    switch self {
    case .begun(let beginning): beginning.reasons
    case .sentBack(let reasons), .discarded(let reasons): reasons
    case .approved(let reasons): reasons
    case .saved, .submitted, .adopted, .published: nil
    }
  }

  /// The text of the file after it, where it is another one.
  var text: Digest? {
    switch self {
    case .begun(let beginning): beginning.text
    case .saved(let saving), .adopted(_, let saving): saving.text
    case .published(let publication): publication.text
    case .submitted, .sentBack, .approved, .discarded: nil
    }
  }
}
