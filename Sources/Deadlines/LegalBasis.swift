// SPDX-License-Identifier: Apache-2.0

/// Where a rule comes from: a law and the place in it.
public struct LegalBasis: Hashable, Codable, Sendable {
  /// The law's short Chinese name, for instance 行政许可法.
  public let law: String

  /// The place in it, for instance 第四十二条第一款.
  public let article: String

  /// Makes a basis from a law's name and a place in it.
  public init(law: String, article: String) {
    self.law = law
    self.article = article
  }

  /// The citation as it is printed: 行政许可法第四十二条第一款.
  public var text: String { law + article }

  /// The citation in an English text: laws keep their Chinese names; what rests on no article is a promise.
  public var english: String { article.isEmpty ? "a promise of the bureau" : text }
}

/// The places in the law that this library's rules come from.
extension LegalBasis {
  /// 行政许可法 article 32 ¶1(4): tell once, within five days, everything to supplement; missed, the
  /// application is accepted from the day it was received.
  public static let supplementNotice = LegalBasis(law: "行政许可法", article: "第三十二条第一款第四项")

  /// 行政许可法 article 42 ¶1: decide within twenty days of acceptance.
  public static let decision = LegalBasis(law: "行政许可法", article: "第四十二条第一款")

  /// 行政许可法 article 42 ¶2: forty-five days where several bodies handle an application as one
  /// (article 26).
  public static let jointDecision = LegalBasis(law: "行政许可法", article: "第四十二条第二款")

  /// 行政许可法 article 43: the lower body reviews within twenty days of acceptance.
  public static let lowerReview = LegalBasis(law: "行政许可法", article: "第四十三条")

  /// 行政许可法 article 44: issue and deliver within ten days of the decision.
  public static let issue = LegalBasis(law: "行政许可法", article: "第四十四条")

  /// 行政许可法 article 45: what is not counted, when the applicant was told in writing.
  public static let exclusion = LegalBasis(law: "行政许可法", article: "第四十五条")

  /// 行政许可法 article 46: a hearing that the law or the agency itself wants.
  public static let publicHearing = LegalBasis(law: "行政许可法", article: "第四十六条")

  /// 行政许可法 article 47 ¶1: five days to ask for a hearing, twenty to hold it.
  public static let hearing = LegalBasis(law: "行政许可法", article: "第四十七条第一款")

  /// 行政许可法 article 48 ¶1(1): time and place are told seven days before.
  public static let hearingNotice = LegalBasis(law: "行政许可法", article: "第四十八条第一款第一项")

  /// 行政许可法 article 50 ¶1: a renewal is applied for thirty days before the licence expires.
  public static let renewalApplication = LegalBasis(law: "行政许可法", article: "第五十条第一款")

  /// 行政许可法 article 50 ¶2: it is decided before the licence expires; undecided, it is renewed.
  public static let renewal = LegalBasis(law: "行政许可法", article: "第五十条第二款")

  /// 行政许可法 article 57: of several who qualify, whoever was accepted first comes first.
  public static let order = LegalBasis(law: "行政许可法", article: "第五十七条")

  /// 行政许可法 article 82: the agency's periods are working days, without statutory holidays.
  public static let workingDays = LegalBasis(law: "行政许可法", article: "第八十二条")

  /// 民法典 article 200: periods are counted by the Gregorian calendar.
  public static let gregorian = LegalBasis(law: "民法典", article: "第二百条")

  /// 民法典 article 201 ¶1: the day a period starts on is not counted.
  public static let startNotCounted = LegalBasis(law: "民法典", article: "第二百零一条第一款")

  /// 民法典 article 202: months and years end on the corresponding day, or the month's last.
  public static let correspondingDay = LegalBasis(law: "民法典", article: "第二百零二条")

  /// 民法典 article 203 ¶1: a last day on a statutory day off moves to the day after it.
  public static let rolledOver = LegalBasis(law: "民法典", article: "第二百零三条第一款")

  /// 民法典 article 203 ¶2: a period ends at 24 o'clock of its last day, or when business closes.
  public static let endOfDay = LegalBasis(law: "民法典", article: "第二百零三条第二款")

  /// 民法典 article 204: unless the law or the parties say otherwise.
  public static let otherwise = LegalBasis(law: "民法典", article: "第二百零四条")

  /// The State Council's yearly notice of holidays, which alone makes weekends into workdays.
  public static let holidayNotice = LegalBasis(law: "国务院办公厅放假通知", article: "")

  /// 全国年节及纪念日放假办法 article 2: the holidays of all citizens.
  public static let holiday = LegalBasis(law: "全国年节及纪念日放假办法", article: "第二条")

  /// 全国年节及纪念日放假办法 article 6: a holiday on a weekend is made up for on a working day.
  public static let holidayInLieu = LegalBasis(law: "全国年节及纪念日放假办法", article: "第六条")
}
