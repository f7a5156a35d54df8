-- Links the transaction's entries chain by chain, ordered by id, so that no two transactions deadlock. The plan is kept, since planning
-- over every month costs more than linking.
CREATE OR REPLACE FUNCTION audit.link_from(opened_at timestamptz, seq bigint, transaction xid8) RETURNS void LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp SET plan_cache_mode = 'force_generic_plan' AS $$
BEGIN
  WITH mine AS (
    SELECT coalesce(e.task_force_id, '00000000-0000-0000-0000-000000000000') AS chain, min(e.seq) AS first_seq,
           max(e.seq) AS last_seq, count(*)::integer AS entries,
           sha256(string_agg(sha256(convert_to(audit.canonical(e), 'UTF8')), '' ORDER BY e.seq)) AS digest
      FROM audit.entries e
     WHERE e.at = opened_at AND e.seq >= link_from.seq AND e.transaction = link_from.transaction
     GROUP BY 1
  ), moved AS (
    INSERT INTO audit.heads AS h (chain, position, at, transaction, first_seq, last_seq, entries, digest, hash)
    SELECT m.chain, 1, opened_at, link_from.transaction, m.first_seq, m.last_seq, m.entries, m.digest,
           audit.hash_after('\x0000000000000000000000000000000000000000000000000000000000000000', m.chain, 1, m.entries, m.digest)
      FROM mine m ORDER BY m.chain
        ON CONFLICT (chain) DO UPDATE
       SET position = h.position + 1, at = excluded.at, transaction = excluded.transaction, first_seq = excluded.first_seq,
           last_seq = excluded.last_seq, entries = excluded.entries, digest = excluded.digest,
           hash = audit.hash_after(h.hash, h.chain, h.position + 1, excluded.entries, excluded.digest)
    RETURNING h.*
  )
  INSERT INTO audit.links (chain, position, at, transaction, first_seq, last_seq, entries, digest, hash)
  SELECT m.chain, m.position, m.at, m.transaction, m.first_seq, m.last_seq, m.entries, m.digest, m.hash FROM moved m;
END $$;
