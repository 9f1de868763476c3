// SPDX-License-Identifier: Apache-2.0

import Journal

/// Which event each document of a history puts into writing: the first of its kind that has none yet, since one step
/// can make several.
struct DocumentMakers {
  private(set) var pairs: [(maker: Recorded<Case.Event>, document: NumberedDocument)] = []

  init(_ history: [Recorded<Case.Event>]) {
    var waiting: [(kind: DocumentKind, event: Recorded<Case.Event>)] = []
    for entry in history {
      if let kind = DocumentKind(of: entry.event) { waiting.append((kind, entry)) }
      guard case .documentNumbered(let document) = entry.event,
        let place = waiting.firstIndex(where: { $0.kind == document.kind })
      else { continue }
      pairs.append((waiting.remove(at: place).event, document))
    }
  }

  /// The documents that an event was put into.
  func documents(of event: Recorded<Case.Event>) -> [NumberedDocument] {
    pairs.filter { $0.maker.version == event.version }.map(\.document)
  }
}
