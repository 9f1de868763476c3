// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import ShangMi
import Site

/// What follows from joint cases and from their parts by itself.
enum JointPolicies {
  static func all(
    _ registry: JointRegistry
  ) -> [any JournalPart] {
    [
      JointTable.rows, followParts(registry), begin(registry),
      ReductionsTable.sums, measure(registry),
    ]
  }

  /// What happens to a part happens to the joint case.
  private static func followParts(_ registry: JointRegistry) -> Policy<Case> {
    Policy(Case.self) { entry, state, unit in
      guard let part = state.submission?.part,
        let command = command(for: entry.event, state, part.key)
      else { return }
      try unit.execute(command, on: Stream<JointCase>(part.joint)) { _ in
        registry.context(unit)
      }
    }
  }

  private static func command(
    for event: Case.Event, _ state: Case, _ key: String
  ) -> JointCase.Command? {
    if let fate = PartFate(after: event) { return .follow(part: key, fate) }
    switch event {
    case .concluded: return .followDelivery(part: key)
    case .procedure: return .followProcedures(part: key, state.facts.procedures)
    default: return nil
    }
  }

  /// Begins every part that waits for nothing any more.
  private static func begin(_ registry: JointRegistry) -> Policy<JointCase> {
    Policy(JointCase.self) { entry, state, unit in
      switch entry.event {
      case .submitted, .added, .filled, .moved(_, .granted): break
      default: return
      }
      guard !state.ready.isEmpty else { return }
      try registry.beginParts(of: entry.id, state, unit)
    }
  }

  /// Notes what a joint case has saved when nothing more is to be done with it.
  private static func measure(_ registry: JointRegistry) -> Policy<JointCase> {
    Policy(JointCase.self) { entry, _, unit in
      switch entry.event {
      case .moved, .held, .partDelivered, .withdrawn: break
      default: return
      }
      let stream = Stream<JointCase>(entry.id)
      let state = try unit.state(of: stream).state
      guard state.standing == .concluded, state.measured == nil, state.facts.decided != nil,
        let digest = state.filing,
        let filing: JointFiling = try EvidenceTable.decode(digest, in: unit.transaction)
      else { return }
      let context = registry.context(unit)
      let reductions = Reductions(
        measuring: state, try registry.form(of: filing), filing, in: context.calendar)
      try unit.execute(.measure(reductions), on: stream) { _ in context }
    }
  }
}

extension PartFate {
  /// Where a part stands after something has happened to its case; nil where it stands as before.
  init?(after event: Case.Event) {
    switch event {
    case .supplementNoticed: self = .supplementing
    case .supplemented: self = .received
    case .accepted, .deemedAccepted: self = .accepted
    case .granted, .deemedRenewed: self = .granted
    case .refused: self = .refused
    case .forwarding(.decided(let decision, _, _)):
      self = decision.granted ? .granted : .refused
    case .foundNotRequired: self = .notRequired
    case .acceptanceRefused: self = .notAccepted
    case .withdrawn: self = .withdrawn
    case .terminated: self = .terminated
    default: return nil
    }
  }
}

extension JointRegistry {
  /// Files the cases of the parts that can begin, as who has filed the whole.
  func beginParts(of id: String, _ state: JointCase, _ unit: UnitOfWork) throws {
    guard let submission = state.submission, let digest = state.filing,
      var filing: JointFiling = try EvidenceTable.decode(digest, in: unit.transaction)
    else { return }
    try fillIn(&filing, state, unit)
    let form = try form(of: filing)
    for ready in state.ready {
      guard let part = form.parts.first(where: { $0.member.key == ready.key }) else { continue }
      try begin(part, ready, filing, of: id, state, submission, unit)
    }
  }

  private func begin(
    _ part: JointForm.Part, _ ready: JointPartState, _ filing: JointFiling, of id: String,
    _ state: JointCase, _ submission: JointSubmission, _ unit: UnitOfWork
  ) throws {
    let key = part.member.key
    let caseID = SecureRandom.token()
    let stream = Stream<JointCase>(id)
    let place = JointPart(joint: id, number: submission.number, key: key)
    let receipt: CaseDesk.Receipt
    do {
      receipt = try cases.file(
        part.filing(of: filing), as: caseID, through: submission.channel, of: place,
        unit.acting(as: submission.filerActor(isAgent: filing.agent != nil)))
    } catch let refusal as CaseworkRefusal where !ready.after.isEmpty {
      // What cannot begin holds up nothing that was granted; the applicant is told why, and can take it up again.
      let reasons = Reasons(refusal.chinese)
      try EvidenceTable.keep(text: reasons.text, in: unit.transaction)
      try unit.execute(.hold(part: key, reasons), on: stream) { _ in context(unit) }
      return
    }
    try unit.execute(
      .dispatch(part: key, case: caseID, number: receipt.number), on: stream
    ) { _ in context(unit) }
    guard let acceptedBy = state.acceptedBy else { return }
    // The whole was accepted once, by somebody who therefore decides on none of it.
    let acceptor = Actor(id: acceptedBy, name: nil, roles: [.clerk], department: nil)
    try cases.takeJointly(.accept, with: caseID, unit.acting(as: acceptor))
  }

  /// The fields that grants have yielded by their numbers.
  private func fillIn(
    _ filing: inout JointFiling, _ state: JointCase, _ unit: UnitOfWork
  ) throws {
    let bundle = try bundle(filing.bundle)
    for part in state.parts where part.fate == .granted {
      guard let member = bundle.member(part.key), let id = part.caseID else { continue }
      let number = try unit.state(of: Stream<Case>(id)).state.licence
      for (field, source) in member.gives.fields where source == .number {
        filing.values[field] = number
      }
    }
  }
}

extension JointSubmission {
  /// Who has filed, in the role in which he did.
  func filerActor(isAgent: Bool) -> Actor {
    Actor(
      id: filer, name: nil, roles: [isAssisted ? .clerk : isAgent ? .agent : .applicant],
      department: nil)
  }
}

extension Refusal {
  /// What it says, and what is wrong with each field, as it is kept as evidence.
  fileprivate var chinese: String {
    guard let texts = try? Texts(english: []) else { return code }
    return ([phrase] + faults.map(\.phrase)).map { texts.render($0, in: .zh) }.joined(
      separator: " ")
  }
}
