// SPDX-License-Identifier: Apache-2.0

import Journal
import Site

/// The room of past cases (历史办件): what a former system has left behind as event logs, and what can be learnt from it.
///
/// A log is brought in by the command line, file by file, and never changes afterwards. Past cases are no cases of this
/// system: nothing can be done with them, and no clock of theirs runs.
package enum ArchiveRoom {
  package static func room(desk: ArchiveDesk) -> Room {
    Room(
      name: "archive",
      routes: LogPages(desk: desk).routes + PastCasePages(desk: desk).routes
        + ArchiveAPI(desk: desk).routes,
      english: Embedded.enYAML)
  }
}
