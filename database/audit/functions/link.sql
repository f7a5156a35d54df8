-- Runs for each entry at the commit. The first call links all entries of the transaction. A transaction with one entry takes a short
-- path: no later number was drawn. That path builds the text of the entry inline, because a call would cost as much as the link.
CREATE OR REPLACE FUNCTION audit.link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  own uuid := coalesce(new.task_force_id, '00000000-0000-0000-0000-000000000000');
  single bytea;
BEGIN
  IF new.at <> now() OR new.transaction <> pg_current_xact_id() THEN
    RAISE EXCEPTION 'an entry is made at the instant of its own transaction' USING ERRCODE = '42501';
  END IF;
  IF currval('audit.entries_seq_seq') = new.seq THEN
    single := sha256(sha256(convert_to(json_build_array(new.seq, (extract(epoch FROM new.at) * 1000000)::bigint,
                new.transaction, new.account_id, new.session_id, new.role, new.actor_agency, new.task_force_id, new.action,
                new.subject, new.complaint_id, new.outcome, new.reason, new.request_id, new.address, new.source, new.row_id,
                new.was, new.became, new.withheld, new.records)::text, 'UTF8')));
    WITH moved AS (
      UPDATE audit.heads h
         SET position = h.position + 1, at = new.at, transaction = new.transaction, first_seq = new.seq, last_seq = new.seq,
             entries = 1, digest = single, hash = audit.hash_after(h.hash, h.chain, h.position + 1, 1, single)
       WHERE h.chain = own AND (h.transaction <> new.transaction OR h.last_seq < new.seq)
      RETURNING h.position, h.hash)
    INSERT INTO audit.links (chain, position, at, transaction, first_seq, last_seq, entries, digest, hash)
    SELECT own, m.position, new.at, new.transaction, new.seq, new.seq, 1, single, m.hash FROM moved m;
    IF found THEN RETURN NULL; END IF;
  END IF;
  IF NOT EXISTS (SELECT FROM audit.heads h
                  WHERE h.chain = own AND h.transaction = new.transaction AND h.last_seq >= new.seq) THEN
    PERFORM audit.link_from(new.at, new.seq, new.transaction);
  END IF;
  RETURN NULL;
END $$;
