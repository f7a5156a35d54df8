-- Drops a month whose entries are in an archive file, and writes an entry about it. Rejects a month that is too young.
CREATE OR REPLACE FUNCTION audit.archive(month date, entries bigint, file_digest bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp SET lock_timeout = '1s' AS $$
DECLARE
  name text := 'entries_' || to_char(month, 'YYYY_MM');
  opens timestamptz := month::timestamp AT TIME ZONE 'UTC';
  shuts timestamptz := (month + interval '1 month') AT TIME ZONE 'UTC';
  held bigint;
  chained bigint;
BEGIN
  IF shuts + interval '366 days' > now() THEN
    RAISE EXCEPTION 'entries are kept for 366 days at least: % is too young', to_char(month, 'YYYY-MM') USING ERRCODE = '42501';
  END IF;
  IF NOT EXISTS (SELECT FROM pg_inherits WHERE inhparent = 'audit.entries'::regclass
                    AND inhrelid = to_regclass(format('audit.%I', name))) THEN
    RAISE EXCEPTION 'the trail has no month %', to_char(month, 'YYYY-MM') USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT FROM audit.unlinked_entries u WHERE u.at >= opens AND u.at < shuts) THEN
    RAISE EXCEPTION 'entries of % have no link yet', to_char(month, 'YYYY-MM') USING ERRCODE = '42501';
  END IF;
  SELECT count(*) INTO held FROM audit.entries e WHERE e.at >= opens AND e.at < shuts;
  IF held <> archive.entries THEN
    RAISE EXCEPTION 'the month has % entries, and the file %', held, archive.entries USING ERRCODE = '42501';
  END IF;
  SELECT count(*) INTO chained FROM audit.links l WHERE l.at >= opens AND l.at < shuts;
  EXECUTE format('ALTER TABLE audit.entries DETACH PARTITION audit.%I', name);
  EXECUTE format('DROP TABLE audit.%I', name);
  INSERT INTO audit.archives (month, entries, links, file_digest) VALUES (archive.month, held, chained, archive.file_digest);
  INSERT INTO audit.entries (role, action, source, became)
  VALUES (session_user, 'trail.archived', 'archives',
          jsonb_build_object('month', archive.month, 'entries', held, 'links', chained, 'file_digest', archive.file_digest));
END $$;
GRANT EXECUTE ON FUNCTION audit.archive(date, bigint, bytea) TO tracker_auditor;
