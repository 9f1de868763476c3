// SPDX-License-Identifier: Apache-2.0

import Deadlines
import ShangMi
import Site

/// A text that an applicant puts his name to: what is told to him, and what he states.
///
/// It follows from the version of the item alone, so the same version always yields the same text, and its digest
/// tells whether somebody has signed this one.
package struct PromiseText: Hashable, Sendable {
  package struct Section: Hashable, Sendable {
    package let title: String
    package let lines: [String]
  }

  package let title: String
  package let sections: [Section]

  /// The exact text.
  package var text: String {
    let parts = sections.flatMap { [$0.title] + $0.lines }
    return ([title] + parts).joined(separator: "\n")
  }

  /// SM3 of the exact text.
  package var digest: Digest { SM3.digest(text) }

  /// The text with a digest, in whichever language it was read; nil where it is none of these.
  package static func signed(
    _ digest: Digest, _ make: (Language) -> PromiseText?
  ) -> PromiseText? {
    Language.allCases.lazy.compactMap(make).first { $0.digest == digest }
  }
}

/// What puts such a text together.
private struct PromiseWriter {
  let item: ItemVersion
  let language: Language
  private(set) var sections: [PromiseText.Section] = []

  init(_ item: ItemVersion, _ language: Language) {
    self.item = item
    self.language = language
  }

  func pick(_ words: Words) -> String { language == .zh ? words.zh : words.en ?? words.zh }

  func pick(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  /// Adds a section under the next number.
  mutating func add(_ zh: String, _ en: String, _ lines: [String]) {
    let number = sections.count + 1
    let title = pick("\(Self.numerals[sections.count])、\(zh)", "\(number). \(en)")
    sections.append(PromiseText.Section(title: title, lines: lines))
  }

  private static let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]

  func length(_ rule: TermRule) -> String {
    let unit = rule.unit == .calendarDay ? "日" : rule.unit.chinese
    return pick("\(rule.number) \(unit)", "\(rule.number) \(rule.unit.english(rule.number))")
  }

  /// Lines with a number before each.
  func numbered(_ lines: [String]) -> [String] {
    lines.enumerated().map { pick("（\($0 + 1)）\($1)", "(\($0 + 1)) \($1)") }
  }

  /// Laws are named in Chinese in every language.
  func laws(_ bases: [Basis]) -> [String] { bases.map { "《\($0.law)》\($0.article)" } }

  func names(_ materials: [Material]) -> String {
    materials.map { pick($0.name) }.joined(separator: pick("、", "; "))
  }

  mutating func addItem() {
    add(
      "事项", "Item",
      [
        pick(
          "\(item.name.zh)（实施编码 \(item.code)，第 \(item.version) 版），由\(item.body.name)办理。",
          "\(pick(item.name)) (code \(item.code), version \(item.version)), handled by \(item.body.name)."
        )
      ])
  }

  func finish(_ zh: String, _ en: String) -> PromiseText {
    PromiseText(title: pick(zh, en), sections: sections)
  }
}

extension PromiseText {
  /// What is told to an applicant who chooses commitment, and what he states, with all that 国办发〔2020〕42号 wants:
  /// the item and its basis, the proofs replaced, the conditions, the obligations, the power to check, the liability,
  /// whether the commitment is published, and that he is free to choose.
  ///
  /// - Returns: nil where the item offers none.
  package static func commitment(
    of item: ItemVersion, in language: Language
  ) -> PromiseText? {
    guard let rule = item.commitment else { return nil }
    var writer = PromiseWriter(item, language)
    writer.addItem()
    writer.add(
      "依据", "Basis", writer.laws(rule.basis + (rule.providedBy.map { [$0] } ?? [])))
    writer.add("承诺代替的证明和审查", "What the commitment stands for", replaced(item, rule, writer))
    writer.add(
      "应当符合的条件、标准和技术要求", "Conditions to be fulfilled",
      writer.numbered(rule.conditions.map(writer.pick)))
    writer.add(
      "申请人的义务", "Obligations of the applicant",
      writer.numbered(rule.obligations.map(writer.pick)))
    writer.add("行政机关的核查", "Checking by the bureau", checking(rule, writer))
    writer.add(
      "不实承诺的后果", "Consequences of a false commitment",
      writer.numbered(rule.consequences.map(writer.pick)))
    writer.add("承诺书的公开", "Publication", [writer.pick(rule.publication)])
    writer.add("自愿选择", "A free choice", choice(writer))
    writer.add("申请人承诺", "The applicant states", statement(writer))
    return writer.finish("告知承诺书", "Notice and commitment")
  }

  private static func replaced(
    _ item: ItemVersion, _ rule: CommitmentRule, _ writer: PromiseWriter
  ) -> [String] {
    let materials = item.replaced(by: rule)
    let proofs = writer.pick(
      "作出承诺的，不再提交下列材料：\(writer.names(materials))。",
      "With the commitment these materials need not be handed in: \(writer.names(materials)).")
    let review = writer.pick(
      "受理以后不再审查实质内容，凭承诺书作出决定。",
      "After acceptance the substance is not reviewed; the decision is made on the commitment.")
    return (materials.isEmpty ? [] : [proofs]) + (rule.replacesReview ? [review] : [])
  }

