// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import SQL
import Site

/// What a case wants done to a licence that there is; frozen when it is filed.
package struct LicenceAct: Codable, Sendable, Hashable {
  package let kind: ActKind
  /// The name of the licence's history.
  package let licence: String
  /// The number on the certificate.
  package let number: String
  /// The last day of the licence whose renewal is applied for; nil for every other act.
  package let expiry: Day?

  package init(kind: ActKind, licence: String, number: String, expiry: Day? = nil) {
    self.kind = kind
    self.licence = licence
    self.number = number
    self.expiry = expiry
  }
}

/// What casework needs to know of licences, which lie above it: the program fills it in.
package protocol LicenceRegister: Sendable {
  /// The licence with a number, as it stands for an act on a day; nil where there is none.
  ///
  /// - Parameter number: as somebody has typed it.
  func licence(
    numbered number: String, for act: ActKind, on day: Day, in reader: some Reading
  ) throws -> RegisteredLicence?
}

/// A licence as an application that names it must fit it.
package struct RegisteredLicence: Sendable {
  /// The name of its history.
  package let id: String
  package let number: String
  /// The item that gave it, by its implementation code.
  package let item: String
  /// The identity number or credit code of the holder; nil where what is printed on it was erased.
  ///
  /// Personal data.
  package let holderCode: String?
  /// The account of the holder, if the holder has one.
  package let holder: String?
  /// The last day of validity; nil without limit.
  package let until: Day?
  /// Why the act is not open now, and what to do; nil where it is.
  package let obstacle: Phrase?

  package init(
    id: String, number: String, item: String, holderCode: String?, holder: String?, until: Day?,
    obstacle: Phrase?
  ) {
    self.id = id
    self.number = number
    self.item = item
    self.holderCode = holderCode
    self.holder = holder
    self.until = until
    self.obstacle = obstacle
  }
}

/// Whether the licence that a filing names may be acted upon by it.
struct ActCheck: Sendable {
  /// What the case keeps; nil where nothing was named or a fault stands against it.
  let act: LicenceAct?
  let faults: [Fault]

  static let none = ActCheck(act: nil, faults: [])

  private init(act: LicenceAct?, faults: [Fault]) {
    self.act = act
    self.faults = faults
  }

  /// - Parameters:
  ///   - found: the licence of that number, if there is one.
  ///   - source: the item that gives such licences.
  ///   - filer: the account that files.
  init(
    _ rule: ItemAct, _ filing: Filing, naming number: String, _ found: RegisteredLicence?,
    source: Words, filer: String, on day: Day, _ calendar: WorkCalendar
  ) {
    let fault: Phrase?
    if let found {
      fault = Self.fault(rule, filing, found, source, filer, day, calendar)
    } else {
      fault = "没有查到编号为 \(number) 的证照。请核对证照上的编号，字母和数字都不要漏。"
    }
    if let fault {
      self.init(act: nil, faults: [Fault(FilingField.answer(rule.field), fault)])
    } else {
      self.init(act: found.map { LicenceAct(rule, on: $0) }, faults: [])
    }
  }

  private static func fault(
    _ rule: ItemAct, _ filing: Filing, _ found: RegisteredLicence, _ source: Words,
    _ filer: String, _ day: Day, _ calendar: WorkCalendar
  ) -> Phrase? {
    guard found.item == rule.item else {
      return "编号为 \(found.number) 的证照不是通过“\(source)”取得的，不能在本事项办理。请核对编号，或者选择与该证照对应的事项。"
    }
    guard isHolder(filing, found, filer) else {
      return "编号为 \(found.number) 的证照不是申请人持有的。请核对编号；替他人办理的，由代办人填写持证人的姓名（名称）和代码。"
    }
    if let obstacle = found.obstacle { return obstacle }
    guard let opens = rule.renewal?.opens, let until = found.until else { return nil }
    let first = opens.latest(before: until, in: calendar)
    guard day < first else { return nil }
    return "这个证照 \(until) 到期，最早自 \(first) 起可以申请延续（\(opens.basis.text)）。请到时再申请。"
  }

  /// Whoever applies, for himself or through an agent, must be whom the licence names.
  private static func isHolder(
    _ filing: Filing, _ found: RegisteredLicence, _ filer: String
  ) -> Bool {
    if let code = found.holderCode { return code == filing.applicant.code }
    return filing.agent == nil && found.holder == filer
  }
}

extension LicenceAct {
  fileprivate init(_ rule: ItemAct, on licence: RegisteredLicence) {
    self.init(
      kind: rule.kind, licence: licence.id, number: licence.number,
      expiry: rule.kind == .renew ? licence.until : nil)
  }
}

extension CaseRegistry {
  /// Holds the licence that a filing names against the register.
  func act(
    of filing: Filing, for item: ItemVersion, by filer: String, on day: Day,
    in reader: some Reading
  ) throws -> ActCheck {
    guard let rule = item.act, let number = filing.answers[rule.field], !number.trimmed.isEmpty
    else { return .none }
    let found = try licences.licence(numbered: number, for: rule.kind, on: day, in: reader)
    let source = shelf.snapshot.history(rule.item).last?.item.name ?? Words(rule.item)
    return ActCheck(
      rule, filing, naming: number, found, source: source, filer: filer, on: day, calendar)
  }
}

extension CaseDesk {
  /// The same, before the filing is handed in.
  func act(of filing: Filing, by filer: String) async throws -> ActCheck {
    let item = try item(filing.item)
    let today = now.day
    return try await journal.database.read { reader in
      try registry.act(of: filing, for: item, by: filer, on: today, in: reader)
    }
  }

  /// Everything that is wrong with a filing, the licence that it names included.
  func faults(of filing: Filing, by filer: String) async throws -> [Fault] {
    FilingRules.faults(of: filing, for: try item(filing.item), on: now.day)
      + (try await act(of: filing, by: filer)).faults
  }
}
