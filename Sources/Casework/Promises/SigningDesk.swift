// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import SQL
import ShangMi
import Site

/// Signing before one applies: nobody is bound to a text that he did not see, and nobody has to sign.
extension CaseDesk {
  /// What stands in the register against signing a text of a draft; nil where nothing does.
  func closed(_ kind: SignedText, to filing: Filing) async throws -> BarNotice? {
    let item = try item(filing.item)
    let today = now.day
    return try await journal.database.read { reader in
      try registry.closed(kind, to: filing.applicant, item, on: today, in: reader)
    }
  }

  /// Puts the owner's name to a text of his draft.
  ///
  /// - Parameters:
  ///   - digest: of the text that was shown; where it is not the one to be signed now, nothing is signed.
  ///   - name: as it was typed.
  /// - Throws: ``CaseworkRefusal``.
  package func sign(
    _ kind: SignedText, of id: String, text digest: Digest, name: String, by actor: Actor,
    key: CommandKey? = nil
  ) async throws {
    let _: Bool = try await journal.perform(as: actor, key: key) { unit in
      guard var draft = try DraftTable.find(id, for: actor, in: unit.transaction) else {
        throw CaseworkRefusal.draftNotFound
      }
      let item = try item(draft.filing.item)
      draft.filing[kind] = Signature(
        text: digest, name: name.trimmed, account: actor.id, at: unit.now)
      try registry.requireSigned(draft.filing, item, unit, [kind])
      try DraftTable.keep(draft, at: unit.now, in: unit.transaction)
      return true
    }
  }

  /// Takes a signature back, so that the draft goes the ordinary way.
  package func unsign(_ kind: SignedText, of id: String, by actor: Actor) async throws {
    try await changeDraft(id, by: actor) { $0[kind] = nil }
  }
}

/// What must hold of a signature, whoever files.
extension CaseRegistry {
  /// What stands in the register against signing a text; nil where nothing does.
  package func closed(
    _ kind: SignedText, to applicant: Party, _ item: ItemVersion, on day: Day,
    in reader: some Reading
  ) throws -> BarNotice? {
    guard !applicant.code.isEmpty else { return nil }
    return try BarTable.standing(
      against: applicant.code, at: kind.gate, of: item.code, on: day, in: reader)?.notice
  }

  /// What is signed must be offered, still be the text to be signed, bear the right name, and no entry of the register
  /// may stand against it.
  package func requireSigned(
    _ filing: Filing, _ item: ItemVersion, _ unit: UnitOfWork,
    _ kinds: [SignedText] = SignedText.allCases
  ) throws {
    for kind in kinds where filing[kind] != nil {
      if filing.isMoot(kind, of: item) { continue }
      guard filing.text(kind, of: item, in: .zh) != nil else {
        throw CaseworkRefusal.notOffered(kind)
      }
      guard let text = filing.signed(kind, of: item) else {
        throw CaseworkRefusal.textChanged(kind)
      }
      if let notice = try closed(
        kind, to: filing.applicant, item, on: unit.now.day, in: unit.transaction)
      {
        throw CaseworkRefusal.gateClosed(kind, notice)
      }
      guard filing[kind]?.name == filing.signer else {
        throw CaseworkRefusal.incomplete([
          Fault(kind.rawValue, "请签写“\(filing.signer)”，与申请书中的姓名或者名称一致。")
        ])
      }
      try EvidenceTable.keep(text: text.text, in: unit.transaction)
    }
  }

  /// What came with a correction or a supplement, before acceptance, need not come later.
  func noteBrought(_ files: [FiledFile], of id: String, _ unit: UnitOfWork) throws {
    let stream = Stream<Case>(id)
    let came = Set(files.map(\.material))
    let owed = try unit.state(of: stream).state.deferring.all(.owed)
      .map(\.material.key).filter(came.contains)
    guard !owed.isEmpty else { return }
    try unit.acting(as: .system).execute(.deferring(.bring(owed)), on: stream) { _ in
      Case.Context(actor: .system, now: unit.now, calendar: calendar)
    }
  }
}

extension SignedText {
  /// What the text is called.
  package var phrase: Phrase {
    switch self {
    case .commitment: "告知承诺书"
    case .deferral: "容缺受理承诺书"
    }
  }
}

extension LegalBasis {
  /// Whom commitments are open to, and how they are made.
  static let commitments = LegalBasis(law: "优化营商环境条例", article: "第四十条第三款")
}

extension Case {
  /// Why no file of a material was handed in, though nobody else brings it.
  func absence(of key: String, in filing: Filing, _ item: ItemVersion) -> Phrase {
    if filing.isSeen(key) { return "窗口核验原件" }
    if filing.committed(of: item)?.replaces.contains(key) == true { return "以告知承诺代替" }
    let entry = deferring.entries.first { $0.material.key == key }
    return entry == nil ? "未提交（非必要）" : "容缺，受理后补交"
  }
}
