// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Documents
import FEEL
import Journal
import Site

/// What a document can tell of its case: a value for every name that templates may read.
struct DocumentFacts {
  let kind: DocumentKind
  let number: String
  /// The event that the document puts into writing.
  let event: Recorded<Case.Event>
  let state: Case
  let item: ItemVersion
  /// The filing as it was then; nil where it was erased.
  let filing: Filing?
  let notice: SupplementNotice?
  /// The terms as they stood at the end of the document's day.
  let clock: CaseClock
  /// The text that the event rests on, or the decision of the case.
  let reasons: String

  /// The paper that a template writes on.
  var paper: Sheet {
    Sheet(
      issuer: item.body.name, title: "", number: number, blocks: [], day: event.moment.at.day)
  }

  /// What a document is called in the language that it is written in.
  private func title(of kind: DocumentKind) -> String { kind.title(for: item.type).key }

  var values: FEEL.Context {
    var values = FEEL.Context()
    for (name, value) in matter + receiving + deciding + turning { values[name.rawValue] = value }
    return values
  }

  // MARK: What all share

  private var matter: [(DocumentName, Value)] {
    let name = filing?.applicant.name ?? ""
    return [
      (.title, .string(title(of: kind))), (.number, .string(number)),
      (.day, .date(of: event.moment.at.day)), (.issuer, .string(item.body.name)),
      (.applicant, .string(name.isEmpty ? "申请人" : name)),
      (.caseNumber, .string(state.submission?.number ?? "")), (.item, .string(item.name.zh)),
      (.isLicensing, .boolean(item.type.isLicence)),
      // The procedure of 行政许可法 is law for licences, and this bureau's rule for everything else.
      (.under, .string(item.type.isLicence ? "根据" : "参照")),
      (.received, .moment(state.facts.received ?? event.moment.at)),
      (.happened, .moment(event.moment.at)), (.place, .string(item.window.place.zh)),
      (.phone, .string(item.window.phone)), (.complaints, .string(item.window.complaints)),
      (.reasons, .lines(of: reasons)),
      (.remedies, .string(remedies)), (.government, .string(government)),
    ]
  }

  /// The rights that a decision must name (行政许可法 article 38 ¶2).
  private var remedies: String {
    "你（单位）如不服，可以自收到本文书之日起六十日内依法向\(government)申请行政复议"
      + "（《中华人民共和国行政复议法》第二十条），也可以自收到本文书之日起六个月内依法向人民法院提起行政诉讼"
      + "（《中华人民共和国行政诉讼法》第四十六条）。"
  }

  /// The people's government of the level of the issuer, which reconsiders (行政复议法 article 24).
  private var government: String {
    let name = item.body.name
    let end = name.firstIndex { "区县".contains($0) } ?? name.firstIndex(of: "市")
    return end.map { "\(name[...$0])人民政府" } ?? "本级人民政府"
  }

  // MARK: Receiving

  private var receiving: [(DocumentName, Value)] {
    let isDeemed = if case .deemedAccepted = event.event { true } else { false }
    let promised = clock[.promised]
    return [
      (.materials, .list(materials)), (.isErased, .boolean(filing == nil)),
      (.missing, .list(missing)), (.wasNoticed, .boolean(state.isSupplementNoticed)),
      (.noticeDue, .date(of: clock[.supplementNotice]?.due)), (.isDeemed, .boolean(isDeemed)),
      (.acceptedOn, .date(of: clock.acceptedOn)),
      (.isImmediate, .boolean(promised.map { $0.rule.number == 0 } ?? false)),
    ]
      + term(clock[.statutory], .statutory, .statutoryDue, .statutoryBasis)
      + term(promised, .promised, .promisedDue, .promisedBasis)
  }

