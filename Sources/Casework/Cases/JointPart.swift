// SPDX-License-Identifier: Apache-2.0

import Journal
import SQL
import ShangMi

/// Of which joint case (联办件) a case is a part, and which.
package struct JointPart: Codable, Sendable, Hashable {
  /// The id of the joint case.
  package let joint: String
  /// Its number, for people.
  package let number: String
  /// The name of the part within it.
  package let key: String

  package init(joint: String, number: String, key: String) {
    self.joint = joint
    self.number = number
    self.key = key
  }
}

extension Case {
  /// 行政许可法 article 26: where several sections or departments decide, the application is received and answered in one place, for
  /// all of them.
  func requireJoint(
    _ step: CaseworkRefusal.Step, _ context: Context
  ) throws(CaseworkRefusal) {
    guard let part = submission?.part, !context.isJoint else { return }
    throw .jointly(step, joint: part.number)
  }
}

extension CaseRegistry {
  /// Takes a step with a part of a joint case, for the whole of it.
  ///
  /// - Throws: ``CaseworkRefusal``, `JournalFailure`.
  package func takeJointly(
    _ command: Case.Command, with id: String, _ unit: UnitOfWork
  ) throws {
    try unit.execute(command, on: Stream<Case>(id)) { state in
      var context = try context(
        of: unit.actor, for: state, id, at: unit.now, in: unit.transaction)
      context.isJoint = true
      return context
    }
  }

  /// Hands in what a part was asked for: its filing with the changes, which the joint case has checked.
  package func supplementPart(_ filing: Filing, of id: String, _ unit: UnitOfWork) throws {
    let digest = try EvidenceTable.keep(filing, in: unit.transaction)
    try EvidenceTable.keepParties(of: id, filing, in: unit.transaction)
    let ruling = filing.ruling(of: try item(filing.item))
    try takeJointly(.supplement(filing: digest, ruling: ruling), with: id, unit)
    try noteBrought(filing.files, of: id, unit)
  }
}

extension CaseDesk {
  /// The bytes of a file that was handed in with a joint case, which has looked whether the reader may have it.
  package func bytes(of file: FiledFile) throws -> [UInt8]? { try files.bytes(of: file.digest) }
}
