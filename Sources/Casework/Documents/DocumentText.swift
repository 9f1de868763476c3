// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import ShangMi
import Site

/// The text of one document, which is Chinese, whatever its reader's language is.
struct DocumentText {
  let document: IssuedDocument
  /// The event that the document puts into writing.
  let event: Recorded<Case.Event>
  let file: CaseFile
  /// The filing as it was then; nil where it was erased.
  let filing: Filing?
  /// The terms as they stood at the end of that day.
  let clock: CaseClock

  func sheet() -> Sheet {
    Sheet(
      issuer: file.item.body.name, title: title(of: document.kind), number: document.number,
      day: document.issuedAt.day, seal: seal, check: "办件编号 \(file.row.number)", note: note,
      body: """
        <p class="flush">\(addressee)：</p>
        \(text)
        """)
  }

  // MARK: What all share

  private var addressee: String {
    let name = filing?.applicant.name ?? file.row.applicantName
    return name.isEmpty ? "申请人" : name
  }

  /// The special seal that a document bears besides its date (行政许可法 article 32 ¶2).
  private var seal: String {
    switch document.kind {
    case .receipt, .supplementNotice, .acceptance, .nonAcceptance, .notRequired, .withdrawal:
      "行政审批受理专用章"
    case .grant, .refusal, .deliveryRecord, .extensionNotice, .procedureNotice, .termination,
      .rectification:
      "行政审批专用章"
    }
  }

  /// What a document is called in the language that it is written in.
  private func title(of kind: DocumentKind) -> String { kind.title(for: file.item.type).key }

  private var isLicence: Bool { file.item.type.isLicence }

  /// How the document rests on an article: the procedure of 行政许可法 is law for licences, and this
  /// bureau's rule for everything else.
  private func under(_ article: String) -> HTML {
    "\(isLicence ? "根据" : "参照")《中华人民共和国行政许可法》\(article)"
  }

  private var note: HTML {
    let window = file.item.window
    return """
      <p>本文书一式两份，申请人、行政机关各存一份。办理地点：\(window.place.zh)。\
      咨询电话 \(window.phone)，监督投诉电话 \(window.complaints)。</p>
      """
  }

  private var item: HTML { "<strong>\(file.item.name.zh)</strong>" }

  private var received: String {
    (file.state.facts.received ?? document.issuedAt).chinese
  }

  /// Which application it is about.
  private var application: HTML {
    "你（单位）于\(received)提出的\(item)申请（办件编号 \(file.row.number)）"
  }

  private func reasons(_ title: String) -> HTML {
    let text = file.text(file.state.reasons)
    guard !text.isEmpty else { return .empty }
    let lines = text.split(separator: "\n").map { "<p>\(String($0))</p>" as HTML }
    return "<h2>\(title)</h2>\(lines)"
  }

  private var text: HTML {
    switch document.kind {
    case .receipt: receipt
    case .supplementNotice: supplementNotice
    case .notRequired: notRequired
    case .nonAcceptance: nonAcceptance
    case .acceptance: acceptance
    case .grant: grant
    case .refusal: refusal
    case .deliveryRecord: deliveryRecord
    case .withdrawal: withdrawal
    case .termination: termination
    case .rectification: rectification
    case .extensionNotice, .procedureNotice: turn
    }
  }

  // MARK: Receiving

  private var receipt: HTML {
    let due = clock[.supplementNotice]?.due.chinese ?? ""
    return """
      <p>本机关于\(event.moment.at.chinese)收到你（单位）提出的\(item)申请\
      （办件编号 \(file.row.number)），收到的材料列明如下。</p>
      <p>本凭证只证明收到申请材料，不表示已经受理。\(under("第三十二条第一款第四项"))，\
      申请材料不齐全或者不符合法定形式的，本机关将当场或者在五个工作日内（最迟\(due)）\
      一次告知需要补正的全部内容；逾期不告知的，自收到申请材料之日起即为受理。</p>
      \(materials)
      """
  }

  private var supplementNotice: HTML {
    let last = CaseworkSettings.supplementing.due(
      after: event.moment.at.day, in: file.calendar)
    let entries = (file.notice?.entries ?? []).enumerated().map { index, entry -> HTML in
      """
      <tr><td>\(index + 1)</td><td>\(file.item.name(of: entry.target).zh)</td>\
      <td>\(entry.problem)</td></tr>
      """
    }
    return """
      <p>\(application)收悉。经审查，申请材料不齐全或者不符合法定形式。\
      \(under("第三十二条第一款第四项"))，现将需要补正的全部内容一次告知如下：</p>
      <table><thead><tr><th>序号</th><th>材料或者填报项目</th><th>需要补正的内容</th></tr></thead>\
      <tbody>\(entries)</tbody></table>
      <p>请最迟于\(last.chinese)按上表一次补齐；逾期没有补齐的，本机关可以终止办理。本机关收到全部补正材料后，将在五个工作日内作出是否受理的决定；\
      你（单位）按照要求提交全部补正材料的，\(under("第三十二条第一款第五项"))，本机关应当受理。\
      补正所用时间不计算在本机关的办理期限内。</p>
      """
  }

