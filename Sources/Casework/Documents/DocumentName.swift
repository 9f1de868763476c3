// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Documents
import FEEL
import Site

/// A name that templates may read, as officials write it.
package struct DocumentName: Sendable {
  package let word: String
  /// What the value is.
  package let type: FEELType
  /// What it stands for, for who writes a template.
  package let meaning: Phrase
  /// What it is in the fictional matter by which templates are checked and shown.
  package let sample: Value

  package init(
    _ word: String, _ meaning: Phrase, _ type: FEELType = .string, sample: Value
  ) {
    self.word = word
    self.meaning = meaning
    self.type = type
    self.sample = sample
  }

  /// A day.
  package init(_ word: String, day meaning: Phrase) {
    self.init(word, meaning, .date, sample: .date(of: DocumentSample.day.adding(days: 14)))
  }

  /// A moment.
  private init(_ word: String, moment meaning: Phrase) {
    self.init(
      word, meaning, .dateTime,
      sample: .moment(Instant(day: DocumentSample.day, hour: 9, minute: 30)))
  }

  /// Whether something is so.
  package init(_ word: String, whether meaning: Phrase, sample: Bool = false) {
    self.init(word, meaning, .boolean, sample: .boolean(sample))
  }

  /// A text, as the list of its lines.
  package init(_ word: String, lines meaning: Phrase, sample: String) {
    self.init(word, meaning, .list(.string), sample: .lines(of: sample))
  }

  /// A list of entries.
  init(
    _ word: String, list meaning: Phrase, _ parts: [(Part, FEELType)], sample: [[(Part, Value)]]
  ) {
    self.init(
      word, meaning, .list(.context(parts.map { FEELType.Component($0.rawValue, $1) })),
      sample: .list(sample.map(Value.entry)))
  }

  /// The names within an entry of a list.
  enum Part: String {
    case name = "名称"
    case count = "份数"
    case form = "形式"
    case target = "项目"
    case problem = "问题"
    case serial = "编号"
    case content = "内容"
    case demand = "要求"
    case due = "期限"
  }
}

// MARK: What all documents share

extension DocumentName {
  static let title = DocumentName("文书名称", "这种文书的名称，随事项类型而定", sample: "文书")
  static let number = DocumentName("文书编号", "文书的编号", sample: .string(DocumentSample.paper.number))
  static let day = DocumentName(
    "成文日期", "文书落款的日期", .date, sample: .date(of: DocumentSample.day))
  static let issuer = DocumentName(
    "机关", "作出文书的机关", sample: .string(DocumentSample.paper.issuer))
  static let addressee = DocumentName("收件人", "文书写给谁", sample: "示例餐饮店（虚构）")
  static let item = DocumentName("事项", "事项的名称", sample: .string(DocumentSample.item))
  static let place = DocumentName("办理地点", "窗口的地点", sample: "示例政务服务中心 1 号窗口")
  static let phone = DocumentName("咨询电话", "咨询电话", sample: "027-00000000")
  static let complaints = DocumentName("监督电话", "监督投诉电话", sample: "027-00000001")
  static let reasons = DocumentName("理由", lines: "理由，一段一项", sample: DocumentSample.reason)
  static let remedies = DocumentName(
    "救济途径", "行政复议和行政诉讼的途径、期限和法律依据",
    sample: .string(Remedies.text(against: DocumentSample.paper.issuer)))
  static let government = DocumentName(
    "复议机关", "受理行政复议的人民政府",
    sample: .string(Remedies.government(of: DocumentSample.paper.issuer)))

  /// What any document can tell.
  ///
  /// - Parameters:
  ///   - window: where one asks; nil where the matter has no item.
  ///   - reasons: the text that the document rests on.
  package static func common(
    _ form: DocumentForm, on paper: Sheet, to addressee: String, item: String,
    window: ServiceWindow?, reasons: String
  ) -> [(DocumentName, Value)] {
    [
      (.title, .string(form.title.key)), (.number, .string(paper.number)),
      (.day, .date(of: paper.day)), (.issuer, .string(paper.issuer)),
      (.addressee, .string(addressee)), (.item, .string(item)),
      (.place, .string(window?.place.zh ?? "")), (.phone, .string(window?.phone ?? "")),
      (.complaints, .string(window?.complaints ?? "")), (.reasons, .lines(of: reasons)),
      (.remedies, .string(Remedies.text(against: paper.issuer))),
      (.government, .string(Remedies.government(of: paper.issuer))),
    ]
  }

