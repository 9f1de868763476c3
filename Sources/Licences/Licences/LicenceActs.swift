// SPDX-License-Identifier: Apache-2.0

import Casework
import Catalogue
import Deadlines
import Journal
import ShangMi

/// What a grant does to a licence that there is (行政许可法 articles 49, 50 and 70), and what the end of a licence means
/// for the cases about it: all in the transaction in which it happens.
enum LicenceActs {
  /// A grant acts on the licence that the case names, and so does silence on a renewal (article 50 ¶2).
  static func actOnGrant(shelf: CatalogueShelf, calendars: CalendarShelf) -> Policy<Case> {
    Policy(Case.self) { entry, state, unit in
      guard let act = state.submission?.act, let isDeemed = entry.event.isDeemedGrant else {
        return
      }
      let stream = Stream<Licence>(act.licence)
      let command = try command(
        entry.id, state, act, try unit.state(of: stream).state, isDeemed: isDeemed, shelf, unit)
      try unit.execute(command, on: stream) { _ in
        Licence.Context(actor: unit.actor, now: unit.now, calendar: calendars.current)
      }
      guard act.kind.makesCertificate else { return }
      try unit.execute(.recordLicence(number: act.number), on: Stream<Case>(entry.id)) { _ in
        Case.Context(actor: unit.actor, now: unit.now, calendar: calendars.current)
      }
    }
  }

  private static func command(
    _ caseID: String, _ state: Case, _ act: LicenceAct, _ licence: Licence, isDeemed: Bool,
    _ shelf: CatalogueShelf, _ unit: UnitOfWork
  ) throws -> Licence.Command {
    let today = unit.now.day
    guard let submission = state.submission, let issue = licence.issue, let face = licence.face,
      let item = shelf.version(submission.item.code, submission.item.version),
      let source = shelf.version(issue.item.code, issue.item.version)
    else { throw LicencePolicies.Incomplete(what: "item or licence of case \(caseID)") }
    let identifier = try LicencePolicies.identifier(
      for: source, number: act.number, edition: licence.edition + 1)
    let same = Licence.Edition(caseID: caseID, identifier: identifier, face: face)
    switch act.kind {
    case .change:
      let changed = try changedFace(state, item, source, face, unit)
      return .change(Licence.Edition(caseID: caseID, identifier: identifier, face: changed))
    case .replace: return .replace(same)
    case .renew:
      let term = RenewedTerm(
        from: licence.from ?? today, until: licence.until, by: item.result.validity,
        item.act?.renewal?.start ?? .expiry, decided: isDeemed ? nil : today)
      return .renew(
        Licence.Renewal(edition: same, from: term.from, until: term.until, isDeemed: isDeemed))
    case .cancel:
      return .cancel(
        Licence.Cancellation(
          ground: .application, reasons: nil, caseID: caseID, from: today))
    }
  }

  private static func changedFace(
    _ state: Case, _ item: ItemVersion, _ source: ItemVersion, _ face: Digest, _ unit: UnitOfWork
  ) throws -> Digest {
    guard let digest = state.filing,
      let filing = try EvidenceTable.filing(digest, in: unit.transaction)
    else { throw LicencePolicies.Incomplete(what: "filing of a change") }
    // What was erased is made anew of what the change says.
    let before =
      try LicenceTable.face(face, in: unit.transaction)
      ?? LicencePolicies.face(of: source, filing)
    return try LicenceTable.keep(
      before.changed(by: filing, of: item, on: source), in: unit.transaction)
  }

  /// The end of a licence is told to the cases about it: they cannot be granted any more, nor renewed by silence.
  static func tellCases(calendars: CalendarShelf) -> Policy<Licence> {
    Policy(Licence.self) { entry, state, unit in
      guard state.status.isEnded else { return }
      let cause: String?
      switch entry.event {
      case .revoked, .withdrawn, .annulled: cause = nil
      case .cancelled(let cancellation): cause = cancellation.caseID
      default: return
      }
      for act in try LicenceActTable.open(on: entry.id, in: unit.transaction)
      where act.caseID != cause {
        try unit.execute(.noteLicenceEnded, on: Stream<Case>(act.caseID)) { _ in
          Case.Context(actor: unit.actor, now: unit.now, calendar: calendars.current)
        }
      }
    }
  }

  /// What has become of a licence is told to the board of commitments, where its commitment was broken.
  static func settlePromises(calendars: CalendarShelf) -> Policy<Licence> {
    Policy(Licence.self) { entry, state, unit in
      guard let issue = state.issue else { return }
      let outcome: String
      switch entry.event {
      case .revoked: outcome = "依法撤销"
      case .withdrawn: outcome = "依法撤回"
      case .annulled: outcome = "依法吊销"
      case .cancelled: outcome = "依法注销"
      case .kept(let settlement) where settlement.proposal.measure == .revoke:
        outcome = "依法不予撤销"
      default: return
      }
      try PromisePolicies.settle(
        issue.caseID, as: "编号为 \(issue.number) 的证照已经\(outcome)。", calendars, unit)
    }
  }

  /// What was taken away is struck out (行政许可法 article 70 ¶1(4)).
  static func strikeOut(calendars: CalendarShelf) -> Policy<Licence> {
    Policy(Licence.self) { entry, _, unit in
      let settlement: Settlement
      switch entry.event {
      case .revoked(let settled), .withdrawn(let settled), .annulled(let settled):
        settlement = settled
      default: return
      }
      let cancellation = Licence.Cancellation(
        ground: .struck, reasons: settlement.reasons, caseID: nil, from: unit.now.day)
      try unit.execute(.cancel(cancellation), on: Stream<Licence>(entry.id)) { _ in
        Licence.Context(actor: unit.actor, now: unit.now, calendar: calendars.current)
      }
    }
  }

  /// Whoever has got a licence by fraud may not apply for it again for three years, where it concerns safety
  /// (行政许可法 article 79).
  static func barDeceiver(shelf: CatalogueShelf, calendars: CalendarShelf) -> Policy<Licence> {
    Policy(Licence.self) { entry, state, unit in
      guard case .revoked(let settlement) = entry.event, settlement.proposal.ground == .fraud,
        let issue = state.issue, let digest = state.face,
        let face = try LicenceTable.face(digest, in: unit.transaction),
        let item = shelf.current(issue.item.code, on: unit.now.day)
          ?? shelf.version(issue.item.code, issue.item.version), item.safety != nil
      else { return }
      let decision = try unit.state(of: Stream<Licence>(entry.id)).state.documents
        .last { $0.version == entry.version }
      let department = try unit.state(of: Stream<Case>(issue.caseID)).state.submission?.department
      try BarRegister.enter(
        BarRegister.Ground(
          reason: .fraud, item: ItemReference(code: item.code, version: item.version),
          isSafety: true, department: department ?? item.department.zh,
          decision: decision?.number ?? issue.number, day: settlement.from,
          licence: issue.number),
        against: Party(name: face.holder, code: face.holderCode, phone: ""),
        person: issue.holder,
        reasons: try EvidenceTable.text(settlement.reasons, in: unit.transaction) ?? "",
        calendars.current,
        unit)
    }
  }
}

extension Case.Event {
  /// Whether nobody has granted what the applicant wants but the law; nil where it is not granted.
  fileprivate var isDeemedGrant: Bool? {
    switch self {
    case .granted: false
    case .deemedRenewed: true
    default: nil
    }
  }
}
