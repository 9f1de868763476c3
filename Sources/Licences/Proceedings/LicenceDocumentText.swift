// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import ShangMi
import Site

/// The text of one document about a licence, which is Chinese, whatever its reader's language is.
struct LicenceDocumentText {
  let document: IssuedLicenceDocument
  private let event: Licence.Event
  private let file: LicenceFile

  /// Nil where the event of that version has no document.
  init?(version: Int, of file: LicenceFile) {
    guard let document = file.documents.first(where: { $0.version == version }),
      let entry = file.history.first(where: { $0.version == version })
    else { return nil }
    (self.document, self.event, self.file) = (document, entry.event, file)
  }

  func sheet() -> Sheet {
    Sheet(
      issuer: file.certificate.issuer, title: document.kind.title.key, number: document.number,
      day: document.issuedAt.day, seal: "行政审批专用章", check: "证照编号 \(file.row.number)", note: note,
      body: """
        <p class="flush">\(holder)：</p>
        \(text)
        """)
  }

  private var holder: String {
    let name = file.certificate.face?.holder ?? ""
    return name.isEmpty ? "持证人" : name
  }

  private var note: HTML {
    guard let window = file.certificate.item?.window else { return .empty }
    return """
      <p>本文书一式两份，持证人、行政机关各存一份。办理地点：\(window.place.zh)。\
      咨询电话 \(window.phone)，监督投诉电话 \(window.complaints)。</p>
      """
  }

  /// Which licence it is about.
  private var licence: HTML {
    "<strong>\(file.certificate.title.zh)</strong>（编号 \(file.row.number)）"
  }

  private var text: HTML {
    switch event {
    case .proposed(let proposal): notice(proposal)
    case .kept(let settlement): kept(settlement)
    case .revoked(let settlement): decided(settlement, "决定撤销该行政许可", compensation: "赔偿")
    case .withdrawn(let settlement): decided(settlement, "决定撤回该行政许可", compensation: "补偿")
    case .annulled(let settlement): recorded(settlement, "吊销")
    case .suspended(let settlement): recorded(settlement, "暂扣")
    case .resumed(let settlement): resumed(settlement)
    case .cancelled(let cancellation): cancelled(cancellation)
    default: .empty
    }
  }

  // MARK: What is about to be decided

  /// The holder is told what, on what facts and by what article, and that he will be heard (行政许可法 articles 7 and 36).
  private func notice(_ proposal: Proposal) -> HTML {
    let until = proposal.hearingUntil.map { Language.zh.text(of: $0) } ?? ""
    let asked: HTML = proposal.isRequested ? "根据利害关系人的请求，" : .empty
    return """
      <p>你（单位）持有的\(licence)，\(asked)经查，\(proposal.ground.phrase.key)。\
      根据《中华人民共和国行政许可法》\(proposal.ground.basis.article)，本机关拟\(proposal.measure.chinese)该行政许可。</p>
      <h2>事实和证据</h2>\(paragraphs(file.text(proposal.facts)))
      <h2>你（单位）的权利</h2>
      <p>根据《中华人民共和国行政许可法》第七条、第三十六条，你（单位）有权陈述、申辩。请在\(until)前提出，\
      可以网上提交，也可以到窗口提出；到期没有提出的，本机关依法作出决定。</p>
      """
  }

  // MARK: What was decided

  private func decided(_ settlement: Settlement, _ words: HTML, compensation title: String) -> HTML
  {
    let ground = settlement.proposal.ground
    let note: HTML =
      settlement.compensation.map { "<h2>\(title)</h2>\(paragraphs(file.text($0)))" }
      ?? (ground == .fraud
        ? "<p>根据《中华人民共和国行政许可法》第六十九条第四款，你（单位）基于该许可取得的利益不受保护。</p>" : .empty)
    return """
      <p>你（单位）持有的\(licence)，经查，\(ground.phrase.key)。\(heard(settlement.proposal))\
      根据《中华人民共和国行政许可法》\(ground.basis.article)，本机关\(words)，自\(day(settlement))起无效。</p>
      \(reasons(settlement.reasons))\(note)\(remedies)
      """
  }

  private func kept(_ settlement: Settlement) -> HTML {
    let (measure, ground) = (settlement.proposal.measure.chinese, settlement.proposal.ground)
    let words: HTML
    switch settlement.outcome {
    case .spared:
      words = """
        经查，\(ground.phrase.key)，但是\(measure)可能对公共利益造成重大损害。\
        根据《中华人民共和国行政许可法》第六十九条第三款，本机关决定不予\(measure)。
        """
    case .declined:
      words = "经查，\(ground.phrase.key)。本机关决定不予\(measure)，该许可继续有效。"
    case .unfounded, .carriedOut:
      words = "经查，拟\(measure)的事由不成立。本机关决定终止程序，该许可继续有效。"
    }
    return "<p>你（单位）持有的\(licence)，\(words)</p>\(reasons(settlement.reasons))\(remedies)"
  }

  private func recorded(_ settlement: Settlement, _ word: String) -> HTML {
    let decision = settlement.proposal.decision
    return """
      <p>你（单位）持有的\(licence)，\(decision?.authority)以\(decision?.document)决定\(word)。\
      本机关据此登记，自\(day(settlement))起\(word == "暂扣" ? "暂扣期间不得从事该许可的活动" : "无效")。</p>
      \(reasons(settlement.reasons))
      """
  }

  private func resumed(_ settlement: Settlement) -> HTML {
    """
    <p>你（单位）持有的\(licence)，暂扣已经结束。本机关据此登记，自\(day(settlement))起恢复。</p>
    \(reasons(settlement.reasons))
    """
  }

  private func cancelled(_ cancellation: Licence.Cancellation) -> HTML {
    let ground = cancellation.ground
    return """
      <p>你（单位）持有的\(licence)，\(ground.phrase.key)。\
      根据《中华人民共和国行政许可法》\(ground.basis.article)，本机关决定办理注销手续，\
      自\(Language.zh.text(of: cancellation.from))起注销。</p>
      \(reasons(cancellation.reasons))\(remedies)
      """
  }

  // MARK: Parts

  private func day(_ settlement: Settlement) -> String { Language.zh.text(of: settlement.from) }

  /// What the holder has said, by the time of this document.
  private func heard(_ proposal: Proposal) -> HTML {
    let statement = file.history.last { entry in
      if case .heard = entry.event { entry.version < document.version } else { false }
    }
    guard case .heard(let said) = statement?.event else {
      return "本机关已依法告知，你（单位）在期限内没有陈述、申辩。"
    }
    return said.kind == .waived ? "你（单位）放弃陈述、申辩。" : "本机关已经听取你（单位）的陈述、申辩。"
  }

  private func reasons(_ digest: Digest?) -> HTML {
    let words = file.text(digest)
    return words.isEmpty ? .empty : "<h2>理由</h2>\(paragraphs(words))"
  }

  private func paragraphs(_ text: String) -> HTML {
    HTML.join(text.split(separator: "\n").map { "<p>\(String($0))</p>" })
  }

  private var remedies: HTML { Remedies.html(of: file.certificate.issuer) }
}
