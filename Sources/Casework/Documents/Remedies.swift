// SPDX-License-Identifier: Apache-2.0

/// The rights that a decision must name (行政许可法 article 38 ¶2), as documents write them.
enum Remedies {
  /// - Parameter issuer: the body that decides.
  static func text(against issuer: String) -> String {
    "你（单位）如不服，可以自收到本文书之日起六十日内依法向\(government(of: issuer))申请行政复议"
      + "（《中华人民共和国行政复议法》第二十条），也可以自收到本文书之日起六个月内依法向人民法院提起行政诉讼"
      + "（《中华人民共和国行政诉讼法》第四十六条）。"
  }

  /// The people's government of the level of the issuer, which reconsiders (行政复议法 article 24).
  static func government(of issuer: String) -> String {
    let end = issuer.firstIndex { "区县".contains($0) } ?? issuer.firstIndex(of: "市")
    return end.map { "\(issuer[...$0])人民政府" } ?? "本级人民政府"
  }
}
