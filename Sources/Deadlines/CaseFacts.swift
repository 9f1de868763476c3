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

  /// Makes facts; whatever has not happened stays away.
  public init(
    received: Instant? = nil, supplementNoticed: Instant? = nil, supplemented: Instant? = nil,
    accepted: Acceptance? = nil, decided: Decision? = nil, issued: Instant? = nil,
    delivered: Instant? = nil, ended: Ending? = nil
  ) {
    self.received = received
    self.supplementNoticed = supplementNoticed
    self.supplemented = supplemented
    self.accepted = accepted
    self.decided = decided
    self.issued = issued
    self.delivered = delivered
    self.ended = ended
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
      delivered: past(delivered), ended: ended.flatMap { $0.at < end ? $0 : nil })
  }
}
