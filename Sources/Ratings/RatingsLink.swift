// SPDX-License-Identifier: Apache-2.0

import Casework
import Site

/// Every path of this room: for routes, with the parameter in braces, and for links.
package enum RatingsLink {
  /// The bureau's ratings.
  case ratings
  case rating(String)
  /// A step with a bad rating.
  case step(String, RatingStep)
  /// The rating of a service: the form, or what was given.
  case give(Service.Kind, String)

  package var path: String {
    switch self {
    case .ratings: "/ratings"
    case .rating(let id): "/ratings/\(id)"
    case .step(let id, let step): "/ratings/\(id)/\(step.rawValue)"
    case .give(.single, let id): "/cases/\(id)/rating"
    case .give(.joint, let id): "/joint-cases/\(id)/rating"
    }
  }
}
