// SPDX-License-Identifier: Apache-2.0

import App
import Casework
import Catalogue
import Codes
import Foundation
import Identity
import Journal
import Logging
import SQL
import ShangMi

/// A whole program in a folder of its own, with the real catalogue and the demonstration's people.
struct World {
  let program: Program
  let folder: URL
  let applicant: Actor
  let clerk: Actor
  let filing: Filing

  /// The item that everything is measured with: 食品经营许可（新办）.
  static let itemCode = "11420103MB0000001P4000131023001"

  init(catalogue: String) async throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "banjie-bench-\(UUID().uuidString)")
    var logger = Logger(label: "bench") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .critical
    program = try await Program(
      Configuration(data: folder, isDemo: true, port: 0), logger: logger)
    _ = try await CatalogueCommand.importDirectory(catalogue, into: program.journal)
    try await program.shelf.refresh(from: program.database)
    let people = DemoAccounts.all()
    guard let applicant = people.first(where: { $0.login == "demo-applicant" }),
      let clerk = people.first(where: { $0.roles.contains(.clerk) })
    else { throw Missing(what: "demo accounts") }
    self.applicant = applicant.actor
    self.clerk = clerk.actor
    filing = try await Self.filing(of: program, by: applicant)
  }

  struct Missing: Error { let what: String }

  func remove() {
    program.database.close()
    try? FileManager.default.removeItem(at: folder)
  }

  /// A complete application: the last option of every question, a small file for every material.
  static func filing(of program: Program, by account: Account) async throws -> Filing {
    let item = try program.desk.openItem(itemCode)
    var situation: [String: String] = [:]
    while let open = Guide.asked(of: item, answers: situation).first(where: { question in
      situation[question.key] == nil
    }) {
      situation[open.key] = open.options.last?.key
    }
    var answers: [String: String] = [:]
    for field in try Guide.fields(for: item, answers: situation) {
      answers[field.key] = value(of: field, account)
    }
    var files: [FiledFile] = []
    for material in try Guide.materials(for: item, answers: situation, form: answers)
    where material.isRequired && !material.isFetched {
      let bytes = Array("%PDF-1.4\n% \(material.key)\n%%EOF\n".utf8)
      files.append(
        try await program.desk.upload(
          bytes, name: "\(material.key).pdf", for: material.material, by: account.actor))
    }
    return Filing(
      item: ItemReference(code: item.code, version: item.version),
      applicant: Party(
        name: account.name, code: account.code ?? "", phone: account.phone ?? ""),
      agent: nil, situation: situation, answers: answers, files: files)
  }

  static func value(of field: FormField, _ account: Account? = nil) -> String {
    switch field.type {
    case .text, .area: "演示"
    case .segments: ""
    case .uscc: "91420103MA4KABC119"
    case .residentID: account?.code ?? "11010519491231002X"
    case .phone: "13800000000"
    case .number: "60"
    case .date: "2026-01-05"
    case .choice: field.options.first?.key ?? ""
    }
  }
}
