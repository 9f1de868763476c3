// SPDX-License-Identifier: Apache-2.0

import Deadlines

extension ItemVersion {
  /// Takes an item from its file; faults go to the log of the map.
  ///
  /// - Parameters:
  ///   - sheets: the spreadsheets beside the file.
  ///   - used: takes in each that the file names.
  init(reading map: YAMLMap, sheets: Spreadsheets, used: (Spreadsheet) -> Void) {
    code = map.text("code")
    handlingCode = map.text("handling_code")
    name = map.words("name")
    summary = map.optionalWords("summary")
    keywords = map.texts("keywords", required: false)
    type = map.term("type", default: .publicService)
    version = map.integer("version", 1...9_999)
    effective = map.day("effective")
    expires = map.optionalDay("expires")
    department = map.words("department")
    body = ImplementingBody(reading: map.map("body"))
    level = map.term("level", default: .county)
    served = map.terms("served", ServedParty.self)
    subjects = map.wordsList("subjects")
    lifeStage = map.term("life_stage", default: .operating)
    handling = map.term("handling", default: .promised)
    substanceCheck = map.boolean("substance_check")
    streamlined = map.boolean("streamlined", default: false)
    recheckPercent = map.optionalInteger("recheck_percent", 1...100)
    basis = map.each("basis", required: true, Basis.init(reading:))
    conditions = map.wordsList("conditions")
    quantityLimit = map.words("quantity_limit")
    fee = Fee(reading: map.map("fee"))
    terms = ItemTerms(reading: map.map("terms"))
    visits = map.integer("visits", 0...9)
    visitsReason = map.optionalWords("visits_reason")
    onlineDepth = map.term("online_depth", default: .information)
    express = map.boolean("express")
    kiosk = map.boolean("kiosk")
    crossRegion = map.term("cross_region", default: .none)
    questions = map.each("questions", Question.init(reading:))
    form = map.each("form", FormField.init(reading:))
    materials = map.each("materials", Material.init(reading:))
    tables = map.each("tables") {
      RuleTable(RuleTable.Text(reading: $0, sheets: sheets, used: used))
    }
    process = map.each("process", required: true, ProcessStep.init(reading:))
    result = ItemResult(reading: map.map("result"))
    act = map.optionalMap("act").map(ItemAct.init(reading:))
    safety = map.optionalWords("safety")
    touches = map.terms("touches", SensitiveField.self, required: false)
    commitment = map.optionalMap("commitment").map(CommitmentRule.init(reading:))
    deferral = map.optionalMap("deferral").map(DeferralRule.init(reading:))
    test = map.optionalMap("test").map(TestRule.init(reading:))
    window = ServiceWindow(reading: map.map("window"))
    agents = map.boolean("agents")
    remedies = map.optionalWords("remedies")
    faq = map.each("faq", Answer.init(reading:))
    provenance = Provenance(reading: map.map("provenance"))
  }
}

extension ImplementingBody {
  fileprivate init(reading map: YAMLMap?) {
    name = map?.text("name") ?? ""
    code = map?.text("code") ?? ""
    map?.finish()
  }
}

extension Basis {
  init(reading map: YAMLMap) {
    law = map.text("law")
    article = map.text("article")
    text = map.optionalText("text")
    url = map.optionalText("url")
  }
}

extension Fee {
  fileprivate init(reading map: YAMLMap?) {
    charged = map?.boolean("charged") ?? false
    standard = map?.optionalWords("standard")
    basis = map?.optionalText("basis")
    payOnline = map?.boolean("pay_online", default: false) ?? false
    map?.finish()
  }
}

extension Question {
  package init(reading map: YAMLMap) {
    key = map.text("key")
    ask = map.words("ask")
    help = map.optionalWords("help")
    options = map.each("options", required: true, Choice.init(reading:))
    when = map.condition("when")
  }
}

extension Choice {
  fileprivate init(reading map: YAMLMap) {
    key = map.text("key")
    label = map.words("label")
  }
}

extension FormField {
  fileprivate init(reading map: YAMLMap) {
    key = map.text("key")
    label = map.words("label")
    type = map.term("type", default: .text)
    required = map.boolean("required", default: false)
    help = map.optionalWords("help")
    options = map.each("options", Choice.init(reading:))
    when = map.condition("when")
    max = map.optionalInteger("max", 1...10_000)
    sameAs = map.value("same_as").flatMap { _ in map.choice("same_as", of: ApplicantLine.self) }
  }
}

extension Material {
  fileprivate init(reading map: YAMLMap) {
    key = map.text("key")
    name = map.words("name")
    form = map.term("form", default: .electronic)
    copies = Copies(reading: map.map("copies"))
    source = map.term("source", default: .applicant)
    issuedBy = map.optionalText("issued_by")
    required = map.boolean("required", default: true)
    when = map.condition("when")
    accept = map.texts("accept")
    maxMegabytes = map.integer("max_mb", 1...200)
    grade = map.term("grade", default: .uploaded)
    standard = map.optionalWords("standard")
    fill = map.optionalWords("fill")
    sample = map.optionalWords("sample")
    basis = map.optionalText("basis")
    deferral = map.optionalMap("defer").map(MaterialDeferral.init(reading:))
  }
}

extension Copies {
  fileprivate init(reading map: YAMLMap?) {
    original = map?.integer("original", 0...99, default: 0) ?? 0
    copy = map?.integer("copy", 0...99, default: 0) ?? 0
    map?.finish()
  }
}

extension ProcessStep {
  fileprivate init(reading map: YAMLMap) {
    step = map.words("step")
    days = map.decimal("days")
    who = map.words("who")
    what = map.optionalWords("what")
  }
}

extension ItemResult {
  fileprivate init(reading map: YAMLMap?) {
    name = map?.words("name") ?? Words("")
    kind = map?.term("kind", default: .none) ?? .none
    validity = map?.optionalMap("validity").map { validity in
      let value = Validity(
        number: validity.integer("number", 1...99), unit: validity.term("unit", default: .year))
      validity.finish()
      return value
    }
    numberPattern = map?.optionalText("number_pattern")
    licenceType = map?.optionalText("licence_type")
    sample = map?.optionalWords("sample")
    map?.finish()
  }
}

extension ItemAct {
  fileprivate init(reading map: YAMLMap) {
    kind = map.choice("kind", of: ActKind.self) ?? .change
    item = map.text("item")
    field = map.text("field")
    renewal = kind == .renew ? RenewalRule(reading: map) : nil
    map.finish()
  }
}

extension RenewalRule {
  /// Takes what an act says of renewals; what it leaves out is as article 50 has it.
  fileprivate init(reading map: YAMLMap) {
    opens = map.optionalMap("opens").map { TermRule(reading: $0, promise: nil) }
    start =
      map.value("runs_from") == nil ? .expiry : map.choice("runs_from", of: Start.self) ?? .expiry
  }
}

extension ServiceWindow {
  fileprivate init(reading map: YAMLMap?) {
    place = map?.words("place") ?? Words("")
    hours = map?.words("hours") ?? Words("")
    phone = map?.text("phone") ?? ""
    complaints = map?.text("complaints") ?? ""
    map?.finish()
  }
}

extension Answer {
  fileprivate init(reading map: YAMLMap) {
    question = map.words("q")
    answer = map.words("a")
  }
}

extension Provenance {
  fileprivate init(reading map: YAMLMap?) {
    law = map?.texts("law") ?? []
    demo = map?.texts("demo", required: false) ?? []
    map?.finish()
  }
}
