// SPDX-License-Identifier: Apache-2.0
#include <sqlite3.h>

/* Makes "name" in double quotes a column and never a string: else a misspelt column is silently a text.
   sqlite3_db_config takes variable arguments, which Swift cannot call. */
static inline void banjie_sqlite_strict_quotes(sqlite3 *db) {
  sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, (void *)0);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, (void *)0);
}
