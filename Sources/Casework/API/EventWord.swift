// SPDX-License-Identifier: Apache-2.0

extension Case.Event {
  /// The event's name, as the API tells it.
  var word: String {
    switch self {
    case .submitted: "submitted"
    case .corrected: "corrected"
    case .supplementNoticed: "supplementNoticed"
    case .supplemented: "supplemented"
    case .foundNotRequired: "foundNotRequired"
    case .acceptanceRefused: "acceptanceRefused"
    case .accepted: "accepted"
    case .deemedAccepted: "deemedAccepted"
    case .reviewed: "reviewed"
    case .granted: "granted"
    case .refused: "refused"
    case .deemedRenewed: "deemedRenewed"
    case .licenceEnded: "licenceEnded"
    case .licenceIssued: "licenceIssued"
    case .delivered: "delivered"
    case .concluded: "concluded"
    case .withdrawn: "withdrawn"
    case .terminated: "terminated"
    case .rectified: "rectified"
    case .documentNumbered: "documentNumbered"
    case .extending(let event): "extension.\(event.word)"
    case .procedure(let event): "procedure.\(event.word)"
    case .committed: "committed"
    case .deferring(let event): "deferral.\(event.word)"
    case .returning(let event): "return.\(event.word)"
    case .countersigning(let event): "countersignature.\(event.word)"
    case .actedFor: "actedFor"
    case .handingOver(let event): "handOver.\(event.word)"
    case .reminding(let event): "reminder.\(event.word)"
    case .consulting(let event): "consultation.\(event.word)"
    case .suspending(let event): "suspension.\(event.word)"
    case .hearing(let event): "hearing.\(event.word)"
    case .statement(let event): "statement.\(event.word)"
    case .publicNotice(let event): "publicNotice.\(event.word)"
    case .oneHand(let event): "oneHand.\(event.word)"
    case .recusal(let event): "recusal.\(event.word)"
    case .testing(let event): "test.\(event.word)"
    case .forwarding(let event): "forwarding.\(event.word)"
    }
  }
}
