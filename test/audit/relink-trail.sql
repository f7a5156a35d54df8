-- Rewrites every link and head of the trail with correct hashes, as an attacker with all rights would: one link per transaction, as before
-- links had batches.
TRUNCATE audit.links, audit.heads, audit.unlinked_entries CASCADE;
DO $$
DECLARE link record; before bytea; chain uuid;
BEGIN
  FOR link IN
    SELECT g.*, row_number() OVER (PARTITION BY g.chain ORDER BY g.transaction, g.first_seq) AS position
      FROM (SELECT coalesce(e.task_force_id, '00000000-0000-0000-0000-000000000000') AS chain, e.transaction, min(e.at) AS at,
                   min(e.seq) AS first_seq, max(e.seq) AS last_seq, count(*)::integer AS entries,
                   sha256(string_agg(sha256(convert_to(audit.canonical(e), 'UTF8')), '' ORDER BY e.at, e.seq)) AS digest
              FROM audit.entries e GROUP BY 1, 2) g
     ORDER BY g.chain, position
  LOOP
    IF link.chain IS DISTINCT FROM chain THEN before := decode(repeat('00', 32), 'hex'); chain := link.chain; END IF;
    before := sha256(before || convert_to(json_build_array('v1', link.chain, link.position, link.entries)::text, 'UTF8') || link.digest);
    INSERT INTO audit.links (chain, position, at, transaction, first_seq, last_seq, entries, digest, hash)
    VALUES (link.chain, link.position, link.at, link.transaction, link.first_seq, link.last_seq, link.entries, link.digest, before);
  END LOOP;
END $$;
INSERT INTO audit.heads (chain, position, at, transaction, first_seq, last_seq, entries, digest, hash)
SELECT DISTINCT ON (l.chain) l.chain, l.position, l.at, l.transaction, l.first_seq, l.last_seq, l.entries, l.digest, l.hash
  FROM audit.links l ORDER BY l.chain, l.position DESC;
