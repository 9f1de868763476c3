// SPDX-License-Identifier: Apache-2.0

import Catalogue
import Deadlines
import Journal
import ShangMi
import Site

/// A step with a case, as one value: from it come the form on the page, the address that takes it, the operation of
/// the API with its schema, and the answer to whether it is open.
struct CaseStep: Sendable {
  /// How the form comes about.
  enum Body: Sendable {
    /// A form of its own.
    case own(@Sendable (StepForms) -> HTML)
    /// The law in a sentence, and questions.
    case inputs(lead: @Sendable (CaseFile) -> Phrase, [StepInput])
  }

  /// Where the form stands on the page.
  enum Place: Sendable {
    /// In full: what is usually done next.
    case open
    /// Folded, with what stands against it where something does.
    case folded
    /// In full: what this person was asked for; not shown to anybody else.
    case asked
    /// A button at the head of the page, where nothing stands against it.
    case button
    /// Folded among the turns that a case seldom takes; not shown where something stands against it.
    case turn
  }

  /// The name in addresses, of the page and of the API.
  let name: String
  /// The step as the rules know it.
  let step: CaseworkRefusal.Step
  /// The phases in which the step has its place, so that a page says something about it.
  let phases: Set<Case.Phase>
  /// Where in these phases it is so, if not everywhere.
  let isIn: @Sendable (Case) -> Bool
  let place: Place
  let body: Body
  /// The button's words, where they are not the step's.
  let button: Phrase?
  let isDangerous: Bool
  /// The field of the page's form that a missing reason is told at.
  let reasonsField: String
  /// A command as the step sends it, to ask the rules whether it is open.
  let trial: @Sendable (CaseFile, Instant) -> Case.Command
  private let source: Source

  /// Where the order comes from.
  private enum Source: Sendable {
    /// The form of the page; nil where the step is not one command. The API has an operation of its own.
    case form(@Sendable (Form, CaseFile) throws(SiteRefusal) -> StepOrder?)
    /// The answers to the questions, from the page and from the API alike.
    case answers(Reading)
  }

  /// Makes an order of values that were checked.
  typealias Reading = @Sendable (StepValues, CaseFile) throws(SiteRefusal) -> StepOrder

  /// A step with a form of its own.
  init(
    _ name: String, _ step: CaseworkRefusal.Step, in phases: Set<Case.Phase>, _ place: Place,
    isIn: @escaping @Sendable (Case) -> Bool = { _ in true },
    reasonsField: String = StepInput.reasonsName,
    form: @escaping @Sendable (StepForms) -> HTML, trial: Case.Command,
    order: @escaping @Sendable (Form, CaseFile) throws(SiteRefusal) -> StepOrder?
  ) {
    self.name = name
    self.step = step
    self.phases = phases
    self.isIn = isIn
    self.place = place
    body = .own(form)
    button = nil
    isDangerous = false
    self.reasonsField = reasonsField
    self.trial = { _, _ in trial }
    source = .form(order)
  }

  /// A step that is a sentence and questions.
  ///
  /// - Parameters:
  ///   - lead: what the law says about it, above the form.
  ///   - read: makes the order of values that were checked.
  init(
    _ name: String, _ step: CaseworkRefusal.Step, in phases: Set<Case.Phase> = [.accepted],
    _ place: Place = .turn, isIn: @escaping @Sendable (Case) -> Bool = { _ in true },
    button: Phrase? = nil, isDangerous: Bool = false,
    lead: @escaping @Sendable (CaseFile) -> Phrase,
    inputs: [StepInput],
    trial: @escaping @Sendable (CaseFile, Instant) -> Case.Command,
    read: @escaping Reading
  ) {
    self.name = name
    self.step = step
    self.phases = phases
    self.isIn = isIn
    self.place = place
    body = .inputs(lead: lead, inputs)
    self.button = button
    self.isDangerous = isDangerous
    reasonsField = "\(name).\(StepInput.reasonsName)"
    self.trial = trial
    source = .answers(read)
  }

  /// The field of the page's form for a question; the forms of all steps share a page.
  func field(_ input: String) -> String { "\(name).\(input)" }

