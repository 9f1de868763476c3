// SPDX-License-Identifier: Apache-2.0

/// The shape of a JSON value, as OpenAPI 3.1 describes it and as requests are checked against it.
package indirect enum Schema: Sendable, Hashable {
  /// - Parameters: `format` `date`, `uuid` …, of which `date` is checked; `pattern` an ECMA regular
  ///   expression; lengths in characters.
  case string(
    format: String? = nil, pattern: String? = nil, length: ClosedRange<Int>? = nil)
  case choice([String])
  case integer(ClosedRange<Int>? = nil)
  case number
  case boolean
  /// An object with these members and no others.
  case object([Property])
  /// An object with any names and values of one shape.
  case map(Schema)
  case array(Schema, count: ClosedRange<Int>? = nil)
  case nullable(Schema)
  /// A value of one of these shapes.
  case either([Schema])
  /// A shape with a name, which the document keeps once under `components`.
  case named(String, Schema)
  /// The bytes of a file: only in a multipart body or as a whole answer.
  case file
  case any

  /// The choice of an enum's raw values.
  package static func choice<E: CaseIterable & RawRepresentable>(of _: E.Type) -> Schema
  where E.RawValue == String {
    .choice(E.allCases.map(\.rawValue))
  }

  /// A civil date, `2026-11-23`.
  package static var date: Schema { .string(format: "date") }

  /// A page of a list: the items and where the next page begins.
  package static func listing(_ name: String, of item: Schema) -> Schema {
    .named(
      name, .object([.required("items", .array(item)), .optional("next", .nullable(.string()))]))
  }

  /// A member of an object.
  package struct Property: Sendable, Hashable {
    package let name: String
    package let schema: Schema
    package let isRequired: Bool
    package let description: String?

    package static func required(
      _ name: String, _ schema: Schema, _ description: String? = nil
    ) -> Property {
      Property(name: name, schema: schema, isRequired: true, description: description)
    }

    package static func optional(
      _ name: String, _ schema: Schema, _ description: String? = nil
    ) -> Property {
      Property(name: name, schema: schema, isRequired: false, description: description)
    }
  }
}

/// What the OpenAPI document says of a route, and what requests are checked against.
package struct Operation: Sendable, Hashable {
  /// A value in the path, the query string or a header.
  package struct Parameter: Sendable, Hashable {
    package enum Place: String, Sendable { case path, query, header }

    package let place: Place
    package let name: String
    package let schema: Schema
    package let isRequired: Bool
    package let description: String

    /// A value of the path; a request whose value does not fit gets 404.
    package static func path(
      _ name: String, _ schema: Schema, _ description: String = ""
    ) -> Parameter {
      Parameter(
        place: .path, name: name, schema: schema, isRequired: true, description: description)
    }

    /// A value of the query string; a request whose value does not fit gets 422.
    package static func query(
      _ name: String, _ schema: Schema, _ description: String = "", required: Bool = false
    ) -> Parameter {
      Parameter(
        place: .query, name: name, schema: schema, isRequired: required, description: description)
    }

    package static func header(
      _ name: String, _ schema: Schema, _ description: String = "", required: Bool = false
    ) -> Parameter {
      Parameter(
        place: .header, name: name, schema: schema, isRequired: required, description: description)
    }

    /// The two values of every paged list.
    package static var paging: [Parameter] {
      [
        .query("limit", .integer(1...100), "How many items, 20 when absent."),
        .query("cursor", .string(length: 1...500), "Where to go on: `next` of the page before."),
      ]
    }

    /// The caller's name for a request, so that a repeat is done once.
    package static var idempotencyKey: Parameter {
      .header(
        "Idempotency-Key", .string(length: 1...200),
        "The caller's own name for this request; a repeat with the same key is done once.")
    }

    /// The version that the caller has seen.
    package static var ifMatch: Parameter {
      .header("If-Match", .string(length: 1...100), "The ETag that the caller has seen.")
    }
  }

  /// What a request carries.
  package enum Body: Sendable, Hashable {
    case json(Schema)
    case multipart([Schema.Property])
  }

  /// What comes when all is well.
  package struct Answer: Sendable, Hashable {
    package let status: Int
    package let description: String
    /// nil when nothing is sent back.
    package let schema: Schema?
    package let media: String

    package init(
      _ status: Int, _ description: String, _ schema: Schema? = nil,
      media: String = "application/json"
    ) {
      self.status = status
      self.description = description
      self.schema = schema
      self.media = media
    }
  }

  /// The operation's name: `listCases`.
  package let id: String
  /// The group that it is listed under.
  package let tag: String
  package let parameters: [Parameter]
  package let body: Body?
  package let answers: [Answer]

  package init(
    _ id: String, tag: String, parameters: [Parameter] = [], body: Body? = nil,
    answers: [Answer]
  ) {
    self.id = id
    self.tag = tag
    self.parameters = parameters
    self.body = body
    self.answers = answers
  }

  /// An operation with one good answer.
  package init(
    _ id: String, tag: String, parameters: [Parameter] = [], body: Body? = nil, returns: Schema?,
    status: Int = 200
  ) {
    self.init(
      id, tag: tag, parameters: parameters, body: body,
      answers: [Answer(status, "OK", returns)])
  }
}
