// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Site

/// Anybody counts a vote before it is held: from its sums to the answer of the law.
struct VoteAPI: Sendable {
  private struct Sent: Decodable {
    struct Part: Decodable {
      let area: String
      let owners: Int

      func weight(_ name: String) throws(ProjectRefusal) -> Weight {
        guard let area = Area(area) else {
          throw .unanswered([Fault("\(name)/area", "请填写数字，最多两位小数，例如 95.50。")])
        }
        return Weight(area: area, owners: owners)
      }
    }

    let total: Part
    let attending: Part
    let agreeing: Part
  }

  private struct Answer: Encodable, Sendable {
    let isQuorate: Bool
    let isCarried: Bool
  }

  private static let part: Schema = .named(
    "VotePart",
    .object([
      .required("area", .string(pattern: "^[0-9]{1,8}(\\.[0-9]{1,2})?$"), "Square metres."),
      .required("owners", .integer(0...100_000)),
    ]))

  var routes: [Route] {
    [
      .api(
        .post, "/api/v1/lifts/count", .anyone, "计算业主表决",
        Operation(
          "countVote", tag: Lift.names.address,
          body: .json(
            .named(
              "VoteSums",
              .object([
                .required("total", Self.part), .required("attending", Self.part),
                .required("agreeing", Self.part),
              ]))),
          returns: .named(
            "VoteAnswer",
            .object([.required("isQuorate", .boolean), .required("isCarried", .boolean)])))
      ) { visit, _ in
        let sent: Sent = try visit.json()
        let vote = try Vote(
          total: try sent.total.weight("total"),
          attending: try sent.attending.weight("attending"),
          agreeing: try sent.agreeing.weight("agreeing"))
        return .json(Answer(isQuorate: vote.isQuorate, isCarried: vote.isCarried))
      }
    ]
  }
}
