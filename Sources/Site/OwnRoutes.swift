// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

/// What the floor itself answers: its health and the description of the API.
enum OwnRoutes {
  static func all(
    document: Once<[UInt8]>, isReady: @escaping @Sendable () async -> Bool
  ) -> [Route] {
    [
      .page(.get, "/health", .anyone, "存活检查") { _, _ in
        Reply.text("ok").setting(.cacheControl, "no-store")
      },
      .page(.get, "/ready", .anyone, "就绪检查") { _, _ in
        let ready = await isReady()
        return Reply.text(ready ? "ready" : "not ready", status: ready ? 200 : 503)
          .setting(.cacheControl, "no-store")
      },
      .page(.get, "/api/openapi.json", .anyone, "接口说明") { _, _ in
        Reply(.bytes(document.value, media: "application/json"), status: 200)
      },
    ]
  }
}
