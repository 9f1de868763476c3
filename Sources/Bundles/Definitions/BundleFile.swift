// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import ShangMi

/// A file of the catalogue that holds a bundle, read and checked for itself; that it fits its items is for
/// ``BundleRules``.
package struct BundleFile: Sendable {
  package let name: String
  package let source: String
  package let bundle: Bundle
  /// The digest of what the bundle says, whatever the file's layout.
  package let digest: String

  /// - Parameters:
  ///   - source: the text of the file, YAML.
  ///   - name: how messages call the file.
  /// - Throws: everything that is wrong with it, each with its line.
  package init(source: String, name: String) throws(FileFaults) {
    bundle = try YAMLMap.document(source, file: name, title: "一件事", Bundle.init(reading:))
    self.name = name
    self.source = source
    digest = SM3.digest(bundle.canonical).description
  }
}

extension Bundle {
  init(reading map: YAMLMap) {
    code = map.text("code")
    kind = map.term("kind", default: .lifeEvent)
    name = map.words("name")
    summary = map.optionalWords("summary")
    keywords = map.texts("keywords", required: false)
    version = map.integer("version", 1...9_999)
    effective = map.day("effective")
    served = map.terms("served", ServedParty.self)
    lifeStage = map.term("life_stage", default: .operating)
    lead = map.words("lead")
    departments = map.each("departments", required: true) {
      BundleDepartment(name: $0.words("name"), duty: $0.words("duty"))
    }
    street = map.boolean("street", default: false)
    list = map.optionalMap("list").map { list in
      defer { list.finish() }
      return BundleListing(
        level: list.term("level", default: .district), year: list.integer("year", 2000...2100),
        title: list.words("title"))
    }
    lifeCycle = map.each("life_cycle") {
      LifeCycleEntry(
        step: $0.term("step", default: .draft), on: $0.day("on"),
        document: $0.optionalText("document"))
    }
    questions = map.each("questions", Question.init(reading:))
    members = map.each("members", required: true, Member.init(reading:))
    outcome = map.term("outcome", default: .each, required: false)
    certificate = map.optionalMap("certificate").map { rule in
      defer { rule.finish() }
      return CertificateRule(
        name: rule.words("name"), numberPattern: rule.text("number_pattern"),
        validity: rule.term("validity", default: .members, required: false))
    }
    promised = TermRule(
      reading: map.map("promised"), promise: LegalBasis(law: "服务承诺", article: ""))
    provenance =
      map.map("provenance").map { parts in
        defer { parts.finish() }
        return BundleProvenance(
          law: parts.texts("law", required: false), demo: parts.texts("demo", required: false))
      } ?? BundleProvenance(law: [], demo: [])
  }
}

extension Member {
  fileprivate init(reading map: YAMLMap) {
    key = map.text("key")
    item = map.text("item")
    when = map.condition("when")
    isOptional = map.boolean("optional", default: false)
    situation = map.pairs("situation")
    asks = map.pairs("asks")
    fields = map.pairs("fields")
    materials = map.pairs("materials")
    after = map.texts("after", required: false)
    gives =
      map.optionalMap("gives").map { gift in
        defer { gift.finish() }
        let fields = gift.pairs("fields").mapValues { text -> Gift.Source in
          guard let source = Gift.Source(rawValue: text) else {
            gift.fault(
              "value", at: "fields", "“\(text)”不是能够产生的内容，可以写 number 或者 entered",
              "`\(text)` is nothing that a grant yields; write number or entered")
            return .number
          }
          return source
        }
        return Gift(materials: gift.texts("materials", required: false), fields: fields)
      } ?? Gift(materials: [], fields: [:])
  }
}
