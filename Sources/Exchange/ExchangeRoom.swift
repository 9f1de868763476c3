// SPDX-License-Identifier: Apache-2.0

import Casework
import Journal
import Site

/// The room of what upper platforms take: cases in the shapes of national standards.
///
/// It reads cases by the same door as their pages and changes nothing.
package enum ExchangeRoom {
  package static func room(desk: CaseDesk) -> Room {
    Room(name: "exchange", routes: ExchangeAPI(desk: desk).routes, english: Embedded.enYAML)
  }
}