  private var notRequired: HTML {
    """
    <p>\(application)收悉。经审查，申请事项依法不需要\(isLicence ? "取得行政许可" : "办理")。\
    \(under("第三十二条第一款第一项"))，告知你（单位）不受理。</p>
    \(reasons("理由"))
    \(remedies)
    """
  }

  private var nonAcceptance: HTML {
    let article = file.state.isSupplementNoticed ? "第三十二条" : "第三十二条第一款第二项"
    return """
      <p>\(application)收悉。经审查，\(under(article))，\
      本机关决定不予受理。</p>
      \(reasons("理由"))
      \(remedies)
      """
  }

  private var acceptance: HTML {
    let isDeemed = if case .deemedAccepted = event.event { true } else { false }
    let day = (clock.acceptedOn ?? document.issuedAt.day).chinese
    let how: HTML =
      isDeemed
      ? """
      本机关自收到申请材料之日起五个工作日内没有告知需要补正的内容。\(under("第三十二条第一款第四项"))，\
      自收到申请材料之日（\(day)）起即为受理。
      """
      : """
      经审查，申请事项属于本机关职权范围，申请材料齐全，符合法定形式。\(under("第三十二条第一款第五项"))，\
      自\(day)起予以受理。
      """
    return """
      <p>\(application)，\(how)</p>
      <p>\(terms)</p>
      \(materials)
      """
  }

  /// By when the decision must be made and by when it is promised.
  private var terms: HTML {
    let parts: [HTML] = [
      (DeadlineKind.statutory, "法定期限为" as HTML), (.promised, "本机关承诺期限为"),
    ].compactMap { kind, words -> HTML? in
      clock[kind].flatMap { deadline -> HTML? in
        guard deadline.rule.number > 0 else { return kind == .promised ? "本机关承诺当场办结" : nil }
        let number = "\(deadline.rule.number) \(deadline.rule.unit.chinese)"
        return "\(words)受理之日起 \(number)，即最迟\(deadline.due.chinese)作出决定（\(deadline.basis.text)）"
      }
    }
    guard !parts.isEmpty else { return .empty }
    return HTML.join(parts, separator: "；") + "。受理当日不计；期限按工作日计算的，不含法定节假日。"
  }

  /// The files that the filing had then.
  private var materials: HTML {
    guard let filing else { return "<p>（申请内容已经依法删除。）</p>" }
    let required = (try? filing.materials(of: file.item)) ?? []
    let rows = required.enumerated().map { index, requirement -> HTML in
      let files = filing.files.filter { $0.material == requirement.key }
      let form =
        requirement.isFetched ? "政务数据共享，免提交" : files.isEmpty ? "未提交" : "电子件"
      return """
        <tr><td>\(index + 1)</td><td>\(requirement.name.zh)</td><td>\(files.count)</td>\
        <td>\(form)</td></tr>
        """
    }
    guard !rows.isEmpty else { return "<p>本情形不需要提交材料。</p>" }
    return """
      <h2>收到的材料</h2>
      <table><thead><tr><th>序号</th><th>材料名称</th><th>份数</th><th>形式</th></tr></thead>\
      <tbody>\(rows)</tbody></table>
      """
  }

  // MARK: Deciding

  private var grounds: HTML {
    let laws = file.item.basis.prefix(2).map { "《\($0.law)》\($0.article)" }
    return "\(laws.joined(separator: "、"))"
  }

  private var accepted: HTML {
    clock.acceptedOn.map { "，本机关已于\($0.chinese)受理" } ?? .empty
  }

  private var grant: HTML {
    let due = clock[.issue]?.due.chinese
    let licence: HTML = """
      <p>\(under("第四十四条"))，本机关将自作出决定之日起十个工作日内\(with: due, { "（最迟\($0)）" })\
      向你（单位）颁发、送达\(file.item.result.name.zh)\
      \(with: file.state.licence, { "（编号 \($0)）" })。</p>
      """
    let result: HTML = "<p>办理结果：\(file.item.result.name.zh)。本机关将依法向你（单位）送达。</p>"
    let isLicensed = file.state.submission?.licence == true
    let ground: HTML = isLicence ? "和《中华人民共和国行政许可法》第三十八条第一款" : .empty
    return """
      <p>\(application)\(accepted)。经审查，你（单位）的申请符合法定条件、标准。\
      根据\(grounds)\(ground)，本机关决定：\(isLicence ? "准予行政许可" : "准予办理")。</p>
      \(reasons("理由"))
      \(isLicensed ? licence : result)
      \(remedies)
      """
  }

