// SPDX-License-Identifier: Apache-2.0

import SQL

extension CaseworkSchema {
  /// Authorisations, the register of interests, draws and re-checks.
  ///
  /// Projections but for `staff_interest`, whose entries are the staff's own, and `draw_secret`, which no event may hold.
  static let oneHand: [Statement] = [
    """
    CREATE TABLE authorisation_row (
      id TEXT NOT NULL PRIMARY KEY,
      number TEXT NOT NULL UNIQUE,
      holder TEXT NOT NULL,
      standing TEXT NOT NULL,
      valid_until TEXT NOT NULL,
      terms TEXT NOT NULL,
      given_at BIGINT NOT NULL,
      version BIGINT NOT NULL
    )
    """,
    "CREATE INDEX authorisation_row_given ON authorisation_row (given_at, id)",
    """
    CREATE INDEX authorisation_row_holder ON authorisation_row (holder, standing, valid_until, id)
    """,
    """
    CREATE TABLE staff_interest (
      id TEXT NOT NULL PRIMARY KEY,
      account TEXT NOT NULL,
      digest TEXT NOT NULL,
      kind TEXT NOT NULL,
      shown TEXT NOT NULL,
      declared_at BIGINT NOT NULL,
      ended_at BIGINT
    )
    """,
    """
    CREATE INDEX staff_interest_account ON staff_interest (account, declared_at, id)
      WHERE ended_at IS NULL
    """,
    """
    CREATE INDEX staff_interest_digest ON staff_interest (account, digest)
      WHERE ended_at IS NULL
    """,
    """
    CREATE INDEX staff_interest_declared ON staff_interest (declared_at, id)
      WHERE ended_at IS NULL
    """,
    """
    CREATE TABLE one_hand_row (
      case_id TEXT NOT NULL PRIMARY KEY,
      number TEXT NOT NULL,
      approver TEXT NOT NULL,
      authorisation TEXT NOT NULL,
      percent BIGINT,
      decided_at BIGINT NOT NULL,
      month TEXT
    )
    """,
    "CREATE INDEX one_hand_row_month ON one_hand_row (month, number)",
    """
    CREATE TABLE one_hand_tally (
      year BIGINT NOT NULL,
      approver TEXT NOT NULL,
      decided BIGINT NOT NULL,
      PRIMARY KEY (year, approver)
    )
    """,
    """
    CREATE TABLE draw_month (
      month TEXT NOT NULL PRIMARY KEY,
      digest TEXT NOT NULL,
      percent BIGINT NOT NULL,
      committed_at BIGINT NOT NULL,
      secret TEXT,
      published_at BIGINT
    )
    """,
    """
    CREATE TABLE draw_secret (
      month TEXT NOT NULL PRIMARY KEY,
      secret TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE recheck_row (
      id TEXT NOT NULL PRIMARY KEY,
      number TEXT NOT NULL,
      department TEXT NOT NULL,
      approver TEXT NOT NULL,
      authorisation TEXT NOT NULL,
      authorisation_number TEXT NOT NULL,
      month TEXT NOT NULL,
      score BIGINT,
      percent BIGINT NOT NULL,
      standing TEXT NOT NULL,
      verdict TEXT,
      drawn_at BIGINT NOT NULL,
      version BIGINT NOT NULL
    )
    """,
    "CREATE INDEX recheck_row_standing ON recheck_row (standing, drawn_at, id)",
    """
    CREATE TABLE recheck_tally (
      year BIGINT NOT NULL,
      approver TEXT NOT NULL,
      drawn BIGINT NOT NULL,
      right_ones BIGINT NOT NULL,
      minor_ones BIGINT NOT NULL,
      wrong_ones BIGINT NOT NULL,
      PRIMARY KEY (year, approver)
    )
    """,
  ]
}