  /// The names of ``common(_:on:to:item:window:reasons:)``.
  package static let shared: [DocumentName] = [
    title, number, day, issuer, addressee, item, place, phone, complaints, reasons, remedies,
    government,
  ]
}

// MARK: Documents of cases

extension DocumentName {
  static let applicant = DocumentName("申请人", "申请人的姓名或者名称", sample: "示例餐饮店（虚构）")
  static let caseNumber = DocumentName(
    "办件编号", "办件编号", sample: .string(DocumentSample.number))
  static let isLicensing = DocumentName("行政许可", whether: "事项是不是行政许可", sample: true)
  static let under = DocumentName("依照", "行政许可为“根据”，其他事项为“参照”", sample: "根据")
  static let received = DocumentName("收件时间", moment: "收到申请的时间")
  static let happened = DocumentName("办理时间", moment: "这一步办理的时间")
  static let materials = DocumentName(
    "材料", list: "本情形需要的材料，每项有名称、份数、形式",
    [(.name, .string), (.count, .number), (.form, .string)],
    sample: [
      [(.name, .string(DocumentSample.material)), (.count, 1), (.form, "电子件")],
      [(.name, "营业执照"), (.count, 0), (.form, "政务数据共享，免提交")],
    ])
  static let isErased = DocumentName("材料已删除", whether: "申请内容是不是已经依法删除")
  static let missing = DocumentName(
    "补正内容", list: "需要补正或者补充的内容，每项有项目、问题", [(.target, .string), (.problem, .string)],
    sample: DocumentSample.missing.map {
      [(.target, .string($0.target)), (.problem, .string($0.problem))]
    })
  static let wasNoticed = DocumentName("补正过", whether: "是不是已经一次性告知补正")
  static let supplementDue = DocumentName("补齐到期日", day: "补齐材料的最后一天")
  static let noticeDue = DocumentName("告知补正到期日", day: "告知补正的最后一天")
  static let isDeemed = DocumentName("视为受理", whether: "是不是逾期未告知而视为受理")
  static let isDeferred = DocumentName("容缺受理", whether: "是不是容缺受理")
  static let acceptedOn = DocumentName("受理日期", day: "受理之日")
  static let isImmediate = DocumentName("当场办结", whether: "是不是承诺当场办结")
  static let statutory = DocumentName("法定期限", "期限的长短，例如“20 个工作日”", sample: "20 个工作日")
  static let statutoryDue = DocumentName("法定到期日", day: "期限的最后一天")
  static let statutoryBasis = DocumentName("法定期限依据", "期限的依据", sample: "行政许可法第四十二条第一款")
  static let promised = DocumentName("承诺期限", "期限的长短，例如“20 个工作日”", sample: "5 个工作日")
  static let promisedDue = DocumentName("承诺到期日", day: "期限的最后一天")
  static let promisedBasis = DocumentName("承诺期限依据", "期限的依据", sample: "办事指南")
  static let basis = DocumentName(
    "依据", "作出决定所依据的法律条款", sample: "《中华人民共和国食品安全法》第三十五条第一款")
  static let result = DocumentName("结果名称", "办理结果的名称", sample: "食品经营许可证")
  static let makesLicence = DocumentName("发证", whether: "准予后是不是颁发证照", sample: true)
  static let licence = DocumentName(
    "证照编号", "证照的编号", sample: .string(DocumentSample.licence))
  static let licenceExpiry = DocumentName("证照有效期至", day: "所办理的证照的有效期最后一天")
  static let issueDue = DocumentName("颁发到期日", day: "颁发、送达证照的最后一天")
  static let method = DocumentName("送达方式", "送达的方式", sample: "窗口领取")
  static let delivered = DocumentName(
    "送达文书", list: "送达的文书和证照，每项有名称、编号", [(.name, .string), (.serial, .string)],
    sample: [[(.name, "准予行政许可决定书"), (.serial, .string(DocumentSample.paper.number))]])
  static let cause = DocumentName("终止原因", "终止办理的原因", sample: "申请人死亡或者终止")
  static let rectified = DocumentName("更正文书", "被更正的文书的编号", sample: "江汉审批准字〔2026〕1号")
  static let told = DocumentName("告知事项", "书面告知的事项", sample: "专家评审")
  static let details = DocumentName(
    "事项明细", list: "告知事项的明细，每项有名称、内容", [(.name, .string), (.content, .string)],
    sample: [[(.name, "特别程序"), (.content, .string(DocumentSample.detail))]])
  static let heardOn = DocumentName("听证日期", day: "举行听证的日期；没有听证的为空")
  static let hearingRecord = DocumentName("听证笔录", "听证笔录的编号", sample: "江汉审批听录字〔2026〕1号")
  static let authorised = DocumentName(
    "授权人员", "一人受理和决定的，是谁：首席审批员、窗口人员", sample: "首席审批员")
  static let authority = DocumentName(
    "授权书编号", "一人受理和决定所依据的授权书的编号；不是的为空", sample: "江汉审批授字〔2026〕1号")
  static let answerDue = DocumentName("答复到期日", day: "答复征求意见的最后一天")
  static let suspensionBasis = DocumentName("补件依据", "受理后要求补充材料的依据", sample: "示例规章第一条")
  static let signedText = DocumentName(
    "签署文本", lines: "申请人签署的文本，一段一项", sample: DocumentSample.signed)
  static let signature = DocumentName("签名", "承诺人的签名", sample: "示例（虚构）")
  static let signedAt = DocumentName("签署时间", moment: "签署的时间")
  static let account = DocumentName("签署账号", "签署的账号", sample: "demo-applicant")
  static let textDigest = DocumentName("文本摘要", "所签文本的 SM3 摘要", sample: "00")
  static let deferred = DocumentName(
    "容缺材料", list: "暂缺的材料，每项有名称、要求、期限",
    [(.name, .string), (.demand, .string), (.due, .date)],
    sample: [
      [
        (.name, "场所平面图"), (.demand, "标明比例尺"),
        (.due, .date(of: DocumentSample.day.adding(days: 14))),
      ]
    ])
  static let deliversFirst = DocumentName("先行送达", whether: "材料补齐以前是不是照常决定和送达")
  static let material = DocumentName("补交材料", "重新提交的材料的名称", sample: "场所平面图")
  static let failedStandards = DocumentName(
    "不合格标准", list: "检验、检测、检疫不合格的技术标准、技术规范，每项有名称、内容",
    [(.name, .string), (.content, .string)],
    sample: [[(.name, .string(DocumentSample.standard)), (.content, "浑浊度 2.1 NTU，限值 1 NTU")]])
  static let conclusion = DocumentName("初步审查结论", "报送上级机关的初步审查结论", sample: "符合条件")
  static let materialDue = DocumentName("补交到期日", day: "补交材料的最后一天")

  /// What a document of a case can tell.
  static let ofCases: [DocumentName] =
    shared + [
      applicant, caseNumber, isLicensing, under, received, happened, materials, isErased, missing,
      wasNoticed, supplementDue, noticeDue, isDeemed, isDeferred, acceptedOn, isImmediate,
      statutory, statutoryDue, statutoryBasis, promised, promisedDue, promisedBasis, basis, result,
      makesLicence, licence, licenceExpiry, issueDue, method, delivered, cause, rectified, told,
      details, heardOn, hearingRecord, authorised, authority, answerDue, suspensionBasis,
      signedText, signature, signedAt, account, textDigest, deferred, deliversFirst, material,
      materialDue, failedStandards, conclusion,
    ]
}
