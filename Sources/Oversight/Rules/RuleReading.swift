// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import FEEL

extension RuleBook {
  /// Reads a file of rules and checks it.
  ///
  /// - Parameter file: how messages call the file.
  /// - Throws: everything that is wrong with it, each with its line.
  package init(source: String, file: String) throws(FileFaults) {
    self = try YAMLMap.document(source, file: file, title: "监察规则") { map in
      RuleBook(reading: map, source: source)
    }
  }

  private init(reading map: YAMLMap, source: String) {
    version = map.integer("version", 1...9_999)
    effective = map.day("effective")
    window = map.text("window")
    scoring = Scoring(reading: map.map("score"))
    let answer = map.integer("answer", 1...60)
    var codes: Set<String> = []
    rules = map.each("rules", required: true) { rule in
      let read = OversightRule(reading: rule, answer: answer)
      if !codes.insert(read.code).inserted {
        rule.fault(
          "unique", at: "code", "规则代码 \(read.code) 已经用过", "the code \(read.code) is used twice")
      }
      return read
    }
    self.source = source
  }
}

extension RuleBook.Scoring {
  fileprivate init(reading map: YAMLMap?) {
    base = Points(map?.decimal("base") ?? 0)
    least = Points(map?.decimal("least") ?? 0)
    early = map?.optionalMap("early").map(RuleBook.Early.init(reading:))
    map?.finish()
  }
}

extension RuleBook.Early {
  fileprivate init(reading map: YAMLMap) {
    share = map.integer("share", 1...100)
    points = Points(map.decimal("points"))
    most = Points(map.decimal("most"))
    map.finish()
  }
}

extension OversightRule {
  fileprivate init(reading map: YAMLMap, answer standard: Int) {
    code = map.text("code")
    name = map.words("name")
    subject = Self.subject(map)
    basis = LegalBasis(law: map.text("law"), article: map.text("article"))
    liability = map.optionalMap("liability").map { map in
      let basis = LegalBasis(law: map.text("law"), article: map.text("article"))
      map.finish()
      return basis
    }
    when = map.rule("when")
    within = map.rule("within")
    alert = map.optionalInteger("alert", 1...20)
    yellow = map.optionalInteger("yellow", 1...60)
    red = map.optionalInteger("red", 1...90)
    card =
      map.optionalText("card") == nil ? .yellow : map.choice("card", of: Card.Level.self) ?? .yellow
    repeated = map.optionalInteger("repeat", 2...99)
    let isTerm = if case .term = subject { true } else { false }
    let isAlertOnly = isTerm && yellow == nil && red == nil
    points = Points.Table(
      reading: isAlertOnly ? map.optionalMap("points") : map.map("points"))
    self.answer = map.integer("answer", 1...60, default: standard)
    unit = map.optionalText("unit")
    check(map)
  }

  private static func subject(_ map: YAMLMap) -> Subject {
    let named = ["watch", "conduct"].filter { map.optionalText($0) != nil }
    guard named.count < 2 else {
      map.fault(
        "subject", at: "watch", "watch 和 conduct 只能写一个", "either `watch` or `conduct`, not both")
      return .finding
    }
    if let word = map.optionalText("watch") {
      known(word, among: Watch.Kind.all.map(\.rawValue), at: "watch", map)
      return .term(Watch.Kind(rawValue: word))
    }
    if let word = map.optionalText("conduct") {
      known(word, among: Conduct.Kind.ofCases.map(\.rawValue), at: "conduct", map)
      return .conduct(Conduct.Kind(rawValue: word))
    }
    return .finding
  }

  private static func known(_ word: String, among words: [String], at key: String, _ map: YAMLMap) {
    guard !words.contains(word) else { return }
    let list = words.joined(separator: ", ")
    map.fault("subject", at: key, "“\(word)” 不是 \(list) 之一", "`\(word)` is none of \(list)")
  }

  /// What must hold between the parts of one rule.
  private func check(_ map: YAMLMap) {
    if let yellow, let red, red <= yellow {
      map.fault(
        "levels", at: "red", "red 应大于 yellow（\(yellow)）",
        "`red` must be more than `yellow` (\(yellow))")
    }
    if points.red < points.yellow {
      map.fault(
        "levels", at: "points", "红牌扣分不得少于黄牌", "a red card must not cost less than a yellow one")
    }
    let isTerm = if case .term = subject { true } else { false }
    let strangers = isTerm ? ["card"] : ["alert", "within", "yellow", "red"]
    for key in strangers where map.optionalText(key) != nil {
      map.fault(
        "subject", at: key, isTerm ? "\(key) 不用于期限（watch）" : "\(key) 只用于期限（watch）",
        isTerm ? "`\(key)` does not go with `watch`" : "`\(key)` goes with `watch` only")
    }
    if !hasCards, alert == nil {
      map.fault(
        "levels", at: "watch", "alert、yellow、red 至少写一个",
        "at least one of `alert`, `yellow` and `red` must be there")
    }
    if case .term(let kind) = subject, Watch.Kind.allWithoutDay.contains(kind), within == nil {
      map.fault(
        "missing", at: "watch", "法律没有规定 \(kind.rawValue) 的期限，应写明 within",
        "no law gives a term for \(kind.rawValue); `within` must say how many working days")
    }
  }
}

extension Points.Table {
  fileprivate init(reading map: YAMLMap?) {
    yellow = Points(map?.decimal("yellow") ?? 0)
    red = Points(map?.decimal("red") ?? 0)
    pressed = Points(map?.optionalText("pressed") == nil ? 0 : map?.decimal("pressed") ?? 0)
    map?.finish()
  }
}

extension YAMLMap {
  /// An expression of FEEL over ``RuleFacts``.
  fileprivate func rule(_ key: String) -> Rule? {
    guard let text = optionalText(key) else { return nil }
    do throws(SyntaxError) {
      let rule = try Rule(text)
      let strangers = rule.keys.filter { !RuleFacts.names.contains($0) }
      if !strangers.isEmpty {
        let names = strangers.joined(separator: ", ")
        let known = RuleFacts.names.sorted().joined(separator: ", ")
        fault(
          "feel", at: key, "\(key) 不能读取 \(names)，可用的有 \(known)",
          "`\(key)` cannot read \(names); it may read \(known)")
      }
      return rule
    } catch {
      fault(
        "feel", at: key, "\(key) 不是合法的 FEEL：\(error.chinese)",
        "`\(key)` is not FEEL: \(error.english)")
      return nil
    }
  }
}