  /// Whether a field of the page's form takes several lines.
  func isWritten(_ name: String) -> Bool {
    inputs.contains { $0.isLong && field($0.name) == name }
  }

  var inputs: [StepInput] {
    if case .inputs(_, let inputs) = body { inputs } else { [] }
  }
}

extension CaseStep {
  /// A text that stands for whatever will be written.
  static let anyWords = Reasons("——")

  /// Every step of the staff and of the applicant that is taken from the page of a case.
  static let all: [CaseStep] =
    desk + ExtensionTurn.steps + ProcedureTurn.steps + endings + DeferralTurn.steps
    + ReturnTurn.steps
    + CountersignTurn.steps + HandOverTurn.steps + ReminderTurn.steps
    + ConsultationTurn.steps + SuspensionTurn.steps
    + HearingTurn.steps + StatementTurn.steps + PublicNoticeTurn.steps + RecusalTurn.steps
    + TestingTurn.steps + ForwardingTurn.steps

  static func named(_ name: String) -> CaseStep? { all.first { $0.name == name } }

  /// The steps that somebody's roles and the case's phase allow, whether or not another rule stands
  /// against one of them.
  static func steps(of file: CaseFile, for actor: Actor) -> [CaseStep] {
    all.filter {
      $0.phases.contains(file.state.phase) && $0.isIn(file.state)
        && (actor.holds(anyOf: Case.roles(for: $0.step))
          || file.state.mandate(for: $0.step, actor) != nil
          || $0.step == .decide && file.authority != nil)
    }
  }

  /// Why somebody may not take the step now, asked of the rules themselves; nil when he may.
  func obstacle(for actor: Actor, in file: CaseFile, on now: Instant) -> CaseworkRefusal? {
    do throws(CaseworkRefusal) {
      _ = try file.state.decide(trial(file, now), file.context(for: actor, on: now))
      return nil
    } catch {
      return error
    }
  }

  /// How the API's answers are read; nil where the step has an operation of its own there.
  var reading: Reading? { if case .answers(let read) = source { read } else { nil } }

  /// The order that a page's form is.
  ///
  /// - Throws: what is missing or wrong, at its fields.
  func order(of form: Form, in file: CaseFile) throws(SiteRefusal) -> StepOrder? {
    switch source {
    case .form(let order): try order(form, file)
    case .answers(let read): try order(StepValues(form, of: self), file, named: field, read)
    }
  }

  /// The order that the API was sent, for a step that is read of values.
  func order(
    of sent: [String: StepValues.Sent], in file: CaseFile, _ read: Reading
  ) throws(SiteRefusal) -> StepOrder {
    try order(StepValues(sent), file, named: { $0 }, read)
  }

  private func order(
    _ values: StepValues, _ file: CaseFile, named name: (String) -> String,
    _ read: Reading
  ) throws(SiteRefusal) -> StepOrder {
    let faults = values.faults(inputs, file, named: name)
    guard faults.isEmpty else { throw .invalid(faults) }
    return try read(values, file)
  }
}

/// Why a step was refused, told at the fields of its form and with the article.
struct StepRefusal: Refusal {
  let kind: RefusalKind
  let code: String
  let phrase: Phrase
  let legalBasis: LegalBasis?
  let faults: [Fault]

  init(_ refusal: any Refusal, in step: CaseStep) {
    kind = refusal.kind
    code = refusal.code
    legalBasis = refusal.legalBasis
    phrase = StepRefusal.phrase(of: refusal)
    let known = Set(step.inputs.map(\.name))
    faults = refusal.faults.map { fault in
      if fault.field == StepInput.reasonsName { return Fault(step.reasonsField, fault.phrase) }
      return known.contains(fault.field) ? Fault(step.field(fault.field), fault.phrase) : fault
    }
  }

  /// What is wrong, with the article where there is one.
  static func phrase(of refusal: any Refusal) -> Phrase {
    guard let basis = refusal.legalBasis else { return refusal.phrase }
    return "\(refusal.phrase)（依据：\(basis.text)）"
  }
}
