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

  /// 行政许可法 article 44: issue and deliver within ten days of the decision.
  public static let issue = LegalBasis(law: "行政许可法", article: "第四十四条")

  /// 行政许可法 article 45: what is not counted, when the applicant was told in writing.
  public static let exclusion = LegalBasis(law: "行政许可法", article: "第四十五条")

  /// 行政许可法 article 82: the agency's periods are working days, without statutory holidays.
  public static let workingDays = LegalBasis(law: "行政许可法", article: "第八十二条")

  /// 民法典 article 201 ¶1: the day a period starts on is not counted.
  public static let startNotCounted = LegalBasis(law: "民法典", article: "第二百零一条第一款")

  /// 民法典 article 202: months and years end on the corresponding day, or the month's last.
  public static let correspondingDay = LegalBasis(law: "民法典", article: "第二百零二条")

  /// 民法典 article 203 ¶1: a last day on a statutory day off moves to the day after it.
  public static let rolledOver = LegalBasis(law: "民法典", article: "第二百零三条第一款")

  /// 全国年节及纪念日放假办法 article 6: a holiday on a weekend is made up for on a working day.
  public static let holidayInLieu = LegalBasis(law: "全国年节及纪念日放假办法", article: "第六条")
}
