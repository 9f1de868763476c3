// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import SQL
import ShangMi
import Site

/// Signing in a draft of a bundle: for each item by itself, since each has a text of its own, and none has to be signed.
extension JointDesk {
  /// What may be signed in a draft, and what stands in the register against it, by member and by text.
  func closed(in filing: JointFiling) async throws -> [String: [SignedText: BarNotice]] {
    let form = try form(of: filing)
    let today = now.day
    return try await journal.database.read { reader in
      var closed: [String: [SignedText: BarNotice]] = [:]
      for part in form.parts {
        for text in SignedText.allCases {
          closed[part.member.key, default: [:]][text] = try cases.registry.closed(
            text, to: filing.applicant, part.item, on: today, in: reader)
        }
      }
      return closed
    }
  }

  /// Puts the owner's name to a text of one member's item.
  ///
  /// - Parameters:
  ///   - digest: of the text that was shown; where it is not the one to be signed now, nothing is signed.
  ///   - name: as it was typed.
  /// - Throws: ``BundleRefusal``, `CaseworkRefusal`.
  package func sign(
    _ text: SignedText, for member: String, of id: String, digest: Digest, name: String,
    by actor: Actor, key: CommandKey? = nil
  ) async throws {
    guard !actor.isStaff else { throw BundleRefusal.staffCannotSign }
    let _: Bool = try await journal.perform(as: actor, key: key) { unit in
      guard var draft = try JointDraftTable.find(id, for: actor, in: unit.transaction) else {
        throw BundleRefusal.draftNotFound
      }
      let part = try part(member, of: draft.filing)
      draft.filing[text, member] = Signature(
        text: digest, name: name.trimmed, account: actor.id, at: unit.now)
      try cases.registry.requireSigned(part.filing(of: draft.filing), part.item, unit, [text])
      try JointDraftTable.keep(draft, at: unit.now, in: unit.transaction)
      return true
    }
  }

  /// Takes a signature back, so that the member goes the ordinary way.
  package func unsign(
    _ text: SignedText, for member: String, of id: String, by actor: Actor
  ) async throws {
    try await changeDraft(id, by: actor) { $0[text, member] = nil }
  }

  /// What is signed and cannot be handed in as it is: the text is not the one to be signed, or the name not the filer's.
  func stale(in filing: JointFiling, _ form: JointForm) -> [Fault] {
    form.parts.flatMap { part in
      let own = part.filing(of: filing)
      return SignedText.allCases.compactMap { text -> Fault? in
        guard let signature = own[text], !own.isMoot(text, of: part.item),
          own.signed(text, of: part.item) == nil || signature.name != own.signer
        else { return nil }
        return Fault(
          text.place(of: part.member.key),
          "“\(part.item.name)”的\(text.phrase)的文本或者签名与申请不一致，请重新阅读、签署，或者按一般方式提交材料。")
      }
    }
  }

  /// Everybody signs for himself, for members that there are, and nothing stands in the register against it.
  func requireSigned(_ filing: JointFiling, _ form: JointForm, _ unit: UnitOfWork) throws {
    let signed = Set((filing.commitments ?? [:]).keys).union((filing.deferrals ?? [:]).keys)
    guard !signed.isEmpty else { return }
    guard !unit.actor.isStaff else { throw BundleRefusal.staffCannotSign }
    if let stranger = signed.subtracting(form.parts.map(\.member.key)).min() {
      throw BundleRefusal.unknownPart(stranger)
    }
    for part in form.parts where signed.contains(part.member.key) {
      try cases.registry.requireSigned(part.filing(of: filing), part.item, unit)
    }
  }

  /// A member that this filing needs.
  func part(
    _ member: String, of filing: JointFiling
  ) throws(BundleRefusal) -> JointForm.Part {
    guard let part = try form(of: filing).parts.first(where: { $0.member.key == member }) else {
      throw .unknownPart(member)
    }
    return part
  }
}

extension SignedText {
  /// Where a fault of a member's signature is: `commitments.sign`.
  func place(of member: String) -> String { "\(rawValue)s.\(member)" }
}
