// SPDX-License-Identifier: Apache-2.0

/// What has happened in a case, as far as time limits care.
///
/// Nothing here is computed.
public struct CaseFacts: Hashable, Codable, Sendable {
  /// That the application was accepted (受理).
  public struct Acceptance: Hashable, Codable, Sendable {
    /// When it was recorded.
    public var at: Instant
    /// Whether nobody accepted it but the law did (行政许可法 article 32 ¶1(4)).
    public var deemed: Bool

    /// Makes the fact.
    public init(at: Instant, deemed: Bool = false) {
      self.at = at
      self.deemed = deemed
    }
  }

  /// That the agency decided.
  public struct Decision: Hashable, Codable, Sendable {
    /// When the decision was made.
    public var at: Instant
    /// Whether the licence was granted (准予) or refused (不予许可).
    public var granted: Bool

    /// Makes the fact.
    public init(at: Instant, granted: Bool) {
      self.at = at
      self.granted = granted
    }
  }

  /// That the case went no further.
  public struct Ending: Hashable, Codable, Sendable {
    /// How it ended.
    public enum Kind: String, Codable, Sendable, CaseIterable {
      /// 不受理: the matter needs no licence.
      case notRequired
      /// 不予受理: not this agency's to decide.
      case notAccepted
      /// 撤回: the applicant took it back.
      case withdrawn
      /// 终止: the agency ended the procedure.
      case terminated
      /// 办结: everything was done.
      case concluded
    }

    /// When it ended.
    public var at: Instant
    /// How it ended.
    public var kind: Kind

    /// Makes the fact.
    public init(at: Instant, kind: Kind) {
      self.at = at
      self.kind = kind
    }
  }

  /// When the application entered the agency's system (收件).
  public var received: Instant?
  /// When the applicant was told, once, everything to supplement (一次性补正告知).
  public var supplementNoticed: Instant?
  /// When the supplements came in (补正).
  public var supplemented: Instant?
  /// The acceptance (受理).
  public var accepted: Acceptance?
  /// The decision (决定).
  public var decided: Decision?
  /// When the licence was made out (制证).
  public var issued: Instant?
  /// When it was handed over or sent (送达).
  public var delivered: Instant?
  /// The end (办结, 撤回 …).
  public var ended: Ending?

  /// Special procedures (特别程序), each of which stops the terms for the decision (article 45).
  public var procedures: [SpecialProcedure]
  /// The extensions that somebody approved (延期), in order of time.
  public var extensions: [Extension]
  /// What the applicant was asked for after acceptance (补件).
  public var suspensions: [Suspension]
  /// The hearing (听证).
  public var hearing: Hearing?
  /// When the lower body had reviewed the application and sent it on (初审报送, article 35 and 43).
  public var forwarded: Instant?
  /// The last day of validity of the licence whose renewal is applied for; nothing in any other case.
  public var expiry: Day?

  /// Makes facts; whatever has not happened stays away.
  public init(
    received: Instant? = nil, supplementNoticed: Instant? = nil, supplemented: Instant? = nil,
    accepted: Acceptance? = nil, decided: Decision? = nil, issued: Instant? = nil,
    delivered: Instant? = nil, ended: Ending? = nil, procedures: [SpecialProcedure] = [],
    extensions: [Extension] = [], suspensions: [Suspension] = [], hearing: Hearing? = nil,
    forwarded: Instant? = nil, expiry: Day? = nil
  ) {
    self.received = received
    self.supplementNoticed = supplementNoticed
    self.supplemented = supplemented
    self.accepted = accepted
    self.decided = decided
    self.issued = issued
    self.delivered = delivered
    self.ended = ended
    self.procedures = procedures
    self.extensions = extensions
    self.suspensions = suspensions
    self.hearing = hearing
    self.forwarded = forwarded
    self.expiry = expiry
  }

  /// The facts that were known at the end of a day, Chinese time: what happened later is left out.
  ///
  /// This is how “what was the due date as seen on that day” is answered.
  public func known(by day: Day) -> CaseFacts {
    let end = Instant(day: day, hour: 24, minute: 0)
    func past(_ instant: Instant?) -> Instant? {
      instant.flatMap { $0 < end ? $0 : nil }
    }
    return CaseFacts(
      received: past(received), supplementNoticed: past(supplementNoticed),
      supplemented: past(supplemented), accepted: accepted.flatMap { $0.at < end ? $0 : nil },
      decided: decided.flatMap { $0.at < end ? $0 : nil }, issued: past(issued),
      delivered: past(delivered), ended: ended.flatMap { $0.at < end ? $0 : nil },
      procedures: procedures.compactMap { $0.known(before: end) },
      extensions: extensions.compactMap { $0.known(before: end) },
      suspensions: suspensions.compactMap { $0.known(before: end) },
      hearing: hearing?.known(before: end), forwarded: past(forwarded),
      // It stands in the application, so it is known as soon as there is one.
      expiry: past(received) == nil ? nil : expiry)
  }
}

extension CaseFacts {
  private enum CodingKeys: String, CodingKey {
    case received, supplementNoticed, supplemented, accepted, decided, issued, delivered, ended
    case procedures, extensions, suspensions, hearing, forwarded, expiry
  }

  /// Reads facts; what is absent has not happened.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func read<Fact: Decodable>(_ key: CodingKeys) throws -> Fact? {
      try container.decodeIfPresent(Fact.self, forKey: key)
    }
    self.init(
      received: try read(.received), supplementNoticed: try read(.supplementNoticed),
      supplemented: try read(.supplemented), accepted: try read(.accepted),
      decided: try read(.decided), issued: try read(.issued), delivered: try read(.delivered),
      ended: try read(.ended), procedures: try read(.procedures) ?? [],
      extensions: try read(.extensions) ?? [], suspensions: try read(.suspensions) ?? [],
      hearing: try read(.hearing), forwarded: try read(.forwarded), expiry: try read(.expiry))
  }

  /// Writes what has happened, and nothing of what has not: a plain case stays as short as it was.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(received, forKey: .received)
    try container.encodeIfPresent(supplementNoticed, forKey: .supplementNoticed)
    try container.encodeIfPresent(supplemented, forKey: .supplemented)
    try container.encodeIfPresent(accepted, forKey: .accepted)
    try container.encodeIfPresent(decided, forKey: .decided)
    try container.encodeIfPresent(issued, forKey: .issued)
    try container.encodeIfPresent(delivered, forKey: .delivered)
    try container.encodeIfPresent(ended, forKey: .ended)
    if !procedures.isEmpty { try container.encode(procedures, forKey: .procedures) }
    if !extensions.isEmpty { try container.encode(extensions, forKey: .extensions) }
    if !suspensions.isEmpty { try container.encode(suspensions, forKey: .suspensions) }
    try container.encodeIfPresent(hearing, forKey: .hearing)
    try container.encodeIfPresent(forwarded, forKey: .forwarded)
    try container.encodeIfPresent(expiry, forKey: .expiry)
  }
}
