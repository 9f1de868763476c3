// SPDX-License-Identifier: Apache-2.0

import App
import Casework
import Catalogue
import Deadlines
import Drafting
import Foundation
import HTTPTypes
import Journal
import Site

extension House {
  /// Has items administered by the people whose part it is: a claim, a draft, a delegation, a withdrawal to come, a reform.
  /// - Returns: the addresses of what has come of it.
  func administered() async throws -> [String] {
    let basic = BasicItem(
      code: "000999001001", name: "样品", english: nil, type: .licensing, levels: [.county],
      basis: "样品法第一条", department: "样品部门", isDemo: true, last: nil)
    _ = try await program.drafting.importBasics([basic], file: "basic.csv", by: .system)
    let writer = try await Visitor("demo-catalogue", of: self)
    let head = try await Visitor("demo-head", of: self)
    let today = program.desk.now.day
    let item = "/drafting/items/\(itemCode)"
    let orders: [(Visitor, String, String)] = [
      (writer, "/drafting/basics/000999001001/claim", ""),
      (writer, "/drafting/item-drafts", #"{"item":"\#(itemCode)"}"#),
      (
        head, "/drafting/street-delegations",
        """
        {"item":"\(itemCode)","streets":["420103001"],"scope":"receive","from":"\(today)",\
        "reasons":"就近"}
        """
      ),
      (
        head, item + "/withdrawal",
        #"{"from":"\#(today.adding(days: 30))","reasons":"职能调整"}"#
      ),
      (
        head, "/drafting/micro-reforms",
        """
        {"name":"减","unit":"科","kind":"process","before":"五件","after":"两件","measures":[]}
        """
      ),
    ]
    var made: [String] = []
    for (visitor, path, body) in orders {
      let answer = try await visitor.client.send(.post, "/api/v1" + path, json: body)
      struct Receipt: Decodable { let id: String }
      made.append(try JSONDecoder().decode(Receipt.self, from: Data(answer.bytes)).id)
    }
    return [
      "/drafting", "/drafting/basics", "/drafting/basics/000999001001", "/drafting/items", item,
      "/drafting/item-drafts/\(made[0])", "/drafting/item-drafts/\(made[1])",
      "/drafting/street-delegations", "/drafting/micro-reforms",
      "/drafting/micro-reforms/\(made[4])", "/drafting/indicators", "/drafting/findings",
      "/streets", "/streets/420103001", "/items/\(itemCode)",
    ]
  }
}
