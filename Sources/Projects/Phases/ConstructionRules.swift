// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines

/// What the district settles about construction where no law does: the phases of staged permits, who leads, the
/// conditions of a start on commitment, who takes part in the review of a lift, what a deep pit needs.
package struct ConstructionRules: Sendable {
  /// A phase of the works for which a permit of its own is given.
  package struct Phase: Sendable, Hashable {
    package let key: String
    package let name: Words
    let applications: [Match]
  }

  /// Which applications are meant: an item, in the situations that are named.
  struct Match: Sendable, Hashable {
    let item: String
    let when: [String: String]

    /// Whether an application is one of these.
    func fits(_ item: String, _ situation: [String: String]) -> Bool {
      self.item == item && when.allSatisfy { situation[$0.key] == $0.value }
    }

    /// The same, where what was not asked is not held against it.
    func fitsLoosely(_ item: String, _ situation: [String: String]) -> Bool {
      self.item == item && when.allSatisfy { situation[$0.key] ?? $0.value == $0.value }
    }
  }

  /// What an application is in the order of the phases.
  package enum Part: Sendable, Hashable {
    case phase(String)
    case whole
  }

  /// A condition of starting on commitment.
  package struct Condition: Sendable, Hashable {
    package let key: String
    package let text: Words
  }

  /// What somebody needs who digs a deep pit.
  package struct Pit: Sendable, Hashable {
    package let basis: LegalBasis
    /// The depth in centimetres from which experts have to argue the scheme.
    package let depth: Int
    package let mandatory: [Words]
    package let optional: [Words]
    /// The bundle by which all of it is applied for.
    let bundle: String
  }

  /// A joint application that is offered to who builds.
  package struct Offer: Sendable, Hashable {
    let bundle: String
    package let name: Words
  }

  /// The page of a bundle, which another room has.
  static func path(ofBundle code: String) -> String { "/bundles/\(code)" }

  /// The section that leads (区工改办).
  package let lead: Words
  package let phases: [Phase]
  let whole: [Match]
  package let stagingBasis: LegalBasis
  let scopeField: String
  package let isScopeRequired: Bool
  package let conditions: [Condition]
  package let startBasis: LegalBasis
  /// Who can be asked what a start has to meet.
  package let departments: [String]
  /// How many working days the board counts from the promise.
  package let boardDays: Int
  /// Who takes part in the joint review of a lift.
  package let reviewers: [String]
  package let pit: Pit
  /// What is offered on the page of a project.
  package let offers: [Offer]

  package func phase(_ key: String) -> Phase? { phases.first { $0.key == key } }

  /// The phase before another; nil before the first.
  package func phase(before key: String) -> Phase? {
    guard let place = phases.firstIndex(where: { $0.key == key }), place > 0 else { return nil }
    return phases[place - 1]
  }

  /// Whether an item is for a permit of construction at all, so that the application has to be read.
  func isStaged(_ item: String) -> Bool {
    (phases.flatMap(\.applications) + whole).contains { $0.item == item }
  }

  /// Which part of the works an application is for; nil where it is for no construction permit.
  package func part(of item: String, situation: [String: String]) -> Part? {
    if let phase = phases.first(where: { phase in
      phase.applications.contains { $0.fits(item, situation) }
    }) {
      return .phase(phase.key)
    }
    return whole.contains { $0.fitsLoosely(item, situation) } ? .whole : nil
  }

  /// The rules that this program comes with.
  package static let standard: ConstructionRules = {
    do throws(FileFaults) {
      return try ConstructionRules(source: Embedded.constructionYAML, file: "construction.yaml")
    } catch {
      preconditionFailure("construction.yaml, which this program was built with: \(error)")
    }
  }()
}

extension ConstructionRules {
  /// Reads a file of rules and checks it.
  ///
  /// - Parameter file: how messages call the file.
  /// - Throws: everything that is wrong with it, each with its line.
  package init(source: String, file: String) throws(FileFaults) {
    self = try YAMLMap.document(source, file: file, title: "工程建设规则") { map in
      ConstructionRules(reading: map)
    }
  }

  private init(reading map: YAMLMap) {
    lead = map.words("lead")
    let staging = map.map("staging")
    stagingBasis = staging.basis
    scopeField = staging?.text("field") ?? ""
    isScopeRequired = staging?.boolean("required") ?? false
    phases = staging?.each("phases", required: true, Phase.init(reading:)) ?? []
    whole = staging?.each("whole", required: true, Match.init(reading:)) ?? []
    staging?.finish()
    let start = map.map("start")
    startBasis = start.basis
    boardDays = start?.integer("days", 1...60) ?? 1
    conditions =
      start?.each("conditions", required: true) {
        Condition(key: $0.text("key"), text: $0.words("text"))
      } ?? []
    departments = start?.texts("departments") ?? []
    start?.finish()
    reviewers = map.texts("review")
    let pit = map.map("pit")
    self.pit = Pit(
      basis: pit.basis, depth: pit?.integer("depth", 1...10_000) ?? 1,
      mandatory: pit?.each("mandatory", required: true) { $0.words("name") } ?? [],
      optional: pit?.each("optional") { $0.words("name") } ?? [],
      bundle: pit?.text("bundle") ?? "")
    pit?.finish()
    offers = map.each("offers", required: true) {
      Offer(bundle: $0.text("bundle"), name: $0.words("name"))
    }
  }
}

extension YAMLMap? {
  fileprivate var basis: LegalBasis {
    LegalBasis(law: self?.text("law") ?? "", article: self?.text("article") ?? "")
  }
}

extension ConstructionRules.Phase {
  fileprivate init(reading map: YAMLMap) {
    key = map.text("key")
    name = map.words("name")
    applications = map.each("items", required: true, ConstructionRules.Match.init(reading:))
  }
}

extension ConstructionRules.Match {
  fileprivate init(reading map: YAMLMap) {
    item = map.text("code")
    when = map.pairs("when")
  }
}
