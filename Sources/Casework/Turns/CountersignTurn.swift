// SPDX-License-Identifier: Apache-2.0

import Deadlines
import Identity
import Journal
import ShangMi
import Site

/// Named members of the staff who sign before the decision (会签), at once or one after the other, each with
/// agreement or objection.
///
/// The decision waits for every signature. An objection does not stop it, but the reasons of the decision must
/// answer it.
package struct CountersignTurn: Turn, Hashable {
  package enum Command: Sendable {
    case ask([String], inOrder: Bool, question: Reasons)
    case add(String, reasons: Reasons)
    case remove(String, reasons: Reasons)
    case sign(agrees: Bool, opinion: Reasons)
    /// A signer hands his signature to somebody else.
    case pass(to: String, reasons: Reasons)
  }

  package enum Event: TurnEvent {
    case asked([String], inOrder: Bool, question: Digest)
    case added(String, reasons: Digest)
    case removed(String, reasons: Digest)
    case signed(String, agrees: Bool, opinion: Digest)
    case passed(from: String, to: String, reasons: Digest)
  }

  /// Somebody who was asked to sign.
  struct Signer: Codable, Sendable, Hashable {
    let id: String
    var signature: Signature?
  }

  struct Signature: Codable, Sendable, Hashable {
    /// Whose hand it was.
    let by: String
    let agrees: Bool
    let opinion: Digest
  }

  /// In the order in which they sign, where there is one.
  private(set) var signers: [Signer] = []
  private(set) var isInOrder = false
  /// What they were asked.
  private(set) var question: Digest?
  /// Whether anybody was ever asked.
  private(set) var hasAsked = false

  /// How many are asked in one step.
  static let askedMax = 5

  init() {}

  /// Who has not signed yet.
  var pending: [String] { signers.filter { $0.signature == nil }.map(\.id) }

  /// Whose turn it is: everybody who has not signed, or the first of them.
  var due: [String] { isInOrder ? Array(pending.prefix(1)) : pending }

  func decide(
    _ command: Command, in whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> [Event] {
    switch command {
    case .ask(let ids, let inOrder, let question):
      try whole.allow(.askSignatures, in: [.accepted], context)
      guard pending.isEmpty else { throw .team(.signersAreAsked) }
      guard (1...Self.askedMax).contains(ids.count) else { throw .team(.signersMissing) }
      guard Set(ids).count == ids.count else { throw .team(.isSignerAlready) }
      for id in ids { try check(id, whole, context) }
      try whole.require(question, for: .askSignatures)
      return [.asked(ids, inOrder: inOrder, question: question.digest)]
    case .add(let id, let reasons):
      try whole.allow(.addSigner, in: [.accepted], context)
      guard !signers.isEmpty else { throw .team(.nobodyAsked) }
      try check(id, whole, context)
      try whole.require(reasons, for: .addSigner)
      return [.added(id, reasons: reasons.digest)]
    case .remove(let id, let reasons):
      try whole.allow(.removeSigner, in: [.accepted], context)
      guard pending.contains(id) else { throw .team(.isNoSigner) }
      try whole.require(reasons, for: .removeSigner)
      return [.removed(id, reasons: reasons.digest)]
    case .sign(let agrees, let opinion):
      try whole.allow(.sign, in: [.accepted], context)
      let signer = try signer(in: whole, context)
      guard due.contains(signer) else { throw .team(.othersSignFirst) }
      try whole.require(opinion, for: .sign)
      return [.signed(signer, agrees: agrees, opinion: opinion.digest)]
    case .pass(let id, let reasons):
      try whole.allow(.passSignature, in: [.accepted], context)
      let signer = try signer(in: whole, context)
      try check(id, whole, context)
      try whole.require(reasons, for: .passSignature)
      return [.passed(from: signer, to: id, reasons: reasons.digest)]
    }
  }

  /// For whom somebody signs: for himself, or for one who has delegated his signature to him.
  private func signer(
    in whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) -> String {
    let actor = context.actor
    if pending.contains(actor.id) { return actor.id }
    guard let principal = whole.principals(of: actor).first(where: pending.contains) else {
      throw .team(.isNoSigner)
    }
    guard !hasSigned(actor.id) else { throw .team(.onePersonTwoSignatures) }
    guard !whole.isOwn(of: principal) else { throw .ownCase }
    try whole.requireImpartial([principal], context)
    return principal
  }

  /// Whether somebody has signed, for himself or for another.
  private func hasSigned(_ account: String) -> Bool {
    signers.contains {
      $0.signature.map { $0.by == account } ?? false || $0.id == account && $0.signature != nil
    }
  }

  /// Whether somebody can be asked: of the staff, not the applicant, not asked already.
  private func check(
    _ id: String, _ whole: Case, _ context: Case.Context
  ) throws(CaseworkRefusal) {
    let colleague = try whole.colleague(id, context)
    guard colleague.actor.holds(anyOf: Case.handlers) else { throw .team(.noSuchColleague) }
    guard !signers.contains(where: { $0.id == id }), !hasSigned(id) else {
      throw .team(.isSignerAlready)
    }
  }

  mutating func apply(_ event: Event, at moment: Moment, _ facts: inout CaseFacts) {
    switch event {
    case .asked(let ids, let inOrder, let question):
      signers += ids.map { Signer(id: $0) }
      isInOrder = inOrder
      self.question = question
      hasAsked = true
    case .added(let id, _): signers.append(Signer(id: id))
    case .removed(let id, _): signers.removeAll { $0.id == id }
    case .signed(let id, let agrees, let opinion):
      guard let place = signers.firstIndex(where: { $0.id == id }) else { return }
      signers[place].signature = Signature(by: moment.actor, agrees: agrees, opinion: opinion)
    case .passed(let from, let to, _):
      guard let place = signers.firstIndex(where: { $0.id == from }) else { return }
      signers[place] = Signer(id: to)
    }
  }

  /// Forgets who was asked and has signed: what they signed is reviewed anew.
  mutating func setAside() {
    signers = []
    question = nil
  }

  func hold(_ whole: Case, _ context: Case.Context) -> CaseworkRefusal? {
    pending.isEmpty ? nil : .team(.signaturesMissing(pending.count))
  }

  func confirmations(_ whole: Case, _ context: Case.Context) -> Set<Confirmation> {
    signers.contains { $0.signature?.agrees == false } ? [.objectionsAnswered] : []
  }
}

extension CountersignTurn.Event {
  package var phrase: Phrase {
    switch self {
    case .asked(_, let inOrder, _): inOrder ? "请会签（依次）" : "请会签"
    case .added: "加签"
    case .removed: "减签"
    case .signed(_, let agrees, _): agrees ? "会签：同意" : "会签：有不同意见"
    case .passed: "会签转交"
    }
  }

  package var step: CaseworkRefusal.Step? {
    switch self {
    case .asked: .askSignatures
    case .added: .addSigner
    case .removed: .removeSigner
    case .signed: .sign
    case .passed: .passSignature
    }
  }

  package var part: CasePart {
    switch self {
    case .asked, .added, .removed: .section
    case .signed, .passed: .signer
    }
  }

  package var text: Digest? {
    switch self {
    case .asked(_, _, let text), .added(_, let text), .removed(_, let text),
      .signed(_, _, let text), .passed(_, _, let text):
      text
    }
  }

  package var colleagues: [String] {
    switch self {
    case .asked(let ids, _, _): ids
    case .added(let id, _), .removed(let id, _), .signed(let id, _, _), .passed(_, let id, _):
      [id]
    }
  }

  package var addressees: [Addressee] {
    switch self {
    case .asked(let ids, _, _): ids.map(Addressee.colleague)
    case .added(let id, _), .passed(_, let id, _): [.colleague(id)]
    case .removed, .signed: []
    }
  }

  package var isInternal: Bool { true }
}
