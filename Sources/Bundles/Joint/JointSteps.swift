// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import SQL
import ShangMi
import Site

/// The steps with a joint case: each is one unit of work over all parts that it concerns, all of it or nothing.
extension JointDesk {
  /// Accepts every part that was received (行政许可法 article 26: once, for all).
  package func accept(
    _ id: String, by actor: Actor, expecting expected: Int?, key: CommandKey? = nil
  ) async throws -> Receipt {
    try await step(.accept, id, actor, expected, key) { state, unit in
      try acceptParts(of: state, unit)
    }
  }

  private func acceptParts(
    of state: JointCase, besides: Set<String> = [], _ unit: UnitOfWork
  ) throws {
    for part in state.parts where part.fate == .received && !besides.contains(part.key) {
      guard let caseID = part.caseID else { continue }
      try cases.registry.takeJointly(.accept, with: caseID, unit)
    }
  }

  /// Says what a department wants supplemented; the window tells all of it at once.
  package func ask(
    _ notice: SupplementNotice, for part: String, with id: String, by actor: Actor,
    expecting expected: Int?, key: CommandKey? = nil
  ) async throws -> Receipt {
    try await step(.ask(part: part, notice), id, actor, expected, key) { state, unit in
      try requireKnown(notice, state, unit)
      try EvidenceTable.keep(notice, in: unit.transaction)
    }
  }

  /// Gives the one notice over all parts: those that it concerns wait for the applicant, the others are accepted, since
  /// nothing is missing from them.
  package func notice(
    _ notice: SupplementNotice, with id: String, by actor: Actor, expecting expected: Int?,
    key: CommandKey? = nil
  ) async throws -> Receipt {
    try await step(.notice(notice), id, actor, expected, key) { state, unit in
      let form = try requireKnown(notice, state, unit)
      try EvidenceTable.keep(notice, in: unit.transaction)
      var told: Set<String> = []
      for part in state.parts where part.fate == .received {
        guard let caseID = part.caseID,
          let own = form.notice(notice, for: part.key), !own.entries.isEmpty
        else { continue }
        try EvidenceTable.keep(own, in: unit.transaction)
        try cases.registry.takeJointly(.noticeSupplement(own), with: caseID, unit)
        told.insert(part.key)
      }
      try acceptParts(of: state, besides: told, unit)
    }
  }

  /// Every target of a notice is something that the applicant has filled in or handed in.
  @discardableResult
  private func requireKnown(
    _ notice: SupplementNotice, _ state: JointCase, _ unit: UnitOfWork
  ) throws -> JointForm {
    let form = try form(of: try filing(of: state, unit))
    let known = Set(form.fields.map(\.field.key) + form.papers.map(\.requirement.key))
    if let stranger = notice.entries.first(where: { !known.contains($0.target) }) {
      throw BundleRefusal.unknownPaper(stranger.target)
    }
    return form
  }

  /// Hands in what the one notice asked for, once for all parts that asked.
  package func supplement(
    _ id: String, values: [String: String], files: [FiledFile], by actor: Actor,
    expecting expected: Int?, key: CommandKey? = nil
  ) async throws -> Receipt {
    try await journal.perform(as: actor, key: key) { unit in
      let state = try state(of: id, for: actor, unit)
      var filing = try filing(of: state, unit)
      let asked = try asked(of: state, unit)
      filing.values.merge(values.filter { asked.contains($0.key) }) { _, new in new }
      let replaced = Set(files.map(\.material)).intersection(asked)
      filing.files =
        filing.files.filter { !replaced.contains($0.material) }
        + files.filter { replaced.contains($0.material) }
      try cases.registry.checkOwnership(of: files, by: actor, in: unit.transaction)
      let waiting = Set(state.parts.filter { $0.fate == .supplementing }.map(\.key))
      let faults = try faults(of: filing, for: waiting)
      guard faults.isEmpty else { throw BundleRefusal.incomplete(faults) }
      let form = try form(of: filing)
      let digest = try EvidenceTable.keep(filing, in: unit.transaction)
      try execute(.supplement(filing: digest), id, expected, unit)
      for part in state.parts where part.fate == .supplementing {
        guard let caseID = part.caseID,
          let wanted = form.parts.first(where: { $0.member.key == part.key })
        else { continue }
        try cases.registry.supplementPart(wanted.filing(of: filing), of: caseID, unit)
      }
      return try receipt(id, unit)
    }
  }

