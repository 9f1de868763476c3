// SPDX-License-Identifier: Apache-2.0

import Journal

/// Whom a route lets in, as a value that can be listed and tested.
package enum Access: Sendable, Hashable {
  case anyone
  case signedIn
  case only(Set<Role>)

  /// Whether the route is open to somebody; `nil` is a visitor who is not signed in.
  package func admits(_ actor: Actor?) -> Bool {
    switch self {
    case .anyone: true
    case .signedIn: actor != nil
    case .only(let roles): actor.map { $0.holds(anyOf: roles) } ?? false
    }
  }
}

/// A permission with a type: what a handler may rely on once somebody has passed.
///
/// A handler that needs an `Actor` cannot be registered under `.anyone`, because that gate yields none.
package struct Gate<Who: Sendable>: Sendable {
  package let access: Access
  let pass: @Sendable (Actor?) throws -> Who
}

extension Gate where Who == Void {
  /// Open to everybody, said aloud.
  package static var anyone: Gate { Gate(access: .anyone) { _ in } }
}

extension Gate where Who == Actor {
  /// Open to everybody who has signed in.
  package static var signedIn: Gate {
    Gate(access: .signedIn) { actor in
      guard let actor else { throw SiteRefusal.signInFirst }
      return actor
    }
  }

  /// Open to those who hold at least one of the roles.
  package static func only(_ roles: Role...) -> Gate { only(Set(roles)) }

  /// Open to those who hold at least one of the roles.
  package static func only(_ roles: Set<Role>) -> Gate {
    Gate(access: .only(roles)) { actor in
      guard let actor else { throw SiteRefusal.signInFirst }
      guard actor.holds(anyOf: roles) else { throw SiteRefusal.forbidden }
      return actor
    }
  }
}

/// Somebody who is signed in, by cookie or by bearer token.
package struct Session: Sendable, Hashable {
  package let id: String
  package let actor: Actor
  /// The token that forms of this session carry.
  package let csrf: String

  package init(id: String, actor: Actor, csrf: String) {
    self.id = id
    self.actor = actor
    self.csrf = csrf
  }
}

/// What a request brings to prove who sends it: pages a cookie, the API a bearer token, never the other.
package enum Credential: Sendable, Hashable {
  case session(String)
  case bearer(String)
}
