// SPDX-License-Identifier: Apache-2.0

import ShangMi
import Site

/// Who besides the applicant is named in a case, in full, for the staff who have to reach them: interested parties,
/// and those who object to its public notice.
struct OthersSection {
  let file: CaseFile
  let visit: Visit

  func html() -> HTML {
    let pairs = parties + objectors
    return pairs.isEmpty ? .empty : UI.section(visit.t("利害关系人和异议人"), UI.facts(pairs))
  }

  private var parties: [(name: String, value: HTML?)] {
    file.state.statements.standing.map { number in
      (visit.t(Voice.party(number).phrase), file.state.statements.person(number).flatMap(line))
    }
  }

  private var objectors: [(name: String, value: HTML?)] {
    file.state.publicNotices.objections.enumerated().map { index, objection in
      (visit.t("异议 \(index + 1)"), line(objection.by))
    }
  }

  private func line(_ digest: Digest) -> HTML? {
    file.evidence.party(digest).map { party in
      """
      \(party.name) <span class="number">\(party.code)</span> \
      <span class="number">\(party.phone)</span>
      """
    }
  }
}