  /// What the one notice names.
  private func asked(of state: JointCase, _ unit: UnitOfWork) throws -> Set<String> {
    let notice = try state.notice.flatMap { try EvidenceTable.notice($0, in: unit.transaction) }
    return Set(notice?.entries.map(\.target) ?? [])
  }

  /// Writes down what a grant has yielded, so that those begin that wait for it.
  package func fill(
    _ part: String, values: [String: String], with id: String, by actor: Actor,
    expecting expected: Int?, key: CommandKey? = nil
  ) async throws -> Receipt {
    try await journal.perform(as: actor, key: key) { unit in
      let state = try state(of: id, for: actor, unit)
      var filing = try filing(of: state, unit)
      let bundle = try bundle(filing.bundle)
      let entered = bundle.member(part)?.gives.fields.filter { $0.value == .entered } ?? [:]
      filing.values.merge(values.filter { entered[$0.key] != nil }) { _, new in new }
      let missing = entered.keys.filter { (filing.values[$0] ?? "").isEmpty }.sorted()
      let wrong = try faults(ofEntered: Set(entered.keys), filing)
      let faults = missing.map { Fault(FilingField.answer($0), "请填写办理结果。") } + wrong
      guard faults.isEmpty else { throw BundleRefusal.incomplete(faults) }
      let digest = try EvidenceTable.keep(filing, in: unit.transaction)
      try execute(.fill(part: part, filing: digest), id, expected, unit)
      return try receipt(id, unit)
    }
  }

  /// What is wrong with fields that a grant yields, by the items that read them.
  private func faults(
    ofEntered keys: Set<String>, _ filing: JointFiling
  ) throws(BundleRefusal) -> [Fault] {
    var (seen, faults): (Set<String>, [Fault]) = ([], [])
    for part in try form(of: filing).parts {
      for fault in FilingRules.faults(of: part.filing(of: filing), for: part.item, on: now.day) {
        let field = part.member.joint(fault.field)
        guard keys.contains(where: { FilingField.answer($0) == field }), seen.insert(field).inserted
        else { continue }
        faults.append(Fault(field, fault.phrase))
      }
    }
    return faults
  }

  /// Takes up an item that was left out at first, or that could not begin.
  package func add(
    _ part: String, to id: String, values: [String: String], files: [FiledFile],
    by actor: Actor, expecting expected: Int?, key: CommandKey? = nil
  ) async throws -> Receipt {
    try await journal.perform(as: actor, key: key) { unit in
      let state = try state(of: id, for: actor, unit)
      var filing = try filing(of: state, unit)
      filing.takeUp(part)
      let asked = try form(of: filing).asked(of: part, beside: filing)
      filing.values.merge(values.filter { asked.fields.contains($0.key) }) { _, new in new }
      let files = files.filter { asked.papers.contains($0.material) }
      let replaced = Set(files.map(\.material))
      filing.files = filing.files.filter { !replaced.contains($0.material) } + files
      try cases.registry.checkOwnership(of: files, by: actor, in: unit.transaction)
      let form = try form(of: filing)
      guard let wanted = form.parts.first(where: { $0.member.key == part }) else {
        throw BundleRefusal.unknownPart(part)
      }
      let faults = try faults(of: filing, for: [part])
      guard faults.isEmpty else { throw BundleRefusal.incomplete(faults) }
      let digest = try EvidenceTable.keep(filing, in: unit.transaction)
      try execute(.add(wanted.plan(in: form), filing: digest), id, expected, unit)
      return try receipt(id, unit)
    }
  }

  /// A step that rests on a text: a shared opinion, a visit, an extension.
  package func take(
    _ command: JointCase.Command, text: Reasons, with id: String, by actor: Actor,
    expecting expected: Int?, key: CommandKey? = nil
  ) async throws -> Receipt {
    try await step(command, id, actor, expected, key) { _, unit in
      try EvidenceTable.keep(text: text.text, in: unit.transaction)
    }
  }

