// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Processes
import Site

/// Why the room of past cases says no.
package enum ArchiveRefusal: Refusal, Equatable {
  case logNotFound
  case caseNotFound
  /// A file is no event log, or not a whole one; nothing of it has been taken.
  case unreadable(file: String, XESFault)
  /// A step has no name to be counted by; nothing of the file has been taken.
  case nameless(file: String, line: Int)
  /// A file has no case.
  case empty(file: String)
  /// A file is another one than a moment ago.
  case changed(file: String)
  /// Somebody else is bringing in the same file.
  case busy(file: String)
  /// A log has no name, or a longer one than a list can show.
  case nameLength

  package static let nameMax = 60

  package var kind: RefusalKind {
    switch self {
    case .logNotFound, .caseNotFound: .notFound
    case .unreadable, .nameless, .empty, .nameLength: .invalid
    case .changed, .busy: .conflict
    }
  }

  package var code: String {
    switch self {
    case .logNotFound: "archive/log-not-found"
    case .caseNotFound: "archive/case-not-found"
    case .unreadable: "archive/unreadable"
    case .nameless: "archive/nameless"
    case .empty: "archive/empty"
    case .changed: "archive/changed"
    case .busy: "archive/busy"
    case .nameLength: "archive/name-length"
    }
  }

  package var phrase: Phrase {
    switch self {
    case .logNotFound: "没有这个历史日志，请从“历史办件”中选择。"
    case .caseNotFound: "没有这个历史办件，请从日志的办件列表中选择。"
    case .unreadable(let file, let fault):
      "\(file)：\(zh: fault.chinese, en: fault.english)。文件没有导入。"
    case .nameless(let file, let line):
      "\(file)：第 \(line) 行的事件没有 concept:name，无法统计。文件没有导入。"
    case .empty(let file): "\(file)：日志中没有任何办件（trace），请确认是否选对了文件。"
    case .changed(let file): "\(file)：导入过程中文件发生了变化，请停止写入该文件后重新导入，会从中断处继续。"
    case .busy(let file): "\(file)：另一个程序正在导入同一个文件，请等它完成。"
    case .nameLength: "日志名称应当有 1 到 \(Self.nameMax) 个字。"
    }
  }

  package var legalBasis: LegalBasis? { nil }
}
