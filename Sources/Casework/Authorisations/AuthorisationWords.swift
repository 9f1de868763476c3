// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Site

extension Authorisation.Kind {
  /// What the authorisation is called.
  package var phrase: Phrase {
    switch self {
    case .chief: "首席审批员授权"
    case .window: "窗口授权核准"
    }
  }

  /// How a case goes that is decided under it.
  package var way: Phrase {
    switch self {
    case .chief: "首席审批员一人受理和决定"
    case .window: "窗口授权核准，当场受理和决定"
    }
  }
}

extension Authorisation.Standing {
  package var phrase: Phrase {
    switch self {
    case .none: "未授权"
    case .given: "已授权"
    case .suspended: "已暂停"
    case .revoked: "已撤销"
    }
  }
}

extension Authorisation.Event {
  var phrase: Phrase {
    switch self {
    case .given: "授权"
    case .suspended: "暂停授权"
    case .resumed: "恢复授权"
    case .revoked: "撤销授权"
    }
  }
}

/// How an authorisation stands on a day, with its days taken into account.
enum AuthorisationLight: Sendable {
  case coming, inForce, over, suspended, revoked

  init(_ row: AuthorisationRow, on day: Day) {
    self =
      switch row.standing {
      case .revoked, .none: .revoked
      case .suspended: .suspended
      case .given:
        row.terms.isOver(on: day) ? .over : day < row.terms.from ? .coming : .inForce
      }
  }

  var phrase: Phrase {
    switch self {
    case .coming: "尚未生效"
    case .inForce: "生效中"
    case .over: "已到期"
    case .suspended: "已暂停"
    case .revoked: "已撤销"
    }
  }

  var tone: UI.Tone {
    switch self {
    case .inForce: .good
    case .coming: .info
    case .suspended: .warn
    case .over, .revoked: .plain
    }
  }
}

extension Authorisation.Terms {
  /// The items that it is for, in words: their names, or all listed ones of a section.
  func scope(_ shelf: CatalogueShelf, _ visit: Visit) -> String {
    guard items.isEmpty else {
      let names = items.map { code in
        shelf.snapshot.history(code).last.map { visit.pick($0.item.name) } ?? code
      }
      return names.joined(separator: visit.pick("、", ", "))
    }
    let named = shelf.snapshot.current(on: visit.now.day).map(\.item.department)
      .first { $0.zh == section }
    return visit.t("\(named ?? Words(section ?? ""))的全部目录内事项")
  }

  /// The limit in the reader's words, by the names of the first item's questions and fields.
  func limitWords(_ shelf: CatalogueShelf, _ visit: Visit) -> String? {
    guard let limit else { return nil }
    let known = shelf.snapshot.current(on: visit.now.day).map(\.item).first(where: covers)
    return known.flatMap { visit.condition(Condition(rule: limit), of: $0) } ?? limit.text
  }
}
