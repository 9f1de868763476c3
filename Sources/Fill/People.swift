// SPDX-License-Identifier: Apache-2.0

import Codes
import Deadlines
import Identity
import Journal

/// Who takes part in the cases: applicants without number, agents, and a staff that the sections need.
///
/// Nobody of them is real: the persons were born before anybody alive, the entities have organisation codes that are
/// not given, and all say so by their names. The check characters are right, since the rules look at them.
struct People: Sendable {
  let clerks: [Account]
  /// By section.
  let reviewers: [String: [Account]]
  let approvers: [String: [Account]]
  private let persons: Int
  private let entities: Int
  private let agents: Int

  /// - Parameter sections: of the bureau, all that the catalogue names.
  init(cases: Int, sections: [String]) {
    persons = max(2, cases / 6)
    entities = max(1, cases / 15)
    agents = max(1, cases / 5_000)
    clerks = (1...Self.clerkCount).map { Self.staff("clerk-\($0)", "窗口", [.clerk]) }
    func each(_ count: Int, _ word: String, _ name: String, _ role: Role) -> [String: [Account]] {
      var found: [String: [Account]] = [:]
      for (place, section) in sections.enumerated() {
        found[section] = (1...count).map {
          Self.staff("\(word)-\(place + 1)-\($0)", "\(name)（\(section)）", [role], section)
        }
      }
      return found
    }
    reviewers = each(Self.reviewerCount, "reviewer", "审查", .reviewer)
    approvers = each(Self.approverCount, "approver", "审批", .chiefApprover)
  }

  private static let clerkCount = 8
  private static let reviewerCount = 4
  private static let approverCount = 2

  var staff: [Account] {
    clerks
      + (Array(reviewers.values) + Array(approvers.values)).flatMap(\.self).sorted { $0.id < $1.id }
  }

  private static func staff(
    _ word: String, _ name: String, _ roles: Set<Role>, _ department: String? = nil
  ) -> Account {
    let id = "fill-\(word)"
    return Account(
      id: id, login: id, kind: .staff, name: "虚构 · \(name)\(word.last ?? " ")", code: nil,
      phone: nil, roles: roles, department: department, isDemo: false)
  }

  /// An applicant: a few come often, most of them a few times.
  func applicant(isEntity: Bool, _ chance: inout Chance) -> Account {
    let place = chance.share()
    let skewed = place * place.squareRoot()
    return isEntity
      ? Self.entity(Int(skewed * Double(entities))) : Self.person(Int(skewed * Double(persons)))
  }

  func agent(_ chance: inout Chance) -> Account {
    Self.person(chance.number(0..<agents), word: "agent", [.agent], firstYear: 1900)
  }

  private static let surnames = Array("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨")

  static func person(
    _ number: Int, word: String = "person", _ roles: Set<Role> = [.applicant],
    firstYear: Int = 1880
  ) -> Account {
    // A day of birth and a sequence for each number: nobody who was born then has ever had one.
    let day = Day(year: firstYear, month: 1, day: 1)?.adding(days: number / 999)
    let birth = day.flatMap { CivilDate(year: $0.year, month: $0.month, day: $0.day) }
    let code = birth.flatMap {
      try? ResidentNumber.make(
        division: division, birth: $0, sequence: number % 999 + 1, asOf: $0)
    }
    let id = "fill-\(word)-\(number)"
    return Account(
      id: id, login: id, kind: .person, name: "\(surnames[number % surnames.count])虚构\(number)",
      code: code?.description, phone: "13800000000", roles: roles, department: nil, isDemo: false)
  }

  private static let division = "420103"

  static func entity(_ number: Int) -> Account {
    let digits = String(number)
    let serial = "XX" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits.suffix(6)
    let check = OrganisationCheck.character(over: serial.utf8) ?? "0"
    let code = try? SocialCreditCode.make(
      department: "9", type: "1", division: division, organisation: serial + String(check))
    let id = "fill-entity-\(number)"
    return Account(
      id: id, login: id, kind: .entity, name: "武汉虚构\(number)号有限公司", code: code?.description,
      phone: "027-00000000", roles: [.applicant], department: nil, isDemo: false)
  }
}
