// SPDX-License-Identifier: Apache-2.0

/// What somebody signed in with, as he would recognise it in a list.
enum Device {
  /// The name of a program and its system: `Firefox · Windows`; empty when it does not say.
  ///
  /// Only words of these lists, or the first product of a program that is no browser, are kept: the whole
  /// header would tell more of a person than the list needs.
  static func name(userAgent: String?) -> String {
    guard let agent = userAgent, !agent.isEmpty else { return "" }
    guard agent.hasPrefix("Mozilla/") else {
      let product = agent.prefix {
        $0.isASCII && ($0.isLetter || $0.isNumber || "./-_".contains($0))
      }
      return String(product.prefix(40))
    }
    let browser = first(of: browsers, in: agent)
    let system = first(of: systems, in: agent)
    return [browser, system].compactMap { $0 }.joined(separator: " · ")
  }

  // Those that call themselves by the others' names as well come first.
  private static let browsers = [
    ("MicroMessenger", "WeChat"), ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"),
    ("HeadlessChrome/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
  ]
  private static let systems = [
    ("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
    ("Windows", "Windows"), ("Macintosh", "macOS"), ("Linux", "Linux"),
  ]

  private static func first(of names: [(sign: String, name: String)], in agent: String) -> String? {
    names.first { agent.contains($0.sign) }?.name
  }
}
