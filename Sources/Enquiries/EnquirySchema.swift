// SPDX-License-Identifier: Apache-2.0

import SQL

/// The table of questions, a projection.
package enum EnquirySchema {
  package static let migrations = [
    Migration(
      "enquiries", 1, "create",
      [
        """
        CREATE TABLE enquiry_row (
          id TEXT NOT NULL PRIMARY KEY,
          subject_kind TEXT NOT NULL,
          subject_code TEXT NOT NULL,
          channel TEXT NOT NULL,
          unit TEXT NOT NULL,
          question TEXT NOT NULL,
          asker TEXT,
          code TEXT UNIQUE,
          is_open BOOLEAN NOT NULL,
          due TEXT NOT NULL,
          asked_at BIGINT NOT NULL,
          month TEXT NOT NULL,
          published_at BIGINT,
          published_question TEXT,
          published_answer TEXT,
          version BIGINT NOT NULL
        )
        """,
        "CREATE INDEX enquiry_open ON enquiry_row (due, id) WHERE is_open",
        "CREATE INDEX enquiry_open_unit ON enquiry_row (unit, due, id) WHERE is_open",
        "CREATE INDEX enquiry_asked ON enquiry_row (asked_at, id)",
        "CREATE INDEX enquiry_unit ON enquiry_row (unit, asked_at, id)",
        """
        CREATE INDEX enquiry_asker ON enquiry_row (asker, asked_at, id) WHERE asker IS NOT NULL
        """,
        """
        CREATE INDEX enquiry_published ON enquiry_row (subject_kind, subject_code, published_at, id)
          WHERE published_at IS NOT NULL
        """,
        """
        CREATE INDEX enquiry_month ON enquiry_row (month, subject_kind, subject_code, channel)
        """,
      ])
  ]
}
