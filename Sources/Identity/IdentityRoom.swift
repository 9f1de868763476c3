// SPDX-License-Identifier: Apache-2.0

import Journal
import Site

/// Who comes to the counter: accounts, the sessions they hold, and how their personal data is shown.
///
/// An account is a person, an entity or a member of staff; its roles say what it may do, and the gates of
/// the routes and the rooms' own scopes ask for nothing else. Passwords are kept by scrypt, tokens of sessions as
/// digests. Nothing here is in the journal but that an account was added, disabled or given a new password.
///
/// - `Accounts/` opens, disables and shows accounts; the demonstration's people are among them.
/// - `Sessions/` signs in and out, by page and by API.
/// - `Privacy/` masks.
package enum IdentityRoom {
  /// The room.
  ///
  /// Whether the sign-in page lists the accounts of the demonstration is what `signIn` was made with.
  /// - Parameter landing: where somebody goes after signing in who was not on the way to a page.
  package static func room(
    accounts: Accounts, signIn: SignIn,
    landing: @escaping @Sendable (Actor) -> String = { _ in "/" }
  ) -> Room {
    // Opening an account tells whether a login is free and costs 0.1 s of a core: a few in a row, then slowly.
    let openings = RateLimit(burst: 10, perMinute: 2)
    return Room(
      name: "identity",
      routes: SignInPages(signIn: signIn, landing: landing).routes
        + RegisterPages(accounts: accounts, limit: openings).routes
        + AccountPages(accounts: accounts, signIn: signIn).routes
        + SessionAPI(accounts: accounts, signIn: signIn, limit: openings).routes,
      english: Embedded.enYAML)
  }
}

/// Every path of this room.
package enum IdentityLink {
  /// The sign-in page, which leads on to a path of this site.
  case signIn(next: String?)
  case signOut
  case register
  case account
  case password
  case endSession(String)
  case endOtherSessions

  package var path: String {
    switch self {
    case .signIn(nil): "/sign-in"
    case .signIn(let next?): "/sign-in?next=\(Self.escaped(next))"
    case .signOut: "/sign-out"
    case .register: "/register"
    case .account: "/account"
    case .password: "/account/password"
    case .endSession(let id): "/account/sessions/\(id)/end"
    case .endOtherSessions: "/account/sessions/end-others"
    }
  }

  /// A path as a value in a query string: only what cannot be mistaken stays as it is.
  private static func escaped(_ path: String) -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
    return path.utf8.reduce(into: "") { text, byte in
      if plain.contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
  }
}
