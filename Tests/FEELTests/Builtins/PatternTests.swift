// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import FEEL

/// A pattern, its flags, a text, and what is found first: the whole, and groups behind commas.
struct Search: CustomStringConvertible, Sendable {
  let pattern: String
  let flags: String
  let text: String
  let found: String?

  init(_ pattern: String, _ text: String, _ found: String?, flags: String = "") {
    self.pattern = pattern
    self.flags = flags
    self.text = text
    self.found = found
  }

  var description: String { "/\(pattern)/\(flags) in \(text)" }
}

@Suite("Regular expressions (DMN 1.5, 10.3.4.3; XPath functions, 5.6)")
struct PatternTests {
  @Test(
    "the first match is found, with its groups",
    arguments: [
      Search("b", "abc", "b"), Search("x", "abc", nil), Search("", "abc", ""),
      Search("a|ab", "ab", "a"), Search("(a|ab)(c|bcd)(d*)", "abcd", "abcd,a,bcd,"),
      Search("a*", "aaa", "aaa"), Search("a*?", "aaa", ""), Search("a+?b", "aab", "aab"),
      Search("a{2}", "aaa", "aa"), Search("a{2,}", "aaa", "aaa"), Search("a{1,2}", "aaa", "aa"),
      Search("a{1,2}?", "aaa", "a"), Search("a{0}b", "ab", "b"), Search("(a*)*", "aa", "aa,aa"),
      Search("(a?)+$", "aab", ","), Search("(?:ab)+", "ababa", "abab"), Search("^b", "ab", nil),
      Search("^b", "a\nb", "b", flags: "m"), Search("a$", "a\nb", nil),
      Search("a$", "a\nb", "a", flags: "m"), Search("^$", "a\n", nil, flags: "m"),
      Search("a.c", "a\nc", nil), Search("a.c", "a\nc", "a\nc", flags: "s"),
      Search("(a)\\1", "aa", "aa,a"), Search("(a)\\1", "aA", "aA,a", flags: "i"),
      Search("(.)(.)\\2\\1", "abba", "abba,a,b"), Search("(a)|\\(", "(", "(,-"),
      Search("[a-c]+", "xabcd", "abc"), Search("[^a-c]+", "abxyc", "xy"),
      Search("[a-z-[aeiou]]+", "aebcd", "bcd"), Search("[\\d.]+", "v1.2", "1.2"),
      Search("[-a]+", "a-b", "a-"), Search("[a-]+", "a-b", "a-"), Search("[\\]]", "]", "]"),
      Search("\\d+", "a٣4", "٣4"), Search("\\s", "a b", " "), Search("\\w+", "!中文_", "中文"),
      Search("\\W", "a-b", "-"), Search("\\p{Lu}", "aB", "B"), Search("\\P{L}", "a1", "1"),
      Search("\\p{IsCJKUnifiedIdeographs}+", "a中文", "中文"), Search("\\i\\c*", "1a-b:c", "a-b:c"),
      Search("ABC", "xabc", "abc", flags: "i"), Search("[A-Z-[OI]]", "o", nil, flags: "i"),
      Search("k", "\u{212A}", "\u{212A}", flags: "i"), Search("[^Q]", "q", nil, flags: "i"),
      Search("a b", "ab", "ab", flags: "x"), Search("a[ ]b", "a b", "a b", flags: "x"),
      Search("a.b", "axb", nil, flags: "q"), Search("A.B", "a.b", "a.b", flags: "qi"),
      Search("🐎+", "a🐎🐎", "🐎🐎"), Search("\\n", "a\nb", "\n"), Search("\\^\\$", "^$", "^$"),
    ])
  func searches(search: Search) throws {
    let pattern = try #require(Pattern(search.pattern, flags: search.flags))
    let text = Array(search.text.unicodeScalars)
    var matcher = PatternMatcher(pattern, in: text, budget: 10_000)
    func part(_ range: Range<Int>) -> String {
      String(String.UnicodeScalarView(text[range]))
    }
    let found = matcher.find(from: 0).map { finding in
      ([part(finding.range)] + finding.groups.map { $0.map(part) ?? "-" })
        .joined(separator: ",")
    }
    #expect(found == search.found)
  }

  @Test(
    "what is not of the grammar is refused",
    arguments: [
      "(", ")", "a)", "(?=a)", "(?<n>a)", "[", "]", "[]", "[b-a]", "*", "a**", "a{", "a{2",
      "a{2,1}",
      "}", "\\", "\\b", "\\q", "\\1", "(a\\1)", "(a)\\2", "[\\1]", "\\p{Xx}", "\\p{IsNowhere}",
      "\\p{ L}", "\\pL", "(a{900}){900}", "[a", "[a-", "[a-[b]", "(?i)a",
    ])
  func refused(text: String) {
    #expect(Pattern(text, flags: "") == nil)
  }

  @Test("flags are those of XPath", arguments: ["g", " ", "S", "smixqz"])
  func flags(text: String) {
    #expect(Pattern("a", flags: text) == nil)
  }

  @Test(
    "the functions",
    arguments: [
      Claim("matches(\"foobar\", \"^fo*b\")", "true"),
      Claim("matches(\"foobar\", \"^Fo*b\")", "false"),
      Claim("matches(\"foobar\", \"^Fo*b\", \"i\")", "true"),
      Claim("matches(input: \"a\", pattern: \"A\", flags: \"i\")", "true"),
      Claim("matches(\"a\", \"a\", null)", "true"), Claim("matches(\"a\", null)", "null"),
      Claim("matches(\"a\", \"[\")", "null"), Claim("matches(\"a\", \"a\", \"z\")", "null"),
      Claim("replace(\"abcd\", \"(ab)|(a)\", \"[1=$1][2=$2]\")", "\"[1=ab][2=]cd\""),
      Claim("replace(\"abracadabra\", \"bra\", \"*\")", "\"a*cada*\""),
      Claim("replace(\"abracadabra\", \"a(.)\", \"a$1$1\")", "\"abbraccaddabbra\""),
      Claim("replace(\"darted\", \"^(.*?)d(.*)$\", \"$1c$2\")", "\"carted\""),
      Claim("replace(\"a.b\", \".\", \"$\", \"q\")", "\"a$b\""),
      Claim("replace(\"ab\", \"(a)\", \"<$0$12\\\\$>\")", "\"<aa2$>b\""),
      Claim("replace(\"abc\", \"x*\", \"-\")", "null"),
      Claim("replace(\"abc\", \"b\", \"$\")", "null"),
      Claim("replace(\"abc\", \"b\", \"\\\\a\")", "null"),
      Claim("replace(\"aBc\", \"b\", \"x\", \"i\")", "\"axc\""),
      Claim("split(\"John Doe\", \"\\s\")", "[\"John\", \"Doe\"]"),
      Claim("split(\"a;b;c;;\", \";\")", "[\"a\", \"b\", \"c\", \"\", \"\"]"),
      Claim("split(\"abc\", \"\")", "null"), Claim("split(\"\", \",\")", "[\"\"]"),
      Claim("split(delimiter: \",\", string: \"a,b\")", "[\"a\", \"b\"]"),
      Claim("extract(\"references are 1234, 1256\", \"12[0-9]*\")", "[\"1234\", \"1256\"]"),
      Claim("extract(\"abc\", \"x\")", "[]"),
      Claim("extract(\"aa\", \"x*\")", "[\"\", \"\", \"\"]"),
    ])
  func functions(claim: Claim) throws {
    #expect(try claim.holds())
  }
}
