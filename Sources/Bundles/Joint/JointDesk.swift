// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Identity
import Journal
import SQL
import ShangMi
import Site

/// Where joint cases are handled: every use of this room, for pages and for the API alike.
package struct JointDesk: Sendable {
  package let cases: CaseDesk
  let registry: JointRegistry
  private let settings: CaseworkSettings

  /// - Parameter settings: how the bureau numbers what it issues.
  package init(cases: CaseDesk, bundles: BundleShelf, settings: CaseworkSettings) {
    self.cases = cases
    self.settings = settings
    registry = JointRegistry(cases: cases.registry, bundles: bundles)
  }

  package var bundles: BundleShelf { registry.bundles }

  var journal: Journal { cases.journal }
  package var now: Instant { cases.now }

  /// The answer to a step: the joint case and its version afterwards.
  package struct Receipt: Codable, Sendable, Hashable {
    package let id: String
    package let number: String
    package let version: Int
  }

  // MARK: - Bundles

  /// The version of a bundle that can be applied for today.
  package func bundle(_ code: String) throws(BundleRefusal) -> Bundle {
    guard let bundle = bundles.snapshot.current(code, on: now.day) else { throw .bundleNotFound }
    return bundle
  }

  /// The items of a bundle as they can be applied for today, by code; a member whose item cannot be is missing.
  package func openItems(of bundle: Bundle) -> [String: ItemVersion] {
    let catalogue = cases.shelf.snapshot
    let today = now.day
    return Dictionary(
      bundle.members.compactMap { member in
        catalogue.current(member.item, on: today).map { (member.item, $0) }
      }
    ) { first, _ in first }
  }

  /// The version that a draft or a joint case is under.
  func bundle(_ reference: BundleReference) throws(BundleRefusal) -> Bundle {
    try registry.bundle(reference)
  }

  /// What a filing needs, as far as it is filled in.
  package func form(of filing: JointFiling) throws(BundleRefusal) -> JointForm {
    try registry.form(of: filing)
  }

  // MARK: - Drafts

  /// Opens a draft once every question is answered.
  ///
  /// - Parameter leftOut: optional members that the applicant does not want.
  package func beginDraft(
    of code: String, answers: [String: String], leftOut: Set<String>, for account: Account,
    key: CommandKey? = nil
  ) async throws -> String {
    let bundle = try bundle(code)
    let items = openItems(of: bundle)
    let form = JointForm(bundle, items: items, answers: answers, leftOut: leftOut)
    guard form.isComplete else {
      throw BundleRefusal.unanswered(
        form.open.map { Fault(FilingField.situation($0.key), "请回答：\($0.ask)") })
    }
    try requireOpen(form, bundle)
    let own = Party(name: account.name, code: account.code ?? "", phone: account.phone ?? "")
    let blank = Party(name: "", code: "", phone: "")
    let isAgent = account.roles.contains(.agent)
    let filing = JointFiling(
      bundle: BundleReference(code: bundle.code, version: bundle.version),
      items: items.mapValues(\.version),
      applicant: isAgent || account.actor.isStaff ? blank : own, agent: isAgent ? own : nil,
      answers: form.answers, leftOut: leftOut)
    let id = SecureRandom.token()
    return try await journal.perform(as: account.actor, key: key) { unit in
      let draft = JointDraft(
        id: id, owner: account.id, filing: filing, createdAt: unit.now, updatedAt: unit.now)
      try JointDraftTable.keep(draft, at: unit.now, in: unit.transaction)
      return id
    }
  }

  /// Every member that this situation needs can be applied for.
  private func requireOpen(_ form: JointForm, _ bundle: Bundle) throws(BundleRefusal) {
    let facts = Facts(situation: form.answers)
    let there = Set(form.parts.map(\.member.item))
    for member in bundle.members
    where member.when.holds(for: facts) && !member.isOptional && !there.contains(member.item) {
      let name = cases.shelf.snapshot.history(member.item).last?.item.name.zh
      throw .itemNotOpen(name: name ?? member.item)
    }
  }

  package func draft(_ id: String, for actor: Actor) async throws -> JointDraft {
    let found = try await journal.database.read {
      try JointDraftTable.find(id, for: actor, in: $0)
    }
    guard let found else { throw BundleRefusal.draftNotFound }
    return found
  }

  package func drafts(of actor: Actor) async throws -> [JointDraft] {
    try await journal.database.read { try JointDraftTable.list(for: actor, limit: 20, in: $0) }
  }

  package func changeDraft(
    _ id: String, by actor: Actor, _ change: @escaping @Sendable (inout JointFiling) -> Void
  ) async throws {
    let _: Bool = try await journal.perform(as: actor) { unit in
      guard var draft = try JointDraftTable.find(id, for: actor, in: unit.transaction) else {
        throw BundleRefusal.draftNotFound
      }
      change(&draft.filing)
      try JointDraftTable.keep(draft, at: unit.now, in: unit.transaction)
      return true
    }
  }

  package func discardDraft(_ id: String, by actor: Actor) async throws {
    let _: Bool = try await journal.perform(as: actor) { unit in
      guard try JointDraftTable.find(id, for: actor, in: unit.transaction) != nil else {
        throw BundleRefusal.draftNotFound
      }
      try JointDraftTable.remove(id, in: unit.transaction)
      return true
    }
  }

  /// A file of the actor's own draft.
  package func file(
    _ digest: Digest?, ofDraft id: String, for actor: Actor
  ) async throws -> (file: FiledFile, bytes: [UInt8]) {
    let draft = try await draft(id, for: actor)
    guard let file = draft.filing.files.first(where: { $0.digest == digest }),
      let bytes = try cases.bytes(of: file)
    else { throw CaseworkRefusal.fileNotFound }
    return (file, bytes)
  }

  // MARK: - Submission

  /// Everything that is wrong with a filing, in joint names, all at once.
  ///
  /// - Parameter keys: the members that count; all when nil.
  package func faults(
    of filing: JointFiling, for keys: Set<String>? = nil
  ) throws(BundleRefusal) -> [Fault] {
    let form = try form(of: filing)
    guard form.isComplete else {
      return form.open.map { Fault(FilingField.situation($0.key), "请回答：\($0.ask)") }
    }
    let given = Set(form.parts.flatMap { $0.member.gives.fields.keys })
    var (seen, faults): (Set<String>, [Fault]) = ([], [])
    for part in form.parts where keys?.contains(part.member.key) ?? true {
      let own = FilingRules.faults(of: part.filing(of: filing), for: part.item, on: now.day)
      for fault in own {
        let field = part.member.joint(fault.field)
        guard !given.contains(where: { FilingField.answer($0) == field }),
          seen.insert(field).inserted
        else { continue }
        faults.append(Fault(field, fault.phrase))
      }
    }
    return keys == nil ? faults + stale(in: filing, form) : faults
  }

  /// Hands a draft in: one number, one acceptance, one clock over all, and the parts begin that wait for nothing.
  package func submitDraft(
    _ id: String, by actor: Actor, key: CommandKey? = nil
  ) async throws -> Receipt {
    let joint = SecureRandom.token()
    return try await journal.perform(as: actor, key: key) { unit in
      guard let draft = try JointDraftTable.find(id, for: actor, in: unit.transaction) else {
        throw BundleRefusal.draftNotFound
      }
      let receipt = try file(draft.filing, as: joint, through: .online, unit)
      try JointDraftTable.remove(id, in: unit.transaction)
      return receipt
    }
  }

  /// Opens a joint case without a draft: a program has everything at once.
  package func submit(
    _ filing: JointFiling, through channel: Channel, by actor: Actor, key: CommandKey? = nil
  ) async throws -> Receipt {
    let joint = SecureRandom.token()
    return try await journal.perform(as: actor, key: key) { unit in
      try file(filing, as: joint, through: channel, unit)
    }
  }

  /// Begins a joint case in a unit of work, acting as who files.
  package func file(
    _ handedIn: JointFiling, as id: String, through channel: Channel, _ unit: UnitOfWork
  ) throws -> Receipt {
    let actor = unit.actor
    let isAssisted = actor.isStaff
    var filing = handedIn
    if filing.agent != nil, !isAssisted, !actor.roles.contains(.agent) {
      throw BundleRefusal.agentRoleNeeded
    }
    let bundle = try bundle(filing.bundle)
    let optional = Set(bundle.members.filter(\.isOptional).map(\.key))
    if let stranger = filing.leftOut.subtracting(optional).min() {
      throw BundleRefusal.unknownPart(stranger)
    }
    let form = try form(of: filing)
    try requireOpen(form, bundle)
    // What a grant yields its department writes down, and nobody before.
    for part in form.parts {
      for field in part.member.gives.fields.keys { filing.values[field] = nil }
    }
    let faults = try faults(of: filing)
    guard faults.isEmpty else { throw BundleRefusal.incomplete(faults) }
    try requireSigned(filing, form, unit)
    try cases.registry.checkOwnership(of: filing.files, by: actor, in: unit.transaction)
    let year = unit.now.day.year
    let serial = try unit.next("joint/\(year)")
    let submission = JointSubmission(
      number: settings.number("联字", year: year, serial: serial),
      bundle: filing.bundle, lead: bundle.lead.zh,
      applicant: filing.agent == nil && !isAssisted ? actor.id : nil, filer: actor.id,
      channel: isAssisted ? .window : channel,
      filing: try EvidenceTable.keep(filing, in: unit.transaction),
      parts: form.parts.map { $0.plan(in: form) }, promised: bundle.promised,
      certificate: bundle.certificate.map { _ in bundle.outcome }, isAssisted: isAssisted)
    let stream = Stream<JointCase>(id)
    try unit.begin(stream, by: .submit(submission), context: registry.context(unit))
    return Receipt(
      id: id, number: submission.number, version: try unit.state(of: stream).version)
  }
}

extension JointForm.Part {
  func plan(in form: JointForm) -> PartPlan {
    let there = Set(form.parts.map(\.member.key))
    let needed = Set(
      form.parts.filter { $0.member.after.contains(member.key) }.flatMap { other in
        other.item.form.map { other.member.field($0.key) }
      })
    return PartPlan(
      key: member.key, item: ItemReference(code: item.code, version: item.version),
      department: item.department.zh, after: member.after.filter(there.contains),
      enters: member.gives.fields.filter { $0.value == .entered && needed.contains($0.key) }
        .keys.sorted())
  }
}

extension Member {
  /// The joint name of a field of a fault.
  func joint(_ fault: String) -> String {
    let parts = fault.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return fault }
    return switch parts[0] {
    case "answers": FilingField.answer(field(parts[1]))
    case "files": FilingField.files(material(parts[1]))
    case "situation": FilingField.situation(question(parts[1]))
    default: fault
    }
  }
}
