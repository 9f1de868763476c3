// SPDX-License-Identifier: Apache-2.0

/// The facts of a ``ClockQuestion``.
struct AskedFacts: Decodable {
  let facts: CaseFacts

  private enum Keys: String, CodingKey, CaseIterable {
    case received, supplementNoticed, supplemented, accepted, decided, issued, delivered, ended
    case procedures, extensions, suspensions, hearing, forwarded, expiry
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(Keys.self)
    func list<Asked: Decodable>(_ key: Keys) throws -> [Asked] {
      try fields.decodeIfPresent([Asked].self, forKey: key) ?? []
    }
    facts = CaseFacts(
      received: try fields.instant(.received),
      supplementNoticed: try fields.instant(.supplementNoticed),
      supplemented: try fields.instant(.supplemented),
      accepted: try fields.decodeIfPresent(AskedAcceptance.self, forKey: .accepted)?.fact,
      decided: try fields.decodeIfPresent(AskedDecision.self, forKey: .decided)?.fact,
      issued: try fields.instant(.issued), delivered: try fields.instant(.delivered),
      ended: try fields.decodeIfPresent(AskedEnding.self, forKey: .ended)?.fact,
      procedures: try (list(.procedures) as [AskedProcedure]).map(\.fact),
      extensions: try (list(.extensions) as [AskedExtension]).map(\.fact)
        .sorted { $0.approved < $1.approved },
      suspensions: try (list(.suspensions) as [AskedSuspension]).map(\.fact),
      hearing: try fields.decodeIfPresent(AskedHearing.self, forKey: .hearing)?.fact,
      forwarded: try fields.instant(.forwarded), expiry: try fields.day(.expiry))
  }
}

/// `"2026-03-03"`, or `{"at": …, "deemed": true}`.
private struct AskedAcceptance: Decodable {
  let fact: CaseFacts.Acceptance

  private enum Keys: String, CodingKey, CaseIterable { case at, deemed }

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let text = try? value.decode(String.self) {
      guard let at = Instant(asked: text), WorkCalendar.years.contains(at.day.year) else {
        throw decoder.refused([], "“\(text)” is not a day or a time such as 2026-03-02T10:00")
      }
      fact = .init(at: at)
      return
    }
    let fields = try decoder.fields(Keys.self)
    fact = .init(
      at: try fields.required(.at),
      deemed: try fields.decodeIfPresent(Bool.self, forKey: .deemed) ?? false)
  }
}

private struct AskedDecision: Decodable {
  let fact: CaseFacts.Decision

  private enum Keys: String, CodingKey, CaseIterable { case at, granted }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(Keys.self)
    fact = .init(
      at: try fields.required(.at), granted: try fields.decode(Bool.self, forKey: .granted))
  }
}

private struct AskedEnding: Decodable {
  let fact: CaseFacts.Ending

  private enum Keys: String, CodingKey, CaseIterable { case at, kind }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(Keys.self)
    fact = .init(
      at: try fields.required(.at),
      kind: try fields.choice(.kind, of: CaseFacts.Ending.Kind.self))
  }
}

/// `told` with `plannedEnd` is the one notice that there mostly is; `notices` are several.
private struct AskedProcedure: Decodable {
  let fact: SpecialProcedure

  private enum Keys: String, CodingKey, CaseIterable {
    case kind, started, told, plannedEnd, notices, ended
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(Keys.self)
    var notices =
      try fields.decodeIfPresent([AskedNotice].self, forKey: .notices)?.map(\.fact) ?? []
    let plannedEnd = try fields.day(.plannedEnd)
    if let told = try fields.instant(.told) {
      notices.append(.init(at: told, plannedEnd: plannedEnd))
    } else if plannedEnd != nil {
      throw fields.refused(
        .plannedEnd, "a planned end is part of the written notice; give “told”, too")
    }
    fact = SpecialProcedure(
      kind: try fields.choice(.kind, of: SpecialProcedure.Kind.self),
      started: try fields.required(.started), notices: notices.sorted { $0.at < $1.at },
      ended: try fields.instant(.ended))
    if let ended = fact.ended, ended < fact.started {
      throw fields.refused(.ended, "it ends before it starts")
    }
  }
}

private struct AskedNotice: Decodable {
  let fact: SpecialProcedure.Notice

  private enum Keys: String, CodingKey, CaseIterable { case at, plannedEnd }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(Keys.self)
    fact = .init(at: try fields.required(.at), plannedEnd: try fields.day(.plannedEnd))
  }
}

private struct AskedExtension: Decodable {
  let fact: Extension

  private enum Keys: String, CodingKey, CaseIterable { case approved, approver, told }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(Keys.self)
    fact = Extension(
      approved: try fields.required(.approved),
      approver: try fields.choice(.approver, of: Approver.self), told: try fields.instant(.told))
  }
}

private struct AskedSuspension: Decodable {
  let fact: Suspension

  private enum Keys: String, CodingKey, CaseIterable { case asked, answered }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(Keys.self)
    fact = Suspension(asked: try fields.required(.asked), answered: try fields.instant(.answered))
  }
}

private struct AskedHearing: Decodable {
  let fact: Hearing

  private enum Keys: String, CodingKey, CaseIterable {
    case toldOfRight, requested, announced, notices, sessions, held, waived
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(Keys.self)
    let notices = try fields.decodeIfPresent([AskedNotice].self, forKey: .notices) ?? []
    let sessions = try fields.decodeIfPresent([AskedSession].self, forKey: .sessions) ?? []
    fact = Hearing(
      toldOfRight: try fields.instant(.toldOfRight), requested: try fields.instant(.requested),
      announced: try fields.instant(.announced),
      notices: notices.map(\.fact).sorted { $0.at < $1.at },
      sessions: sessions.map(\.fact).sorted { $0.set < $1.set }, held: try fields.instant(.held),
      waived: try fields.instant(.waived))
  }
}

private struct AskedSession: Decodable {
  let fact: Hearing.Session

  private enum Keys: String, CodingKey, CaseIterable { case set, day, notified }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(Keys.self)
    guard let day = try fields.day(.day) else {
      throw DecodingError.keyNotFound(
        Keys.day, .init(codingPath: decoder.codingPath, debugDescription: "missing"))
    }
    fact = .init(set: try fields.required(.set), day: day, notified: try fields.instant(.notified))
  }
}
