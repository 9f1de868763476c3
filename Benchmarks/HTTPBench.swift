// SPDX-License-Identifier: Apache-2.0

import App
import Casework
import Foundation
import Identity
import ShangMi
import Site

/// The same over HTTP, the client on the same machine: an empty GET, and the creation of a case.
enum HTTPBench {
  static func run(catalogue: String) async throws {
    let world = try await World(catalogue: catalogue)
    defer { world.remove() }
    let (ports, found) = AsyncStream.makeStream(of: Int.self)
    let server = Task {
      try await Server(world.program.responder, host: "127.0.0.1", port: 0)
        .run(started: { found.yield($0) })
    }
    var iterator = ports.makeAsyncIterator()
    guard let port = await iterator.next() else { return }
    defer { server.cancel() }

    print("\n== Over HTTP, client and server on the same processors\n" + Series.heading)
    let token = try signIn(port)
    let body = try JSONEncoder().encode(Body(world.filing))
    for clients in [1, 16, 64] {
      let empty = try await load(port: port, clients: clients, count: clients * 300) { client, _ in
        _ = try client.send("GET", "/health")
      }
      print(empty.line("GET /health, \(clients) clients"))
      let create = try await load(port: port, clients: clients, count: clients * 60) {
        client, _ in
        let answer = try client.send(
          "POST", "/api/v1/cases",
          headers: [
            "Authorization": "Bearer \(token)", "Content-Type": "application/json",
          ], body: Array(body))
        guard answer.status == 201 else {
          throw LoadClient.Failure(
            description: "\(answer.status) \(String(decoding: answer.body, as: UTF8.self))")
        }
      }
      print(create.line("POST /api/v1/cases, durable, \(clients) clients"))
    }
  }

  private struct Credentials: Encodable {
    let login: String
    let password = DemoAccounts.password
  }

  private struct Started: Decodable { let token: String }

  /// - Returns: the token of a session.
  static func signIn(_ port: Int, as login: String = "demo-applicant") throws -> String {
    var client = try LoadClient(port: port)
    let answer = try client.send(
      "POST", "/api/v1/sessions", headers: ["Content-Type": "application/json"],
      body: Array(try JSONEncoder().encode(Credentials(login: login))))
    return try JSONDecoder().decode(Started.self, from: Data(answer.body)).token
  }

  /// A filing as the API takes it.
  private struct Body: Encodable {
    struct File: Encodable {
      let material: String
      let digest: String
      let name: String
    }

    let item: String
    let situation: [String: String]
    let answers: [String: String]
    let files: [File]

    init(_ filing: Filing) {
      item = filing.item.code
      situation = filing.situation
      answers = filing.answers
      files = filing.files.map {
        File(material: $0.material, digest: $0.digest.description, name: $0.name)
      }
    }
  }
}
