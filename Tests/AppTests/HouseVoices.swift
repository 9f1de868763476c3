// SPDX-License-Identifier: Apache-2.0

import App
import Casework
import Enquiries
import Identity
import Journal
import Ratings
import SQL

/// What the holder of the ``House`` has to say: of a service that was delivered, and in a question.
enum HouseVoices {
  private struct Missing: Error {}

  private static func actor(_ login: String, in program: Program) async throws -> Actor {
    guard let account = try await program.accounts.account(login: login) else { throw Missing() }
    return account.actor
  }

  /// - Parameter id: a case of the holder's that was granted.
  /// - Returns: what is put into the places of their paths.
  static func places(
    of id: String, in program: Program
  ) async throws -> [String: [String: String]] {
    let holder = try await actor(House.holder, in: program)
    _ = try await program.desk.take(
      .deliver(.window), with: id, by: try await actor(House.window, in: program), expecting: nil)
    var order = RatingsDesk.Order(.dissatisfied)
    order.text = "热干面的证等了太久。"
    let service = try await program.ratings.service(.single, id, for: holder)
    let rating = try await program.ratings.give(order, to: service, by: holder)
    let asked = try await program.enquiries.ask("热干面要证吗？", about: .general, by: holder)
    return ["ratings": ["id": rating.id], "enquiries": ["id": asked.id]]
  }
}
