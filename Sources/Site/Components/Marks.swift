// SPDX-License-Identifier: Apache-2.0

import Deadlines

/// Buttons, badges, lights, notices: small parts that say how something stands.
extension UI {
  /// How much a button asks for attention; one primary button a page.
  package enum ButtonKind: String, Sendable {
    case plain
    case primary
    /// For what cannot be undone.
    case danger
    case quiet
  }

  /// A button that sends the form it stands in.
  ///
  /// - Parameter value: What it sends, when a form has several buttons.
  package static func button(
    _ title: String, _ kind: ButtonKind = .primary, value: (name: String, value: String)? = nil,
    large: Bool = false
  ) -> HTML {
    """
    <button class="button button-\(kind.rawValue)\(if: large, " button-large")" type="submit"\
    \(attribute: "name", value?.name)\(attribute: "value", value?.value)>\(title)</button>
    """
  }

  /// A link that looks like a button.
  package static func link(
    _ title: String, _ path: String, _ kind: ButtonKind = .plain, large: Bool = false,
    rel: String? = nil
  ) -> HTML {
    """
    <a class="button button-\(kind.rawValue)\(if: large, " button-large")" href="\(path)"\
    \(attribute: "rel", rel)>\(title)</a>
    """
  }

  /// A button that prints the page; seen only where a script can do it.
  package static func printButton(_ visit: Visit) -> HTML {
    "<button class=\"button\" type=\"button\" data-print hidden>\(visit.t("打印"))</button>"
  }

  /// What a badge or a notice means.
  package enum Tone: String, Sendable {
    case plain, info, good, warn, bad
    /// The vermilion of the seal, for what the house itself stamps.
    case seal
  }

  /// A word in a small frame.
  package static func badge(_ text: String, _ tone: Tone = .plain) -> HTML {
    "<span class=\"badge badge-\(tone.rawValue)\">\(text)</span>"
  }

  /// The light of a deadline: a shape and a word, so that it does not hang on the colour.
  ///
  /// - Parameter text: Instead of the light's usual word: 逾期 2 个工作日.
  package static func light(_ light: Light, _ visit: Visit, text: String? = nil) -> HTML {
    let word: Phrase =
      switch light {
      case .green: "时间充足"
      case .yellow: "即将到期"
      case .red: "已经逾期"
      case .done: "已停止计时"
      }
    return """
      <span class="light light-\(colour(light))"><svg class="light-mark" viewBox="0 0 16 16" \
      aria-hidden="true" focusable="false">\(shape(light))</svg>\(text ?? visit.t(word))</span>
      """
  }

  /// The class that stands for a light.
  static func colour(_ light: Light) -> String {
    light == .done ? "grey" : light.rawValue
  }

  private static func shape(_ light: Light) -> HTML {
    switch light {
    case .green: "<circle cx=\"8\" cy=\"8\" r=\"7\"/>"
    case .yellow: "<path d=\"M8 1l7.5 14H.5z\"/>"
    case .red: "<path d=\"M5 .5h6L15.5 5v6L11 15.5H5L.5 11V5z\"/>"
    case .done: "<circle cx=\"8\" cy=\"8\" r=\"6\" stroke-width=\"2\"/>"
    }
  }

  /// How serious a notice is.
  package enum NoticeKind: String, Sendable {
    case info, success, warning, error
  }

  /// A message in a box; a screen reader speaks an error at once, anything else when idle.
  ///
  /// - Parameter closing: The word for a button that takes it away, where a script can do it.
  package static func notice(
    _ kind: NoticeKind, title: String? = nil, body: HTML, closing: String? = nil
  ) -> HTML {
    """
    <div class="notice notice-\(kind.rawValue)" role="\(kind == .error ? "alert" : "status")">\
    <svg class="notice-mark" viewBox="0 0 20 28" aria-hidden="true" focusable="false" fill="none" \
    stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">\
    \(sign(kind))</svg><div>\(with: title, { "<h2>\($0)</h2>" })\(body)</div>\
    \(with: closing, { closer($0) })</div>
    """
  }

  private static func closer(_ word: String) -> HTML {
    """
    <button class="notice-close" type="button" data-dismiss hidden aria-label="\(word)">×</button>
    """
  }

  private static func sign(_ kind: NoticeKind) -> HTML {
    switch kind {
    case .info: "<circle cx=\"10\" cy=\"14\" r=\"8.5\"/><path d=\"M10 13v5M10 9.5v.1\"/>"
    case .success: "<circle cx=\"10\" cy=\"14\" r=\"8.5\"/><path d=\"M6.5 14.2l2.4 2.4 4.6-5\"/>"
    case .warning: "<path d=\"M10 5.5l9 16H1zM10 11.5v4.5M10 19v.1\"/>"
    case .error: "<circle cx=\"10\" cy=\"14\" r=\"8.5\"/><path d=\"M7 11l6 6M13 11l-6 6\"/>"
    }
  }

  /// What a verification has found, large.
  package enum Verdict: String, Sendable {
    case valid, invalid, past
  }

  /// The answer of a verification page; holds the page's `h1`.
  package static func verdict(_ verdict: Verdict, _ title: String, _ text: String) -> HTML {
    let name =
      switch verdict {
      case .valid: ""
      case .invalid: " verdict-bad"
      case .past: " verdict-past"
      }
    return """
      <div class="verdict\(name)"><svg viewBox="0 0 48 48" aria-hidden="true" focusable="false" \
      fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" \
      stroke-linejoin="round"><circle cx="24" cy="24" r="21"/>\
      \(if: verdict == .valid, "<path d=\"M15 24.5l6.5 6.5L34 17.5\"/>")\
      \(if: verdict == .invalid, "<path d=\"M16 16l16 16M32 16L16 32\"/>")\
      \(if: verdict == .past, "<path d=\"M24 13v12l8 5\"/>")</svg>\
      <div><h1>\(title)</h1><p>\(text)</p></div></div>
      """
  }
}
