// SPDX-License-Identifier: Apache-2.0

import SQL

/// The tables of the roads.
///
/// `road_network` is the file that officials have brought in; all else are projections.
package enum RoadsSchema {
  package static let migrations = [
    Migration("roads", 1, "create", [network] + digs + merges)
  ]

  private static let network: Statement = """
    CREATE TABLE road_network (
      name TEXT NOT NULL PRIMARY KEY,
      digest TEXT NOT NULL,
      source TEXT NOT NULL,
      imported_at BIGINT NOT NULL
    )
    """

  private static let digs: [Statement] = [
    """
    CREATE TABLE road_dig (
      number TEXT NOT NULL PRIMARY KEY,
      phase TEXT NOT NULL,
      origin TEXT NOT NULL,
      unit TEXT NOT NULL,
      line TEXT NOT NULL,
      segments TEXT NOT NULL,
      filer TEXT NOT NULL,
      is_public BOOLEAN NOT NULL,
      task TEXT,
      from_day TEXT NOT NULL,
      to_day TEXT NOT NULL,
      depth BIGINT NOT NULL,
      area BIGINT NOT NULL,
      case_id TEXT,
      exceedances BIGINT NOT NULL,
      broken_at BIGINT,
      formalities_due BIGINT,
      formalities_done BIGINT,
      is_late BOOLEAN NOT NULL,
      announced_at BIGINT NOT NULL,
      version BIGINT NOT NULL
    )
    """,
    "CREATE INDEX road_dig_plan ON road_dig (from_day, number) WHERE is_public",
    "CREATE INDEX road_dig_filer ON road_dig (filer, announced_at, number)",
    "CREATE INDEX road_dig_task ON road_dig (announced_at, number) WHERE task IS NOT NULL",
    "CREATE INDEX road_dig_broken ON road_dig (broken_at, number) WHERE broken_at IS NOT NULL",
    "CREATE INDEX road_dig_late ON road_dig (broken_at, number) WHERE is_late",
    "CREATE INDEX road_dig_case ON road_dig (case_id) WHERE case_id IS NOT NULL",
    """
    CREATE TABLE road_dig_segment (
      segment TEXT NOT NULL,
      number TEXT NOT NULL,
      from_day TEXT NOT NULL,
      until_day TEXT NOT NULL,
      is_live BOOLEAN NOT NULL,
      PRIMARY KEY (number, segment)
    )
    """,
    "CREATE INDEX road_dig_segment_until ON road_dig_segment (until_day, number) WHERE is_live",
    """
    CREATE INDEX road_dig_segment_near ON road_dig_segment (segment, until_day, number)
      WHERE is_live
    """,
    "CREATE INDEX road_dig_segment_past ON road_dig_segment (segment, from_day, number)",
  ]

  private static let merges: [Statement] = [
    """
    CREATE TABLE road_merge (
      dig TEXT NOT NULL,
      id TEXT NOT NULL,
      status TEXT NOT NULL,
      proposed_at BIGINT NOT NULL,
      PRIMARY KEY (dig, proposed_at, id)
    )
    """
  ]
}