  /// Delivers, at once and by one way, all that is decided (article 26 ¶1: 统一送达).
  package func deliver(
    _ id: String, by method: DeliveryMethod, as actor: Actor, expecting expected: Int?,
    key: CommandKey? = nil
  ) async throws -> Receipt {
    try await step(.deliver(method), id, actor, expected, key) { state, unit in
      for part in state.parts where part.fate.needsDelivery && !part.isDelivered {
        guard let caseID = part.caseID else { continue }
        try cases.registry.takeJointly(.deliver(method), with: caseID, unit)
      }
    }
  }

  /// Takes back all that is not decided yet; what is decided stays, and is still delivered.
  package func withdraw(
    _ id: String, _ reasons: Reasons, by actor: Actor, expecting expected: Int?,
    key: CommandKey? = nil
  ) async throws -> Receipt {
    try await step(.withdraw(reasons), id, actor, expected, key) { state, unit in
      try EvidenceTable.keep(text: reasons.text, in: unit.transaction)
      for part in state.parts where !part.fate.isEnded {
        guard let caseID = part.caseID else { continue }
        try cases.registry.takeJointly(.withdraw(reasons), with: caseID, unit)
      }
    }
  }

  // MARK: - One unit of work

  private func step(
    _ command: JointCase.Command, _ id: String, _ actor: Actor, _ expected: Int?,
    _ key: CommandKey?, _ follow: @escaping @Sendable (JointCase, UnitOfWork) throws -> Void
  ) async throws -> Receipt {
    try await journal.perform(as: actor, key: key) { unit in
      let state = try state(of: id, for: actor, unit)
      try execute(command, id, expected, unit)
      try follow(state, unit)
      return try receipt(id, unit)
    }
  }

  /// The state before a step, of a joint case that the actor may see.
  private func state(of id: String, for actor: Actor, _ unit: UnitOfWork) throws -> JointCase {
    guard try JointTable.find(id, for: actor, in: unit.transaction) != nil else {
      throw BundleRefusal.jointNotFound
    }
    return try unit.state(of: Stream<JointCase>(id)).state
  }

  private func filing(of state: JointCase, _ unit: UnitOfWork) throws -> JointFiling {
    guard let digest = state.filing,
      let filing: JointFiling = try EvidenceTable.decode(digest, in: unit.transaction)
    else { throw BundleRefusal.jointNotFound }
    return filing
  }

  private func execute(
    _ command: JointCase.Command, _ id: String, _ expected: Int?, _ unit: UnitOfWork
  ) throws {
    try unit.execute(command, on: Stream<JointCase>(id), expecting: expected) { _ in
      registry.context(unit)
    }
  }

  private func receipt(_ id: String, _ unit: UnitOfWork) throws -> Receipt {
    let (state, version) = try unit.state(of: Stream<JointCase>(id))
    return Receipt(id: id, number: state.submission?.number ?? "", version: version)
  }
}

extension JointForm {
  /// What a notice in joint names says to one part, in the names of its item; nil for no part.
  func notice(_ notice: SupplementNotice, for key: String) -> SupplementNotice? {
    guard let part = parts.first(where: { $0.member.key == key }) else { return nil }
    var own: [String: String] = [:]
    for field in part.item.form { own[part.member.field(field.key)] = field.key }
    for material in part.item.materials {
      own[part.member.material(material.key)] = material.key
    }
    let wanted = Set(
      fields.filter { $0.wantedBy.contains(key) }.map(\.field.key)
        + papers.filter { $0.wantedBy.contains(key) }.map(\.requirement.key))
    return SupplementNotice(
      entries: notice.entries.compactMap { entry in
        guard wanted.contains(entry.target), let target = own[entry.target] else { return nil }
        return SupplementNotice.Entry(target: target, problem: entry.problem)
      })
  }

  /// What a member that is taken up asks for: what was not handed in yet, and what it alone reads.
  func asked(
    of member: String, beside filing: JointFiling
  ) -> (fields: Set<String>, papers: Set<String>) {
    let fields = fields.filter { entry in
      entry.wantedBy == [member]
        || entry.wantedBy.contains(member) && (filing.values[entry.field.key] ?? "").isEmpty
    }
    let papers = papers.filter { paper in
      paper.wantedBy == [member]
        || paper.wantedBy.contains(member)
          && !filing.files.contains { $0.material == paper.requirement.key }
    }
    return (Set(fields.map(\.field.key)), Set(papers.map(\.requirement.key)))
  }
}
