// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Site

/// A test as the API tells it (行政许可法 article 55); results that nobody has confirmed yet are the bureau's own.
struct TestJSON: Encodable, Sendable {
  struct Standard: Encodable, Sendable {
    let name: Words
    let passes: Bool?
    let finding: String?
  }

  let kind: TestKind
  let standards: [Standard]
  let confirmed: Bool
  let testers: [String]?

  init?(_ file: CaseFile) {
    guard let rule = file.state.submission?.test else { return nil }
    let testing = file.state.testing
    let shown = testing.isConfirmed || file.isInside ? testing.results : []
    kind = rule.kind
    standards = rule.standards.map { name in
      let result = shown.first { $0.standard == name }
      return Standard(
        name: name, passes: result?.passes, finding: result.map { file.text($0.finding) })
    }
    confirmed = testing.isConfirmed
    testers = file.isInside ? testing.testers : nil
  }

  static let schema: Schema = .named(
    "CaseTest",
    .object([
      .required("kind", .choice(of: TestKind.self)),
      .required(
        "standards",
        .array(
          .object([
            .required("name", ItemSchema.words), .optional("passes", .boolean),
            .optional("finding", .string()),
          ]))),
      .required("confirmed", .boolean, "Whether two have found it."),
      .optional("testers", .array(.string()), "Who was assigned, by account; for staff."),
    ]))
}

/// What a higher body decides, as the API tells it (行政许可法 article 35).
struct ForwardingJSON: Encodable, Sendable {
  let upper: String
  let granted: Bool?
  let number: String?
  let day: String?

  init?(_ turn: ForwardingTurn) {
    guard let upper = turn.upper else { return nil }
    self.upper = upper
    granted = turn.decision?.granted
    number = turn.decision?.number
    day = turn.decision.map { "\($0.day)" }
  }

  static let schema: Schema = .named(
    "CaseForwarding",
    .object([
      .required("upper", .string(), "The body that decides."), .optional("granted", .boolean),
      .optional("number", .string(), "The number of its decision."), .optional("day", .date),
    ]))
}
