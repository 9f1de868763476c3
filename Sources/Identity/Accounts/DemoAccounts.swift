// SPDX-License-Identifier: Apache-2.0

import Codes
import Journal
import SQL

/// Fictional people for trying the counter out.
///
/// They exist only on a server started in demo mode.
package enum DemoAccounts {
  /// The password of all of them, shown on the sign-in page.
  package static let password = "banjie-demo"

  /// The section of the bureau that the demonstration's main reviewers belong to.
  package static let department = "社会民生科"

  /// The other sections, each with people to review and to decide, under logins of their own.
  private static let otherDepartments = [
    ("market", "市场准入科"), ("project", "建设项目科"), ("city", "市政城管科"), ("service", "政务服务科"),
    // The windows of other authorities, which have parts in joint cases.
    ("police", "公安分局窗口"), ("labour", "人社窗口"), ("insurance", "医保窗口"), ("tax", "税务窗口"),
    ("fund", "公积金窗口"), ("civil", "民政窗口"), ("disabled", "残联窗口"), ("school", "教育窗口"),
    ("health", "卫健窗口"), ("fire", "消防救援窗口"), ("tobacco", "烟草专卖窗口"),
    ("planning", "自然资源规划窗口"), ("environment", "生态环境窗口"), ("water", "水务窗口"),
    ("garden", "园林窗口"), ("traffic", "交管窗口"), ("culture", "文旅窗口"),
    ("veterans", "退役军人窗口"), ("utilities", "供水供电供气联合窗口"),
  ]

  /// Each with identity numbers whose check characters are right, and names that nobody bears.
  package static func all() -> [Account] {
    [
      person("demo-applicant", "示范 · 申请人甲", serial: 11, [.applicant]),
      entity("demo-shop", "武汉示范餐饮有限公司（虚构）"),
      person("demo-agent", "示范 · 代办人乙", serial: 23, [.applicant, .agent]),
      staff("demo-clerk", "示范 · 窗口丙", [.clerk]),
      staff("demo-reviewer-1", "示范 · 审查丁", [.reviewer], department),
      staff("demo-reviewer-2", "示范 · 审查戊", [.reviewer], department),
      staff("demo-approver", "示范 · 审批己", [.chiefApprover], department),
      staff("demo-section-head", "示范 · 科长壬", [.departmentHead], department),
      staff("demo-head", "示范 · 局长癸", [.agencyHead]),
      staff("demo-supervisor", "示范 · 监察庚", [.supervisor]),
      staff("demo-catalogue", "示范 · 事项辛", [.itemAdministrator]),
      staff("demo-chief", "示范 · 首席审批员子", [.chiefApprover], "政务服务科"),
      staff("demo-window", "示范 · 即办窗口丑", [.clerk]),
    ] + otherDepartments.flatMap(staff(of:))
  }

  private static func staff(of department: (word: String, name: String)) -> [Account] {
    let (word, name) = department
    return [
      staff("demo-\(word)-reviewer-1", "示范 · 审查一（\(name)）", [.reviewer], name),
      staff("demo-\(word)-reviewer-2", "示范 · 审查二（\(name)）", [.reviewer], name),
      staff("demo-\(word)-approver", "示范 · 审批（\(name)）", [.chiefApprover], name),
    ]
  }

  /// Adds those that are missing.
  package static func install(in accounts: Accounts) async throws {
    // One hash for all: their password is on the sign-in page, so there is nothing for a salt to hide.
    let stored = try await Passwords.hash(password)
    for account in all() {
      let isThere = try await accounts.journal.database.read {
        try AccountTable.exists(login: account.login, in: $0)
      }
      guard !isThere else { continue }
      try await accounts.add(account, stored: stored, by: .system)
    }
  }

  private static func person(
    _ login: String, _ name: String, serial: Int, _ roles: Set<Role>
  ) -> Account {
    // A birth long past is valid on any day; the day of the check is the birth itself.
    let code = CivilDate(year: 1990, month: 1, day: 1).flatMap { birth in
      try? ResidentNumber.make(division: "420103", birth: birth, sequence: serial, asOf: birth)
    }
    return Account(
      id: login, login: login, kind: .person, name: name, code: code?.description,
      phone: "13800000000", roles: roles, department: nil, isDemo: true)
  }

  private static func entity(_ login: String, _ name: String) -> Account {
    let code = try? SocialCreditCode.make(
      department: "9", type: "1", division: "420103", organisation: "MA4KABC11")
    return Account(
      id: login, login: login, kind: .entity, name: name, code: code?.description,
      phone: "027-00000000", roles: [.applicant], department: nil, isDemo: true)
  }

  private static func staff(
    _ login: String, _ name: String, _ roles: Set<Role>, _ department: String? = nil
  ) -> Account {
    Account(
      id: login, login: login, kind: .staff, name: name, code: nil, phone: nil,
      roles: roles, department: department, isDemo: true)
  }
}
