// SPDX-License-Identifier: Apache-2.0

import Journal
import ShangMi

extension DocumentText {
  var recipients: [Recipient] { event.event.turn?.recipients ?? [.applicant] }

  /// Their names as the document bears them; another's name in full for the staff alone, who deliver it.
  var recipientNames: [String] {
    if case .consulting(.asked(let asked, _, _)) = event.event { return [asked.name] }
    return recipients.flatMap(names)
  }

  private func names(of recipient: Recipient) -> [String] {
    switch recipient {
    case .applicant:
      let name = filing?.applicant.name ?? file.row.applicantName
      return [name.isEmpty ? "申请人" : name]
    case .interested: return parties.map(name)
    case .person(let digest): return [name(digest)]
    case .everybody: return ["社会公众"]
    }
  }

  private func name(_ digest: Digest) -> String {
    guard let party = file.party(digest) else { return "（已依法删除）" }
    return file.isInside ? party.name : party.maskedName
  }

  /// The interested parties of then.
  private var parties: [Digest] {
    var parties: [Int: Digest] = [:]
    for entry in file.history where entry.version < event.version {
      switch entry.event {
      case .statement(.named(let number, let person, _)): parties[number] = person
      case .statement(.dropped(let number, _, _)): parties[number] = nil
      default: break
      }
    }
    return parties.sorted { $0.key < $1.key }.map(\.value)
  }
}