  private static func checking(_ rule: CommitmentRule, _ writer: PromiseWriter) -> [String] {
    let ways = rule.check.ways.map { writer.pick($0.label, $0.english) }
      .joined(separator: writer.pick("、", ", "))
    let (within, correction) = (writer.length(rule.check.within), writer.length(rule.correction))
    return [
      writer.pick(rule.inspection),
      writer.pick(
        "核查方式：\(ways)。核查期限：自作出决定之日起 \(within)内。实地核查由两名以上工作人员进行。",
        "Ways of checking: \(ways). Time: within \(within) of the decision. On the spot it is done by two of the "
          + "staff at least."),
      writer.pick(
        "经核查不符合承诺的，责令在 \(correction)内改正；逾期不改正或者改正后仍不符合的，依法处理。",
        "What does not fit the commitment is to be put right within \(correction); if it is not, or not "
          + "sufficiently, the law takes its course."),
    ]
  }

  private static func choice(_ writer: PromiseWriter) -> [String] {
    [
      writer.pick(
        "是否采用告知承诺由申请人自愿选择。不愿承诺或者无法承诺的，按一般方式提交材料办理；提交申请以前，随时可以改回一般方式。",
        "Whether to proceed on a commitment is the applicant’s free choice. Whoever will not or cannot commit hands in "
          + "the materials in the ordinary way, and may change back to it at any time before submission."
      ),
      writer.pick(
        "有严重不良信用记录或者曾经作出虚假承诺的，信用修复以前不适用告知承诺。",
        "Whoever has a serious bad credit record or once made a false commitment cannot proceed so before the credit "
          + "is repaired."),
    ]
  }

  /// The five things that a promise must state.
  private static func statement(_ writer: PromiseWriter) -> [String] {
    writer.numbered([
      writer.pick("所填写的内容真实、准确、完整；", "what has been filled in is true, exact and complete;"),
      writer.pick("已经知晓行政机关告知的全部内容；", "all that the bureau has told has been read and understood;"),
      writer.pick(
        "已经符合告知的条件、标准和技术要求；", "the conditions that were told are fulfilled;"),
      writer.pick(
        "愿意接受核查，承担不实承诺的法律责任；",
        "checks are accepted, and so is the liability for a false commitment;"),
      writer.pick("本承诺是真实的意思表示。", "this commitment is meant."),
    ])
  }

  /// What is told to an applicant whose secondary materials come later, and what he states.
  ///
  /// - Parameter materials: those that are missing, all of them ``ItemVersion/deferrable``.
  package static func deferral(
    of item: ItemVersion, _ materials: [Material], in language: Language
  ) -> PromiseText? {
    guard let rule = item.deferral, !materials.isEmpty else { return nil }
    var writer = PromiseWriter(item, language)
    writer.addItem()
    writer.add("依据", "Basis", writer.laws(rule.basis))
    writer.add(
      "暂缺的材料和补交期限", "Materials that come later, and by when",
      writer.numbered(materials.map { line($0, writer) }))
    writer.add(
      "补交的方式", "How they are handed in",
      [
        writer.pick(
          "在“我的办件”中上传，或者到办理窗口提交。补交的材料应当符合办事指南写明的标准；不符合的，在同一期限内告知一次，重新提交。",
          "In “My cases”, or at the window. They must fit the standard of the guide; one that does not is told once, "
            + "and handed in anew within the same time.")
      ])
    writer.add("材料补齐以前", "Until they have come", before(rule, writer))
    writer.add("逾期的后果", "If they do not come in time", overdue(rule, writer))
    writer.add(
      "申请人承诺", "The applicant states",
      writer.numbered([
        writer.pick("已经提交的材料真实、有效；", "what has been handed in is true and valid;"),
        writer.pick("在上述期限内补齐暂缺的材料；", "the missing materials come within the time above;"),
        writer.pick("愿意承担逾期没有补齐的后果；", "the consequences are accepted if they do not;"),
        writer.pick("本承诺是真实的意思表示。", "this commitment is meant."),
      ]))
    return writer.finish("容缺受理承诺书", "Commitment to hand materials in later")
  }

  private static func line(_ material: Material, _ writer: PromiseWriter) -> String {
    let term = material.deferral.map { writer.length($0.term) } ?? ""
    return writer.pick(
      "\(material.name.zh)：自受理之日起 \(term)内补交；",
      "\(writer.pick(material.name)): within \(term) of acceptance;")
  }

  private static func before(_ rule: DeferralRule, _ writer: PromiseWriter) -> [String] {
    rule.deliversFirst
      ? [
        writer.pick(
          "先办后补：审查、决定、制证和送达照常进行，不等待暂缺的材料。",
          "The result comes first: review, decision, certificate and delivery do not wait for the materials."
        )
      ]
      : [
        writer.pick(
          "审查照常进行，材料补齐以前不作出准予的决定，不颁发、送达证件。",
          "The review goes on; nothing is granted, issued or delivered before all materials have come."
        )
      ]
  }

  private static func overdue(_ rule: DeferralRule, _ writer: PromiseWriter) -> [String] {
    let end = writer.pick(
      "逾期没有补齐的，终止办理，申请人可以重新申请。",
      "If they have not come in time the case is ended; one may apply anew.")
    let revoke = writer.pick(
      "已经作出准予决定的，依法处理该决定。", "What has been granted by then is dealt with by law.")
    let credit = writer.pick(
      "逾期的情况记入信用登记，信用修复以前不再适用容缺受理。",
      "It is noted in the register; before the credit is repaired materials cannot come later again."
    )
    return [end] + (rule.deliversFirst ? [revoke] : []) + [credit]
  }
}

extension CheckWay {
  fileprivate var english: String {
    switch self {
    case .exempt: "none"
    case .written: "by the papers"
    case .online: "by the data of other authorities"
    case .onSite: "on the spot"
    }
  }
}
