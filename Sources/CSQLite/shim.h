// SPDX-License-Identifier: Apache-2.0
#include <sqlite3.h>

/* Makes "name" in double quotes a column and never a string: else a misspelt column is silently a text.
   sqlite3_db_config takes variable arguments, which Swift cannot call. */
static inline void banjie_sqlite_strict_quotes(sqlite3 *db) {
  sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, (void *)0);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, (void *)0);
}

/* What the system said when a file could not be read or written, 0 where it said nothing. sqlite3_system_errno tells it
   of files that could not be opened only; the others keep it, the log apart from the database. */
static inline int banjie_sqlite_system_error(sqlite3 *db) {
  int code = sqlite3_system_errno(db);
  sqlite3_file *log = 0;
  if (code == 0 && sqlite3_file_control(db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) == SQLITE_OK
      && log != 0 && log->pMethods != 0)
    log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &code);
  if (code == 0) sqlite3_file_control(db, "main", SQLITE_FCNTL_LAST_ERRNO, &code);
  return code;
}
