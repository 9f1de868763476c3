// SPDX-License-Identifier: Apache-2.0

import Casework
import Codes
import Deadlines
import Journal
import ShangMi
import Site
import SQL

/// An investment project by its national code (投资项目统一代码), with all that is applied for in it.
///
/// Cases name the project by a field of their form. They are linked as they are filed, whether or not anybody has
/// registered the project yet.
package struct Project: Matter {
  package static let kind = "project"
  package static var format: Int { 2 }

  package enum Standing: String, MatterStanding {
    case registered
    /// The permit for the whole works is there.
    case permitted
  }

  package enum Kind: String, Codable, CaseIterable, Sendable {
    case housing
    case industry
    case publicBuilding
    case municipal
    case other
  }

  /// What is known of a project.
  package struct Details: Codable, Sendable, Hashable {
    package let code: String
    package let name: String
    package let developer: String
    /// The credit code of the developer.
    package let developerCode: String
    package let address: String
    package let kind: Kind
    /// In hundredths of ten thousand yuan.
    package let investment: Int
    package let area: Area
    /// How deep is dug, in centimetres; nil where nothing is.
    package let pitDepth: Int?
  }

  /// A case of the project.
  package struct Link: Codable, Sendable, Hashable {
    package let caseID: String
    package let number: String
    package let item: String
    /// The key of the phase of staged permits that it is for.
    package let phase: String?
    /// Whether it is for the permit of the whole works.
    package let isWhole: Bool
    package internal(set) var scope: [ScopePart]?
    /// Whom the case belongs to, and the section that decides; see ``Reader``.
    package let readers: [String]
    package internal(set) var licence: String?
    /// The number of the permit of the whole works that took the place of this one.
    package internal(set) var supersededBy: String?
    /// Whether the licence was taken away or given up since.
    package internal(set) var isEnded = false
    /// The works that go by it, where it is a construction permit.
    package internal(set) var works: Works?

    /// Whether its licence can be built upon.
    package var isLicensed: Bool { licence != nil && !isEnded }
  }

  /// The permit of a phase that was given before this system, or by another authority.
  package struct Earlier: Codable, Sendable, Hashable {
    package let phase: String
    package let number: String
    /// What was seen of it, in the evidence.
    package let text: Digest
  }

  package enum Command: Sendable {
    case register(Details)
    case amend(Details)
    case link(Link)
    case unlink(String)
    case scope(String, [ScopePart])
    /// A phase has a permit that was not given here.
    case record(Earlier)
    /// A licence of a linked case was issued.
    case license(String, number: String)
    /// The licence of a linked case has ended.
    case end(String)
    /// Something is reported or decided of the works of a permit.
    case act(String, ProjectStep, Works.Act, text: Digest)
    /// What has come due lapses.
    case lapse
  }

  package enum Event: MatterEvent {
    case registered(Details)
    case amended(Details)
    case linked(Link)
    case unlinked(String)
    case scoped(String, [ScopePart])
    case recorded(Earlier)
    case licensed(String, number: String)
    case superseded([String], by: String)
    case licenceEnded(String)
    case worksChanged(String, Works.Change, text: Digest?)
  }

  package private(set) var standing: Standing?
  package private(set) var openedAt: Instant?
  package private(set) var details: Details?
  /// The account of whoever registered it.
  package private(set) var owner: String?
  package private(set) var links: [Link] = []
  package private(set) var earlier: [Earlier] = []

  package init() {}

  package mutating func apply(_ event: Event, at moment: Moment) {
    switch event {
    case .registered(let details):
      (standing, openedAt, self.details, owner) = (.registered, moment.at, details, moment.actor)
      if wholeLicence != nil { standing = .permitted }
    case .amended(let details): self.details = details
    case .linked(let link):
      links.removeAll { $0.caseID == link.caseID }
      links.append(link)
    case .unlinked(let id): links.removeAll { $0.caseID == id }
    case .scoped(let id, let scope): change(id) { $0.scope = scope }
    case .recorded(let permit): earlier.append(permit)
    case .licensed(let id, let number):
      let begun = links.compactMap(\.works?.startedOn).min()
      change(id) {
        ($0.licence, $0.isEnded) = (number, false)
        if $0.phase != nil || $0.isWhole {
          $0.works = Works(issuedOn: moment.at.day, startedOn: $0.isWhole ? begun : nil)
        }
      }
    case .licenceEnded(let id): change(id) { $0.isEnded = true }
    case .worksChanged(let id, let works, _):
      change(id) {
        $0.works?.apply(works)
        if works == .lapsed { $0.isEnded = true }
      }
    case .superseded(let ids, let number):
      for id in ids { change(id) { $0.supersededBy = number } }
      if standing != nil { standing = .permitted }
    }
  }

  private mutating func change(_ id: String, _ change: (inout Link) -> Void) {
    guard let place = links.firstIndex(where: { $0.caseID == id }) else { return }
    change(&links[place])
  }

  package func link(_ id: String) -> Link? { links.first { $0.caseID == id } }

  /// The number of the permit that a phase has, whoever gave it.
  package func permit(of phase: String) -> String? {
    links.last { $0.phase == phase && $0.isLicensed }?.licence
      ?? earlier.last { $0.phase == phase }?.number
  }

  /// The number of the permit of the whole works, once it is there.
  package var wholeLicence: String? { links.first { $0.isWhole && $0.isLicensed }?.licence }

  // MARK: As a matter

  package static let names = MatterNames(
    rows: "project_row", readers: "project_reader", tables: ["project_row", "project_reader"],
    address: "projects", one: "Project", many: "Projects", title: "工程项目",
    lead: "按投资项目统一代码登记；一个项目的办件、证照和进度都在这里。",
    none: "还没有登记的项目")

  package var title: String { details?.name ?? "" }
  package var note: String { details?.code ?? "" }

  package var readers: Set<String> {
    Set([owner].compactMap(\.self).map(Reader.account) + links.flatMap(\.readers))
  }
}

extension Project.Standing {
  package var phrase: Phrase {
    switch self {
    case .registered: "已登记"
    case .permitted: "已核发整体施工许可"
    }
  }

  package var tone: UI.Tone { self == .permitted ? .good : .info }
}

extension Project.Kind {
  package var phrase: Phrase {
    switch self {
    case .housing: "居住建筑"
    case .industry: "工业建筑"
    case .publicBuilding: "公共建筑"
    case .municipal: "市政基础设施"
    case .other: "其他工程"
    }
  }
}

extension Project.Event {
  package var phrase: Phrase {
    switch self {
    case .registered: "登记项目"
    case .amended: "更正项目信息"
    case .linked(let link): "关联办件 \(link.number)"
    case .unlinked: "取消关联办件"
    case .scoped(_, let scope): "登记施工范围：\(scope.scopeText)"
    case .recorded(let permit): "登记已有许可：\(permit.number)"
    case .licensed(_, let number): "核发 \(number)"
    case .superseded(_, let number): "各阶段施工许可证由 \(number) 取代"
    case .licenceEnded: "一件证照已经失效"
    case .worksChanged(_, let change, _): change.phrase
    }
  }

  package var texts: [Digest] {
    switch self {
    case .recorded(let permit): [permit.text]
    case .worksChanged(_, _, let text): [text].compactMap(\.self)
    default: []
    }
  }
}