  private func term(
    _ deadline: Deadline?, _ length: DocumentName, _ due: DocumentName, _ basis: DocumentName
  ) -> [(DocumentName, Value)] {
    guard let deadline, deadline.rule.number > 0 else { return [] }
    return [
      (length, .string("\(deadline.rule.number) \(deadline.rule.unit.chinese)")),
      (due, .date(of: deadline.due)), (basis, .string(deadline.basis.text)),
    ]
  }

  /// The materials with the files that the filing had then.
  private var materials: [Value] {
    guard let filing else { return [] }
    let required = (try? filing.materials(of: item)) ?? []
    return required.map { requirement in
      let count = filing.files.count { $0.material == requirement.key }
      let form = requirement.isFetched ? "政务数据共享，免提交" : count == 0 ? "未提交" : "电子件"
      return .entry([
        (.name, .string(requirement.name.zh)), (.count, .number(Decimal128(count))),
        (.form, .string(form)),
      ])
    }
  }

  private var missing: [Value] {
    (notice?.entries ?? []).map { entry in
      .entry([
        (.target, .string(item.name(of: entry.target).zh)), (.problem, .string(entry.problem)),
      ])
    }
  }

  // MARK: Deciding

  private var deciding: [(DocumentName, Value)] {
    let laws = item.basis.prefix(2).map { "《\($0.law)》\($0.article)" }
    let method: String = if case .delivered(let method) = event.event { method.chinese } else { "" }
    return [
      (.basis, .string(laws.joined(separator: "、"))), (.result, .string(item.result.name.zh)),
      (.makesLicence, .boolean(state.submission?.licence == true)),
      (.licence, state.licence.map(Value.string) ?? .null),
      (.issueDue, .date(of: clock[.issue]?.due)), (.method, .string(method)),
      (.delivered, .list(delivered)),
    ]
  }

  /// What is delivered: the decision, and the licence if there is one.
  private var delivered: [Value] {
    let decisions = state.documents.filter { $0.kind == .grant || $0.kind == .refusal }
    let papers = decisions.map { (title(of: $0.kind), $0.number) }
    let licence = state.licence.map { [(item.result.name.zh, $0)] } ?? []
    return (papers + licence).map { .entry([(.name, .string($0)), (.serial, .string($1))]) }
  }

  // MARK: Turns

  private var turning: [(DocumentName, Value)] {
    let details = (event.event.turn?.details ?? []).map { detail -> Value in
      .entry([
        (.name, .string(detail.label.chinese)), (.content, .string(detail.value.chinese)),
      ])
    }
    var facts: [(DocumentName, Value)] = [
      (.told, .string(event.event.turn?.phrase.chinese ?? "")), (.details, .list(details)),
    ]
    switch event.event {
    case .terminated(let cause, _): facts.append((.cause, .string(cause.phrase.chinese)))
    case .rectified(let number, _): facts.append((.rectified, .string(number)))
    default: break
    }
    return facts
  }
}

extension Value {
  /// A day, or null.
  static func date(of day: Day?) -> Value {
    let date = day.flatMap { CalendarDate(year: $0.year, month: $0.month, day: $0.day) }
    return date.map(Value.date) ?? .null
  }

  /// A moment in China, to the minute.
  static func moment(_ instant: Instant) -> Value {
    let minutes = instant.minuteOfDay
    guard case .date(let date) = date(of: instant.day),
      let time = ClockTime(hour: minutes / 60, minute: minutes % 60, second: 0)
    else { return .null }
    return .dateTime(DateTime(date: date, time: time))
  }

  /// A text as the list of its lines.
  static func lines(of text: String) -> Value {
    .list(text.split(separator: "\n").map { .string(String($0)) })
  }

  /// An element of a list.
  static func entry(_ pairs: [(DocumentName.Part, Value)]) -> Value {
    .context(FEEL.Context(pairs.map { ($0.rawValue, $1) }))
  }
}

extension DeliveryMethod {
  /// What it is called in a document.
  var chinese: String {
    switch self {
    case .electronic: "网上送达"
    case .window: "窗口领取"
    case .express: "邮寄送达"
    }
  }
}
