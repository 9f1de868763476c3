-- SPDX-License-Identifier: Apache-2.0
-- Divides the events of one division by years: a year that is over lies in a table of its own, which never changes again,
-- so that vacuum passes it by, a backup need take it only once, and it can be moved to a cheaper disk
-- (ALTER TABLE journal_event_2024 SET TABLESPACE …). Rooms notice nothing. Worth it from some ten million events on:
-- docs/operations.md has the figures, and what a case's history then costs.
--
--   psql "postgres://banjie@host/banjie?options=-csearch_path%3Dd420103" -v ON_ERROR_STOP=1 -f partition-by-year.sql
--
-- Run it with all nodes stopped: once to begin, and again in the first days of each year, which closes the year before.
-- What is closed is found by position, which grows with time; years are those of Asia/Shanghai.
-- It takes the lock of the table, and reads it once the first time; nothing is copied.
BEGIN;
SET LOCAL client_min_messages = warning;
LOCK TABLE journal_event IN ACCESS EXCLUSIVE MODE;

DO $$
DECLARE
  -- The first millisecond of this year.
  begins BIGINT := extract(epoch FROM date_trunc('year', now() AT TIME ZONE 'Asia/Shanghai') AT TIME ZONE 'Asia/Shanghai') * 1000;
  current TEXT;
  first BIGINT;
  last BIGINT;
  name TEXT;
  series TEXT;
BEGIN
  -- The first time: the table becomes the only part of a table of the same name, whose numbers go on.
  IF NOT EXISTS (SELECT FROM pg_partitioned_table WHERE partrelid = 'journal_event'::regclass) THEN
    SELECT COALESCE(max(position), 0) + 1 INTO last FROM journal_event;
    ALTER TABLE journal_event ALTER COLUMN position DROP IDENTITY;
    ALTER TABLE journal_event RENAME TO journal_event_current;
    CREATE SEQUENCE journal_event_number AS BIGINT;
    PERFORM setval('journal_event_number', last, false);
    CREATE TABLE journal_event (
      LIKE journal_event_current INCLUDING DEFAULTS, PRIMARY KEY (position)
    ) PARTITION BY RANGE (position);
    ALTER TABLE journal_event ALTER COLUMN position SET DEFAULT nextval('journal_event_number');
    ALTER SEQUENCE journal_event_number OWNED BY journal_event.position;
    ALTER TABLE journal_event ATTACH PARTITION journal_event_current FOR VALUES FROM (MINVALUE) TO (MAXVALUE);
  END IF;

  -- Years that are over leave the current part; each part keeps its own UNIQUE (stream, version). That a stream has no
  -- version twice over all parts is kept by the lock under which every event is written.
  SELECT min(position), max(position) INTO first, last FROM journal_event_current WHERE at < begins;
  IF last IS NULL THEN
    RETURN;
  END IF;
  SELECT 'journal_event_' || extract(year FROM to_timestamp(max(at) / 1000.0) AT TIME ZONE 'Asia/Shanghai')
    INTO name FROM journal_event_current WHERE at < begins;
  IF EXISTS (SELECT FROM journal_event_current WHERE at >= begins AND position <= last) THEN
    RAISE EXCEPTION 'a clock was put back over New Year: events % and before are of both years; divide them by hand', last;
  END IF;
  ALTER TABLE journal_event DETACH PARTITION journal_event_current;
  EXECUTE format('ALTER TABLE journal_event_current RENAME TO %I', name);
  EXECUTE format('CREATE TABLE journal_event_current (LIKE %I INCLUDING DEFAULTS INCLUDING INDEXES)', name);
  EXECUTE format(
    'WITH moved AS (DELETE FROM %I WHERE position > %s RETURNING *) INSERT INTO journal_event_current SELECT * FROM moved',
    name, last);
  EXECUTE format('ALTER TABLE journal_event ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', name, first, last + 1);
  EXECUTE format('ALTER TABLE journal_event ATTACH PARTITION journal_event_current FOR VALUES FROM (%s) TO (MAXVALUE)', last + 1);
END
$$;
COMMIT;
