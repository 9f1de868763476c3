// SPDX-License-Identifier: Apache-2.0

import SQL

/// The tables of supervision.
///
/// `oversight_alert`, `oversight_card`, `oversight_conclusion` and `oversight_complaint` are projections; the rules are
/// what officials have published, and the round is how far the cases have been looked at by what is in force now.
package enum OversightSchema {
  package static let migrations = [
    Migration(
      "oversight", 1, "create",
      [
        """
        CREATE TABLE oversight_rules (
          version BIGINT NOT NULL PRIMARY KEY,
          effective TEXT NOT NULL,
          digest TEXT NOT NULL,
          source TEXT NOT NULL,
          published_at BIGINT NOT NULL
        )
        """,
        """
        CREATE TABLE oversight_round (
          name TEXT NOT NULL PRIMARY KEY,
          stamp TEXT NOT NULL,
          place TEXT,
          finished BOOLEAN NOT NULL
        )
        """,
        """
        CREATE TABLE oversight_alert (
          case_id TEXT NOT NULL,
          key TEXT NOT NULL,
          rule TEXT NOT NULL,
          rule_version BIGINT NOT NULL,
          due TEXT NOT NULL,
          unit TEXT NOT NULL,
          person TEXT,
          PRIMARY KEY (case_id, key)
        )
        """,
        "CREATE INDEX oversight_alert_due ON oversight_alert (due, case_id, key)",
        "CREATE INDEX oversight_alert_unit ON oversight_alert (unit, due, case_id, key)",
        """
        CREATE INDEX oversight_alert_person ON oversight_alert (person, due, case_id, key)
          WHERE person IS NOT NULL
        """,
      ] + cards)
  ]

  private static let cards: [Statement] = [
    """
    CREATE TABLE oversight_card (
      id TEXT NOT NULL PRIMARY KEY,
      number TEXT NOT NULL UNIQUE,
      level TEXT NOT NULL,
      status TEXT NOT NULL,
      is_open BOOLEAN NOT NULL,
      counts BOOLEAN NOT NULL,
      is_pressed BOOLEAN NOT NULL,
      case_id TEXT NOT NULL,
      case_number TEXT NOT NULL,
      item_code TEXT NOT NULL,
      item_version BIGINT NOT NULL,
      rule TEXT NOT NULL,
      rule_version BIGINT NOT NULL,
      unit TEXT NOT NULL,
      person TEXT,
      due TEXT,
      issued_at BIGINT NOT NULL,
      month TEXT NOT NULL,
      answer_by TEXT NOT NULL,
      points BIGINT NOT NULL,
      version BIGINT NOT NULL
    )
    """,
    "CREATE INDEX oversight_card_issued ON oversight_card (issued_at, id)",
    "CREATE INDEX oversight_card_unit ON oversight_card (unit, issued_at, id)",
    """
    CREATE INDEX oversight_card_person ON oversight_card (person, issued_at, id)
      WHERE person IS NOT NULL
    """,
    "CREATE INDEX oversight_card_open ON oversight_card (issued_at, id) WHERE is_open",
    """
    CREATE INDEX oversight_card_open_unit ON oversight_card (unit, issued_at, id) WHERE is_open
    """,
    "CREATE INDEX oversight_card_case ON oversight_card (case_id, issued_at, id)",
    "CREATE INDEX oversight_card_month ON oversight_card (month, unit, rule)",
    """
    CREATE TABLE oversight_conclusion (
      case_id TEXT NOT NULL PRIMARY KEY,
      month TEXT NOT NULL,
      unit TEXT NOT NULL,
      share BIGINT NOT NULL
    )
    """,
    "CREATE INDEX oversight_conclusion_month ON oversight_conclusion (month, unit, share)",
    """
    CREATE TABLE oversight_complaint (
      id TEXT NOT NULL PRIMARY KEY,
      status TEXT NOT NULL,
      is_open BOOLEAN NOT NULL,
      case_id TEXT NOT NULL,
      case_number TEXT NOT NULL,
      unit TEXT NOT NULL,
      complainant TEXT NOT NULL,
      filed_at BIGINT NOT NULL,
      version BIGINT NOT NULL
    )
    """,
    "CREATE INDEX oversight_complaint_filed ON oversight_complaint (filed_at, id)",
    "CREATE INDEX oversight_complaint_unit ON oversight_complaint (unit, filed_at, id)",
    "CREATE INDEX oversight_complaint_case ON oversight_complaint (case_id, filed_at, id)",
  ]
}
