// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Identity
import Journal
import ShangMi
import Site

/// Handing in over the API: files first, then the application that names them.
struct FilingAPI: Sendable {
  let desk: CaseDesk
  let accounts: Accounts

  /// The largest body of an upload, in bytes: the largest file of any material and the form around it.
  private static let uploadMax = 64 * FileKind.megabyte

  var routes: [Route] {
    [
      .api(
        .post, "/api/v1/files", .only(.applicant, .agent, .clerk, .helper, .chiefApprover),
        "上传申请材料",
        Operation(
          "uploadFile", tag: "filing", body: .multipart(CaseSchema.upload),
          returns: CaseSchema.filed, status: 201),
        bodyLimit: Self.uploadMax
      ) { visit, actor in
        try await upload(visit, actor)
      },
      .api(
        .post, "/api/v1/cases", .only(.applicant, .agent), "提交申请",
        Operation(
          "submitCase", tag: "filing", parameters: [.idempotencyKey],
          body: .json(CaseSchema.filing), returns: CaseSchema.receipt, status: 201)
      ) { visit, actor in
        try await submit(visit, actor)
      },
    ]
  }

  private func upload(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    guard let file = visit.form.file("file") else {
      throw SiteRefusal.invalid([Fault("file", "请选择文件。")])
    }
    let item = try desk.openItem(try visit.form.required("item"))
    let key = try visit.form.required("material")
    guard let material = item.materials.first(where: { $0.key == key }) else {
      throw SiteRefusal.invalid([
        Fault("material", "本事项没有名为 \(key) 的材料，请查看办事指南。")
      ])
    }
    let filed = try await desk.upload(file.bytes, name: file.name, for: material, by: actor)
    return .json(filed, status: 201)
  }

  /// What is sent to hand an application in.
  private struct Submitted: Decodable, Sendable {
    let item: String
    let applicant: Party?
    let situation: [String: String]?
    let answers: [String: String]?
    let files: [FileClaim]?
    let commitment: SignatureClaim?
    let deferral: SignatureClaim?
  }

  private func submit(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let sent: Submitted = try visit.json()
    let item = try desk.openItem(sent.item)
    guard let account = try await accounts.account(actor.id) else {
      throw SiteRefusal.signInFirst
    }
    let own = Party(
      name: account.name, code: account.code ?? "", phone: account.phone ?? "")
    let filing = Filing(
      item: ItemReference(code: item.code, version: item.version),
      applicant: sent.applicant ?? own, agent: sent.applicant == nil ? nil : own,
      situation: sent.situation ?? [:], answers: sent.answers ?? [:],
      files: try await desk.filed(sent.files ?? [], among: item.materials, by: actor),
      commitment: try sent.commitment?.signature(.commitment, by: actor, at: visit.now),
      deferral: try sent.deferral?.signature(.deferral, by: actor, at: visit.now))
    let receipt = try await CaseworkRefusal.withPointers {
      try await desk.submit(filing, through: .api, by: actor, key: visit.command)
    }
    return .json(
      receipt, status: 201, etag: String(receipt.version),
      location: "/api/v1/cases/\(receipt.id)")
  }
}

extension CaseworkRefusal {
  /// Does something whose faults name fields of a form, `answers.name`, and lets them name places of the
  /// JSON that was sent, `answers/name`.
  static func withPointers<T>(_ body: () async throws -> T) async throws -> T {
    do {
      return try await body()
    } catch CaseworkRefusal.incomplete(let faults) {
      throw CaseworkRefusal.incomplete(
        faults.map { fault in
          let place = fault.field.map { $0 == "." ? "/" : $0 }
          return Fault(String(place), fault.phrase)
        })
    }
  }
}