  private var refusal: HTML {
    let ground: HTML = isLicence ? "和《中华人民共和国行政许可法》第三十八条第二款" : .empty
    return """
      <p>\(application)\(accepted)。经审查，你（单位）的申请不符合法定条件、标准。\
      根据\(grounds)\(ground)，本机关决定：\(isLicence ? "不予行政许可" : "不予办理")。</p>
      \(reasons("理由"))
      \(remedies)
      """
  }

  /// The rights that a decision must name (行政许可法 article 38 ¶2).
  private var remedies: HTML {
    """
    <h2>救济途径</h2>
    <p>你（单位）如不服，可以自收到本文书之日起六十日内依法向\(government)申请行政复议\
    （《中华人民共和国行政复议法》第二十条），也可以自收到本文书之日起六个月内依法向人民法院提起行政诉讼\
    （《中华人民共和国行政诉讼法》第四十六条）。</p>
    """
  }

  /// The people's government of the level of the issuer, which reconsiders (行政复议法 article 24).
  private var government: String {
    let name = file.item.body.name
    let end = name.firstIndex { "区县".contains($0) } ?? name.firstIndex(of: "市")
    return end.map { "\(name[...$0])人民政府" } ?? "本级人民政府"
  }

  private var deliveryRecord: HTML {
    let method: String =
      if case .delivered(let method) = event.event { method.chinese } else { "" }
    let sent = file.documents.filter { $0.kind == .grant || $0.kind == .refusal }
    let rows = sent.map { sent -> HTML in
      """
      <tr><td>\(title(of: sent.kind))</td><td>\(sent.number)</td><td>\(method)</td>\
      <td>\(event.moment.at.chinese)</td></tr>
      """
    }
    let licence = file.state.licence.map { number -> HTML in
      """
      <tr><td>\(file.item.result.name.zh)</td><td>\(number)</td><td>\(method)</td>\
      <td>\(event.moment.at.chinese)</td></tr>
      """
    }
    return """
      <p>\(application)，\(under("第四十四条"))，下列文书已经送达：</p>
      <table><thead><tr><th>文书</th><th>编号</th><th>送达方式</th><th>送达时间</th></tr></thead>\
      <tbody>\(rows)\(licence)</tbody></table>
      <p class="flush">受送达人签名或者盖章：</p>
      """
  }

  private var withdrawal: HTML {
    """
    <p>\(application)，你（单位）于\(event.moment.at.chinese)撤回。\
    本机关确认撤回，本件自即日起终止办理。撤回不影响你（单位）再次提出申请。</p>
    \(reasons("撤回的理由"))
    """
  }

  private var termination: HTML {
    guard case .terminated(let cause, _) = event.event else { return .empty }
    return """
      <p>\(application)，因\(cause.phrase.chinese)，本机关决定终止办理。</p>
      \(reasons("事实和理由"))
      \(remedies)
      """
  }

  // MARK: Turns

  private var rectification: HTML {
    guard case .rectified(let number, _) = event.event else { return .empty }
    return """
      <p>\(application)，本机关作出的文书（\(number)）有笔误，现更正如下；\
      原文书的其他内容不变，本通知书与原文书一并使用。</p>
      \(lines(of: event.event.text))
      """
  }

  /// What is to be known of a turn, and its reasons.
  private var turn: HTML {
    guard let turn = event.event.turn else { return .empty }
    let rows = turn.details.map { detail -> HTML in
      """
      <tr><th scope="row">\(detail.label.chinese)</th><td>\(detail.value.chinese)</td></tr>
      """
    }
    return """
      <p>\(application)，现将下列事项书面告知你（单位）：\(turn.phrase.chinese)。</p>
      <table><tbody>\(rows)</tbody></table>
      <h2>理由</h2>\(lines(of: turn.text))
      """
  }

  private func lines(of text: Digest?) -> HTML {
    HTML.join(
      file.text(text).split(separator: "\n").map { "<p>\(String($0))</p>" }, separator: "\n")
  }
}

extension Day {
  /// As it is written: 2026年9月18日.
  fileprivate var chinese: String { Language.zh.text(of: self) }
}

extension Instant {
  /// As it is written: 2026年9月18日 10:12.
  fileprivate var chinese: String { day.chinese + text.suffix(6) }
}

extension DeliveryMethod {
  /// What it is called in a document.
  fileprivate var chinese: String {
    switch self {
    case .electronic: "网上送达"
    case .window: "窗口领取"
    case .express: "邮寄送达"
    }
  }
}
