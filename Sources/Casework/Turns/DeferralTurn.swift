// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import ShangMi
import Site

/// Materials that come after acceptance (容缺): which ones, by when, and what was found when they came.
///
/// Accepting without them is no supplement notice in the sense of 行政许可法 article 32, and neither is telling once
/// more what is wrong with one: the case has been accepted, and its clock runs.
package struct DeferralTurn: Turn, Hashable {
  package enum Command: Sendable {
    /// The applicant brings materials; the filing has them.
    case supply(filing: Digest, materials: [String])
    /// They came with a correction or a supplement, before acceptance, and so were examined with it.
    case bring([String])
    /// Somebody of the staff looks at one that came.
    case look(material: String, fits: Bool, Reasons)
    /// The approver writes the reasons of a grant down before everything has come.
    case prepare(Reasons)
    /// The time is over, as the reasons say.
    case lapse(Reasons)
  }

  package enum Event: TurnEvent {
    /// Signed, and filed without them.
    case promised(text: Digest, materials: [DeferredMaterial])
    /// Accepted without them.
    case allowed([DueMaterial])
    case supplied(filing: Digest, materials: [DeferredMaterial])
    case brought([DeferredMaterial])
    case fitted(DeferredMaterial)
    /// It does not fit, and the applicant is told so, once.
    case returned(DeferredMaterial, problem: Digest)
    /// It does not fit again, or its time is over: what is granted cannot rest on it.
    case rejected(DeferredMaterial, problem: Digest)
    case prepared(reasons: Digest)
    case lapsed([DeferredMaterial])
  }

  /// A material with the last day to bring it.
  package struct DueMaterial: Codable, Sendable, Hashable {
    package let material: DeferredMaterial
    package let due: Day
  }

  /// How it stands with one material.
  package enum Standing: String, Codable, CaseIterable, Sendable {
    case owed, supplied, fitted, rejected
  }

  package struct Entry: Codable, Sendable, Hashable {
    package let material: DeferredMaterial
    package internal(set) var standing = Standing.owed
    /// The last day to bring it; nil before acceptance.
    package internal(set) var due: Day?
    /// Whether the applicant was told what is wrong with it.
    package internal(set) var isReturned = false
  }

  /// That a material came after acceptance, and was looked at.
  struct Arrival: Codable, Sendable, Hashable {
    /// The key of the material.
    let material: String
    let at: Instant
    /// When somebody of the staff had looked at it; nil as long as nobody has.
    var lookedAt: Instant?
  }

  package private(set) var entries: [Entry] = []
  /// What came, in the order in which it came.
  private(set) var arrivals: [Arrival] = []
  package private(set) var hasLapsed = false
  /// The reasons that the approver has prepared.
  package private(set) var prepared: Digest?

  init() {}

  /// The materials that stand in a certain way.
  package func all(_ standing: Standing) -> [Entry] {
    entries.filter { $0.standing == standing }
  }

  /// The earliest last day of what has not come; nil where nothing is awaited.
  package var due: Day? { hasLapsed ? nil : all(.owed).compactMap(\.due).min() }

  mutating func apply(_ event: Event, at moment: Moment, _ facts: inout CaseFacts) {
    switch event {
    case .promised(_, let materials): entries = materials.map { Entry(material: $0) }
    case .allowed(let materials):
      for entry in materials { set(entry.material) { $0.due = entry.due } }
    case .supplied(_, let materials):
      for material in materials {
        set(material) { $0.standing = .supplied }
        arrivals.append(Arrival(material: material.key, at: moment.at))
      }
    case .brought(let materials):
      for material in materials { set(material) { $0.standing = .fitted } }
    case .fitted(let material): look(material, moment) { $0.standing = .fitted }
    case .returned(let material, _):
      look(material, moment) { ($0.standing, $0.isReturned) = (.owed, true) }
    case .rejected(let material, _): look(material, moment) { $0.standing = .rejected }
    case .prepared(let reasons): prepared = reasons
    case .lapsed: hasLapsed = true
    }
  }

  private mutating func look(
    _ material: DeferredMaterial, _ moment: Moment, _ change: (inout Entry) -> Void
  ) {
    set(material, change)
    if let last = arrivals.lastIndex(where: { $0.material == material.key }) {
      arrivals[last].lookedAt = moment.at
    }
  }

  private mutating func set(_ material: DeferredMaterial, _ change: (inout Entry) -> Void) {
    for place in entries.indices where entries[place].material.key == material.key {
      change(&entries[place])
    }
  }
}

extension DeferralTurn.Event {
  package var phrase: Phrase {
    switch self {
    case .promised: "签署容缺受理承诺书"
    case .allowed: "容缺受理"
    case .supplied: "补交容缺材料"
    case .brought: "原先暂缺的材料已经一并提交"
    case .fitted: "容缺材料符合要求"
    case .returned: "容缺材料不符合要求，告知重新提交"
    case .rejected: "容缺材料不符合要求"
    case .prepared: "拟好准予的理由"
    case .lapsed: "逾期没有补齐容缺材料"
    }
  }

  package var step: CaseworkRefusal.Step? {
    switch self {
    case .promised, .allowed, .brought, .lapsed: nil
    case .supplied: .supplyDeferred
    case .fitted, .returned, .rejected: .lookDeferred
    case .prepared: .prepareDecision
    }
  }

  package var part: CasePart {
    switch self {
    case .promised, .supplied: .applicant
    case .allowed: .reception
    case .fitted, .returned, .rejected: .review
    case .prepared: .approval
    case .brought, .lapsed: .system
    }
  }

  package var text: Digest? {
    switch self {
    case .returned(_, let problem), .rejected(_, let problem): problem
    case .prepared(let reasons): reasons
    // The signed text is read as the document that it is.
    case .promised, .allowed, .supplied, .brought, .fitted, .lapsed: nil
    }
  }

  package var details: [TurnDetail] {
    switch self {
    case .promised(_, let materials), .supplied(_, let materials), .brought(let materials),
      .lapsed(let materials):
      materials.map(Self.named)
    case .allowed(let materials):
      materials.map { TurnDetail("\($0.material.name)", "最迟 \($0.due) 补交") }
    case .fitted(let material), .returned(let material, _), .rejected(let material, _):
      [Self.named(material)]
    case .prepared: []
    }
  }

  private static func named(_ material: DeferredMaterial) -> TurnDetail {
    TurnDetail("材料", "\(material.name)")
  }

  package var document: DocumentKind? {
    switch self {
    case .promised: .deferralPromise
    case .allowed: .deferralNotice
    case .returned: .deferralReturn
    case .supplied, .brought, .fitted, .rejected, .prepared, .lapsed: nil
    }
  }

  package var isInternal: Bool { if case .prepared = self { true } else { false } }

  /// The filing that it has made the one that stands.
  var filing: Digest? { if case .supplied(let filing, _) = self { filing } else { nil } }
}
