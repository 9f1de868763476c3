// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Site

extension Rehearsal {
  /// Sends a form with files, as somebody of the bureau.
  package func upload(
    _ path: String, _ values: [(name: String, value: String)],
    files: [(field: String, name: String, content: String)] = []
  ) async throws -> Answer {
    try await send(
      .post, path, ["Content-Type": Self.multipart],
      body: Self.body(values + [("csrf", Bureau.csrf)], files: files))
  }

  /// The type of ``body(_:files:)``.
  package static let multipart = "multipart/form-data; boundary=x"

  /// Values and files as one body.
  package static func body(
    _ values: [(name: String, value: String)],
    files: [(field: String, name: String, content: String)]
  ) -> String {
    var body = ""
    for (name, value) in values {
      body += "--x\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
    }
    for file in files {
      body += """
        --x\r\nContent-Disposition: form-data; name="\(file.field)"; filename="\(file.name)"\r\n\
        Content-Type: application/octet-stream\r\n\r\n\(file.content)\r\n
        """
    }
    return body + "--x--\r\n"
  }

  /// Sends a form of values, as somebody of the bureau.
  package func post(
    _ path: String, _ form: KeyValuePairs<String, String> = [:]
  ) async throws -> Answer {
    try await post(path, form: form, csrf: Bureau.csrf)
  }
}

extension Rehearsal.Answer {
  /// Where a form sends the visitor on to.
  package var location: String { header("Location") ?? "" }
}
