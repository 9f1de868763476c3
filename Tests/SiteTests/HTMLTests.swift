// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Site

@Suite
struct HTMLTests {
  @Test("Every value is escaped, in text and in attributes")
  func escapes() {
    let evil = "<script>alert('x')</script> & \"quoted\""
    let html: HTML = "<p title=\"\(evil)\">\(evil)</p>"
    let safe =
      "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;quoted&quot;"
    #expect(html.string == "<p title=\"\(safe)\">\(safe)</p>")
  }

  @Test("Markup within markup is kept as it is")
  func nests() {
    let inner: HTML = "<b>\("a<b")</b>"
    let list = ["x", "y"].map { HTML("<i>\($0)</i>") }
    #expect(HTML("<p>\(inner)\(list)</p>").string == "<p><b>a&lt;b</b><i>x</i><i>y</i></p>")
  }

  @Test("What is absent writes nothing")
  func absent() {
    let text: String? = nil
    let html: HTML? = nil
    #expect(
      HTML("[\(text)\(html)\(attribute: "value", nil)\(with: text, { "\($0)" })]").string == "[]")
  }

  @Test("Attributes, conditions and sequences are written in place")
  func places() {
    let html: HTML = """
      <ul\(attribute: "class", "a\"b")\(attribute: "hidden", true)>\
      \(each: 1...2, { "<li>\($0)</li>" })\(if: false, "no")\(if: true, "yes")</ul>
      """
    #expect(html.string == "<ul class=\"a&quot;b\" hidden><li>1</li><li>2</li>yes</ul>")
  }

  @Test("Joining puts the separator between the parts only")
  func joins() {
    #expect(HTML.join(["a", "b", "c"], separator: ", ").string == "a, b, c")
    #expect(HTML.join([], separator: ", ").isEmpty)
  }

  @Test("Chinese and rare characters pass unchanged")
  func unicode() {
    #expect(HTML("\("办结 𠮷 é")").string == "办结 𠮷 é")
  }
}
