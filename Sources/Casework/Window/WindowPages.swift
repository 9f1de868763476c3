// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import HTTPTypes
import Journal
import Site

/// The window (窗口): find the item by a few letters, one screen, one button; every key has its place and no script is
/// needed.
struct WindowPages: Sendable {
  let desk: CaseDesk

  private static let clerks = Gate.only(CaseDesk.windowRoles)

  /// The largest form with files, in bytes.
  private static let filesMax = 64 * 1024 * 1024

  var routes: [Route] {
    [
      .page(
        .get, CaseLink.window.path, Self.clerks, "窗口",
        navigation: Navigation("window", order: 21)
      ) { visit, actor in
        try await search(visit, actor)
      },
      .page(.get, CaseLink.windowSuggestions.path, Self.clerks, "窗口的搜索提示") { visit, _ in
        suggest(visit)
      },
      .page(.get, CaseLink.atOnce("{code}").path, Self.clerks, "窗口办理") { visit, actor in
        let item = try desk.openItem(visit.parameter("code"))
        return .page(try await page(item, visit, actor, FormState(visit), kept: []))
      },
      .page(
        .post, CaseLink.atOnce("{code}").path, Self.clerks, "受理、准予、送达",
        bodyLimit: Self.filesMax
      ) { visit, actor in
        try await handle(visit, actor)
      },
    ]
  }

  // MARK: Finding the item

  private func search(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let held = try await desk.authorisations(of: actor)
    let text = visit.query("q")
    let found = found(text ?? "", visit)
    // Whoever has typed enough goes on with the same key that ended the typing.
    if text != nil, found.count == 1 { return .see(CaseLink.atOnce(found[0].code).path) }
    let items = text == nil ? found.filter { held.first(for: $0) != nil } : found
    return .page(WindowSearch(items: items, held: held, text: text, visit: visit).page())
  }

  private func found(_ text: String, _ visit: Visit) -> [ItemVersion] {
    desk.shelf.snapshot.find(ItemSearch(text: text), on: visit.now.day).map(\.item)
  }

  private struct Suggestion: Encodable, Sendable {
    let title: String
    let path: String
    let note: String
  }

  private func suggest(_ visit: Visit) -> Reply {
    guard let text = visit.query("q") else { return .json([Suggestion]()) }
    return .json(
      found(text, visit).prefix(8).map { item in
        Suggestion(
          title: visit.pick(item.name), path: CaseLink.atOnce(item.code).path,
          note: visit.pick(item.department))
      })
  }

  // MARK: The one screen

  private func page(
    _ item: ItemVersion, _ visit: Visit, _ actor: Actor, _ state: FormState, kept: [FiledFile]
  ) async throws -> Page {
    let held = try await desk.authorisations(of: actor)
    return WindowPage(
      item: item, authorisation: held.first(for: item), kept: kept, visit: visit, state: state
    ).page()
  }

  private func handle(_ visit: Visit, _ actor: Actor) async throws -> Reply {
    let item = try desk.openItem(visit.parameter("code"))
    var filing = WindowForm(item: item, form: visit.form).filing()
    do {
      let uploads = item.materials.filter { !$0.isFetched }
      filing.files = try await desk.keptFiles(of: visit.form, for: uploads, by: actor)
      let brought = try await desk.takeFiles(
        of: visit.form, for: uploads, beside: filing.files, by: actor)
      filing.files += brought.taken
      if let refused = brought.refused { throw refused }
      let isAtOnce = visit.form[FilingField.action] != WindowOrder.Goal.received.rawValue
      let order = WindowOrder(
        filing: filing, goal: isAtOnce ? .delivered : .received,
        isConfirmed: visit.form[FilingField.truth] == "true",
        reasons: try StepOrder.reasons(WindowForm.reasons, visit.form).text)
      let receipt = try await desk.handleAtWindow(order, by: actor, key: visit.command)
      return isAtOnce
        ? .see(CaseLink.bundle(receipt.id).path)
        : .see(
          "\(CaseLink.case(receipt.id).path)?\(StepPanel.madeName)=\(DocumentKind.receipt.rawValue)",
          notice: "已收件，办件编号 \(receipt.number)。")
    } catch let error {
      guard let refusal = Self.shown(error) else { throw error }
      var page = try await page(
        item, visit, actor, FormState(visit, failed: WindowRefusal(refusal)), kept: filing.files)
      page.status = refusal.kind.status
      return .page(page)
    }
  }

  /// A refusal that the form is shown again with: also those by which a rule keeps somebody out.
  private static func shown(_ error: any Error) -> (any Refusal)? {
    if let refusal = error as? CaseworkRefusal, refusal.kind == .forbidden { return refusal }
    return FormRefusal.shown(error)
  }
}

/// Why nothing was done at the window, with the article, and everything that is wrong at its field.
private struct WindowRefusal: Refusal {
  let kind: RefusalKind
  let code: String
  let phrase: Phrase
  let faults: [Fault]

  init(_ refusal: any Refusal) {
    kind = refusal.kind
    code = refusal.code
    phrase = StepRefusal.phrase(of: refusal)
    faults = refusal.faults.map { fault in
      fault.field == StepInput.reasonsName ? Fault(WindowForm.reasons, fault.phrase) : fault
    }
  }
}
