// SPDX-License-Identifier: Apache-2.0

import Deadlines
import HTTPTypes
import Journal
import Site

/// A kind of matters for programs: the list, one, the beginning, and every step.
struct MatterAPI<Subject: Matter> {
  let desk: ProjectsDesk
  private var names: MatterNames { Subject.names }
  private var path: String { "/api/v1/\(names.address)" }
  private var id: Operation.Parameter {
    .path("id", .string(length: 1...100), "The id of the \(names.one).")
  }

  var routes: [Route] {
    let opening = Subject.Step.opening
    return [
      .api(
        .get, path, .only(MatterRoles.all), names.title,
        Operation(
          "list\(names.many)", tag: names.address, parameters: Operation.Parameter.paging,
          returns: .listing("\(names.one)List", of: rowSchema))
      ) { [self] visit, actor in
        let (rows, next) = try await desk.list(
          Subject.self, before: try visit.cursor(), limit: try visit.limit(), for: actor)
        return .json(Listing(rows.map(MatterJSON.Row.init), next: next))
      },
      .api(
        .get, "\(path)/{id}", .only(MatterRoles.all), names.title,
        Operation("get\(names.one)", tag: names.address, parameters: [id], returns: schema)
      ) { [self] visit, actor in
        let file = try await desk.open(Subject.self, visit.parameter("id"), for: actor)
        return .json(
          MatterJSON.Whole(file, desk.context(of: actor)), etag: String(file.version))
      },
      .api(
        .post, path, .only(opening.roles), opening.phrase,
        Operation(
          operation(opening), tag: names.address, parameters: [.idempotencyKey],
          body: .json(body(of: opening)), returns: receipt, status: 201)
      ) { [self] visit, actor in
        let receipt = try await desk.begin(
          Subject.self, try sent(visit), by: actor, key: visit.command)
        return .json(
          receipt, status: 201, etag: String(receipt.version), location: "\(path)/\(receipt.id)")
      },
    ] + Subject.Step.allCases.filter { $0 != opening }.map(route)
  }

  private func route(_ step: Subject.Step) -> Route {
    .api(
      .post, "\(path)/{id}/\(step.address)", .only(step.roles), step.phrase,
      Operation(
        operation(step), tag: names.address, parameters: [id, .idempotencyKey, .ifMatch],
        body: step.questions.isEmpty ? nil : .json(body(of: step)), returns: receipt)
    ) { [self] visit, actor in
      let receipt = try await desk.take(
        step, step.questions.isEmpty ? Answers() : try sent(visit),
        with: visit.parameter("id"), by: actor, expecting: try visit.seenVersion(),
        key: visit.command)
      return .json(receipt, etag: String(receipt.version))
    }
  }

  private func sent(_ visit: Visit) throws -> Answers {
    Answers(try visit.json([String: Answers.Sent].self))
  }

  // MARK: Schemas

  private func operation(_ step: Subject.Step) -> String { step.rawValue + names.one }

  private func body(of step: Subject.Step) -> Schema {
    .named(
      names.one + step.rawValue.prefix(1).uppercased() + step.rawValue.dropFirst(),
      .object(step.questions.map(\.property)))
  }

  private var receipt: Schema {
    .named(
      "MatterReceipt",
      .object([
        .required("id", .string()), .required("version", .integer(), "As in the ETag."),
      ]))
  }

  private var shared: [Schema.Property] {
    [
      .required("id", .string()), .required("title", .string()), .required("note", .string()),
      .required("standing", .choice(of: Subject.Standing.self)),
      .required("openedAt", .string(format: "date-time")), .required("version", .integer()),
    ]
  }

  private var rowSchema: Schema { .named("\(names.one)Row", .object(shared)) }

  private var schema: Schema {
    .named(
      names.one,
      .object(
        shared + [
          .required("steps", .array(.choice(of: Subject.Step.self)), "What the caller can do now."),
          .required("detail", .named("\(names.one)Detail", Subject.detailSchema)),
        ]))
  }
}

/// The shapes that ``MatterAPI`` sends.
enum MatterJSON {
  struct Row: Encodable, Sendable {
    let id: String
    let title: String
    let note: String
    let standing: String
    let openedAt: String
    let version: Int

    init(_ row: MatterRow) {
      id = row.id
      title = row.title
      note = row.note
      standing = row.standing
      openedAt = row.openedAt.iso8601
      version = row.version
    }
  }

  struct Whole<Subject: Matter>: Encodable, Sendable {
    let id: String
    let title: String
    let note: String
    let standing: String
    let openedAt: String
    let version: Int
    let steps: [String]
    let detail: Subject.Detail

    init(_ file: MatterFile<Subject>, _ context: MatterContext) {
      let row = Row(file.row)
      id = row.id
      title = row.title
      note = row.note
      standing = row.standing
      openedAt = row.openedAt
      version = file.version
      steps = Subject.Step.allCases.filter { step in
        step != Subject.Step.opening && context.actor.holds(anyOf: step.roles)
          && (try? file.state.allow(step, context)) != nil
      }.map(\.rawValue)
      detail = file.state.detail
    }
  }
}
