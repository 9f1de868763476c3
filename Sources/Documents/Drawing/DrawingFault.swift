// SPDX-License-Identifier: Apache-2.0

/// Why a document could not be drawn.
public enum DrawingFault: Error, Sendable, Hashable {
  /// A font that the typeface names is not installed.
  case fontMissing(family: String)
  /// No installed font has this character.
  case characterMissing(Unicode.Scalar)
  /// It would have more pages than a file may have.
  case pages(limit: Int)
  /// The drawing library gave up; what it says.
  case library(String)

  /// What is wrong and what to do, in Chinese.
  public var chinese: String {
    switch self {
    case .fontMissing(let family):
      "系统没有安装字体“\(family)”，不能生成 PDF。请安装（Debian 软件包 fonts-noto-cjk）后重试。"
    case .characterMissing(let scalar):
      "已安装的字体都没有“\(scalar)”（\(Self.code(of: scalar))）这个字，不能生成 PDF。请安装收有该字的字体后重试。"
    case .pages(let limit): "文件超过 \(limit) 页，不能合成一个 PDF。"
    case .library(let words): "生成 PDF 失败：\(words)"
    }
  }

  /// What is wrong and what to do, in English.
  public var english: String {
    switch self {
    case .fontMissing(let family):
      "The font “\(family)” is not installed, so no PDF can be made. "
        + "Install it (Debian package fonts-noto-cjk) and try again."
    case .characterMissing(let scalar):
      "No installed font has “\(scalar)” (\(Self.code(of: scalar))), so no PDF can be made. "
        + "Install a font that has it and try again."
    case .pages(let limit): "The file would have more than \(limit) pages."
    case .library(let words): "The PDF could not be made: \(words)"
    }
  }

  /// A character as code charts name it: U+9FC3.
  private static func code(of scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
