-- Links what has been committed without a link, and returns the number of entries, and whether none was left. Everything visible to one
-- snapshot is taken, so each entry is in one link, and no link precedes one of an earlier call. One session links at a time: another one
-- waits, or returns null. A link has entries of one chain and one month, in the order of their numbers. A call takes whole transactions,
-- and of a very large one a part. Such a part has links of its own: a link names its entries by transactions and a range of numbers, and a
-- range that others share would reach into the other parts.
CREATE OR REPLACE FUNCTION audit.link_committed(waits boolean DEFAULT true, max_transactions integer DEFAULT 10000, OUT linked bigint, OUT is_complete boolean)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = 'force_generic_plan' SET jit = 'off'
  SET lock_timeout = '30s' AS $$
DECLARE
  max_per_transaction constant integer := 20000;
  max_per_link constant integer := 1000;
  began timestamptz;
  batch record;
  head audit.heads;
BEGIN
  is_complete := max_transactions > 0;
  IF waits THEN PERFORM pg_advisory_xact_lock(hashtext('tracker:sequencer'));
  ELSIF NOT pg_try_advisory_xact_lock(hashtext('tracker:sequencer')) THEN RETURN;
  END IF;
  linked := 0;
  began := clock_timestamp();

  FOR batch IN
    WITH taken AS (
      DELETE FROM audit.unlinked_entries u
       WHERE (u.at, u.transaction) IN (SELECT o.at, o.transaction FROM audit.unlinked_entries o
                                        GROUP BY o.at, o.transaction ORDER BY min(o.seq) LIMIT max_transactions)
      RETURNING u.at, u.transaction, u.seq, u.is_rest
    ), transactions AS MATERIALIZED (
      SELECT t.at, t.transaction, min(t.seq) AS first_seq, bool_or(t.is_rest) AS is_rest, count(*) OVER () AS transactions
        FROM taken t GROUP BY t.at, t.transaction
    ), entries AS (
      SELECT e.*, date_trunc('month', t.at AT TIME ZONE 'UTC') AS month, t.is_rest, t.transactions
        FROM transactions t
       CROSS JOIN LATERAL (
             SELECT coalesce(x.task_force_id, '00000000-0000-0000-0000-000000000000') AS chain, x.at, x.transaction, x.seq,
                    sha256('\x00'::bytea || convert_to(audit.canonical(x), 'UTF8')) AS leaf
               FROM audit.entries x
              WHERE x.at = t.at AND x.seq >= t.first_seq AND x.transaction = t.transaction
              ORDER BY x.seq LIMIT max_per_transaction) e
    ), cut AS (
      INSERT INTO audit.unlinked_entries (at, transaction, seq, is_rest)
      SELECT e.at, e.transaction, max(e.seq) + 1, true FROM entries e GROUP BY e.at, e.transaction HAVING count(*) = max_per_transaction
      RETURNING at, transaction
    ), marked AS (
      SELECT e.*, CASE WHEN e.is_rest OR (e.at, e.transaction) IN (SELECT c.at, c.transaction FROM cut c) THEN e.transaction END AS split
        FROM entries e
    ), parts AS (
      SELECT e.*, (row_number() OVER (PARTITION BY e.chain, e.month, e.split ORDER BY e.seq) - 1) / max_per_link AS part FROM marked e
    )
    SELECT e.chain, min(e.at) AS at, max(e.at) AS last_at, array_agg(DISTINCT e.transaction) AS transactions, min(e.seq) AS first_seq,
           max(e.seq) AS last_seq, count(*)::integer AS entries, audit.merkle_root(array_agg(e.leaf ORDER BY e.seq)) AS root,
           max(e.transactions) AS taken, EXISTS (SELECT FROM cut) AS is_cut
      FROM parts e GROUP BY e.chain, e.month, e.split, e.part ORDER BY e.chain, min(e.seq)
  LOOP
    IF head.chain IS DISTINCT FROM batch.chain THEN
      SELECT h.* INTO head FROM audit.heads h WHERE h.chain = batch.chain;
      head.chain := batch.chain;
      head.position := coalesce(head.position, 0);
      head.hash := coalesce(head.hash, decode(repeat('00', 32), 'hex'));
    END IF;
    head.position := head.position + 1;
    head.hash := audit.hash_after(head.hash, batch.chain, head.position, batch.entries, batch.root);
    INSERT INTO audit.links (chain, position, at, last_at, transactions, first_seq, last_seq, entries, digest, hash)
    VALUES (batch.chain, head.position, batch.at, batch.last_at, batch.transactions, batch.first_seq, batch.last_seq, batch.entries,
            batch.root, head.hash);
    INSERT INTO audit.heads AS h (chain, position, at, first_seq, last_seq, entries, digest, hash)
    VALUES (batch.chain, head.position, batch.at, batch.first_seq, batch.last_seq, batch.entries, batch.root, head.hash)
        ON CONFLICT (chain) DO UPDATE
       SET position = excluded.position, at = excluded.at, transaction = NULL, first_seq = excluded.first_seq,
           last_seq = excluded.last_seq, entries = excluded.entries, digest = excluded.digest, hash = excluded.hash;
    linked := linked + batch.entries;
    is_complete := batch.taken < max_transactions AND NOT batch.is_cut;
  END LOOP;

  -- An idle sequencer writes every ten seconds. A time ahead of the clock is one from before the clock was set back.
  IF is_complete THEN
    UPDATE audit.sequencer s SET caught_up_at = began
     WHERE linked > 0 OR s.caught_up_at < began - interval '10 seconds' OR s.caught_up_at > began;
  END IF;
END $$;
GRANT EXECUTE ON FUNCTION audit.link_committed(boolean, integer) TO tracker_app, tracker_signer, tracker_auditor;
